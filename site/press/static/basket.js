/**
 * The selection among results, and what can be done with it: compare, and export exactly what is chosen or found.
 * Writes no citation of its own: the facts shards hold every form (see facts.py).
 */
"use strict";

const CaifengBasket = (() => {
  const { ROOT, byId, facts, say } = CaifengPage;
  const COMPARED_AT_MOST = 6;
  const ID = /^[a-z2-7]{10}$/;
  const BOM = "\ufeff"; // Excel takes UTF-8 for something else without it
  const EVERY = 25; // cases between two words on how far an export is

  /** The ids in an address. @param {URLSearchParams} told @returns {string[]} */
  const selectedIn = (told) => [...new Set((told.get("sel") ?? "").split(",").filter((id) => ID.test(id)))];

  /** @param {string} cell */
  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

  /** @type {Record<string, {ending: string, type: string, write: (rows: any[]) => string}>} */
  const FORMS = {
    csv: {
      ending: "csv",
      type: "text/csv",
      write: (rows) => {
        const columns = (byId("export")?.dataset.columns ?? "").split(" ");
        return BOM + [columns, ...rows.map((row) => row.cells)].map((cells) => cells.map(quoted).join(",")).join("\r\n") + "\r\n";
      },
    },
    json: {
      ending: "json",
      type: "application/json",
      write: (rows) => `${JSON.stringify(rows.map(({ cells, bibtex, ris, ...row }) => row), null, 1)}\n`,
    },
    bibtex: { ending: "bib", type: "application/x-bibtex", write: (rows) => rows.map((row) => row.bibtex).join("\n") },
    ris: { ending: "ris", type: "application/x-research-info-systems", write: (rows) => rows.map((row) => row.ris).join("\r\n") },
    gbt: { ending: "txt", type: "text/plain", write: (rows) => rows.map((row, n) => `[${n + 1}] ${row.gbt}\n`).join("") },
  };

  /** Writes the cases into a file and hands it to the reader. @param {string} form @param {string[]} ids @param {(done: number) => void} progress */
  async function save(form, ids, progress) {
    const { ending, type, write } = FORMS[form];
    const rows = [];
    for (const id of ids) {
      rows.push(await facts(id));
      if (rows.length % EVERY === 0) progress(rows.length);
    }
    if (rows.includes(null)) throw new Error("the shards of facts and the search are of different builds");
    const address = URL.createObjectURL(new Blob([write(rows)], { type: `${type};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `caifeng.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /**
   * Shows what is selected, and makes the buttons work. *found* gives the ids of all results.
   * @param {string[]} selected @param {() => Promise<string[]>} found @param {(selected: string[]) => void} change
   */
  function draw(selected, found, change) {
    const told = /** @type {HTMLElement} */ (byId("selected"));
    const compare = /** @type {HTMLAnchorElement} */ (byId("compare-selected"));
    const clear = /** @type {HTMLButtonElement} */ (byId("clear-selected"));
    const status = /** @type {HTMLElement} */ (byId("export-status"));
    told.replaceChildren(say(selected.length ? "selected_n" : "selected_none", { n: selected.length }));
    clear.hidden = !selected.length;
    clear.onclick = () => change([]);
    compare.hidden = selected.length < 2 || selected.length > COMPARED_AT_MOST;
    compare.href = `${ROOT}compare.html#ids=${selected.join(",")}`;
    status.replaceChildren(say(selected.length ? "export_selected" : "export_found"));
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#export button[data-form]"))) {
      button.onclick = async () => {
        button.disabled = true;
        try {
          const ids = selected.length ? selected : await found();
          await save(button.dataset.form ?? "", ids, (done) => status.replaceChildren(say("exporting", { n: done })));
          status.replaceChildren(say("exported", { n: ids.length }));
        } catch (error) {
          console.error(error);
          status.replaceChildren(say("search_broken"));
        }
        button.disabled = false;
      };
    }
  }

  return { selectedIn, draw };
})();
