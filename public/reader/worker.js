// Keeps the site readable without a network (W3C Service Workers). It becomes `sw.js` at the site's root, where press
// writes above this what belongs to the release:
//   base       path of the site
//   languages  roots of its languages, longest first
//   core       pages and data that every visit may need
//   assets     the portal's files, whose names change with their content
// No cache belongs to a release: pages and data may be of any, and assets stay for as long as a page needs them. So the
// next page is of a new release whichever release the worker is of, and pages of the one before it remain whole.
const { base, languages, core, assets } = RELEASE;

const cacheOf = (name) => caches.open(`gazette:${base}:${name}`);
const NAMES = ["saved", "visited", "core"];

/** How long a reader who has a copy waits for the network, in milliseconds. */
const PATIENCE = 3000;
/** How many pages, data files and pictures of visited pages are kept. */
const CAPACITY = 200;
/** Paths of pages and data. */
const TEXT = /(\/|\.html|\.json)$/;

const find = async (key) => {
  for (const name of NAMES) {
    const found = await (await cacheOf(name)).match(key, { ignoreVary: true });
    if (found) return found;
  }
};

// Storage that is denied is a copy less, and nothing else.
const copyOf = (key) => find(key).catch(() => undefined);

/** Whether all of an answer is there, as far as pages and data tell. Whoever breaks off early may still say that all is well. */
const isWhole = async (key, response) => {
  if (!TEXT.test(key)) return true;
  const text = await response.clone().text();
  const type = response.headers.get("content-type");
  if (!key.endsWith(".json")) return type?.startsWith("text/html") && text.includes("</html>");
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
};

/** Whether an answer shows no sign of trouble, so that it is better than a copy once all of it is there. */
const isSound = ({ status }) => ![408, 429].includes(status) && status < 500;

const keep = async (key, response, whole = true) => {
  if (response.status === 404 || response.status === 410) {
    await (await cacheOf("visited")).delete(key);
  }
  if (!response.ok || response.redirected || response.type !== "basic") return;
  if (!(await whole)) return;
  const all = await Promise.all(NAMES.map(cacheOf));
  const has = await Promise.all(all.map((cache) => cache.match(key, { ignoreVary: true })));
  const holders = all.filter((_, at) => has[at]);
  if (holders.length === 0) holders.push(await cacheOf("visited"));
  await Promise.all(holders.map((cache) => cache.put(key, response.clone())));
  await trim();
};

// The oldest come first.
const trim = async () => {
  const visited = await cacheOf("visited");
  const keys = await visited.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - CAPACITY)).map((key) => visited.delete(key)));
};

// Where the page itself was never fetched, the bare shell shows its data.
const shellFor = async (key) => {
  const data = key.endsWith("/") ? `${key}index.json` : key.replace(/\.html$/, ".json");
  return (await copyOf(data)) && copyOf(`${languageOf(key)}shell.html`);
};

const languageOf = (key) => languages.find((root) => key.startsWith(root)) ?? base;

/** Pages and data: the network first, the copy where that fails or has not brought all of it in time. */
const current = async (event, key) => {
  const { request } = event;
  const fetched = fetch(request);
  // Read once, for whoever waits and for what is kept.
  const whole = fetched.then((response) => !response.ok || isWhole(key, response)).catch(() => false);
  const kept = fetched.then((response) => keep(key, response.clone(), whole));
  event.waitUntil(kept.catch(() => {}));
  const copy = await copyOf(key);
  const answer = fetched.then(async (response) => !copy || (isSound(response) && (await whole)) ? response : undefined);
  const patience = new Promise((resolve) => copy && setTimeout(resolve, PATIENCE));
  const response = await Promise.race([answer.catch(() => undefined), patience]);
  if (copy) return response ?? copy;
  if (response && response.status < 500) return response;
  const isPage = request.mode === "navigate";
  const shell = isPage && (await shellFor(key));
  const offline = isPage && !response && (await copyOf(`${languageOf(key)}offline.html`));
  return shell || response || offline || Response.error();
};

/** Files whose names change with their content: the copy first. Pictures belong to pages, and go with them. */
const lasting = async (event, key, folder) => {
  const copy = folder === "assets" ? await (await cacheOf("assets")).match(key, { ignoreVary: true }) : await find(key);
  if (copy) return copy;
  const response = await fetch(event.request);
  const isPicture = response.headers.get("content-type")?.startsWith("image/");
  if (folder === "assets" && response.ok) {
    const copied = response.clone();
    event.waitUntil(cacheOf("assets").then((cache) => cache.put(key, copied)).catch(() => {}));
  } else if (isPicture) event.waitUntil(keep(key, response.clone()).catch(() => {}));
  return response;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = origin === location.origin && pathname.startsWith(base);
  if (request.method !== "GET" || !isOurs || request.headers.has("range")) return;
  const folder = pathname.slice(base.length).split("/")[0];
  if (folder === "assets" || folder === "media") {
    event.respondWith(lasting(event, pathname, folder).catch(() => fetch(request)));
  } else if (request.mode === "navigate" || TEXT.test(pathname)) {
    event.respondWith(current(event, pathname));
  }
  if (request.mode === "navigate") event.waitUntil(tidy().catch(() => {}));
});

// Throws away the assets of former releases that no page on this device needs, while nobody reads one.
const tidy = async () => {
  const open = await clients.matchAll({ type: "window" });
  const cache = await cacheOf("assets");
  const old = (await cache.keys()).filter(({ url }) => !assets.includes(new URL(url).pathname));
  if (open.length > 0 || old.length === 0) return;
  const texts = [];
  // The shells are of the latest release, whose worker may still be waiting.
  for (const pages of await Promise.all(NAMES.map(cacheOf))) {
    for (const request of await pages.keys()) {
      if (/(\/|\.html)$/.test(request.url)) texts.push(await (await pages.match(request)).text());
    }
  }
  const isNeeded = ({ url }) => texts.some((text) => text.includes(new URL(url).pathname));
  await Promise.all(old.filter((request) => !isNeeded(request)).map((request) => cache.delete(request)));
};

const install = async () => {
  const cache = await cacheOf("assets");
  const missing = [];
  for (const asset of assets) if (!(await cache.match(asset))) missing.push(asset);
  await cache.addAll(missing);
  const asked = core.map((url) => new Request(url, { cache: "no-cache" }));
  await (await cacheOf("core")).addAll(asked);
};

// A page that its worker is fetching when the next one takes over can stay away for minutes (Chromium 148), so that is done
// while nobody looks; a site that is not open at all changes workers by itself.
const takeOver = async () => {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.every(({ visibilityState }) => visibilityState === "hidden")) await skipWaiting();
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("message", (event) => event.waitUntil(takeOver()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
