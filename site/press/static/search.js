/**
 * Search in the browser, the pure part: a query and an index give ranked results. Touches no page and loads nothing
 * itself: the index is asked for shards. Keep in step with index/search (parse, occurrences, ranking, snippets) and
 * index/export; tests/press/test_search_js.py compares the two.
 *
 * A classic script, because a page opened from a folder may load nothing else.
 */
"use strict";

/** @typedef {{text: string, phrase: boolean, others: Unit[]}} Unit  a word or phrase, folded and without white space; others do as well */
/** @typedef {{wanted: Unit[], unwanted: Unit[]}} Query */
/** @typedef {Map<number, Uint16Array>} Counts  document → occurrences in each field */
/** @typedef {{unit: Unit, counts: Counts, whole: Set<number>, apart: Set<number>, pieces: string[], held: Counts[], either: Found[]}} Found */
/** @typedef {{document: number, tier: number, score: number}} Ranked */
/** @typedef {{values: string[], held: number[][]}} Column  held: for each document the numbers of its values */
/** @typedef {{words: string[], known: (term: string) => boolean, has: (term: string) => boolean, read: (term: string) => Counts | null}} TermShard */
/**
 * @typedef {Object} Manifest
 * @property {number} docs  how many documents there are
 * @property {string} sizes  the size of each document's body, one character a document
 * @property {string} partial  a bit for each document whose text may not be shown whole; "" when all may
 * @property {number} steps  of a size, to a doubling
 * @property {Record<string, string>} files  for each series the hashes in the names of its files, four letters each
 * @property {[string, string]} folds  the part of the folding table that nearly every query needs
 * @property {[number, number][]} fields  weight, and 1 for a printed field
 * @property {number} bodyCharacters
 * @property {number} k1
 * @property {number} b
 */
/** @typedef {{id: string, title: string, place: string, date: string, lead: string, printed: string}} Card */
/** @typedef {{name: string, text: string, original: string}} Shown  a part of a case */
/** @typedef {{text: string, mark: boolean}[]} Snippet  pieces one after the other */

const CaifengSearch = (() => {
  const SIZE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/!#$%()*,-.:;=?@[]^_`{|}~ >";
  const HASH_CHARACTERS = 4; // of a file name
  const KEY_BITS = 13;
  const FOLD_FILES = 8;
  const MOST_TIMES = 4; // further occurrences in a field tell nothing
  const FEW = 4; // cases whose texts are looked through without asking the index any more
  const HEADING_CHARACTERS = 24;
  const SENTENCE_END = /[。！？；，、：…!?;,:]”?$/u;
  const DAY_ZERO = Date.UTC(1900, 0, 1);
  const NOTHING = new Uint16Array(16); // written to, never read
  const OR = "or"; // as folded
  const TYPED_SOUND = /^[a-z]{2,}(?:'[a-z]+)*$/u;
  const SYLLABLE = /^((?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?)([aeiouv]{1,3})(ng|n|r|)/u;
  const SUGGESTIONS = 3;
  const OTHERS = 6; // words that the same letters may mean
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

  /** The ideographs of GB 2312, which simplified script is typed in. */
  const simplified = (() => {
    /** @type {Set<string> | null} */
    let known = null;
    return () => (known ??= new Set(readGb2312()));
  })();

  function readGb2312() {
    const bytes = [];
    for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
    return new TextDecoder("gbk").decode(new Uint8Array(bytes));
  }

  /** Whether a character needs no file of the folding table. @param {string} character */
  function isPlain(character) {
    return !/[\u3400-\u9fff\uf900-\u{323af}]/u.test(character) || simplified().has(character);
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
    let either = false;
    for (const [, not, phrase, words] of fold(typed, table).matchAll(PIECE)) {
      const side = not ? query.unwanted : query.wanted;
      const units = unitsOf(phrase, words);
      const last = side[side.length - 1];
      if (either && units.length && last) last.others.push(/** @type {Unit} */ (units.shift()));
      side.push(...units);
      either = words === OR && !not;
      if (either) side.pop();
    }
    return { wanted: distinct(query.wanted), unwanted: distinct(query.unwanted) };
  }

  /** @param {Unit[]} units */
  function distinct(units) {
    return [...new Map(units.map((unit) => [JSON.stringify(unit), unit])).values()];
  }

  /** @param {string | undefined} phrase @param {string | undefined} words @returns {Unit[]} */
  function unitsOf(phrase, words) {
    if (phrase !== undefined) {
      const text = squeeze(phrase);
      return text ? [{ text, phrase: true, others: [] }] : [];
    }
    return (words ?? "").split(PUNCTUATION).filter(Boolean).map((text) => ({ text, phrase: false, others: [] }));
  }

  // --- bits ---------------------------------------------------------------------------------------------------------

  /** The golomb parameter of so many gaps in a room of places. @param {number} room @param {number} count */
  function lowBits(room, count) {
    return Math.max(0, 31 - Math.clz32(Math.floor((room * 11) / (16 * count))));
  }

  /** Reads numbers out of base64. */
  class Bits {
    /** @param {string} text */
    constructor(text) {
      const raw = atob(text);
      this.bytes = Uint8Array.from(raw, (c) => c.charCodeAt(0));
      this.at = 0;
    }

    bit() {
      const bit = (this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1;
      this.at++;
      return bit;
    }

    /** @param {number} width */
    fixed(width) {
      let number = 0;
      for (let left = width; left > 0; ) {
        const here = 8 - (this.at & 7);
        const take = Math.min(here, left);
        number = number * 2 ** take + ((this.bytes[this.at >> 3] >> (here - take)) & ((1 << take) - 1));
        this.at += take;
        left -= take;
      }
      return number;
    }

    /** @param {number} low */
    rice(low) {
      let high = 0;
      while (this.bit()) high++;
      return high * 2 ** low + this.fixed(low);
    }

    gamma() {
      let width = 0;
      while (!this.bit()) width++;
      return 2 ** width + this.fixed(width);
    }
  }

  // --- the index ----------------------------------------------------------------------------------------------------

  /** FNV-1a over code points, 32 bits, mixed once more. @param {string} key */
  function hashOf(key) {
    let hash = 2166136261;
    for (const character of key) hash = Math.imul(hash ^ codePoint(character), 16777619) >>> 0;
    return Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0;
  }

  /** @param {string} term @param {number} shards */
  function shardOf(term, shards) {
    return hashOf(Array.from(term).slice(0, 2).join("")) % shards;
  }

  /** @param {string} character */
  function codePoint(character) {
    return /** @type {number} */ (character.codePointAt(0));
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
      this._folds = foldTable(manifest.folds);
      this._lengths = Array.from(manifest.sizes, (c) => 2 ** (SIZE_LETTERS.indexOf(c) / manifest.steps));
    }

    /** How many files a series has. @param {string} series */
    files(series) {
      return (this.manifest.files[series] ?? "").length / HASH_CHARACTERS;
    }

    /** @param {string} series @param {number} number @param {(value: any) => any} [read] @returns {Promise<any>} */
    _shard(series, number, read = (value) => value) {
      const name = `${series}-${number}`;
      let shard = this._shards.get(name);
      if (!shard) {
        const hash = this.manifest.files[series].slice(number * HASH_CHARACTERS, (number + 1) * HASH_CHARACTERS);
        shard = this._load(name, `search/${name}-${hash}.js`).then(read);
        shard.catch(() => this._shards.delete(name)); // a file that failed is asked for again
        this._shards.set(name, shard);
      }
      return shard;
    }

    /** The table of folding, with all that a text needs of it. @param {string} text @returns {Promise<Map<string, string>>} */
    async foldTable(text) {
      const rare = new Set(Array.from(text).filter((c) => !isPlain(c)).map((c) => codePoint(c) % FOLD_FILES));
      for (const number of rare) {
        for (const [from, to] of foldTable(await this._shard("folds", number))) this._folds.set(from, to);
      }
      return this._folds;
    }

    /** @param {string} series @param {string} term @returns {Promise<TermShard>} */
    _termShard(series, term) {
      const files = this.files(series);
      return this._shard(series, shardOf(term, files), (value) => READERS[series](value, this.manifest, files));
    }

    /** The documents that hold a term, null when the index has no such term. @param {string} term @returns {Promise<Counts | null>} */
    async term(term) {
      const length = Array.from(term).length;
      for (const series of length === 1 ? ["singles"] : length === 2 ? ["words", "pairs"] : ["words", "strings"]) {
        const counts = (await this._termShard(series, term)).read(term);
        if (counts) return counts;
      }
      return length > 2 ? null : new Map();
    }

    /** Whether a string of three characters or more is a term. @param {string} text */
    async isTerm(text) {
      return (await this._termShard("words", text)).has(text) || (await this._termShard("strings", text)).has(text);
    }

    /** Whether the library's vocabulary has the word. @param {string} word */
    async knows(word) {
      return WORD.test(word) && (await this._termShard("words", word)).known(word);
    }

    /** The words whose first two characters begin with these letters, the commonest first. @param {string} initials @returns {Promise<{word: string, compound: boolean, syllables: string[][]}[]>} */
    async wordsWith(initials) {
      const rows = await this._shard("sounds", shardOf(initials, this.files("sounds")), readSounds);
      return rows.filter((/** @type {{syllables: string[][]}} */ { syllables: [one, other] }) => one.some((r) => r[0] === initials[0]) && other.some((r) => r[0] === initials[1]));
    }

    /** The words of the vocabulary that begin like this one. @param {string} word */
    async neighbours(word) {
      return (await this._termShard("words", word)).words;
    }

    /** Where two words stand side by side, if that is common enough to be told without looking through texts. @param {string} one @param {string} other @returns {Promise<Counts>} */
    async beside(one, other) {
      const joined = one + other;
      if (Array.from(joined).length > MAX_WORD) return new Map();
      const shard = await this._termShard("words", joined);
      if (!shard.known(joined) && !((await this.knows(one)) && (await this.knows(other)))) return new Map();
      return shard.read(joined) ?? new Map();
    }

    /** The documents in which a string stands in any field. @param {string} text @returns {Promise<Counts>} */
    occurrences(text) {
      let counts = this._counts.get(text);
      if (!counts) {
        counts = this._find(text);
        counts.catch(() => this._counts.delete(text));
        this._counts.set(text, counts);
      }
      return counts;
    }

    /** @param {string} text @returns {Promise<Counts>} */
    async _find(text) {
      if (Array.from(text).length < 3) return /** @type {Promise<Counts>} */ (this.term(text));
      return (await this._termShard("words", text)).read(text) ?? phrase(this, text);
    }

    /** Whether a document's text may be looked through: its source may allow an extract only. @param {number} document */
    isWhole(document) {
      const { partial } = this.manifest;
      if (!partial) return true;
      this._partial ??= new Bits(partial);
      this._partial.at = document;
      return !this._partial.bit();
    }

    /** About how many characters the body of a document has. @param {number} document */
    bodyLength(document) {
      return this._lengths[document] - 1;
    }

    /** What is shown of a document. @param {number} document @returns {Promise<Card>} */
    async card(document) {
      const files = this.files("cards");
      const cards = await this._shard("cards", document % files);
      const [id, title, place, date] = cards[Math.floor(document / files)];
      return { id, title, place, date, lead: "", printed: title };
    }

    /** The paragraphs of each field of a document, squeezed; derived ones only when asked for. @param {number} document @param {boolean} derived @returns {Promise<string[][]>} */
    async paragraphs(document, derived) {
      const { id } = await this.card(document);
      const name = `text-${id}`;
      this._texts ??= new Map();
      if (!this._texts.has(name)) this._texts.set(name, this._load(name, `cases/${id}.js`));
      const parts = await this._texts.get(name);
      const table = await this.foldTable(parts.map((/** @type {string[]} */ [, text]) => text).join(""));
      const fields = printedFields(parts).map((some) => some.map((text) => squeeze(fold(text, table))));
      if (!derived) return fields;
      const files = this.files("names");
      const names = (await this._shard("names", document % files))[Math.floor(document / files)];
      return [...fields, ...names];
    }

    /** The values of a facet and each document's; null when the index has no such facet. @param {string} name @returns {Promise<Column | null>} */
    async facet(name) {
      if (!this.files(`facet-${name}`)) return null;
      return this._shard(`facet-${name}`, 0, (value) => readColumn(value, this.manifest.docs));
    }

    /** The day of each document, "" where it is not known. @returns {Promise<string[]>} */
    days() {
      return this._shard("facet-day", 0, (value) => readDays(value, this.manifest.docs));
    }
  }

  /** @param {string} value */
  function readSounds(value) {
    return (value ? value.split("\t") : []).map((row) => {
      const [word, ...readings] = row.split(" ");
      return { word: word.replace("+", ""), compound: word[0] === "+", syllables: readings.map((some) => some.split("|")) };
    });
  }

  /** A shard as it is read: `read` gives the documents of a term, null when it has none. */
  const READERS = /** @type {Record<string, (value: any, manifest: Manifest, files: number) => TermShard>} */ ({
    words([keys, packed], manifest) {
      const bits = new Bits(packed);
      const rows = new Map();
      const starts = [];
      const known = new Set();
      for (const term of keys ? unfold(keys) : []) {
        if (bits.bit()) known.add(term);
        if (bits.bit()) rows.set(term, starts[starts.length - bits.gamma()]);
        else {
          rows.set(term, bits.at);
          starts.push(bits.at);
          eachPosting(bits, manifest, null);
        }
      }
      return { words: [...known], known: (term) => known.has(term), has: (term) => rows.has(term), read: (term) => readAt(bits, rows.get(term), manifest) };
    },
    strings(value, manifest, files) {
      return READERS.words(value, manifest, files);
    },
    singles([keys, packed], manifest) {
      const bits = new Bits(packed);
      const rows = new Map();
      for (const term of keys) {
        rows.set(term, bits.at);
        eachPosting(bits, manifest, null);
      }
      return { words: [], known: () => false, has: (term) => rows.has(term), read: (term) => readAt(bits, rows.get(term), manifest) };
    },
    pairs([terms, packed], manifest, files) {
      const bits = new Bits(packed);
      /** @type {Map<number, number[]>} */
      const rows = new Map();
      const room = 2 ** Math.min(30, 32 - Math.clz32(terms) + KEY_BITS);
      const low = lowBits(room, Math.max(1, terms));
      let hash = 0;
      for (let left = terms; left > 0; left--) {
        hash += bits.rice(low);
        rows.set(hash, [...(rows.get(hash) ?? []), bits.at]);
        eachPosting(bits, manifest, null);
      }
      const starts = (/** @type {string} */ term) => rows.get(Math.floor(hashOf(term) / files) % room);
      return {
        words: [],
        known: () => false,
        has: (term) => starts(term) !== undefined,
        read: (term) => merged((starts(term) ?? []).map((start) => /** @type {Counts} */ (readAt(bits, start, manifest)))),
      };
    },
  });

  /** @param {Counts[]} postings  of pairs that share a hash: seldom more than one @returns {Counts | null} */
  function merged(postings) {
    if (postings.length < 2) return postings[0] ?? null;
    return new Map(postings.flatMap((counts) => [...counts]).sort(([one], [other]) => one - other));
  }

  /** Keys that are written as what each adds to the one before. @param {string} keys */
  function unfold(keys) {
    /** @type {string[]} */
    let before = [];
    return keys.split("\t").map((added) => {
      before = [...before.slice(0, Number(added[0])), ...Array.from(added).slice(1)];
      return before.join("");
    });
  }

  /** @param {Bits} bits @param {number | undefined} start @param {Manifest} manifest @returns {Counts | null} */
  function readAt(bits, start, manifest) {
    if (start === undefined) return null;
    /** @type {Counts} */
    const counts = new Map();
    bits.at = start;
    eachPosting(bits, manifest, (document, times) => counts.set(document, times));
    return counts;
  }

  /** Walks one posting; without *take* only past it. @param {Bits} bits @param {Manifest} manifest @param {((document: number, times: Uint16Array) => void) | null} take */
  function eachPosting(bits, { docs, fields }, take) {
    const holding = bits.gamma();
    const low = lowBits(docs, holding);
    let document = -1;
    for (let left = holding; left > 0; left--) {
      document += bits.rice(low) + 1;
      const times = take ? new Uint16Array(fields.length) : NOTHING;
      if (bits.bit()) times[0] = 1;
      else if (bits.bit()) times[0] = bits.bit() ? 3 + bits.bit() : 2;
      else {
        const mask = bits.fixed(fields.length);
        for (let field = 0; field < fields.length; field++) {
          if (mask & (1 << (fields.length - 1 - field))) times[field] = bits.gamma();
        }
      }
      if (take) take(document, times);
    }
  }

  /** @param {[string[], number, string]} value @param {number} docs @returns {Column} */
  function readColumn([values, width, packed], docs) {
    const bits = new Bits(packed);
    /** @type {number[][]} */
    const held = Array.from({ length: docs }, () => []);
    if (width) {
      for (const row of held) {
        const number = bits.fixed(width);
        if (number) row.push(number - 1);
      }
    } else if (values.length) {
      for (const number of values.keys()) {
        const holding = bits.gamma();
        const low = lowBits(docs, holding);
        let document = -1;
        for (let left = holding; left > 0; left--) held[(document += bits.rice(low) + 1)].push(number);
      }
    }
    return { values, held };
  }

  /** @param {[number, number, string]} value @param {number} docs */
  function readDays([first, width, packed], docs) {
    const bits = new Bits(packed);
    return Array.from({ length: docs }, () => {
      const number = width ? bits.fixed(width) : 0;
      return number ? new Date((first + number - 1) * 86400000 + DAY_ZERO).toISOString().slice(0, 10) : "";
    });
  }

  /**
   * Where a string stands that is no word: a common string, or one in few cases. What its parts leave is looked through.
   * @param {Index} index @param {string} text @returns {Promise<Counts>}
   */
  async function phrase(index, text) {
    const pieces = await cut(index, text);
    let held = await Promise.all(pieces.map((piece) => index.occurrences(piece)));
    let documents = held.length ? common(held) : null;
    if (!documents || documents.length > FEW) {
      const counts = await index.term(text);
      if (counts) return counts;
    }
    for await (const part of joints(index, text, pieces)) {
      if (documents && documents.length <= FEW && documents.every((document) => index.isWhole(document))) break;
      held = [...held, await index.occurrences(part)];
      documents = common(held);
    }
    /** @type {Counts} */
    const found = new Map();
    await Promise.all((documents ?? []).map(async (document) => {
      const times = await countIn(index, document, text, held);
      if (times.some(Boolean)) found.set(document, times);
    }));
    return new Map([...found].sort(([one], [other]) => one - other));
  }

  /** What else must stand where a string stands: the pairs between its pieces, then every common string in it. @param {Index} index @param {string} text @param {string[]} pieces */
  async function* joints(index, text, pieces) {
    const characters = Array.from(text);
    const ends = new Set();
    let end = 0;
    for (const piece of pieces) ends.add((end += Array.from(piece).length));
    for (let at = 0; at + 2 <= characters.length; at++) {
      if (!pieces.length || ends.has(at + 1)) yield characters.slice(at, at + 2).join("");
    }
    for (let at = 0; at + 3 <= characters.length; at++) {
      for (let to = Math.min(characters.length, at + MAX_WORD); to > at + 2; to--) {
        const string = characters.slice(at, to).join("");
        if (!(await index.isTerm(string))) continue;
        yield string;
        break;
      }
    }
  }

  /** @param {Counts[]} held @returns {number[]} the documents that all of them have */
  function common(held) {
    const [few, ...others] = [...held].sort((a, b) => a.size - b.size);
    return [...few.keys()].filter((document) => others.every((some) => some.has(document)));
  }

  /** How often a text stands in each field of a document: by its text, or where that may not be shown, as its parts tell. @param {Index} index @param {number} document @param {string} text @param {Counts[]} held */
  async function countIn(index, document, text, held) {
    const { fields } = index.manifest;
    if (!index.isWhole(document)) return Uint16Array.from(fields, (_, field) => Math.min(...held.map((some) => some.get(document)?.[field] ?? 0)));
    const derived = fields.some(([, inPrint], field) => !inPrint && held.every((some) => some.get(document)?.[field]));
    const paragraphs = await index.paragraphs(document, derived);
    const times = (/** @type {number} */ field) => (paragraphs[field] ?? []).reduce((sum, some) => sum + countText(some, text), 0);
    return Uint16Array.from(fields, (_, field) => Math.min(MOST_TIMES, times(field)));
  }

  /** @param {string} whole @param {string} text */
  function countText(whole, text) {
    let times = 0;
    for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) times++;
    return times;
  }

  /** The paragraphs of each printed field, as index/search/fields.py tells them. @param {[string, string][]} parts @returns {string[][]} */
  function printedFields(parts) {
    const word = (/** @type {string} */ name) => parts.find(([known]) => known === name)?.[1] ?? "";
    const lines = word("text").split("\n");
    const headings = lines.slice(0, -1).filter((line) => {
      const length = Array.from(line.trim()).length;
      return length > 0 && length <= HEADING_CHARACTERS && !SENTENCE_END.test(line.trim());
    });
    return [lines, [word("headline")], [word("kicker"), word("subhead"), ...headings], [word("byline"), word("dateline")]];
  }

  // --- ranking ------------------------------------------------------------------------------------------------------

  /** A word cut, left to right, into the longest known words; empty when anything is left over. @param {Index} index @param {string} word */
  async function cut(index, word) {
    const characters = Array.from(word);
    const pieces = new Set();
    for (let start = 0; start < characters.length; ) {
      let end = Math.min(characters.length, start + MAX_WORD);
      while (end > start + 1 && !(await index.knows(characters.slice(start, end).join("")))) end--;
      if (end === start + 1) return [];
      pieces.add(characters.slice(start, end).join(""));
      start = end;
    }
    return [...pieces];
  }

  /** @param {Index} index @param {Counts} counts @returns {Set<number>} the documents that print it */
  function inPrint(index, counts) {
    const { fields } = index.manifest;
    const found = new Set();
    for (const [document, times] of counts) {
      if (times.some((n, field) => n > 0 && fields[field][1])) found.add(document);
    }
    return found;
  }

  /**
   * What one unit found: documents that print it whole, and those that hold its pieces or its derived name.
   * @param {Index} index @param {Unit} unit @returns {Promise<Found>}
   */
  async function find(index, unit) {
    const one = await findOne(index, unit);
    if (!unit.others.length) return one;
    const either = [one, ...(await Promise.all(unit.others.map((other) => findOne(index, other))))];
    const whole = new Set(either.flatMap((some) => [...some.whole]));
    const apart = new Set(either.flatMap((some) => [...some.apart]).filter((document) => !whole.has(document)));
    return { ...one, unit, whole, apart, pieces: either.flatMap((some) => some.pieces), either };
  }

  /** @param {Index} index @param {Unit} unit @returns {Promise<Found>} */
  async function findOne(index, unit) {
    const counts = await index.occurrences(unit.text);
    const whole = inPrint(index, counts);
    /** @type {Set<number>} */
    const apart = new Set();
    const pieces = unit.phrase ? [] : await cut(index, unit.text);
    const held = pieces.length > 1 ? await Promise.all(pieces.map((piece) => index.occurrences(piece))) : [];
    if (!unit.phrase) for (const document of counts.keys()) if (!whole.has(document)) apart.add(document);
    if (held.length) {
      const [few, ...others] = [...held].sort((a, b) => a.size - b.size);
      for (const document of few.keys()) {
        if (!whole.has(document) && others.every((some) => some.has(document))) apart.add(document);
      }
    }
    return { unit, counts, whole, apart, pieces, held, either: [] };
  }

  /**
   * The documents that match, best first.
   * @param {Index} index @param {Query} query
   * @returns {Promise<{ranked: Ranked[], unknown: string[], pieces: string[][]}>}
   */
  async function rank(index, query) {
    const found = await Promise.all(query.wanted.map((unit) => find(index, unit)));
    const unwanted = await Promise.all(query.unwanted.map(async (unit) => (await find(index, unit)).whole));
    const all = await wholly(index, query.wanted, found);
    const [few, ...others] = [...found].sort((a, b) => a.whole.size + a.apart.size - b.whole.size - b.apart.size);
    /** @type {Ranked[]} */
    const ranked = [];
    for (const document of [...few.whole, ...few.apart]) {
      if (!others.every(({ whole, apart }) => whole.has(document) || apart.has(document))) continue;
      if (unwanted.some((held) => held.has(document))) continue;
      const tier = all.has(document) ? 0 : found.every(({ whole }) => whole.has(document)) ? 1 : 2;
      ranked.push({ document, tier, score: score(index, document, found) });
    }
    ranked.sort((a, b) => a.tier - b.tier || b.score - a.score || a.document - b.document);
    const unknown = found.filter(({ whole, apart }) => !whole.size && !apart.size).map(({ unit }) => unit.text);
    return { ranked, unknown, pieces: found.map(({ pieces }) => pieces) };
  }

  /** The documents that print a single unit, or all units each beside the next. @param {Index} index @param {Unit[]} units @param {{whole: Set<number>}[]} found @returns {Promise<Set<number>>} */
  async function wholly(index, units, found) {
    if (units.length < 2) return found[0].whole;
    if (units.some((unit) => unit.others.length)) return new Set();
    const pairs = units.slice(1).map(async (unit, i) => inPrint(index, await index.beside(units[i].text, unit.text)));
    const [first, ...others] = await Promise.all(pairs);
    return new Set([...first].filter((document) => others.every((some) => some.has(document))));
  }

  /** @param {Index} index @param {number} document @param {Found[]} found */
  function score(index, document, found) {
    const sum = found.reduce((before, one) => before + unitScore(index, document, one), 0);
    return Math.round(sum * 1e6) / 1e6;
  }

  /** @param {Index} index @param {number} document @param {Found} found @returns {number} */
  function unitScore(index, document, { counts, held, either }) {
    const holding = either.filter(({ whole, apart }) => whole.has(document) || apart.has(document));
    if (holding.length) return Math.max(...holding.map((one) => unitScore(index, document, one)));
    const standing = counts.has(document) ? [counts] : held;
    return standing.reduce((sum, one) => sum + textScore(index, document, one), 0);
  }

  /** @param {Index} index @param {number} document @param {Counts} counts */
  function textScore(index, document, counts) {
    const { docs, fields, k1, b, bodyCharacters } = index.manifest;
    const times = /** @type {Uint16Array} */ (counts.get(document));
    const rarity = Math.log(1 + (docs - counts.size + 0.5) / (counts.size + 0.5));
    let weight = 0;
    for (let field = 1; field < fields.length; field++) weight += fields[field][0] * times[field];
    weight += (fields[0][0] * times[0]) / (1 - b + (b * index.bodyLength(document)) / bodyCharacters);
    return (rarity * weight) / (k1 + weight);
  }

  // --- results ------------------------------------------------------------------------------------------------------

  /**
   * Everything about a query that a page shows. `marks` gives what to mark in a case of that tier. `also`: the query as
   * folded, when script or width changed. Rejects when a shard cannot be loaded.
   * @param {string} typed @param {Index} index
   */
  async function search(typed, index) {
    const table = await index.foldTable(typed);
    const { query, heard } = await hearAll(index, parse(typed, table));
    const also = fold(typed, table);
    const about = { query, heard, also: also !== typed.toLowerCase() ? also : "" };
    if (!query.wanted.length) return { ...about, ranked: [], unknown: [], suggestions: [], marks: () => [], table };
    const { ranked, unknown: missing, pieces } = await rank(index, query);
    const unknown = ranked.length ? [] : missing;
    const suggestions = (await Promise.all(unknown.map((word) => suggest(index, word)))).flat();
    return { ...about, ranked, unknown, suggestions, marks: marksOf(query, pieces), table };
  }

  /** Words of the vocabulary that a word found nowhere is a slip of. @param {Index} index @param {string} word */
  async function suggest(index, word) {
    const characters = Array.from(word);
    if (characters.length < 3) return [];
    const start = characters.slice(0, 2).join("");
    const found = (await index.neighbours(word)).filter((other) => other !== word && other.startsWith(start) && isSlip(characters, Array.from(other)));
    const distance = (/** @type {string} */ other) => Math.abs(Array.from(other).length - characters.length);
    return found.sort((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1)).slice(0, SUGGESTIONS);
  }

  /** Whether one change makes the two equal. @param {string[]} one @param {string[]} other */
  function isSlip(one, other) {
    const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
    if (longer.length - shorter.length > 1) return false;
    let start = 0;
    while (start < shorter.length && longer[start] === shorter[start]) start++;
    const rest = shorter.slice(longer.length > shorter.length ? start : start + 1);
    return longer.slice(start + 1).join("") === rest.join("");
  }

  // --- pinyin -------------------------------------------------------------------------------------------------------

  /** The query with words in place of their pinyin, and which these are. @param {Index} index @param {Query} query */
  async function hearAll(index, query) {
    const heard = [];
    const wanted = [];
    for (const unit of query.wanted) {
      const words = await wordsHeard(index, unit);
      if (words.length) heard.push({ typed: unit.text, word: words[0], others: words.slice(1, OTHERS) });
      wanted.push(words.length ? { ...unit, text: words[0] } : unit);
    }
    return { query: { wanted: distinct(wanted), unwanted: query.unwanted }, heard };
  }

  /** What letters may mean that are no word themselves, the likeliest first. @param {Index} index @param {Unit} unit @returns {Promise<string[]>} */
  async function wordsHeard(index, { text, phrase, others }) {
    if (phrase || others.length || !TYPED_SOUND.test(text) || (await index.knows(text))) return [];
    const letters = text.replaceAll("'", "");
    /** @type {string[]} */
    let beginnings = [];
    for (const initials of likelyInitials(letters)) {
      const words = await index.wordsWith(initials);
      const heard = words.map(({ word, compound, syllables }) => ({ word, compound, how: hear(letters, syllables) }));
      const whole = heard.filter(({ how }) => how === 2).map(({ word }) => word);
      if (whole.length) return whole;
      if (!beginnings.length) beginnings = heard.filter(({ how, compound }) => how === 1 && !compound).map(({ word }) => word);
    }
    return beginnings;
  }

  /** @param {string} letters */
  function likelyInitials(letters) {
    const ends = new Set([1, letters[1] === "h" ? 2 : 1]);
    const found = SYLLABLE.exec(letters);
    if (found) {
      const [, start, vowels, rest] = found;
      for (let n = 1; n <= vowels.length; n++) ends.add(start.length + n);
      for (let n = 1; n <= rest.length; n++) ends.add(start.length + vowels.length + n);
    }
    return [...ends].sort((a, b) => b - a).filter((end) => end < letters.length).map((end) => letters[0] + letters[end]);
  }

  /** 2 when letters are all of a word, 1 when they are its beginning, else 0. @param {string} letters @param {string[][]} syllables */
  function hear(letters, syllables) {
    let ends = new Set([0]);
    for (const [number, readings] of syllables.entries()) {
      ends = new Set([...ends].flatMap((start) => endsOf(letters, start, readings)));
      if (ends.has(letters.length)) return number === syllables.length - 1 ? 2 : 1;
    }
    return 0;
  }

  /** @param {string} letters @param {number} start @param {string[]} readings */
  function endsOf(letters, start, readings) {
    const ends = [];
    for (const reading of readings) {
      for (const length of new Set([1, reading[1] === "h" ? 2 : 1, reading.length])) {
        if (letters.startsWith(reading.slice(0, length), start)) ends.push(start + length);
      }
      const rest = letters.slice(start);
      if (rest && reading.startsWith(rest)) ends.push(letters.length);
    }
    return ends;
  }

  // --- facets and order ---------------------------------------------------------------------------------------------

  /** How many of the documents have each value, the most first. @param {Column} column @param {{document: number}[]} ranked */
  function countFacet({ values, held }, ranked) {
    const counts = new Array(values.length).fill(0);
    for (const { document } of ranked) for (const number of held[document]) counts[number]++;
    const rows = values.map((value, number) => ({ value, count: counts[number] })).filter(({ count }) => count);
    return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /**
   * The results that have one of the wanted values of every facet, and between two days. Tells which filter leaves none.
   * @template {{document: number}} T
   * @param {Index} index @param {T[]} ranked
   * @param {{facets?: Record<string, string[]>, from?: string, to?: string}} filters
   * @returns {Promise<{ranked: T[], emptiedBy: string | null}>}
   */
  async function narrow(index, ranked, { facets = {}, from = "", to = "" }) {
    let left = ranked;
    /** @type {string | null} */
    let emptiedBy = null;
    const keep = (/** @type {string} */ name, /** @type {(document: number) => boolean} */ has) => {
      const before = left.length;
      left = left.filter(({ document }) => has(document));
      if (before && !left.length) emptiedBy = name;
    };
    for (const [name, wanted] of Object.entries(facets)) {
      const column = wanted.length ? await index.facet(name) : null;
      if (!column) continue;
      const numbers = new Set(wanted.map((value) => column.values.indexOf(value)));
      keep(name, (document) => column.held[document].some((number) => numbers.has(number)));
    }
    if (from || to) {
      const days = await index.days();
      keep("day", (document) => days[document] !== "" && days[document] >= from && (!to || days[document] <= to));
    }
    return { ranked: left, emptiedBy };
  }

  /**
   * The results in another order: "relevance" as they come, "newest", "oldest" or "place"; what is not known comes last.
   * @template {{document: number}} T
   * @param {Index} index @param {T[]} ranked @param {string} order @returns {Promise<T[]>}
   */
  async function arrange(index, ranked, order) {
    if (order === "newest" || order === "oldest") {
      const days = await index.days();
      const sign = order === "newest" ? -1 : 1;
      return [...ranked].sort((a, b) => unknownLast(days[a.document], days[b.document], sign));
    }
    if (order !== "place") return ranked;
    const columns = await Promise.all(["county", "city", "province"].map((name) => index.facet(name)));
    const place = (/** @type {number} */ document) => {
      const column = columns.find((one) => one?.held[document].length);
      return column ? column.values[column.held[document][0]] : "";
    };
    return [...ranked].sort((a, b) => unknownLast(place(a.document), place(b.document), 1));
  }

  /** @param {string} one @param {string} other @param {number} sign */
  function unknownLast(one, other, sign) {
    if (!one || !other) return Number(!one) - Number(!other);
    return one === other ? 0 : one < other ? -sign : sign;
  }

  /** @param {Query} query @param {string[][]} pieces @returns {(tier: number) => string[]} */
  function marksOf(query, pieces) {
    const wanted = query.wanted.flatMap((unit) => [unit.text, ...unit.others.map((other) => other.text)]);
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

  return { Bits, Index, arrange, countFacet, cut, fold, narrow, foldTable, parse, search, shardOf, snippet, squeeze };
})();

if (typeof module !== "undefined") module.exports = CaifengSearch;
