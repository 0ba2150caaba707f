// Searches in Pagefind's index as a reader's browser would: node pagefind.mjs <folder of pages> <language>. Prints a line
// of JSON. Pagefind's own files are compressed already; others are counted as brotli.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gunzipSync } from "node:zlib";

const [, , folder, language] = process.argv;
const PAGE = 10;
const weight = (path) => {
  const bytes = readFileSync(join(folder, path));
  return Math.min(bytes.length, brotliCompressSync(bytes).length);
};
const isProgram = (path) => path.endsWith(".js") || path.includes("/wasm.");

// What Pagefind asks a browser for.
globalThis.document = {
  currentScript: null,
  querySelector: () => ({ getAttribute: () => language }),
};
let moved = new Map();
globalThis.fetch = async (address) => {
  const path = decodeURIComponent(new URL(address, "http://localhost/").pathname);
  moved.set(path, weight(path));
  return new Response(readFileSync(join(folder, path)));
};
const script = "pagefind/pagefind.js";
const { createInstance } = await import(pathToFileURL(join(folder, script)).href);

/** What was moved since the last time: of the program, and of everything else. */
const take = () => {
  const sum = (files) => files.reduce((sum, [, bytes]) => sum + bytes, 0);
  const files = [...moved];
  moved = new Map();
  return {
    program: sum(files.filter(([path]) => isProgram(path))),
    data: sum(files.filter(([path]) => !isProgram(path))),
  };
};

/** The number of a result's page. Asked for its data, Pagefind would make an excerpt of each, too. */
const numbers = new Map();
const number = (id) => {
  if (!numbers.has(id)) {
    const file = join(folder, `pagefind/fragment/${id}.pf_fragment`);
    const text = gunzipSync(readFileSync(file)).toString();
    const { url } = JSON.parse(text.slice(text.indexOf("{")));
    numbers.set(id, Number(url.match(/(\d+)\.html$/)[1]));
  }
  return numbers.get(id);
};

const search = async (engine, query) => {
  const { results } = await engine.search(query);
  await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
  const bytes = take();
  return { bytes, ids: results.map(({ id }) => number(id)) };
};

const { queries, truths } = JSON.parse(readFileSync(join(folder, "queries.json"), "utf8"));
const measure = async (written) => {
  const sums = { first: 0, second: 0, most: 0, program: 0, wanted: 0, got: 0, right: 0 };
  for (const [number, query] of queries.entries()) {
    const engine = createInstance({ basePath: "/pagefind/", baseUrl: "/" });
    const { bytes, ids } = await search(engine, written(query));
    const next = await search(engine, written(queries[(number + 1) % queries.length]));
    sums.first += bytes.data;
    sums.most = Math.max(sums.most, bytes.data);
    sums.second += next.bytes.data;
    sums.program = bytes.program + weight(script);
    const truth = new Set(truths[number]);
    sums.wanted += truth.size;
    sums.got += ids.length;
    sums.right += ids.filter((id) => truth.has(id)).length;
  }
  return {
    first: Math.round(sums.first / queries.length),
    second: Math.round(sums.second / queries.length),
    most: sums.most,
    program: sums.program,
    recall: sums.right / sums.wanted,
    precision: sums.right / Math.max(1, sums.got),
  };
};

const plain = await measure((query) => query);
const quoted = await measure((query) => `"${query}"`);
console.log(JSON.stringify({ plain, quoted }));
