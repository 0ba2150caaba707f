// Starts the portal.
const root = document.documentElement;
const portal = document.getElementById("portal");
const printed = portal?.matches("[data-route], [data-still]");
// `early.js` waits for this.
root.dataset.boot = "";

// Whoever saves data gets nothing ahead of time. Few browsers tell.
const { saveData, effectiveType } = navigator.connection ?? {};
root.toggleAttribute("data-saves", Boolean(saveData) || /2g/.test(effectiveType));

/** How long something may take that other things wait for, in milliseconds. */
const PATIENCE = 8000;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
const until = (type, isIt = () => true) =>
  new Promise((resolve) => addEventListener(type, (event) => isIt(event) && resolve()));

// A printed page can already be read, so nothing may get in the way of its first paint.
const quietMoment = async () => {
  const paint = new Promise((resolve) => {
    if (window.PerformanceObserver) new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  });
  // A hidden tab paints nothing.
  await Promise.race([paint, wait(1000)]);
  // A picture that never comes is no reason to wait for ever.
  if (document.readyState !== "complete") await Promise.race([until("load"), wait(PATIENCE)]);
  // Safari has no requestIdleCallback.
  await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
};

// A printed page stays as it is; its links work as ordinary page loads. What else there is to say, `early.js` knows.
const sayFailed = () => dispatchEvent(new Event("portal-failed"));

// Searching takes a program of its own, which is fetched for those who search. A browser remembers that a module could not
// be had, so each try has another address.
let engine;
let tries = 0;
const loadEngine = async () => {
  const { js, wasm } = document.querySelector('meta[name="gazette-search"]').dataset;
  const module = await import(`${js}#${tries++}`);
  await module.default({ module_or_path: wasm });
  return module;
};
const late = async () => {
  await wait(PATIENCE);
  throw new Error();
};
const startEngine = () => {
  engine ??= Promise.race([loadEngine(), late()]);
  engine.catch(() => (engine = undefined));
  return engine;
};
globalThis.gazetteSearch = async ({ folder, stems, count, keys, directories, documents }) =>
  new (await startEngine()).SearchEngine(folder, stems, count, keys, directories, documents);
const isSearch = ({ target }) => target.name === "q";
addEventListener("focusin", (event) => {
  if (isSearch(event)) startEngine().catch(() => {});
});

// Waits until the page may change: at once, or as soon as the browser has a picture of what is shown, from which it fades over.
globalThis.gazetteTurn = () =>
  new Promise((begin) => {
    if (!document.startViewTransition || matchMedia("(prefers-reduced-motion)").matches) return begin();
    const change = () => {
      begin();
      // The portal changes the page in tasks of the same moment.
      return wait(0);
    };
    // The browser may have reasons to do without, and a picture that takes long is not waited for.
    document.startViewTransition(change).ready.catch(() => {});
    wait(100).then(begin);
  });

// Escape folds menu or search again, which narrow screens open.
addEventListener("keydown", ({ key }) => {
  const open = key === "Escape" && document.querySelector(".masthead [open]");
  if (open) {
    open.open = false;
    open.firstChild.focus();
  }
});

// The reader's tools work on a printed page, too, whose portal cannot start.
const startTools = async () => {
  try {
    return await import(document.querySelector('meta[name="gazette-reader"]').dataset.tools);
  } catch {
    // The room of their buttons closes.
    document.documentElement.dataset.tools = "none";
    return null;
  }
};

const startPortal = async () => {
  try {
    const { js, wasm } = document.querySelector('meta[name="gazette-portal"]').dataset;
    const { default: init } = await import(js);
    await init({ module_or_path: wasm });
  } catch {
    sayFailed();
  }
};

if (printed) await quietMoment();
const tools = startTools();
// The page of what is on the device has no data of its own to be rendered from.
if (!portal?.hasAttribute("data-still")) {
  // All but a search works without the portal.
  if (printed && root.hasAttribute("data-saves") && !location.search) until("focusin", isSearch).then(startPortal);
  else await startPortal();
}
// A module may come as something else.
(await tools)?.settle?.();
