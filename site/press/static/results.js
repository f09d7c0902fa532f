/**
 * The search page: what is typed, what is found, and the address that says both.
 */
"use strict";

(() => {
  const { load, byId, say, chineseDay } = CaifengPage;
  const RESULTS_A_TIME = 20;
  const TYPING_PAUSE = 250; // milliseconds without a key before the query is run

  function searchPage() {
    const form = /** @type {HTMLFormElement} */ (byId("search"));
    const box = /** @type {HTMLInputElement} */ (byId("q"));
    const found = /** @type {HTMLElement} */ (byId("found"));
    const front = /** @type {HTMLElement} */ (byId("front"));
    const status = /** @type {HTMLElement} */ (byId("status"));
    const advice = /** @type {HTMLElement} */ (byId("advice"));
    const list = /** @type {HTMLOListElement} */ (byId("results"));
    const more = /** @type {HTMLButtonElement} */ (byId("more"));
    /** @type {any} */
    let index = null;
    let asked = 0; // the number of the latest query: an earlier one that ends later is dropped
    let pause = 0;

    /** @returns {Promise<any>} */
    async function openIndex() {
      index ??= new CaifengSearch.Index(await load("manifest", document.body.dataset.search ?? ""), load);
      return index;
    }

    function askedInAddress() {
      const hash = new URLSearchParams(location.hash.replace(/^#/, ""));
      return hash.get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
    }

    /** @param {string} query @param {boolean} keep  whether the browser's Back shall lead to the query before */
    function tellAddress(query, keep) {
      const address = location.pathname + (query ? `#q=${encodeURIComponent(query)}` : "");
      if (location.pathname + location.hash === address && !location.search) return;
      history[keep ? "pushState" : "replaceState"](null, "", address);
    }

    /** @param {string} query */
    async function run(query) {
      const turn = ++asked;
      found.hidden = !query.trim();
      front.hidden = !found.hidden;
      if (found.hidden) return;
      status.replaceChildren(say("searching"));
      try {
        const answer = await CaifengSearch.search(query, await openIndex());
        if (turn === asked) await show(answer, turn);
      } catch (error) {
        if (turn !== asked) return;
        console.error(error);
        list.replaceChildren();
        advice.replaceChildren();
        more.hidden = true;
        status.replaceChildren(say("search_broken"));
      }
    }

    /** @param {any} answer @param {number} turn */
    async function show(answer, turn) {
      const { ranked } = answer;
      const first = await draw(answer, 0);
      if (turn !== asked) return;
      list.replaceChildren(...first);
      advice.replaceChildren(...adviceFor(answer));
      status.replaceChildren(...announce(answer, first.length));
      more.hidden = ranked.length <= first.length;
      more.onclick = async () => {
        const next = await draw(answer, list.childElementCount);
        if (turn !== asked) return;
        list.append(...next);
        next[0]?.querySelector("a")?.focus();
        more.hidden = ranked.length <= list.childElementCount;
        status.replaceChildren(...announce(answer, list.childElementCount));
      };
    }

    /** @param {any} answer @param {number} shown */
    function announce(answer, shown) {
      const total = answer.ranked.length;
      if (!total) {
        const phrases = answer.query.wanted.length === 1 && answer.query.wanted[0].phrase;
        return [say(phrases ? "none_phrase" : "none")];
      }
      /** @type {Node[]} */
      const words = [say(total === 1 ? "found_one" : "found", { n: total })];
      if (shown < total) words.push(gap("；"), say("shown", { n: shown }));
      return words;
    }

    /** @param {string} text */
    function gap(text) {
      return document.createTextNode(text);
    }

    /** @param {any} answer @returns {Node[]} */
    function adviceFor(answer) {
      const lines = [];
      if (answer.also) lines.push(line(say("also", { q: answer.also })));
      for (const word of answer.unknown) {
        const rest = answer.query.wanted.filter((/** @type {any} */ unit) => unit.text !== word);
        const words = line(say("unknown", { q: word }));
        if (rest.length) words.append(gap(" "), without(rest));
        lines.push(words);
      }
      return lines;
    }

    /** @param {Node} words */
    function line(words) {
      const paragraph = document.createElement("p");
      paragraph.className = "note";
      paragraph.append(words);
      return paragraph;
    }

    /** @param {{text: string, phrase: boolean}[]} units */
    function without(units) {
      const link = document.createElement("a");
      const query = units.map((unit) => (unit.phrase ? `"${unit.text}"` : unit.text)).join(" ");
      link.href = `#q=${encodeURIComponent(query)}`;
      link.append(say("try_without"));
      return link;
    }

    /** @param {any} answer @param {number} from @returns {Promise<HTMLElement[]>} */
    function draw(answer, from) {
      return Promise.all(answer.ranked.slice(from, from + RESULTS_A_TIME).map((/** @type {any} */ one) => result(one, answer)));
    }

    /** @param {any} one @param {any} answer */
    async function result(one, answer) {
      const card = await index.card(one.document);
      const template = /** @type {HTMLTemplateElement} */ (byId("result"));
      const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
      const item = /** @type {HTMLLIElement} */ (content.querySelector("li"));
      const [link, meta, text] = /** @type {HTMLElement[]} */ (["a", ".meta", ".snippet"].map((s) => item.querySelector(s)));
      link.setAttribute("href", `cases/${card.id}.html`);
      link.textContent = card.title;
      for (const words of [card.place.replaceAll(" ", ""), chineseDay(card.date)].filter(Boolean)) {
        const span = document.createElement("span");
        span.textContent = words;
        meta.append(span);
      }
      fillSnippet(text, card, answer.marks(one.tier), answer.table);
      return item;
    }

    /** The opening words at once; the piece with the query as soon as the case's text is there. @param {HTMLElement} place @param {any} card @param {string[]} wanted @param {Map<string, string>} table */
    function fillSnippet(place, card, wanted, table) {
      place.textContent = card.lead;
      load(`text-${card.id}`, `cases/${card.id}.js`).then(
        (rows) => {
          const parts = rows.map((/** @type {any} */ [name, text]) => ({ name, text, original: text }));
          const { pieces, before, after } = CaifengSearch.snippet(parts, wanted, table);
          place.replaceChildren(...(before ? [gap("……")] : []), ...pieces.map(markedPiece), ...(after ? [gap("……")] : []));
        },
        () => undefined, // the opening words stay
      );
    }

    /** @param {{text: string, mark: boolean}} piece */
    function markedPiece(piece) {
      const element = document.createElement(piece.mark ? "mark" : "span");
      element.textContent = piece.text;
      return element;
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      tellAddress(box.value.trim(), true);
      run(box.value);
    });
    box.addEventListener("input", (event) => {
      clearTimeout(pause);
      if (/** @type {InputEvent} */ (event).isComposing) return; // pinyin on its way to characters
      pause = setTimeout(() => {
        tellAddress(box.value.trim(), false);
        run(box.value);
      }, TYPING_PAUSE);
    });
    box.addEventListener("compositionend", () => box.dispatchEvent(new InputEvent("input")));
    byId("clear")?.addEventListener("click", () => {
      box.value = "";
      tellAddress("", true);
      run("");
      box.focus();
    });
    const follow = () => {
      box.value = askedInAddress();
      run(box.value);
    };
    addEventListener("hashchange", follow);
    addEventListener("popstate", follow);
    if (askedInAddress()) {
      tellAddress(askedInAddress(), false);
      follow();
    }
  }

  if (byId("search")) searchPage();
})();
