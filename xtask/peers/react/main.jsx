import { createElement, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, Link, useLoaderData } from "react-router";
import { RouterProvider } from "react-router/dom";
import { arrive, attributes, load, site } from "../data.js";

const NAMES = { class: "className", colspan: "colSpan", datetime: "dateTime", rowspan: "rowSpan", srcset: "srcSet", tabindex: "tabIndex" };
const named = (node) => Object.fromEntries(Object.entries(attributes(node)).map(([name, value]) => [NAMES[name] ?? name, value]));

const Tree = ({ nodes = [] }) =>
  nodes.map((node, at) => {
    if (typeof node === "string") return node;
    const children = node.children?.length ? <Tree nodes={node.children} /> : undefined;
    const { href, ...others } = named(node);
    if (node.tag === "a" && href?.startsWith("/")) return <Link key={at} to={href} {...others}>{children}</Link>;
    return createElement(node.tag, { key: at, href, ...others }, children);
  });

const Time = ({ time, ...others }) => <time dateTime={time.machine} {...others}>{time.text}</time>;

const Article = ({ article }) => (
  <article className="article">
    <h1 className="article__title" tabIndex={-1}>{article.title}</h1>
    <p className="dateline"><Time time={article.published} /></p>
    <div className="prose"><Tree nodes={article.body} /></div>
    <ul className="topics">
      {article.topics?.map((topic) => <li key={topic.href}><Link to={topic.href}>{topic.text}</Link></li>)}
    </ul>
    <p className="contact">{article.contact?.organization}</p>
    <div className="article__further"><Tree nodes={article.further} /></div>
  </article>
);

const Listing = ({ listing }) => (
  <div className="listing">
    <h1 tabIndex={-1}>{listing.heading}</h1>
    <ol className="teasers">
      {listing.teasers.map((teaser) => (
        <li className="teaser" key={teaser.href}>
          <h2 className="teaser__title"><Link className="teaser__link" to={teaser.href}>{teaser.title}</Link></h2>
          <Time className="teaser__date" time={teaser.published} />
          <p className="teaser__summary">{teaser.summary}</p>
        </li>
      ))}
    </ol>
  </div>
);

const Page = () => {
  const { site, page } = useLoaderData();
  const { article, listing } = page.content;
  useLayoutEffect(() => arrive(page), [page]);
  return (
    <>
      <header className="masthead">
        <Link className="masthead__name" to="/">{site.name}</Link>
        <nav className="navigation"><ul>
          {site.navigation.map((link) => <li key={link.href}><Link to={link.href}>{link.text}</Link></li>)}
        </ul></nav>
      </header>
      <main className="main" id="main">
        {article && <Article article={article} />}
        {listing && <Listing listing={listing} />}
      </main>
      <footer className="footer">
        {site.footer.facts.map((fact) => <p key={fact.label}>{fact.label} {fact.text}</p>)}
        {site.footer.notes.map((note) => <p key={note}>{note}</p>)}
      </footer>
    </>
  );
};

const loader = async ({ request }) => {
  const page = load(new URL(request.url).pathname);
  return { site: await site, page: await page };
};
const router = createBrowserRouter([{ path: "*", loader, element: <Page />, HydrateFallback: () => null }]);
createRoot(document.getElementById("app")).render(<RouterProvider router={router} />);
