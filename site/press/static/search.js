/**
 * Search in the browser, the pure part: a query and an index give ranked results. Touches no page and loads nothing
 * itself: the index is asked for shards. Keep in step with index/search (parse, occurrences, ranking, snippets) and
 * index/export; tests/press/test_search_js.py compares the two.
 *
 * A classic script, because a page opened from a folder may load nothing else.
 */
"use strict";

/** @typedef {{text: string, phrase: boolean}} Unit  a word or phrase, folded and without white space */
/** @typedef {{wanted: Unit[], unwanted: Unit[]}} Query */
/** @typedef {Map<number, number[]>} Counts  document → occurrences in each field */
/** @typedef {{document: number, tier: number, score: number}} Ranked */
/** @typedef {{name: string, weight: number, printed: boolean}} Field */
/**
 * @typedef {Object} Manifest
 * @property {number} docs  how many documents there are
 * @property {string} sizes  the size of each document's body, one character a document
 * @property {number} steps  of a size, to a doubling
 * @property {number} cardsPerFile
 * @property {string[]} terms  the hash in the file name of each shard; so are `spots` and `cards`
 * @property {string[]} spots
 * @property {string[]} cards
 * @property {string} fold
 * @property {Field[]} fields
 * @property {number} bodyCharacters
 * @property {number} k1
 * @property {number} b
 */
/** @typedef {{id: string, title: string, place: string, date: string, lead: string, printed: string}} Card */
/** @typedef {{name: string, text: string, original: string}} Shown  a part of a case */
/** @typedef {{text: string, mark: boolean}[]} Snippet  pieces one after the other */

const CaifengSearch = (() => {
  const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
    .filter((c) => !"\"\\<&'".includes(c))
    .join("");
  const LEADING = 30; // digits that lead a number; the other sixty end it
  const FINAL = ALPHABET.length - LEADING;
  const MAX_WORD = 12; // characters
  const SNIPPET_CHARACTERS = 72;
  const LEAD_CHARACTERS = 12; // shown before the first mark
  const PART_ORDER = ["text", "subhead", "kicker", "dateline", "byline", "headline"];
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu; // as Python has it
  const PIECE = /((?<![^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])-(?=[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]))?(?:["“”]([^"“”]*)(?:["“”]|$)|([^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"“”]+))/gu;
  const PUNCTUATION = /[，。、；：！？‘’（）《》〈〉【】…—,;:!?()'<>[\]{}|\\]+/u;
  const WORD = /^[\p{L}\p{N}_]{2,}$/u;

  // --- folding and parsing ------------------------------------------------------------------------------------------

  /**
   * Two strings that a searcher means alike become one: script, width and case. One character stays one character.
   * @param {string} text
   * @param {Map<string, string>} table  characters that fold to another one
   */
  function fold(text, table) {
    return Array.from(text, (c) => table.get(c) ?? foldOther(c)).join("");
  }

  /** @param {string} character */
  function foldOther(character) {
    const wide = one(character.normalize("NFKC"), character);
    return one(wide.toLowerCase(), wide);
  }

  /** @param {string} folded @param {string} character */
  function one(folded, character) {
    return Array.from(folded).length === 1 ? folded : character;
  }

  /** @param {string} text  folded */
  function squeeze(text) {
    return text.replace(SPACE, "");
  }

  /** @param {[string, string]} pair  equally many characters @returns {Map<string, string>} */
  function foldTable([from, to]) {
    const folded = Array.from(to);
    return new Map(Array.from(from, (c, i) => [c, folded[i]]));
  }

  /**
   * What a query asks for. There is no wrong query, at most an empty one.
   * @param {string} typed
   * @param {Map<string, string>} table
   * @returns {Query}
   */
  function parse(typed, table) {
    /** @type {Query} */
    const query = { wanted: [], unwanted: [] };
    for (const [, not, phrase, words] of fold(typed, table).matchAll(PIECE)) {
      const side = not ? query.unwanted : query.wanted;
      for (const unit of unitsOf(phrase, words)) {
        if (!side.some((known) => known.text === unit.text && known.phrase === unit.phrase)) side.push(unit);
      }
    }
    return query;
  }

  /** @param {string | undefined} phrase @param {string | undefined} words @returns {Unit[]} */
  function unitsOf(phrase, words) {
    if (phrase !== undefined) {
      const text = squeeze(phrase);
      return text ? [{ text, phrase: true }] : [];
    }
    return (words ?? "").split(PUNCTUATION).filter(Boolean).map((text) => ({ text, phrase: false }));
  }

  // --- the index ----------------------------------------------------------------------------------------------------

  /** @param {string} text @returns {number[]} */
  function decode(text) {
    const numbers = [];
    let high = 0;
    for (const character of text) {
      const digit = ALPHABET.indexOf(character);
      if (digit < LEADING) {
        high = high * LEADING + digit;
      } else {
        numbers.push(high * FINAL + digit - LEADING);
        high = 0;
      }
    }
    return numbers;
  }

  /** FNV-1a over code points. @param {string} term @param {number} shards */
  function shardOf(term, shards) {
    let hash = 2166136261;
    for (const character of term) hash = Math.imul(hash ^ /** @type {number} */ (character.codePointAt(0)), 16777619) >>> 0;
    return hash % shards;
  }

  /** The exported index, read shard by shard as queries need it; a shard once read stays. */
  class Index {
    /**
     * @param {Manifest} manifest
     * @param {(name: string, file: string) => Promise<any>} load  gives the value of a shard
     */
    constructor(manifest, load) {
      this.manifest = manifest;
      this._load = load;
      /** @type {Map<string, Promise<any>>} */
      this._shards = new Map();
      /** @type {Map<string, Promise<Counts>>} */
      this._counts = new Map();
    }

    /** @param {string} name @param {string} hash @param {(value: any) => any} [read] @returns {Promise<any>} */
    _shard(name, hash, read = (value) => value) {
      let shard = this._shards.get(name);
      if (!shard) {
        shard = this._load(name, `search/${name}-${hash}.js`).then(read);
        shard.catch(() => this._shards.delete(name)); // a file that failed is asked for again
        this._shards.set(name, shard);
      }
      return shard;
    }

    /** @returns {Promise<Map<string, string>>} */
    foldTable() {
      return this._shard("fold", this.manifest.fold, foldTable);
    }

    /** @param {string} term @returns {Promise<{rows: Map<string, number>, postings: string[], words: Set<string>, pairs: string[]}>} */
    _terms(term) {
      const number = shardOf(term, this.manifest.terms.length);
      return this._shard(`terms-${number}`, this.manifest.terms[number], readTerms);
    }

    /** The documents that hold a character or two. @param {string} term @returns {Promise<Counts>} */
    async term(term) {
      const { rows, postings } = await this._terms(term);
      const row = rows.get(term);
      return row === undefined ? new Map() : readPosting(postings[row], this.manifest.fields.length);
    }

    /** Where two characters stand: document → positions in each field. @param {string} pair @returns {Promise<Map<number, number[][]>>} */
    async spots(pair) {
      const number = shardOf(pair, this.manifest.terms.length);
      const [shard, counts, all] = await Promise.all([
        this._terms(pair),
        this.term(pair),
        this._shard(`spots-${number}`, this.manifest.spots[number], (value) => value.split("&")),
      ]);
      const row = shard.pairs.indexOf(pair);
      return row < 0 ? new Map() : readSpots(all[row], counts);
    }

    /** Whether the library's vocabulary has the word. @param {string} word */
    async knows(word) {
      if (!WORD.test(word)) return false;
      const { words } = await this._terms(Array.from(word).slice(0, 2).join(""));
      return words.has(word);
    }

    /** The documents in which a string stands in any field. @param {string} text @returns {Promise<Counts>} */
    occurrences(text) {
      let counts = this._counts.get(text);
      if (!counts) {
        counts = Array.from(text).length <= 2 ? this.term(text) : phrase(this, text);
        counts.catch(() => this._counts.delete(text));
        this._counts.set(text, counts);
      }
      return counts;
    }

    /** About how many characters the body of a document has. @param {number} document */
    bodyLength(document) {
      return 2 ** (ALPHABET.indexOf(this.manifest.sizes[document]) / this.manifest.steps) - 1;
    }

    /** What is shown of a document. @param {number} document @returns {Promise<Card>} */
    async card(document) {
      const file = Math.floor(document / this.manifest.cardsPerFile);
      const cards = await this._shard(`cards-${file}`, this.manifest.cards[file]);
      const [id, title, place, date, lead, printed] = cards[document % this.manifest.cardsPerFile];
      return { id, title, place, date, lead, printed: printed || title };
    }
  }

  /** @param {[string, string, string]} value */
  function readTerms([keys, postings, words]) {
    const terms = keys.split(" ");
    return {
      rows: new Map(terms.map((term, row) => [term, row])),
      postings: postings.split("&"),
      words: new Set(words.split(" ")),
      pairs: terms.filter((term) => Array.from(term).length === 2),
    };
  }

  /** @param {string} posting @param {number} fields @returns {Counts} */
  function readPosting(posting, fields) {
    const numbers = decode(posting);
    /** @type {Counts} */
    const counts = new Map();
    let document = -1;
    for (let at = 0; at < numbers.length; ) {
      document += numbers[at++] + 1;
      const times = new Array(fields).fill(0);
      const body = numbers[at++];
      times[0] = body >> 1;
      const mask = body & 1 ? numbers[at++] : 0;
      for (let field = 1; field < fields; field++) if (mask & (1 << (field - 1))) times[field] = numbers[at++];
      counts.set(document, times);
    }
    return counts;
  }

  /** @param {string} text @param {Counts} counts @returns {Map<number, number[][]>} */
  function readSpots(text, counts) {
    const numbers = decode(text);
    let at = 0;
    const spots = new Map();
    for (const [document, times] of counts) {
      spots.set(document, times.map((n) => {
        let position = 0;
        return Array.from({ length: n }, () => (position += numbers[at++]));
      }));
    }
    return spots;
  }

  /** Where the pairs of a longer string stand one after the other. @param {Index} index @param {string} text @returns {Promise<Counts>} */
  async function phrase(index, text) {
    const characters = Array.from(text);
    const last = characters.length - 2;
    const offsets = [];
    for (let offset = 0; offset < last; offset += 2) offsets.push(offset);
    offsets.push(last);
    const pairs = await Promise.all(offsets.map(async (offset) => {
      const pair = characters.slice(offset, offset + 2).join("");
      return { offset, pair, documents: (await index.term(pair)).size };
    }));
    pairs.sort((a, b) => a.documents - b.documents);
    if (pairs[0].documents === 0) return new Map();
    const spots = await Promise.all(pairs.map(({ pair }) => index.spots(pair)));
    return meet(pairs.map(({ offset }, i) => ({ offset, spots: spots[i] })));
  }

  /** @param {{offset: number, spots: Map<number, number[][]>}[]} pairs @returns {Counts} */
  function meet([first, ...others]) {
    /** @type {Counts} */
    const counts = new Map();
    for (const [document, fields] of first.spots) {
      const times = fields.map((positions, field) => {
        let starts = positions.map((position) => position - first.offset);
        for (const { offset, spots } of others) {
          const here = new Set(spots.get(document)?.[field]);
          starts = starts.filter((start) => here.has(start + offset));
        }
        return starts.length;
      });
      if (times.some(Boolean)) counts.set(document, times);
    }
    return counts;
  }

  // --- ranking ------------------------------------------------------------------------------------------------------

  /** A word cut, left to right, into the longest known words, else single characters. @param {Index} index @param {string} word */
  async function cut(index, word) {
    const characters = Array.from(word);
    const pieces = [];
    for (let start = 0; start < characters.length; ) {
      let end = Math.min(characters.length, start + MAX_WORD);
      while (end > start + 1 && !(await index.knows(characters.slice(start, end).join("")))) end--;
      pieces.push(characters.slice(start, end).join(""));
      start = end;
    }
    return pieces;
  }

  /** @param {Index} index @param {string} text @returns {Promise<Set<number>>} the documents that print it whole */
  async function printed(index, text) {
    const { fields } = index.manifest;
    const found = new Set();
    for (const [document, times] of await index.occurrences(text)) {
      if (times.some((n, field) => n > 0 && fields[field].printed)) found.add(document);
    }
    return found;
  }

  /**
   * What one unit found: documents that print it whole, and those that hold its pieces or its derived name.
   * @param {Index} index @param {Unit} unit
   */
  async function find(index, unit) {
    const whole = await printed(index, unit.text);
    /** @type {Set<number>} */
    const apart = new Set();
    if (unit.phrase) return { unit, whole, apart, pieces: /** @type {string[]} */ ([]) };
    const pieces = await cut(index, unit.text);
    const counts = await index.occurrences(unit.text);
    for (const document of counts.keys()) if (!whole.has(document)) apart.add(document);
    if (pieces.length > 1) {
      const [first, ...rest] = await Promise.all(pieces.map((piece) => index.occurrences(piece)));
      for (const document of first.keys()) {
        if (!whole.has(document) && rest.every((held) => held.has(document))) apart.add(document);
      }
    }
    return { unit, whole, apart, pieces };
  }

  /**
   * The documents that match, best first.
   * @param {Index} index @param {Query} query
   * @returns {Promise<{ranked: Ranked[], unknown: string[], pieces: string[][]}>}
   */
  async function rank(index, query) {
    const found = await Promise.all(query.wanted.map((unit) => find(index, unit)));
    const unwanted = await Promise.all(query.unwanted.map((unit) => printed(index, unit.text)));
    const all = await printed(index, query.wanted.map((unit) => unit.text).join(""));
    const matching = [...found[0].whole, ...found[0].apart].filter(
      (document) =>
        found.every(({ whole, apart }) => whole.has(document) || apart.has(document)) &&
        !unwanted.some((held) => held.has(document)),
    );
    const ranked = await Promise.all(matching.map(async (document) => ({
      document,
      tier: all.has(document) ? 0 : found.every(({ whole }) => whole.has(document)) ? 1 : 2,
      score: await score(index, document, found),
    })));
    ranked.sort((a, b) => a.tier - b.tier || b.score - a.score || a.document - b.document);
    const unknown = found.filter(({ whole, apart }) => !whole.size && !apart.size).map(({ unit }) => unit.text);
    return { ranked, unknown, pieces: found.map(({ pieces }) => pieces) };
  }

  /** @param {Index} index @param {number} document @param {{unit: Unit, pieces: string[]}[]} found */
  async function score(index, document, found) {
    let sum = 0;
    for (const { unit, pieces } of found) {
      const whole = (await index.occurrences(unit.text)).has(document);
      let part = 0;
      for (const text of whole ? [unit.text] : pieces) part += textScore(index, document, await index.occurrences(text));
      sum += part;
    }
    return Math.round(sum * 1e6) / 1e6;
  }

  /** @param {Index} index @param {number} document @param {Counts} counts */
  function textScore(index, document, counts) {
    const { docs, fields, k1, b, bodyCharacters } = index.manifest;
    const times = /** @type {number[]} */ (counts.get(document));
    const rarity = Math.log(1 + (docs - counts.size + 0.5) / (counts.size + 0.5));
    let weight = 0;
    for (let field = 1; field < fields.length; field++) weight += fields[field].weight * times[field];
    weight += (fields[0].weight * times[0]) / (1 - b + (b * index.bodyLength(document)) / bodyCharacters);
    return (rarity * weight) / (k1 + weight);
  }

  // --- results ------------------------------------------------------------------------------------------------------

  /**
   * Everything about a query that a page shows. `marks` gives what to mark in a case of that tier. `also`: the query as
   * folded, when script or width changed. Rejects when a shard cannot be loaded.
   * @param {string} typed @param {Index} index
   */
  async function search(typed, index) {
    const table = await index.foldTable();
    const query = parse(typed, table);
    const also = fold(typed, table);
    const about = { query, also: also !== typed.toLowerCase() ? also : "" };
    if (!query.wanted.length) return { ...about, ranked: [], unknown: [], marks: () => [], table };
    const { ranked, unknown, pieces } = await rank(index, query);
    return { ...about, ranked, unknown: ranked.length ? [] : unknown, marks: marksOf(query, pieces), table };
  }

  /** @param {Query} query @param {string[][]} pieces @returns {(tier: number) => string[]} */
  function marksOf(query, pieces) {
    const wanted = query.wanted.map((unit) => unit.text);
    const apart = pieces.flat().filter((piece) => Array.from(piece).length > 1);
    return (tier) => (tier === 0 ? [wanted.join(""), ...wanted] : tier === 1 ? wanted : [...wanted, ...apart]);
  }

  /**
   * The piece of a case that shows most of the wanted strings, cut where marks begin and end.
   * @param {Shown[]} parts @param {string[]} wanted @param {Map<string, string>} table
   * @returns {{pieces: Snippet, before: boolean, after: boolean}}
   */
  function snippet(parts, wanted, table) {
    const ordered = PART_ORDER.flatMap((name) => parts.filter((part) => part.name === name));
    for (const part of ordered) {
      const spans = findMarks(part.text, wanted, table);
      if (spans.length) return window_(part, spans);
    }
    return ordered.length ? window_(ordered[0], []) : { pieces: [], before: false, after: false };
  }

  /** @typedef {{start: number, end: number, wanted: number}} Mark */

  /** Every place where a wanted string stands in a text, by start. @param {string} text @param {string[]} wanted @param {Map<string, string>} table @returns {Mark[]} */
  function findMarks(text, wanted, table) {
    const printed = Array.from(text);
    const folded = Array.from(fold(text, table));
    const kept = [...folded.keys()].filter((at) => squeeze(folded[at]));
    const plain = kept.map((at) => folded[at]);
    const marks = [];
    for (const [number, string] of wanted.entries()) {
      const characters = Array.from(string);
      for (let at = 0; at + characters.length <= plain.length; at++) {
        if (!characters.every((c, i) => plain[at + i] === c)) continue;
        const [start, end] = [kept[at], kept[at + characters.length - 1] + 1];
        if (!printed.slice(start, end).includes("\n")) marks.push({ start, end, wanted: number });
      }
    }
    return marks.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** @param {Shown} part @param {Mark[]} marks */
  function window_(part, marks) {
    const characters = Array.from(part.text);
    const first = marks.reduce((best, mark) => (variety(mark, marks) > variety(best, marks) ? mark : best), marks[0]);
    const start = first ? Math.max(0, first.start - LEAD_CHARACTERS) : 0;
    const end = Math.min(characters.length, Math.max(start + SNIPPET_CHARACTERS, first ? first.end : 0));
    const inside = joined(marks.filter((mark) => start <= mark.start && mark.end <= end));
    /** @type {Snippet} */
    const pieces = [];
    let at = start;
    const take = (/** @type {number} */ to, /** @type {boolean} */ mark) => {
      if (to > at) pieces.push({ text: characters.slice(at, to).join("").replaceAll("\n", " "), mark });
      at = to;
    };
    for (const mark of inside) {
      take(mark.start, false);
      take(mark.end, true);
    }
    take(end, false);
    return { pieces, before: start > 0, after: end < characters.length };
  }

  /** Overlapping marks as one. @param {Mark[]} marks @returns {{start: number, end: number}[]} */
  function joined(marks) {
    /** @type {{start: number, end: number}[]} */
    const spans = [];
    for (const { start, end } of marks) {
      const last = spans[spans.length - 1];
      if (last && start < last.end) last.end = Math.max(last.end, end);
      else spans.push({ start, end });
    }
    return spans;
  }

  /** How many different wanted strings a window beginning with this mark shows. @param {Mark} first @param {Mark[]} marks */
  function variety(first, marks) {
    const end = Math.max(first.start - LEAD_CHARACTERS, 0) + SNIPPET_CHARACTERS;
    return new Set(marks.filter((m) => first.start <= m.start && m.end <= end).map((m) => m.wanted)).size;
  }

  return { Index, cut, decode, fold, foldTable, parse, search, shardOf, snippet, squeeze };
})();

if (typeof module !== "undefined") module.exports = CaifengSearch;
