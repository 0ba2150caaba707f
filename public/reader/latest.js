// Lists the newest articles at the end of an article, once its reader comes near. Press cannot print them there: each new
// article would change the pages of all others. What goes wrong here leaves the link to the news.

/** How many articles are listed; `latest.css` keeps room for as many. */
const COUNT = 4;
/** How far from the screen the list is fetched. */
const NEAR = "400px 0px";
/** How long the list may take to come, in milliseconds. */
const PATIENCE = 10_000;

const create = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/** Whether an address is of this site: nothing else is fetched, and articles lie nowhere else. */
const isOwn = (address) => {
  try {
    return new URL(address, location).href.startsWith(`${location.origin}/`);
  } catch {
    return false;
  }
};

const item = ({ title, href, published, badge }) => {
  const link = create("a", { className: "latest__link", href, textContent: title });
  const date = create("time", {
    className: "latest__date",
    dateTime: published.machine,
    textContent: published.text,
  });
  const row = create("li", { className: "latest__item" }, link);
  if (badge) {
    const mark = create("strong", { className: "badge", textContent: badge.text });
    mark.dataset.kind = badge.machine;
    row.append(mark);
  }
  row.append(date);
  return row;
};

const fill = async (section) => {
  const news = section.querySelector(".more").href;
  if (!isOwn(news)) return;
  const here = new URL("./", location).pathname;
  const response = await fetch(new URL("index.json", news), { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) return;
  const { teasers } = (await response.json()).content.listing;
  const others = teasers.filter(({ href }) => isOwn(href) && new URL(href, location).pathname !== here).slice(0, COUNT);
  if (others.length) section.append(create("ol", { className: "latest__list" }, ...others.map(item)));
};

export default function latest({ watch }) {
  // The section of the article that is shown.
  let section = null;
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      fill(section).catch(() => {});
    },
    { rootMargin: NEAR },
  );
  watch(() => {
    const shown = document.querySelector("#portal .latest");
    if (shown === section) return;
    section = shown;
    near.disconnect();
    if (section) near.observe(section);
  });
}
