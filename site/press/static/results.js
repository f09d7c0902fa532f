/**
 * The search page: what is typed, what is found, and the address that says all of it: query, filters, order, selection.
 */
"use strict";

(() => {
  const { load, byId, say, element, hash, chineseDay } = CaifengPage;
  const RESULTS_A_TIME = 10; // a text is 3.3 kB: ten of them are more than all else of a query
  const TYPING_PAUSE = 250; // milliseconds without a key before the query is run

  const form = /** @type {HTMLFormElement | null} */ (byId("search"));
  if (!form) return;
  const box = /** @type {HTMLInputElement} */ (byId("q"));
  const found = /** @type {HTMLElement} */ (byId("found"));
  const front = /** @type {HTMLElement} */ (byId("front"));
  const tools = /** @type {HTMLElement} */ (byId("tools"));
  const status = /** @type {HTMLElement} */ (byId("status"));
  const advice = /** @type {HTMLElement} */ (byId("advice"));
  const list = /** @type {HTMLOListElement} */ (byId("results"));
  const more = /** @type {HTMLButtonElement} */ (byId("more"));
  /** @type {any} */
  let index = null;
  /** @type {{query: string, answer: any} | null} the answer to the latest query: filters and order ask no new one */
  let latest = null;
  let asked = 0; // the number of the latest run: an earlier one that ends later is dropped
  let pause = 0;

  /** @typedef {{query: string, chosen: any, selected: string[], shown: number}} State */

  /** @returns {State} */
  function stateInAddress() {
    const told = hash();
    const query = told.get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
    const shown = Math.max(RESULTS_A_TIME, Math.min(Number(told.get("n")) || 0, 1000));
    return { query, chosen: CaifengFilters.chosenIn(told), selected: CaifengBasket.selectedIn(told), shown };
  }

  let state = stateInAddress();

  /** Changes the state and the address with it. @param {Partial<State>} changed @param {boolean} keep  whether the browser's Back shall undo it */
  function become(changed, keep) {
    state = { ...state, ...changed };
    const told = new URLSearchParams();
    if (state.query) told.set("q", state.query);
    if (state.query) CaifengFilters.tell(state.chosen, told);
    if (state.query && state.shown > RESULTS_A_TIME) told.set("n", String(state.shown));
    if (state.selected.length) told.set("sel", state.selected.join(","));
    const address = location.pathname + (told.size ? `#${told}`.replaceAll("+", "%20") : "");
    if (location.pathname + location.hash === address && !location.search) return;
    history[keep ? "pushState" : "replaceState"](null, "", address);
  }

  /** @returns {Promise<any>} */
  async function openIndex() {
    index ??= new CaifengSearch.Index(await load("manifest", document.body.dataset.search ?? ""), load);
    return index;
  }

  async function run() {
    const turn = ++asked;
    found.hidden = !state.query.trim();
    front.hidden = !found.hidden;
    if (found.hidden) return;
    status.replaceChildren(say("searching"));
    try {
      if (latest?.query !== state.query) {
        latest = { query: state.query, answer: await CaifengSearch.search(state.query, await openIndex()) };
      }
      if (turn === asked) await show(latest.answer, turn);
    } catch (error) {
      if (turn !== asked) return;
      console.error(error);
      latest = null;
      list.replaceChildren();
      advice.replaceChildren();
      tools.hidden = true;
      more.hidden = true;
      status.replaceChildren(say("search_broken"));
    }
  }

  /** @param {any} answer @param {number} turn */
  async function show(answer, turn) {
    const { ranked: left, emptiedBy } = await CaifengSearch.narrow(index, answer.ranked, state.chosen);
    const ranked = await CaifengSearch.arrange(index, left, state.chosen.order);
    const first = await draw(answer, ranked.slice(0, state.shown));
    const place = await CaifengFilters.draw(index, answer.ranked, state.chosen, (chosen) => {
      become({ chosen, shown: RESULTS_A_TIME }, true);
      run();
    });
    if (turn !== asked) return;
    const held = keepFocus();
    place();
    held();
    tools.hidden = !answer.ranked.length;
    drawBasket(ranked);
    list.replaceChildren(...first);
    advice.replaceChildren(...adviceFor(answer, emptiedBy));
    tellCount(answer, ranked, first.length);
    more.onclick = async () => {
      const from = list.childElementCount;
      const next = await draw(answer, ranked.slice(from, from + RESULTS_A_TIME));
      if (turn !== asked) return;
      list.append(...next);
      next[0]?.querySelector("a")?.focus();
      become({ shown: list.childElementCount }, false);
      tellCount(answer, ranked, list.childElementCount);
    };
  }

  /** Facets are drawn anew; who was at one of them is there again. */
  function keepFocus() {
    const labels = () => [...document.querySelectorAll("#facets label")];
    const words = document.activeElement?.closest("#facets label")?.textContent?.replace(/\d+$/, "");
    return () => {
      const again = words && labels().find((one) => one.textContent?.replace(/\d+$/, "") === words);
      if (again) again.querySelector("input")?.focus();
    };
  }

  /** @param {any[]} ranked */
  function drawBasket(ranked) {
    const ids = async () => Promise.all(ranked.map(async ({ document }) => (await index.card(document)).id));
    CaifengBasket.draw(state.selected, ids, (selected) => {
      become({ selected }, false);
      for (const tick of /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input.tick"))) tick.checked = selected.includes(tick.value);
      drawBasket(ranked);
    });
  }

  /** @param {any} answer @param {any[]} ranked @param {number} shown */
  function tellCount(answer, ranked, shown) {
    const total = ranked.length;
    more.hidden = total <= shown;
    if (total) {
      status.replaceChildren(say(total === 1 ? "found_one" : "found", { n: total }));
      if (total < answer.ranked.length) status.append("；", say("of_all", { n: answer.ranked.length }));
      if (shown < total) status.append("；", say("shown", { n: shown }));
    } else if (answer.ranked.length) {
      status.replaceChildren(say("none_left", { n: answer.ranked.length }));
    } else {
      const { wanted } = answer.query;
      status.replaceChildren(say(wanted.length === 1 && wanted[0].phrase ? "none_phrase" : "none"));
    }
  }

  /** @param {any} answer @param {string | null} emptiedBy @returns {Node[]} */
  function adviceFor(answer, emptiedBy) {
    const lines = [];
    if (answer.also) lines.push(line(say("also", { q: answer.also })));
    for (const { typed, word, others } of answer.heard) {
      const words = line(say("heard", { q: typed, word }));
      for (const other of others) words.append(" ", queryLink(state.query.replace(typed, () => other), other));
      lines.push(words);
    }
    for (const word of answer.unknown) {
      const rest = answer.query.wanted.filter((/** @type {any} */ unit) => unit.text !== word);
      const words = line(say("unknown", { q: word }));
      if (rest.length) words.append(" ", queryLink(rest.map(spelled).join(" "), say("try_without")));
      lines.push(words);
    }
    for (const word of answer.suggestions) lines.push(line(queryLink(word, say("meant", { q: word }))));
    if (emptiedBy) lines.push(widen(emptiedBy));
    return lines;
  }

  /** @param {{text: string, phrase: boolean, others?: any[]}} unit @returns {string} */
  function spelled({ text, phrase, others = [] }) {
    return [phrase ? `"${text}"` : text, ...others.map(spelled)].join(" OR ");
  }

  /** @param {string} name */
  function widen(name) {
    const button = element("button", say("drop_filter"));
    button.setAttribute("type", "button");
    button.addEventListener("click", () => {
      become({ chosen: CaifengFilters.without(state.chosen, name) }, true);
      run();
      box.focus();
    });
    const words = line(say("emptied_by"));
    words.append(say(`facet_${name}`), " ", button);
    return words;
  }

  /** @param {Node} words */
  const line = (words) => element("p", words, "note");

  /** @param {string} query @param {string | Node} words */
  function queryLink(query, words) {
    const link = document.createElement("a");
    link.href = `#q=${encodeURIComponent(query)}`;
    link.append(words);
    return link;
  }

  /** @param {any} answer @param {any[]} ranked @returns {Promise<HTMLElement[]>} */
  function draw(answer, ranked) {
    return Promise.all(ranked.map((one) => result(one, answer)));
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
    for (const words of [card.place.replaceAll(" ", ""), chineseDay(card.date)].filter(Boolean)) meta.append(element("span", words));
    tickFor(/** @type {HTMLInputElement} */ (item.querySelector("input.tick")), card);
    whenSeen(item, () => fillSnippet(text, card, answer.marks(one.tier), answer.table));
    return item;
  }

  /** @param {HTMLInputElement} tick @param {any} card */
  function tickFor(tick, card) {
    tick.value = card.id;
    tick.checked = state.selected.includes(card.id);
    tick.setAttribute("aria-label", `${tick.getAttribute("aria-label")} ${card.title}`);
    tick.addEventListener("change", () => {
      const others = state.selected.filter((id) => id !== card.id);
      become({ selected: tick.checked ? [...others, card.id] : others }, false);
      run();
    });
  }

  /** Texts are loaded for results that come into view. @param {HTMLElement} item @param {() => void} then */
  function whenSeen(item, then) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      then();
    });
    observer.observe(item);
  }

  /** @param {HTMLElement} place @param {any} card @param {string[]} wanted @param {Map<string, string>} table */
  function fillSnippet(place, card, wanted, table) {
    place.textContent = card.lead;
    load(`text-${card.id}`, `cases/${card.id}.js`).then(
      (rows) => {
        const parts = rows.map((/** @type {any} */ [name, text]) => ({ name, text, original: text }));
        const { pieces, before, after } = CaifengSearch.snippet(parts, wanted, table);
        place.replaceChildren(...(before ? ["……"] : []), ...pieces.map(markedPiece), ...(after ? ["……"] : []));
      },
      () => undefined, // the result stands without its passage
    );
  }

  /** @param {{text: string, mark: boolean}} piece */
  const markedPiece = (piece) => element(piece.mark ? "mark" : "span", piece.text);

  // Beside the results where there is room, folded above them where there is none.
  /** @type {HTMLDetailsElement} */ (byId("tools-fold")).open = matchMedia("(min-width: 62rem)").matches;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    become({ query: box.value.trim(), shown: RESULTS_A_TIME }, true);
    run();
  });
  box.addEventListener("input", (event) => {
    clearTimeout(pause);
    if (/** @type {InputEvent} */ (event).isComposing) return; // pinyin on its way to characters
    pause = setTimeout(() => {
      become({ query: box.value.trim(), shown: RESULTS_A_TIME }, false);
      run();
    }, TYPING_PAUSE);
  });
  box.addEventListener("compositionend", () => box.dispatchEvent(new InputEvent("input")));
  byId("clear")?.addEventListener("click", () => {
    box.value = "";
    become({ query: "", chosen: CaifengFilters.chosenIn(new URLSearchParams()), shown: RESULTS_A_TIME }, true);
    run();
    box.focus();
  });
  const follow = () => {
    state = stateInAddress();
    box.value = state.query;
    run();
  };
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  if (state.query) {
    become({}, false);
    follow();
  }
})();
