// Loads the page again when what it shows has changed, and says what keeps a change from being shown.
const version = new URL(import.meta.url).searchParams.get("version");

// Where nothing could be printed yet, the page is the report.
const printed = version !== "";

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const makeDialog = () => {
  const close = element("button", { type: "button" }, "Close");
  const dialog = element(
    "dialog",
    { class: "press-report", lang: "en", dir: "ltr", role: "alertdialog", "aria-labelledby": "press-report-heading" },
    element("h2", { id: "press-report-heading" }, "Your last change is not shown yet"),
    element("p", {}, "press found something to mend. Until then, this page stays as it was before."),
    // Long lines are scrolled, by keyboard too.
    element("pre", { tabindex: "0", role: "region", "aria-label": "What to mend" }),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  return dialog;
};

const show = (report) => {
  const place = document.querySelector(".press-report") ?? makeDialog();
  place.querySelector("pre").textContent = report;
  if (printed && !place.open) place.showModal();
};

const take = ({ data }) => {
  const now = JSON.parse(data);
  if (now.version !== version) location.reload();
  else if (now.report !== "") show(now.report);
};

// A browser has six connections for a host, and a tab that nobody looks at needs none.
let events;
const listen = () => {
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/_press/events");
  events.addEventListener("message", take);
};
document.addEventListener("visibilitychange", listen);
listen();
