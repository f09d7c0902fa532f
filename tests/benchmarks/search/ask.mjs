// Runs search.js over an exported bundle as a page would: node ask.mjs SEARCH_JS SITE QUERIES_JSON
// QUERIES_JSON: a list of sessions, each a list of queries. Prints, a query a line, what was found and which bytes it took.
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , script, site, queries] = process.argv;
const search = createRequire(import.meta.url)(script);
const DRAWN = 10;
const FACETS = ["province", "theme", "year", "source", "kind", "has"];
let bytes = 0;
let loaded = [];

function load(name, file) {
  const shards = new Map();
  const path = join(site, file);
  bytes += statSync(path).size;
  loaded.push(file);
  new Function("caifengShard", readFileSync(path, "utf-8"))((n, value) => shards.set(n, value));
  return Promise.resolve(shards.get(name));
}

for (const session of JSON.parse(readFileSync(queries, "utf-8"))) {
  bytes = 0;
  const index = new search.Index(await load("manifest", "search/manifest.js"), load);
  for (const query of session) {
    loaded = [];
    const started = performance.now();
    const answer = await search.search(query, index);
    const cards = await Promise.all(answer.ranked.slice(0, DRAWN).map((one) => index.card(one.document)));
    const facets = await Promise.all(FACETS.map((name) => index.facet(name)));
    const counts = facets.map((facet) => search.countFacet?.(facet, answer.ranked) ?? null);
    const milliseconds = performance.now() - started;
    const found = answer.ranked.map(({ document, tier, score }) => [document, tier, score]);
    const ids = cards.map((card) => card.id);
    console.log(JSON.stringify({ query, bytes, loaded, milliseconds, found, ids, facets: counts.length }));
    bytes = 0;
  }
}
