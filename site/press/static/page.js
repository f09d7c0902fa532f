/**
 * What pages have in common: the search box at their head, evidence lit up together with its fact, copy buttons, tables
 * that sort.
 */
"use strict";

(() => {
  const { ROOT, byId } = CaifengPage;

  /** On the other pages the box leads to the search page, also from a folder, where forms cannot be sent. */
  function quickSearch() {
    for (const form of document.querySelectorAll("form.quick")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const query = form.querySelector("input")?.value.trim() ?? "";
        location.href = `${ROOT}index.html${query ? `#q=${encodeURIComponent(query)}` : ""}`;
      });
    }
  }

  function slashKey() {
    addEventListener("keydown", (event) => {
      const at = /** @type {HTMLElement} */ (event.target);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select")) return;
      const boxes = [...document.querySelectorAll("input[type=search]")];
      const box = /** @type {HTMLInputElement | undefined} */ (boxes.find((one) => one.checkVisibility?.() ?? true));
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    });
  }

  // --- a case -------------------------------------------------------------------------------------------------------

  /** A fact and its evidence light up together: under the pointer, in focus, or after a tap. */
  function evidence() {
    const marks = [...document.querySelectorAll(".ev[data-facts]")];
    const rows = [...document.querySelectorAll("[data-fact]")];
    /** @param {string[]} names */
    const light = (names) => {
      for (const mark of marks) mark.classList.toggle("lit", namesOf(mark).some((name) => names.includes(name)));
      for (const row of rows) row.classList.toggle("lit", names.includes(/** @type {HTMLElement} */ (row).dataset.fact ?? ""));
    };
    for (const element of [...marks, ...rows]) {
      for (const event of ["pointerenter", "focusin", "click"]) element.addEventListener(event, () => light(namesOf(element)));
      for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => light([]));
    }
  }

  /** @param {Element} element @returns {string[]} */
  function namesOf(element) {
    const { facts, fact } = /** @type {HTMLElement} */ (element).dataset;
    return (facts ?? fact ?? "").split(" ").filter(Boolean);
  }

  function copyButtons() {
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy]"))) {
      const source = byId(button.dataset.copy ?? "");
      const told = /** @type {HTMLElement | null} */ (button.parentElement?.querySelector("[role=status]"));
      if (!source || !told) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        told.textContent = "";
        told.textContent = ((await copy(source)) ? told.dataset.copied : told.dataset.failed) ?? "";
      });
    }
  }

  /** @param {HTMLElement} source @returns {Promise<boolean>} */
  async function copy(source) {
    try {
      await navigator.clipboard.writeText(source.textContent ?? "");
      return true;
    } catch {
      getSelection()?.selectAllChildren(source); // without leave to write, select and try the old way
      return document.execCommand("copy");
    }
  }

  // --- tables -------------------------------------------------------------------------------------------------------

  /** Heads of the columns become buttons: one press sorts, another turns the order round. */
  function sortableTables() {
    for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-sortable]"))) {
      if ((table.tBodies[0]?.rows.length ?? 0) > 1) sortable(table);
    }
  }

  /** @param {HTMLTableElement} table */
  function sortable(table) {
    const heads = [...(table.tHead?.rows[0].cells ?? [])];
    heads.forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorter";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const turned = head.getAttribute("aria-sort") === firstOrder(head);
        const order = turned === (firstOrder(head) === "descending") ? "ascending" : "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", order);
        sortRows(table.tBodies[0], column, { order, numbers: head.dataset.sort !== "text" });
      });
    });
  }

  /** Figures begin with the highest, words and places in the text with the first. @param {HTMLElement} head */
  const firstOrder = (head) => (head.dataset.sort === "number" ? "descending" : "ascending");

  /** @param {HTMLTableSectionElement} body @param {number} column @param {{order: string, numbers: boolean}} how */
  function sortRows(body, column, { order, numbers }) {
    const turn = order === "ascending" ? 1 : -1;
    /** @param {HTMLTableRowElement} row */
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent ?? "";
    const rows = [...body.rows].map((row) => ({ row, value: value(row).trim() }));
    rows.sort((a, b) => turn * (numbers ? Number(a.value) - Number(b.value) : a.value.localeCompare(b.value, "zh-Hans")));
    body.append(...rows.map(({ row }) => row));
  }

  quickSearch();
  slashKey();
  evidence();
  copyButtons();
  sortableTables();
})();
