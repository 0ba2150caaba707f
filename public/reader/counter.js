// Shows how often an article was read as the site's GoatCounter says, and tells it of this reader's view. Pages of sites
// that name no counter have no part of this. What goes wrong here leaves the number that press printed.

/** How long the counter may take to answer, in milliseconds. */
const PATIENCE = 5000;

let site;
let label;
// The article that was counted last; where the reader is, and was before.
let article = null;
let here = location.pathname;
let from = document.referrer;

// Whoever asks not to be tracked is not even known to have been here.
const objects = () =>
  navigator.globalPrivacyControl === true ||
  [navigator.doNotTrack, window.doNotTrack].some((said) => said === "1" || said === "yes");

const isLocal = ({ hostname }) => hostname === "localhost" || hostname.startsWith("127.");

/** The address of a page without what its reader has searched for; empty where there is none. */
const plain = (address) => {
  if (!/^https?:/.test(address)) return "";
  const { origin, pathname } = new URL(address);
  return origin + pathname;
};

// A page that was opened in the background may never be looked at.
const seen = () =>
  new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    look();
  });

const record = (path, title, referrer) => {
  // A preview on this machine is nobody's business elsewhere.
  if (isLocal(location) && !isLocal(new URL(site))) return;
  const query = new URLSearchParams({ p: path, t: title });
  if (referrer) query.set("r", referrer);
  // Unlike a beacon it takes no cookie along.
  const options = { method: "POST", mode: "no-cors", credentials: "omit", keepalive: true };
  fetch(`${site}/count?${query}`, options).catch(() => {});
};

/** The number in what the counter says, which groups its digits in a way that its owner has chosen. */
const numberIn = (text) => {
  const isNumber = typeof text === "string" && /^\d{1,3}(\W?\d{3}){0,4}$/.test(text);
  return isNumber ? Number(text.replace(/\D/g, "")) : 0;
};

const ask = async (path) => {
  const response = await fetch(`${site}/counter/${encodeURIComponent(path)}.json`, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(PATIENCE),
  });
  return response.ok ? numberIn((await response.json()).count) : 0;
};

const show = (of, count) => {
  let views = of.querySelector(".article__views");
  if (count <= Number(views?.dataset.count ?? 0)) return;
  if (!views) {
    views = document.createElement("p");
    views.className = "article__views";
    const further = of.querySelector(".article__further");
    if (further) further.before(views);
    else of.append(views);
  }
  views.dataset.count = count;
  views.textContent = `${label} ${new Intl.NumberFormat(document.documentElement.lang).format(count)}`;
};

const view = async (of) => {
  const path = new URL(document.querySelector("link[rel=canonical]").href).pathname;
  const { title } = document;
  const referrer = plain(from);
  await seen();
  record(path, title, referrer);
  show(of, await ask(path));
};

// The portal shows another article as another element.
const look = () => {
  if (location.pathname !== here) {
    from = location.origin + here;
    here = location.pathname;
  }
  const shown = document.querySelector("#portal .article");
  if (shown === article) return;
  article = shown;
  if (shown) view(shown).catch(() => {});
};

export default function counter({ words, addresses, watch }) {
  if (objects()) return;
  site = addresses.goatcounter;
  label = words.views;
  watch(look);
}
