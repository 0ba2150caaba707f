// Keyboard shortcuts: a dialog that shows them, and the keys themselves, which are off until a reader turns them on.
let tools;
let watching = false;

const keys = {
  "/": () => {
    const field = document.getElementById("search-field");
    // On narrow screens it is folded.
    field?.closest("search").querySelector("details").setAttribute("open", "");
    field?.focus();
  },
  h: () => document.querySelector(".masthead__name")?.click(),
  t: () => tools.use("settings"),
  l: () => tools.button("listen")?.click(),
  s: () => tools.button("save")?.click(),
  "?": () => help(),
};

const press = (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  const chord = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  const act = keys[event.key];
  if (!tools.settings.keys || typing || chord || event.defaultPrevented || !act) return;
  event.preventDefault();
  act();
};

const watch = () => {
  if (!watching) addEventListener("keydown", press);
  watching = true;
};

const help = () => {
  const box = tools.open("reader-shortcuts").querySelector("[name=keys]");
  box.checked = tools.settings.keys === true;
  box.onchange = () => tools.choose({ keys: box.checked });
  watch();
};

export default function shortcuts(given, what) {
  tools = given;
  if (what === "watch") watch();
  else help();
}
