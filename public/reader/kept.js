// Lists the articles that are on this device, on the page that is shown without a network.
const jsonOf = async (cache, request) => {
  try {
    return await (await cache.match(request)).json();
  } catch {
    return null;
  }
};

// What a cache has, the latest first: address and title of each article.
const articlesIn = async (name) => {
  if (!(await caches.has(name))) return [];
  const cache = await caches.open(name);
  const requests = (await cache.keys()).filter(({ url }) => url.endsWith("/index.json")).reverse();
  const found = requests.map(async (request) => {
    const title = (await jsonOf(cache, request))?.content?.article?.title;
    return title && { title, path: new URL("./", request.url).pathname };
  });
  return (await Promise.all(found)).filter(Boolean);
};

const create = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const list = (heading, articles, languages) => {
  const langOf = (path) => languages.find(({ root }) => path.startsWith(root))?.lang ?? "";
  const links = articles.map(({ title, path }) =>
    create("li", {}, create("a", { className: "kept__link", href: path, lang: langOf(path), textContent: title })),
  );
  return [create("h2", { className: "kept__heading", textContent: heading }), create("ul", { className: "kept__list" }, ...links)];
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
