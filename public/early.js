// Stands in the head of every page, before its style sheet, where press writes it without these comments; the policy lets
// it pass by its digest, so any change to it asks operators for their host's configuration anew.
(() => {
  const root = document.documentElement;

  // Applies the reader's settings before the first paint, and again whenever they change, in this tab or another one.
  const themes = { light: "light", dark: "dark" };
  const apply = ({ size, theme }) => {
    root.dataset.size = size ?? "m";
    root.dataset.theme = themes[theme] ?? "system";
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      meta.dataset.scheme ??= meta.media.includes("dark") ? "dark" : "light";
      const media = `(prefers-color-scheme: ${meta.dataset.scheme})`;
      const chosen = meta.dataset.scheme === theme ? "all" : "not all";
      meta.media = themes[theme] ? chosen : media;
    }
  };
  const restore = () => {
    try {
      apply(JSON.parse(localStorage.getItem("gazette")) ?? {});
    } catch {
      // Storage is denied, or someone else wrote there: the site looks as it does at first.
      apply({});
    }
  };

  // Says so where nothing comes: in the bare shell, and on the search page to those who have asked for something.
  const fill = () => {
    const portal = document.getElementById("portal");
    const failed = document.getElementById("portal-failed");
    if (failed && !portal.childElementCount) portal.append(failed.content.cloneNode(true));
  };
  const say = () => {
    if (root.dataset.portal) return;
    fill();
    const status = document.getElementById("search-status");
    if (status && location.search) status.textContent = status.nextElementSibling.textContent;
  };

  // A style sheet that does not come must not hide the page: browsers wait for none that a script has put there.
  const postpone = (link) => {
    // It may have come after all.
    if (link.sheet) return;
    // Firefox waits for whatever style sheet applies, but not for those of other media.
    const late = link.cloneNode();
    late.media = "print";
    late.onload = () => late.removeAttribute("media");
    link.replaceWith(late);
  };
  const show = () => {
    const links = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => !link.sheet);
    // Firefox shows nothing while one is on its way, wherever its link has gone, unless all that is on its way is given up.
    if (links.length && CSS.supports("-moz-appearance", "none")) stop();
    // At once it would join what has been given up.
    setTimeout(() => links.forEach(postpone), 100);
  };

  // Back to a page that the portal has shown: where it is not there, nobody else would.
  const { pathname } = location;
  const load = () => root.dataset.portal || location.pathname === pathname || location.reload();

  // Styles leave room for what needs script.
  root.dataset.script = "";
  restore();
  addEventListener("storage", restore);
  addEventListener("gazette-settings", ({ detail }) => apply(detail));
  addEventListener("portal-failed", say);
  addEventListener("popstate", load);
  setTimeout(show, 4000);
  setTimeout(() => "boot" in root.dataset || fill(), 4000);
  setTimeout(say, 10000);
})();
