// Shared by the peers: the edition's documents, each asked for once, ahead of a click where somebody points at a link.
const kept = new Map();

const json = async (path) => (await fetch(path)).json();

/** The document of a page. */
export const load = (path) => {
  if (!kept.has(path)) kept.set(path, json(`${path}index.json`));
  return kept.get(path);
};

/** The site's own data. */
export const site = json("/site.en.json");

/** The path of the link of this site that something happened on. */
export const pathOf = ({ target }) => target.closest?.("a[href^='/']")?.pathname;

addEventListener("pointerover", (event) => {
  const path = pathOf(event);
  if (path) load(path);
});

/** What a reader of any app is owed when a page has changed. */
export const arrive = (page) => {
  document.title = page.head.title;
  scrollTo(0, 0);
  document.querySelector("h1").focus({ preventScroll: true });
};

/** Attributes of an element of a body. */
export const attributes = ({ tag, children, ...others }) => others;
