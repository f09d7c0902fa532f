/**
 * Two to six cases side by side; #ids=a,b in the address says which. Figures stand together by unit.
 */
"use strict";

(() => {
  const { ROOT, byId, facts, say, element, hash, chineseDay } = CaifengPage;
  const AT_MOST = 6;
  const ID = /^[a-z2-7]{10}$/;
  const table = /** @type {HTMLTableElement} */ (byId("compared"));
  const status = /** @type {HTMLElement} */ (byId("status"));
  let asked = 0;

  function wanted() {
    const ids = (hash().get("ids") ?? "").split(",").map((id) => id.trim());
    return [...new Set(ids.filter(Boolean))];
  }

  async function show() {
    const turn = ++asked;
    const ids = wanted();
    table.hidden = true;
    if (!ids.length) return tell(say("compare_none"));
    tell(say("searching"));
    try {
      const known = await Promise.all(ids.slice(0, AT_MOST).map((id) => (ID.test(id) ? facts(id) : null)));
      if (turn !== asked) return;
      const missing = ids.slice(0, AT_MOST).filter((_, n) => !known[n]);
      tell(...missing.map((id) => say("compare_unknown", { q: id })), ...(ids.length > AT_MOST ? [say("compare_most")] : []));
      draw(known.filter(Boolean));
    } catch (error) {
      if (turn !== asked) return;
      console.error(error);
      tell(say("compare_broken"));
    }
  }

  /** @param {Node[]} lines */
  function tell(...lines) {
    status.replaceChildren(...lines.map((line) => element("p", line, "note")));
  }

  /** @param {any[]} cases */
  function draw(cases) {
    const head = /** @type {HTMLTableSectionElement} */ (table.tHead).rows[0];
    head.replaceChildren(document.createElement("td"), ...cases.map((one) => headOf(one, cases)));
    const body = table.tBodies[0];
    body.replaceChildren();
    const rows = [
      ["place", (/** @type {any} */ one) => text(one.place)],
      ["issued", (/** @type {any} */ one) => text(chineseDay(one.day))],
      ["paper", (/** @type {any} */ one) => text(one.paper)],
      ["themes", (/** @type {any} */ one) => text(one.themes.join("、"))],
      ["units", (/** @type {any} */ one) => text(one.units.join("、"))],
      ["summary", (/** @type {any} */ one) => text(one.summary.join(""))],
      ["models_here", models],
    ];
    for (const [name, cell] of rows) addRow(body, say(/** @type {string} */ (name)), cases.map(/** @type {any} */ (cell)), cases);
    const shared = sharedUnits(cases);
    for (const unit of shared) {
      addRow(body, say("figures_in", { q: unit }), cases.map((one) => figures(one, (of) => of === unit)), cases);
    }
    const others = cases.map((one) => figures(one, (of) => !shared.includes(of)));
    addRow(body, say(shared.length ? "figures_rest" : "numbers"), others, cases);
    addRow(body, say("cite"), cases.map((one) => text(one.gbt)), cases);
    table.hidden = !cases.length;
  }

  /** @param {any} one @param {any[]} cases */
  function headOf(one, cases) {
    const cell = document.createElement("th");
    cell.scope = "col";
    const link = document.createElement("a");
    link.href = `${ROOT}cases/${one.id}.html`;
    link.textContent = one.title;
    const leave = document.createElement("a");
    leave.className = "leave";
    leave.href = `#ids=${cases.filter((other) => other !== one).map((other) => other.id).join(",")}`;
    leave.append(say("remove"));
    cell.append(link, " ", leave);
    return cell;
  }

  /** The units in which several cases can be compared, those of most cases first. @param {any[]} cases @returns {string[]} */
  function sharedUnits(cases) {
    const met = new Map();
    for (const one of cases) {
      for (const unit of new Set(one.metrics.map((/** @type {any} */ metric) => metric[1]))) met.set(unit, (met.get(unit) ?? 0) + 1);
    }
    return [...met.keys()].filter((unit) => met.get(unit) > 1).sort((a, b) => met.get(b) - met.get(a));
  }

  /** @param {HTMLTableSectionElement} body @param {Node} name @param {Node[]} cells @param {any[]} cases */
  function addRow(body, name, cells, cases) {
    if (cells.every((cell) => !cell.textContent)) return;
    const row = body.insertRow();
    const head = element("th", name);
    head.setAttribute("scope", "row");
    row.append(head);
    cells.forEach((content, n) => {
      const cell = row.insertCell();
      cell.dataset.label = cases[n].title; // shown where the columns stand one below the other
      cell.append(content.textContent ? content : element("span", say("not_stated"), "note"));
    });
  }

  /** @param {string} words */
  const text = (words) => document.createTextNode(words);

  /** @param {any} one */
  function models(one) {
    const list = document.createElement("ul");
    list.className = "units";
    for (const [name, slug, parts] of one.models) {
      const item = document.createElement("li");
      const link = slug ? document.createElement("a") : document.createElement("span");
      if (link instanceof HTMLAnchorElement) link.href = `${ROOT}models/${slug}.html`;
      link.textContent = name;
      item.append(link);
      if (parts.length) item.append(tree(parts));
      list.append(item);
    }
    return list;
  }

  /** @param {any[]} parts */
  function tree(parts) {
    const list = document.createElement("ul");
    list.className = "tree";
    for (const [name, below] of parts) {
      const item = element("li", name);
      if (below.length) item.append(tree(below));
      list.append(item);
    }
    return list;
  }

  /** @param {any} one @param {(unit: string) => boolean} wanted */
  function figures(one, wanted) {
    const list = document.createElement("ul");
    list.className = "units";
    one.metrics.forEach((/** @type {string[]} */ metric, /** @type {number} */ n) => {
      const [amount, of, noun, qualifier, period] = metric;
      if (!wanted(of)) return;
      const link = document.createElement("a");
      link.href = `${ROOT}cases/${one.id}.html#e-k${n + 1}`;
      link.textContent = `${amount} ${of}`;
      const item = element("li", link);
      item.append(` ${[qualifier, noun, period].filter(Boolean).join(" ")}`);
      list.append(item);
    });
    return list;
  }

  addEventListener("hashchange", show);
  show();
})();
