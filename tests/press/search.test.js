// Run by test_search_js.py with the paths of its inputs; what is expected was computed by index.search.
"use strict";

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { test } = require("node:test");

const { CAIFENG_SEARCH_JS, CAIFENG_SITE, CAIFENG_EXPECTED, CAIFENG_QUERIES } = process.env;
const search = require(CAIFENG_SEARCH_JS);
const expected = JSON.parse(readFileSync(CAIFENG_EXPECTED, "utf-8"));
const shared = JSON.parse(readFileSync(CAIFENG_QUERIES, "utf-8"));
const table = search.foldTable(expected.fold);

/** Reads a shard as the browser would: by running the script. */
function load(name, file) {
  const shards = new Map();
  new Function("caifengShard", readFileSync(join(CAIFENG_SITE, file), "utf-8"))((n, value) => shards.set(n, value));
  assert.ok(shards.has(name), `${file} hands over ${name}`);
  return Promise.resolve(shards.get(name));
}

async function openIndex() {
  return new search.Index(await load("manifest", "search/manifest.js"), load);
}

const told = ({ text, phrase, others }) => [text, phrase, ...(others.length ? [others.map((other) => other.text)] : [])];

for (const [typed, wanted, unwanted] of shared.parse) {
  test(`it cuts ${JSON.stringify(typed)} as the shared list says`, () => {
    const query = search.parse(typed, table);
    assert.deepEqual(query.wanted.map(told), wanted);
    assert.deepEqual(query.unwanted.map(told), unwanted);
  });
}

for (const [text, folded] of expected.folded) {
  test(`it folds ${JSON.stringify(text)} as the index does`, () => assert.equal(search.fold(text, table), folded));
}

test("it reads numbers in gamma code", () => {
  const bits = new search.Bits(expected.gamma);
  assert.deepEqual(expected.numbers.map(() => bits.gamma()), expected.numbers);
});

for (const [low, packed] of expected.rice) {
  test(`it reads numbers with ${low} low bits`, () => {
    const bits = new search.Bits(packed);
    assert.deepEqual(expected.numbers.map(() => bits.rice(low)), expected.numbers.map((n) => n % 5000));
  });
}

for (const [term, shards, shard] of expected.shards) {
  test(`it looks for ${term} in shard ${shard} of ${shards}`, () => assert.equal(search.shardOf(term, shards), shard));
}

for (const [word, pieces] of expected.cut) {
  test(`it cuts the word ${word} into ${pieces.join("/")}`, async () => {
    assert.deepEqual(await search.cut(await openIndex(), word), pieces);
  });
}

for (const answer of expected.answers) {
  test(`it ranks ${JSON.stringify(answer.query)} as the terminal does`, async () => {
    const index = await openIndex();
    const found = await search.search(answer.query, index);
    const cards = await Promise.all(found.ranked.map((one) => index.card(one.document)));
    const got = found.ranked.map((one, i) => ({ id: cards[i].id, tier: one.tier, title: cards[i].title, date: cards[i].date }));
    assert.deepEqual(got, answer.hits.map(({ id, tier, title, date }) => ({ id, tier, title, date })));
    found.ranked.forEach((one, i) => assert.ok(Math.abs(one.score - answer.hits[i].score) < 2e-6));
    assert.deepEqual(found.unknown, answer.unknown);
    assert.equal(found.also, answer.also);
    assert.deepEqual(found.suggestions, answer.suggestions);
    assert.deepEqual(found.heard.map(({ typed, word, others }) => [typed, word, others]), answer.heard);
  });

  test(`it shows ${JSON.stringify(answer.query)} in the same words as the terminal`, async () => {
    const found = await search.search(answer.query, await openIndex());
    for (const [i, { id, snippet }] of answer.hits.entries()) {
      const parts = (await load(`text-${id}`, `cases/${id}.js`)).map(([name, text]) => ({ name, text, original: text }));
      const got = search.snippet(parts, found.marks(found.ranked[i].tier), found.table);
      assert.equal(got.pieces.map((piece) => piece.text).join(""), snippet.text);
      assert.deepEqual(got.pieces.filter((piece) => piece.mark).map((piece) => piece.text), snippet.marks);
      assert.deepEqual([got.before, got.after], [snippet.before, snippet.after]);
    }
  });
}

test("it asks again for a shard that could not be loaded", async () => {
  let broken = true;
  const index = new search.Index(await load("manifest", "search/manifest.js"), (name, file) =>
    broken ? Promise.reject(new Error("offline")) : load(name, file),
  );
  await assert.rejects(search.search("社区", index), /offline/);
  broken = false;
  assert.ok((await search.search("社区", index)).ranked.length > 0);
});

test("it loads each shard once however often it is asked", async () => {
  const loaded = [];
  const index = new search.Index(await load("manifest", "search/manifest.js"), (name, file) => {
    loaded.push(name);
    return load(name, file);
  });
  await search.search("社区合伙人", index);
  await search.search("社区合伙人 社区", index);
  assert.equal(new Set(loaded).size, loaded.length);
});

test("it counts facets over what was found, narrows to a value and says what left nothing", async () => {
  const index = await openIndex();
  const { ranked } = await search.search("社区", index);
  const column = await index.facet("province");
  const counts = search.countFacet(column, ranked);
  assert.ok(counts.length > 0);
  for (const { value, count } of counts) {
    const { ranked: left } = await search.narrow(index, ranked, { facets: { province: [value] } });
    assert.equal(left.length, count);
  }
  const none = await search.narrow(index, ranked, { facets: { province: ["没有省"] } });
  assert.deepEqual([none.ranked, none.emptiedBy], [[], "province"]);
  assert.equal((await search.narrow(index, ranked, { from: "2999-01-01" })).emptiedBy, "day");
});

test("it puts results in the order of their days, unknown days last", async () => {
  const index = await openIndex();
  const { ranked } = await search.search("社区", index);
  const days = await index.days();
  for (const [order, sign] of [["newest", -1], ["oldest", 1]]) {
    const told = (await search.arrange(index, ranked, order)).map(({ document }) => days[document]);
    const known = told.filter(Boolean);
    assert.deepEqual(known, [...known].sort((a, b) => (a < b ? -sign : a > b ? sign : 0)));
    assert.ok(told.slice(known.length).every((day) => day === ""));
  }
  assert.deepEqual(new Set(await search.arrange(index, ranked, "place")), new Set(ranked));
});
