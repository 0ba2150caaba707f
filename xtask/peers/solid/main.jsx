import { createEffect, createResource, For, Show } from "solid-js";
import { Dynamic, render } from "solid-js/web";
import { A, Route, Router, useLocation } from "@solidjs/router";
import { arrive, attributes, load, site } from "../data.js";

const Tree = (props) => (
  <For each={props.nodes}>
    {(node) => (typeof node === "string" ? node : (
      <Dynamic component={node.tag} {...attributes(node)}>
        {node.children?.length ? <Tree nodes={node.children} /> : undefined}
      </Dynamic>
    ))}
  </For>
);

const Article = (props) => (
  <article class="article">
    <h1 class="article__title" tabindex="-1">{props.article.title}</h1>
    <p class="dateline"><time datetime={props.article.published.machine}>{props.article.published.text}</time></p>
    <div class="prose"><Tree nodes={props.article.body} /></div>
    <ul class="topics"><For each={props.article.topics}>{(topic) => <li><a href={topic.href}>{topic.text}</a></li>}</For></ul>
    <p class="contact">{props.article.contact?.organization}</p>
    <div class="article__further"><Tree nodes={props.article.further} /></div>
  </article>
);

const Listing = (props) => (
  <div class="listing">
    <h1 tabindex="-1">{props.listing.heading}</h1>
    <ol class="teasers">
      <For each={props.listing.teasers}>
        {(teaser) => (
          <li class="teaser">
            <h2 class="teaser__title"><a class="teaser__link" href={teaser.href}>{teaser.title}</a></h2>
            <time class="teaser__date" datetime={teaser.published.machine}>{teaser.published.text}</time>
            <p class="teaser__summary">{teaser.summary}</p>
          </li>
        )}
      </For>
    </ol>
  </div>
);

const Frame = (props) => {
  const [data] = createResource(() => site);
  return (
    <Show when={data()}>
      <header class="masthead">
        <A class="masthead__name" href="/">{data().name}</A>
        <nav class="navigation"><ul>
          <For each={data().navigation}>{(link) => <li><A href={link.href}>{link.text}</A></li>}</For>
        </ul></nav>
      </header>
      <main class="main" id="main">{props.children}</main>
      <footer class="footer">
        <For each={data().footer.facts}>{(fact) => <p>{fact.label} {fact.text}</p>}</For>
        <For each={data().footer.notes}>{(note) => <p>{note}</p>}</For>
      </footer>
    </Show>
  );
};

const Page = () => {
  const location = useLocation();
  const [page] = createResource(() => location.pathname, load);
  createEffect(() => page() && queueMicrotask(() => arrive(page())));
  return (
    <>
      <Show when={page.latest?.content.article}>{(article) => <Article article={article()} />}</Show>
      <Show when={page.latest?.content.listing}>{(listing) => <Listing listing={listing()} />}</Show>
    </>
  );
};

render(() => (
  <Router root={Frame}>
    <Route path="*" component={Page} preload={({ location }) => void load(location.pathname)} />
  </Router>
), document.getElementById("app"));
