// The reader's tools: a starter that loads each of them when it is asked for.
const root = document.documentElement;
const addresses = document.querySelector('meta[name="gazette-reader"]').dataset;
const words = document.getElementById("reader-words");

const tools = {
  /** The texts of this page's language that press printed for the tools. */
  words: words.dataset,
  addresses,

  /** What the reader has chosen, and the way to choose otherwise; where storage is denied, for this page alone. */
  settings: {},
  choose(change) {
    Object.assign(tools.settings, change);
    try {
      localStorage.setItem("gazette", JSON.stringify(tools.settings));
    } catch {
      // It lasts as long as the page.
    }
    dispatchEvent(new CustomEvent("gazette-settings", { detail: tools.settings }));
  },

  /** The button of a tool, if this page has it and shows it. */
  button(name) {
    const isSeen = (button) => button.offsetParent && getComputedStyle(button).visibility === "visible";
    return [...document.querySelectorAll(`[data-tool="${name}"]`)].find(isSeen);
  },

  /** Says something politely beside an article's tools. */
  say(text) {
    const status = document.querySelector(".tools__status");
    if (status) status.textContent = text;
  },

  /** Opens the dialog with that `id`, which press printed into a template. */
  open(id) {
    if (!document.getElementById(id)) document.body.append(words.content.cloneNode(true));
    const dialog = document.getElementById(id);
    if (!document.querySelector("dialog[open]")) dialog.showModal();
    return dialog;
  },

  /** Has a tool look at the page, and again whenever the portal has shown something else and set title and address. */
  watch(look) {
    const changes = new MutationObserver(() => setTimeout(look));
    changes.observe(document.getElementById("portal"), { childList: true, subtree: true });
    look();
  },

  /** Loads a tool and uses it; says whether that went well. */
  async use(name, ...rest) {
    try {
      const { default: tool } = await import(addresses[name]);
      await tool(tools, ...rest);
      return true;
    } catch {
      // Not to be had now, or of a release that is no more.
      return false;
    }
  },
};

try {
  tools.settings = JSON.parse(localStorage.getItem("gazette")) ?? {};
} catch {
  // As in early.js.
}

addEventListener("click", ({ target }) => {
  const name = target.closest?.("[data-tool]")?.dataset.tool;
  if (!name) return;
  if (name === "print") return print();
  const [tool, what] = { save: ["offline", "toggle"], stop: ["listen", "stop"] }[name] ?? [name];
  tools.use(tool, what).then((isDone) => isDone || tools.say(tools.words.toolFailed));
});

// What is typed is nobody's business unless the reader wants it to be.
if (tools.settings.keys) tools.use("shortcuts", "watch");

const spoken = (lang) => lang.split(/[-_]/)[0].toLowerCase();
const lookForVoices = () => {
  const has = speechSynthesis.getVoices().some(({ lang }) => spoken(lang) === spoken(root.lang));
  root.toggleAttribute("data-voice", has);
};
if (window.speechSynthesis) {
  lookForVoices();
  speechSynthesis.addEventListener?.("voiceschanged", lookForVoices);
}
root.toggleAttribute("data-prints", typeof print === "function");
root.dataset.tools = "ready";
tools.use("notices");
if (document.getElementById("kept")) tools.use("kept");

/** What can wait until everything else is done. */
export const settle = () => {
  if (addresses.counter) tools.use("counter");
  tools.use("latest");
  // Editions for the desk have no such module. The others are missing on insecure origins, and throw where storage is
  // denied.
  try {
    if (addresses.offline && navigator.serviceWorker && window.caches) {
      tools.use("offline", root.hasAttribute("data-saves") ? "wait" : "register");
    }
  } catch {
    // Then nothing is kept for reading without a network.
  }
};
