// Applies the reader's settings before the first paint, and again whenever they change, in this tab or another one.
(() => {
  const root = document.documentElement;
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

  // Styles leave room for what needs script.
  root.dataset.script = "";
  restore();
  addEventListener("storage", restore);
  addEventListener("gazette-settings", ({ detail }) => apply(detail));
})();
