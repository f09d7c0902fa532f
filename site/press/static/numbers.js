/**
 * The page of all figures: rows come in shards by unit; the address says unit, noun and order.
 */
"use strict";

(() => {
  const { ROOT, load, byId, say, hash, chineseDay } = CaifengPage;
  const ROWS_A_TIME = 100;
  const TYPING_PAUSE = 250; // milliseconds
  const [CASE, NUMBER, AMOUNT, VALUE, NOUN, QUALIFIER, PERIOD, TEXT] = [0, 1, 2, 3, 4, 5, 6, 7]; // of a row: see numbers.py

  const form = /** @type {HTMLFormElement | null} */ (byId("numbers"));
  if (!form) return;
  const unit = /** @type {HTMLSelectElement} */ (byId("unit"));
  const noun = /** @type {HTMLInputElement} */ (byId("noun"));
  const sort = /** @type {HTMLSelectElement} */ (byId("sort"));
  const table = /** @type {HTMLTableElement} */ (byId("figures"));
  const status = /** @type {HTMLElement} */ (byId("status"));
  const more = /** @type {HTMLButtonElement} */ (byId("more"));
  let asked = 0;
  let pause = 0;
  form.hidden = false;

  /** @typedef {{row: any[], held: any[], unit: string}} Figure */

  /** The figures of a unit; "*": of all. @param {string} wanted @returns {Promise<Figure[]>} */
  async function figuresOf(wanted) {
    const option = [...unit.options].find((one) => one.value === wanted);
    const files = (option?.dataset.files ?? "").split(" ").filter(Boolean);
    const shards = await Promise.all(files.map((file) => load((file.match(/([^/]+)\.js/) ?? [])[1], file)));
    return shards.flatMap((shard) =>
      Object.entries(shard.units)
        .filter(([name]) => wanted === "*" || name === wanted)
        .flatMap(([name, rows]) => rows.map((/** @type {any[]} */ row) => ({ row, held: shard.cases[row[CASE]], unit: name }))),
    );
  }

  const orders = {
    most: (/** @type {Figure} */ a, /** @type {Figure} */ b) => b.row[VALUE] - a.row[VALUE],
    least: (/** @type {Figure} */ a, /** @type {Figure} */ b) => a.row[VALUE] - b.row[VALUE],
    newest: (/** @type {Figure} */ a, /** @type {Figure} */ b) => (a.held[3] < b.held[3] ? 1 : a.held[3] > b.held[3] ? -1 : 0),
  };

  /** Of equal rank: by case and by their order in it. @param {Figure} a @param {Figure} b */
  const byCase = (a, b) => (a.held[0] < b.held[0] ? -1 : a.held[0] > b.held[0] ? 1 : a.row[NUMBER] - b.row[NUMBER]);

  async function show() {
    const turn = ++asked;
    status.replaceChildren(say("searching"));
    try {
      const wanted = noun.value.trim().normalize("NFKC");
      const order = orders[/** @type {keyof typeof orders} */ (sort.value)];
      const all = await figuresOf(unit.value);
      if (turn !== asked) return;
      const found = all.filter(({ row }) => !wanted || row[NOUN].includes(wanted));
      found.sort((a, b) => order(a, b) || byCase(a, b));
      draw(found);
    } catch (error) {
      if (turn !== asked) return;
      console.error(error);
      status.replaceChildren(say("search_broken"));
    }
  }

  /** @param {Figure[]} found */
  function draw(found) {
    const body = table.tBodies[0];
    body.replaceChildren();
    const add = () => {
      const from = body.rows.length;
      body.append(...found.slice(from, from + ROWS_A_TIME).map(drawRow));
      const shown = body.rows.length;
      status.replaceChildren(found.length ? say("figures_found", { n: found.length }) : say("figures_none"));
      if (shown < found.length) status.append("；", say("figures_shown", { n: shown }));
      more.hidden = shown >= found.length;
      return from;
    };
    add();
    table.hidden = !found.length;
    more.onclick = () => body.rows[add()]?.querySelector("a")?.focus();
  }

  /** @param {Figure} figure */
  function drawRow({ row, held, unit: name }) {
    const template = /** @type {HTMLTemplateElement} */ (byId("figure"));
    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const [id, title, place, day] = held;
    const made = /** @type {HTMLTableRowElement} */ (content.querySelector("tr"));
    const amount = made.cells[0];
    if (row[QUALIFIER]) amount.prepend(`${row[QUALIFIER]} `);
    /** @type {HTMLElement} */ (amount.querySelector("b")).textContent = row[AMOUNT];
    /** @type {HTMLElement} */ (amount.querySelector("span")).textContent = name;
    made.cells[1].textContent = [row[NOUN], row[PERIOD]].filter(Boolean).join(" · ");
    const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
    link.href = `${ROOT}cases/${id}.html#e-k${row[NUMBER]}`;
    link.textContent = row[TEXT];
    /** @type {HTMLElement} */ (made.querySelector(".case-title")).textContent = title;
    const meta = /** @type {HTMLElement} */ (made.querySelector(".meta"));
    meta.textContent = [place, chineseDay(day)].filter(Boolean).join(" · ");
    return made;
  }

  function tellAddress() {
    const told = new URLSearchParams({ unit: unit.value });
    if (noun.value.trim()) told.set("noun", noun.value.trim());
    if (sort.value !== "most") told.set("sort", sort.value);
    history.replaceState(null, "", `${location.pathname}#${told}`);
  }

  function follow() {
    const told = hash();
    const wanted = told.get("unit");
    if (wanted !== null && [...unit.options].some((one) => one.value === wanted)) unit.value = wanted;
    noun.value = told.get("noun") ?? "";
    sort.value = Object.hasOwn(orders, told.get("sort") ?? "") ? /** @type {string} */ (told.get("sort")) : "most";
    show();
  }

  const changed = () => {
    tellAddress();
    show();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  unit.addEventListener("change", changed);
  sort.addEventListener("change", changed);
  noun.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(changed, TYPING_PAUSE);
  });
  addEventListener("hashchange", follow);
  follow();
})();
