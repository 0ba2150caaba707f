// Lists the articles that are on this device, on the page that is shown without a network.
const articleOf = async (cache, { url }) => {
  try {
    const copy = await cache.match(url);
    const { title } = (await copy.json()).content.article;
    const { href, pathname } = new URL("./", url);
    return { title, href, path: pathname, made: new Date(copy.headers.get("date")) };
  } catch {
    // It is no article.
    return null;
  }
};

// What a cache has, the latest first: address and title of each article, and when its copy was made.
const articlesIn = async (name) => {
  if (!(await caches.has(name))) return [];
  const cache = await caches.open(name);
  const requests = (await cache.keys()).filter(({ url }) => url.endsWith("/index.json")).reverse();
  return (await Promise.all(requests.map((request) => articleOf(cache, request)))).filter(Boolean);
};

const create = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const list = (heading, articles, languages) => {
  const langOf = (path) => languages.find(({ root }) => path.startsWith(root))?.lang ?? "";
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const date = (made) =>
    create("time", { className: "kept__date", dateTime: made.toISOString(), textContent: format.format(made) });
  const items = articles.map(({ title, href, path, made }) =>
    create(
      "li",
      { className: "kept__item" },
      create("a", { className: "kept__link", href, lang: langOf(path), textContent: title }),
      // A host may not say when it answers.
      ...(made > 0 ? [date(made)] : []),
    ),
  );
  return [create("h2", { className: "kept__heading", textContent: heading }), create("ul", { className: "kept__list" }, ...items)];
};

export default async function kept({ words, addresses }) {
  const base = addresses.worker.replace(/[^/]*$/, "");
  const saved = await articlesIn(`gazette:${base}:saved`);
  const isNew = ({ path }) => !saved.some((one) => one.path === path);
  const visited = (await articlesIn(`gazette:${base}:visited`)).filter(isNew);
  const site = await fetch(document.documentElement.dataset.site)
    .then((response) => response.json())
    .catch(() => ({ languages: [] }));
  // The first language lies above all others.
  const languages = site.languages.sort((one, other) => other.root.length - one.root.length);
  const place = document.getElementById("kept");
  if (saved.length) place.append(...list(words.offlineSaved, saved, languages));
  if (visited.length) place.append(...list(words.offlineVisited, visited, languages));
  if (!place.childElementCount) place.append(create("p", { textContent: words.offlineNone }));
  place.dataset.ready = "";
}
