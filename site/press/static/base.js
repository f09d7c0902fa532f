/**
 * What every page's script stands on: scripts that hand over values (shards), and phrases of the interface.
 * Text from the library reaches the page by textContent and <template> only.
 */
"use strict";

const CaifengPage = (() => {
  const ROOT = document.body.dataset.root ?? "";

  /** @type {Map<string, any>} values that scripts have handed over */
  const shards = new Map();
  /** @type {Map<string, Promise<any>>} scripts on their way */
  const loading = new Map();
  /** @param {string} name @param {any} value */
  globalThis.caifengShard = (name, value) => shards.set(name, value);

  /** Loads a script and gives the value it hands over. @param {string} name @param {string} file @returns {Promise<any>} */
  function load(name, file) {
    if (shards.has(name)) return Promise.resolve(shards.get(name));
    const known = loading.get(name);
    if (known) return known;
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const missing = () => reject(new Error(`${file} could not be loaded`));
      script.src = ROOT + file;
      script.addEventListener("load", () => (shards.has(name) ? resolve(shards.get(name)) : missing()));
      script.addEventListener("error", missing);
      script.addEventListener("load", () => script.remove());
      document.head.append(script);
    }).finally(() => loading.delete(name));
    loading.set(name, promise);
    return promise;
  }

  /** Which of *buckets* (a power of two) holds *name*. Keep in step with press/shards.py. @param {string} name @param {number} buckets */
  function bucket(name, buckets) {
    let state = 2166136261;
    for (const character of name) state = Math.imul(state ^ /** @type {number} */ (character.codePointAt(0)), 16777619) >>> 0;
    return (state & (buckets - 1)) >>> 0;
  }

  /** What the facts shards say of a case, null when the library has no such case. @param {string} id @returns {Promise<any>} */
  async function facts(id) {
    const [count, version] = (document.body.dataset.facts ?? "1:").split(":");
    const number = bucket(id, Number(count));
    const rows = await load(`facts-${number}`, `facts/${number}.js?${version}`);
    return Object.hasOwn(rows, id) ? rows[id] : null;
  }

  /** @param {string} id @returns {HTMLElement | null} */
  const byId = (id) => document.getElementById(id);

  /** A phrase of the interface, in both languages. @param {string} name @param {Record<string, string | number>} [slots] */
  function say(name, slots = {}) {
    const template = /** @type {HTMLTemplateElement} */ (byId(`say-${name}`));
    const words = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    for (const span of words.querySelectorAll("span")) {
      for (const [slot, value] of Object.entries(slots)) {
        span.textContent = (span.textContent ?? "").replace(`{${slot}}`, () => String(value));
      }
    }
    return words;
  }

  /** An element with text in it. @param {string} tag @param {string | Node} words @param {string} [type] */
  function element(tag, words, type) {
    const made = document.createElement(tag);
    if (type) made.className = type;
    made.append(words);
    return made;
  }

  /** @param {string} day  YYYY-MM-DD or "" */
  function chineseDay(day) {
    const [year, month, date] = day.split("-").map(Number);
    return date ? `${year}年${month}月${date}日` : "";
  }

  /** The parameters after # in the address. */
  const hash = () => new URLSearchParams(location.hash.replace(/^#/, ""));

  return { ROOT, load, facts, bucket, byId, say, element, hash, chineseDay };
})();
