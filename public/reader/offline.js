// Registers the worker that keeps the site readable without a network, and saves articles for that.
let tools;
let base;

const savedCache = () => caches.open(`gazette:${base}:saved`);
const page = () => location.origin + location.pathname.replace(/\/?(index\.html)?$/, "/");
const isOurs = (url) => new URL(url, location.href).origin === location.origin;
const saveButton = () => document.querySelector('[data-tool="save"]');

const register = async () => {
  const { worker } = tools.addresses;
  // The policy lets this one address pass, and no other script.
  const policy = window.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => (url === worker ? url : null),
  });
  const { serviceWorker } = navigator;
  const isFirstVisit = !serviceWorker.controller;
  const ready = new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  const address = policy?.createScriptURL(worker) ?? worker;
  const registration = await serviceWorker.register(address, { scope: base, updateViaCache: "none" });
  offerTurn(registration);
  if (!isFirstVisit) return;
  await ready;
  // What came before there was a worker passes by it now, mostly out of the browser's own cache.
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = new Set([location.href, ...loaded.filter(isOurs)]);
  await Promise.allSettled([...urls].map((url) => fetch(url)));
};

// The worker of a new release has its turn when this tab has been out of sight for a while; a page that is being left is too, but
// not for that long.
const offerTurn = (registration) => {
  const offer = () => document.hidden && registration.waiting?.postMessage("turn");
  document.addEventListener("visibilitychange", () => setTimeout(offer, 1000));
};

const mark = async () => {
  const button = saveButton();
  if (!button) return;
  const here = page();
  const isSaved = Boolean(await (await savedCache()).match(here));
  if (here === page()) button.setAttribute("aria-pressed", isSaved);
};

// A picture in all sizes of the kind that this browser takes, since the window may be another one then.
const sizesOf = (img) => {
  const addressesOf = ({ srcset, src }) =>
    [...(srcset ?? "").split(","), src ?? ""]
      .map((candidate) => candidate.trim().split(/\s/)[0])
      .filter(Boolean)
      .map((address) => new URL(address, location.href).href);
  const chosen = img.currentSrc || img.src;
  const kinds = [...(img.closest("picture")?.children ?? [img])].map(addressesOf);
  return kinds.find((addresses) => addresses.includes(chosen)) ?? [chosen];
};

const save = async (cache) => {
  const pictures = [...document.querySelectorAll(".article img")].flatMap(sizesOf).filter(isOurs);
  await cache.addAll([...new Set([page(), `${page()}index.json`, ...pictures])]);
  // Browsers that ask about it do so only now that there is something to lose.
  navigator.storage?.persist?.();
};

// Pictures go, too, unless another saved article shows them.
const remove = async (cache) => {
  await Promise.all([cache.delete(page()), cache.delete(`${page()}index.json`)]);
  const kept = await cache.keys();
  const isPicture = ({ url }) => !/\/(index\.json)?$/.test(url);
  const texts = await Promise.all(kept.filter((it) => !isPicture(it)).map(async (it) => (await cache.match(it)).text()));
  const isShown = ({ url }) => texts.some((text) => text.includes(new URL(url).pathname));
  await Promise.all(kept.filter((it) => isPicture(it) && !isShown(it)).map((it) => cache.delete(it)));
};

const toggle = async () => {
  const { words } = tools;
  try {
    const cache = await savedCache();
    const isSaved = Boolean(await cache.match(page()));
    await (isSaved ? remove(cache) : save(cache));
    tools.say(isSaved ? words.saveRemoved : words.saveDone);
  } catch {
    tools.say(words.saveFailed);
  }
  await mark();
};

// What a site keeps without being asked is a good deal for those who save data.
let isRegistered = false;
const registerOnce = async () => {
  if (isRegistered) return;
  isRegistered = true;
  await register();
};

export default async function offline(given, what) {
  if (what === "toggle") {
    registerOnce().catch(() => {});
    return toggle();
  }
  tools = given;
  base = tools.addresses.worker.replace(/[^/]*$/, "");
  document.documentElement.dataset.offline = "";
  // Articles come and go under the reader's hands.
  let marked;
  const look = () => {
    if (saveButton() !== marked) mark().catch(() => {});
    marked = saveButton();
  };
  new MutationObserver(look).observe(document.getElementById("portal"), { childList: true, subtree: true });
  look();
  if (what === "register") await registerOnce();
}
