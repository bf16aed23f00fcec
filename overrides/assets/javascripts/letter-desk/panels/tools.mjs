// @ts-check
// The list of shortcuts and the large type for a projector. Both are settings of this visit: nothing is kept.

import { part } from "../element.mjs";
import { carry } from "../handover.mjs";
import { settings } from "../settings.mjs";
import { shortcuts } from "./tools/shortcuts.mjs";

/** Kept while one looks something up on the site, or changes the language of the page. */
const chosen = { projector: false, single: true };
carry("tools", () => (chosen.projector || !chosen.single ? chosen : null), (came) => Object.assign(chosen, came));

export class Panel {
  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    this.$projector = part($panel, "[data-tools=projector]");
    this.$dialog = /** @type {HTMLDialogElement} */ (part($panel, "[data-tools-dialog]"));
    this.$single = /** @type {HTMLInputElement} */ (part($panel, "[data-tools-single]"));
    this.$single.checked = chosen.single;
    const { away: signal } = desk;
    const acts = { projector: () => this.project(!chosen.projector), keys: () => this.list(), close: () => this.$dialog.close() };
    $panel.addEventListener("click", ({ target }) => {
      const $button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("[data-tools]"));
      if ($button) acts[/** @type {keyof typeof acts} */ ($button.dataset.tools)]();
      else if (target === this.$dialog) this.$dialog.close(); // beside it
    }, { signal });
    this.$single.addEventListener("change", () => { chosen.single = this.$single.checked; }, { signal });
    addEventListener("hashchange", () => this.#obeyLink(), { signal });
    shortcuts(desk, { list: () => this.list(), project: () => this.project(!chosen.projector), single: () => chosen.single });
    this.#obeyLink();
    this.#show();
  }

  list() {
    if (!this.$dialog.open) this.$dialog.showModal();
  }

  /** @param {boolean} large */
  project(large) {
    chosen.projector = large;
    this.#show();
    this.desk.status.say(this.desk.words.say(large ? "tools_projector" : "tools_usual"));
  }

  #obeyLink() {
    if (settings(location.hash).view !== "projector") return;
    chosen.projector = true;
    this.#show();
  }

  #show() {
    const { $root } = this.desk;
    if (chosen.projector) $root.dataset.view = "projector";
    else delete $root.dataset.view;
    const looks = /** @type {NodeListOf<HTMLDetailsElement>} */ ($root.querySelectorAll("[data-looks] > details"));
    for (const $look of looks) if (chosen.projector) $look.open = false; // the sheet comes first
    this.$projector.setAttribute("aria-pressed", String(chosen.projector));
  }
}
