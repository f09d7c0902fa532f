/**
 * What results can be narrowed to and how they are ordered: facets with counts that follow the query, days, order.
 * Knows no query and draws no result; tells who asks what was chosen.
 */
"use strict";

const CaifengFilters = (() => {
  const { byId, say, element } = CaifengPage;
  const SMALL = ["province", "theme", "year", "source", "kind", "has"]; // counted with every query
  const LARGE = ["city", "county", "model"]; // loaded when unfolded: see the search's account of bytes
  const VALUES_SHOWN = 12; // of a facet; those chosen are always among them
  const NAMES = [...SMALL, ...LARGE];
  const ORDERS = ["relevance", "newest", "oldest", "place"];
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  /** @typedef {{facets: Record<string, string[]>, from: string, to: string, order: string}} Chosen */

  /** What the parameters of the address choose; what makes no sense is left out. @param {URLSearchParams} told @returns {Chosen} */
  function chosenIn(told) {
    const facets = Object.fromEntries(NAMES.map((name) => [name, [...new Set(told.getAll(name))]]).filter(([, values]) => values.length));
    const day = (/** @type {string} */ name) => (DAY.test(told.get(name) ?? "") ? /** @type {string} */ (told.get(name)) : "");
    const order = told.get("order") ?? "";
    return { facets, from: day("from"), to: day("to"), order: ORDERS.includes(order) ? order : ORDERS[0] };
  }

  /** The reverse of chosenIn. @param {Chosen} chosen @param {URLSearchParams} told */
  function tell(chosen, told) {
    for (const name of NAMES) for (const value of chosen.facets[name] ?? []) told.append(name, value);
    if (chosen.from) told.set("from", chosen.from);
    if (chosen.to) told.set("to", chosen.to);
    if (chosen.order !== ORDERS[0]) told.set("order", chosen.order);
  }

  /** How a value is shown. @param {string} name @param {string} value @returns {string | Node} */
  function label(name, value) {
    if (name === "source") {
      const titles = /** @type {HTMLTemplateElement} */ (byId("source-titles")).content;
      const found = [...titles.querySelectorAll("data")].find((one) => one.getAttribute("value") === value);
      return found?.textContent || value;
    }
    if (byId(`say-${name}_${value}`)) return say(`${name}_${value}`);
    return value.replaceAll("/", "");
  }

  /**
   * Draws the facets of an answer. *whole* are its results before any filter; *change* is told what is chosen then.
   * @param {any} index @param {any[]} whole @param {Chosen} chosen @param {(chosen: Chosen) => void} change
   */
  async function draw(index, whole, chosen, change) {
    /** @type {Set<string>} facets that are filled or about to be */
    const begun = new Set();
    const groups = await Promise.all(NAMES.map((name) => group(name)));
    const days = /** @type {HTMLInputElement[]} */ ([byId("from"), byId("to")]);
    days[0].value = chosen.from;
    days[1].value = chosen.to;
    const order = /** @type {HTMLSelectElement} */ (byId("order"));
    order.value = chosen.order;
    order.onchange = () => change({ ...chosen, order: order.value });
    for (const day of days) day.onchange = () => change({ ...chosen, [day.id]: day.value });
    return () => /** @type {HTMLElement} */ (byId("facets")).replaceChildren(...groups.filter((one) => one !== null));

    /** @param {string} name @returns {Promise<HTMLElement | null>} */
    async function group(name) {
      const details = document.createElement("details");
      const summary = element("summary", say(`facet_${name}`));
      details.append(summary);
      details.open = (chosen.facets[name] ?? []).length > 0 || unfolded.has(name);
      details.addEventListener("toggle", () => {
        unfolded[details.open ? "add" : "delete"](name);
        if (details.open) fill(name, details);
      });
      if (SMALL.includes(name) || details.open) await fill(name, details);
      return SMALL.includes(name) && details.childElementCount === 1 ? null : details;
    }

    /** @param {string} name @param {HTMLElement} details */
    async function fill(name, details) {
      if (begun.has(name)) return;
      begun.add(name);
      const column = await index.facet(name);
      if (!column) return;
      const { [name]: own = [], ...others } = chosen.facets;
      const { ranked } = await CaifengSearch.narrow(index, whole, { ...chosen, facets: others });
      const counted = CaifengSearch.countFacet(column, ranked);
      const gone = own.filter((value) => !counted.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
      const shown = [...counted.filter(({ value }, n) => n < VALUES_SHOWN || own.includes(value)), ...gone];
      if (!shown.length) return;
      const list = document.createElement("ul");
      for (const { value, count } of shown) list.append(choice(name, value, count));
      details.append(list);
      if (counted.length > shown.length) details.append(element("p", say("facet_rest", { n: counted.length - shown.length }), "note"));
    }

    /** @param {string} name @param {string} value @param {number} count */
    function choice(name, value, count) {
      const own = chosen.facets[name] ?? [];
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = own.includes(value);
      box.addEventListener("change", () => {
        const values = box.checked ? [...own, value] : own.filter((other) => other !== value);
        change({ ...chosen, facets: { ...chosen.facets, [name]: values } });
      });
      const words = element("label", box);
      words.append(" ", label(name, value), " ", element("span", String(count), "n"));
      return element("li", words);
    }
  }

  /** @type {Set<string>} facets that the reader has unfolded */
  const unfolded = new Set(["theme", "province"]);

  /** *chosen* without the filter that leaves nothing ("day", or a facet). @param {Chosen} chosen @param {string} name @returns {Chosen} */
  function without(chosen, name) {
    if (name === "day") return { ...chosen, from: "", to: "" };
    return { ...chosen, facets: { ...chosen.facets, [name]: [] } };
  }

  return { chosenIn, tell, draw, without };
})();
