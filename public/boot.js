// Starts the portal. A module of its own, since the content security policy allows no inline script.
const portal = document.getElementById("portal");
const printed = portal !== null && portal.childElementCount > 0;

// A printed page can already be read, so nothing may get in the way of its first paint.
const quietMoment = async () => {
  await new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
    // A hidden tab paints nothing.
    setTimeout(resolve, 1000);
  });
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  // Safari has no requestIdleCallback.
  await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
};

// A printed page stays as it is; its links work as ordinary page loads. The bare shell has only this to show.
const sayFailed = () => {
  const failed = document.getElementById("portal-failed");
  if (!printed && failed) portal?.replaceChildren(failed.content.cloneNode(true));
};
addEventListener("portal-failed", sayFailed);

// Searching takes a program of its own, which is fetched for those who search. A browser remembers that a module could not
// be had, so each try has another address.
const PATIENCE = 15_000;
let engine;
let tries = 0;
const loadEngine = async () => {
  const { js, wasm } = document.querySelector('meta[name="gazette-search"]').dataset;
  const module = await import(`${js}#${tries++}`);
  await module.default({ module_or_path: wasm });
  return module;
};
const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));
const startEngine = () => {
  engine ??= Promise.race([loadEngine(), late()]);
  engine.catch(() => (engine = undefined));
  return engine;
};
globalThis.gazetteSearch = async ({ folder, stems, count, keys, directories, documents }) =>
  new (await startEngine()).SearchEngine(folder, stems, count, keys, directories, documents);
addEventListener("focusin", ({ target }) => {
  if (target.name === "q") startEngine();
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
if (!portal?.hasAttribute("data-still")) await startPortal();
(await tools)?.settle();
