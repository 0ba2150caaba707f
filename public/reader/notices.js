// Shows the notices for the whole site above the masthead. Pages ask for one small file after their first paint and then about
// once a minute while somebody looks at them, so that an emergency reaches those who are reading already. A notice goes when
// its time is over, also without a network.

/** How often the file is asked for, in milliseconds; mostly the answer is that nothing has changed. */
const EVERY = 45_000;
/** How long an answer may take, in milliseconds. */
const PATIENCE = 10_000;
/** Where the notices are kept that a reader has put away. */
const KEY = "gazette-notices";

const create = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/** Whether a link may lead there, as on every page. */
const isSafe = (href) => {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(href, location).protocol);
  } catch {
    return false;
  }
};

const isOver = (until) => Boolean(until) && !(Date.parse(until) > Date.now());

let dismissed = [];
try {
  dismissed = [JSON.parse(localStorage.getItem(KEY)) ?? []].flat();
} catch {
  // Then they are put away for this page alone.
}

const item = ({ id, kind, label, text, href, until }) => {
  const words = href && isSafe(href) ? create("a", { className: "notice__link", href }, text) : text;
  const kindName = create("strong", { className: "notice__kind" }, label);
  const paragraph = create("p", { className: "notice__text" }, kindName, " ", words);
  const notice = create("div", { className: `notice notice--${kind}` }, paragraph);
  notice.dataset.notice = id;
  if (until) notice.dataset.until = until;
  return notice;
};

export default function notices() {
  const place = document.getElementById("site-notices");
  if (!place) return;
  const shown = () => [...place.querySelectorAll("[data-notice]")];

  // What is there already is left alone, so that nothing is read out twice.
  const remove = (isGone) => {
    shown().filter(isGone).forEach((notice) => notice.remove());
    if (shown().length === 0) place.replaceChildren();
  };

  const dismiss = (id) => {
    dismissed = [id, ...dismissed].slice(0, 50);
    try {
      localStorage.setItem(KEY, JSON.stringify(dismissed));
    } catch {
      // As above.
    }
    remove(({ dataset }) => dataset.notice === id);
    document.getElementById("main")?.focus({ preventScroll: true });
  };

  const show = (list) => {
    const isWanted = ({ id, until, dismissible }) => !isOver(until) && !(dismissible && dismissed.includes(id));
    const wanted = list.filter(isWanted);
    remove(({ dataset }) => !wanted.some(({ id }) => id === dataset.notice));
    if (wanted.length === 0) return;
    if (!place.firstChild) {
      const aside = create("aside", { className: "notices__list" });
      aside.setAttribute("aria-label", place.dataset.label);
      place.append(aside);
    }
    const aside = place.firstChild;
    wanted.forEach((notice, at) => {
      const node = shown().find(({ dataset }) => dataset.notice === notice.id) ?? item(notice);
      if (notice.dismissible && !node.querySelector("button")) {
        const text = place.dataset.dismiss;
        node.append(create("button", { type: "button", className: "notice__dismiss", onclick: () => dismiss(notice.id) }, text));
      }
      if (aside.children[at] !== node) aside.insertBefore(node, aside.children[at] ?? null);
    });
  };

  const look = async () => {
    remove(({ dataset }) => isOver(dataset.until));
    const response = await fetch(place.dataset.src, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) return;
    const { schema, notices: list } = await response.json();
    if (schema === 1) show(list);
  };
  // What goes wrong leaves what is there; the next time comes soon.
  const again = () => document.hidden || look().catch(() => {});
  setInterval(again, EVERY);
  document.addEventListener("visibilitychange", again);
  addEventListener("online", again);
  again();
}
