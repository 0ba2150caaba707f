// Builds one peer: `vite build --mode <name>`. Each is made as its own guide says, without hints of our own.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import react from "@vitejs/plugin-react";
import solid from "vite-plugin-solid";

const plugins = { react, solid, svelte };

export default ({ mode }) => ({
  mode: "production",
  base: "/peer/",
  plugins: [plugins[mode]()],
  build: {
    outDir: `built/${mode}`,
    emptyOutDir: true,
    modulePreload: false,
    rollupOptions: { input: { main: `${mode}/main.${mode === "svelte" ? "js" : "jsx"}` }, output: { entryFileNames: "main.js" } },
  },
});
