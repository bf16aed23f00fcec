// @ts-check
// Relation and level as dials of their own: the rungs of the ladder to choose from, the one that is advised, the one that the
// debt has reached by its age; who skips a rung is asked why.

import { element, part } from "../element.mjs";

/** @typedef {{id: string, level: number, title: string, document: string, document_title: string, channel: string}} Rung */

export class Panel {
  /** @type {Rung[]} */ #rungs = [];
  /** The debtor whose rhythm the rungs are in. */ #rhythm = "";
  /** @type {any} */ #assessment = null;

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    this.$ladder = part($panel, "[data-dials=ladder]");
    this.$skip = part($panel, "[data-dials=skip]");
    this.$said = part($panel, "[data-dials=said]");
    this.$panel = $panel;
    this.$relation = /** @type {HTMLSelectElement} */ (part($panel, "[data-dials=relation]"));
    const $own = this.#control();
    if ($own instanceof HTMLSelectElement) this.$relation.replaceChildren(...[...$own.options].map(($one) => $one.cloneNode(true)));
    this.#listen();
    this.#read(desk.form.read().value); // what was read before this panel was there
    $panel.hidden = true;
  }

  #listen() {
    const { away: signal, events } = this.desk;
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) => events.addEventListener(type, act, { signal });
    on("read", ({ detail }) => this.#read(detail.value));
    on("written", ({ detail }) => this.#show(detail.assessment, detail.letter.warnings));
    on("refused", ({ detail }) => detail.assessment && this.#show(detail.assessment, detail.assessment.warnings));
    on("cleared", () => {
      this.#assessment = null;
      this.$panel.hidden = true;
    });
    this.$relation.addEventListener("change", () => this.#relate(), { signal });
    this.$ladder.addEventListener("click", ({ target }) => {
      const $rung = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("[data-rung]"));
      if ($rung) this.#take($rung.dataset.rung ?? "");
    }, { signal });
  }

  #control() {
    return this.desk.form.control("debtor.relation");
  }

  #relate() {
    const $own = this.#control();
    if (!$own) return;
    $own.value = this.$relation.value;
    for (const type of ["input", "change"]) $own.dispatchEvent(new Event(type, { bubbles: true }));
  }

  /** @param {any} value the case as it stands in the form */
  #read({ debtor = {} }) {
    const relation = this.#control()?.value ?? "";
    if (this.$relation.value !== relation) this.$relation.value = relation;
    const rhythm = JSON.stringify([debtor.kind ?? "", relation]);
    if (rhythm === this.#rhythm) return;
    this.#rhythm = rhythm;
    this.#rungs = [];
  }

  /** @param {any} assessment @param {{code: string}[]} warnings */
  async #show(assessment, warnings) {
    this.#assessment = assessment;
    const asked = warnings.some(({ code }) => code.startsWith("level-skipped"));
    this.$skip.hidden = !asked && !this.desk.form.control("fields.skip_reason")?.value;
    const rhythm = this.#rhythm;
    if (!this.#rungs.length) {
      const [kind, relation] = JSON.parse(rhythm || '["",""]');
      const rungs = await this.desk.engine.call("ladder", { kind, relation, ui: this.desk.words.language }).catch(() => []);
      if (rhythm !== this.#rhythm || assessment !== this.#assessment) return;
      this.#rungs = rungs;
      this.#draw();
    }
    this.#mark();
    this.$panel.hidden = false; // not before there is a rung to choose
  }

  #draw() {
    const { words } = this.desk;
    this.$ladder.replaceChildren(...this.#rungs.map(({ level, title, document, document_title: name }) => {
      const label = words.say("dials_rung", { level: level + 1, title, document: name });
      const $number = element("span", { class: "desk-rung-number", "aria-hidden": "true" }, String(level + 1));
      return element("button", { type: "button", class: "desk-rung", "data-rung": document, "data-label": label, title: label }, $number);
    }));
  }

  #mark() {
    const { chooser, words } = this.desk;
    const { next, stage } = this.#assessment;
    const reached = this.#rungs.findIndex(({ id }) => id === stage.id);
    const chosen = this.#rungs.find(({ document }) => document === chooser.document);
    this.#rungs.forEach((rung, index) => {
      const $rung = /** @type {HTMLElement} */ (this.$ladder.children[index]);
      const advised = rung.document === next.document;
      const notes = [advised ? words.say("dials_advised") : "", index === reached ? words.say("dials_now") : ""];
      $rung.setAttribute("aria-pressed", String(rung === chosen));
      $rung.setAttribute("aria-label", [$rung.dataset.label, ...notes].filter(Boolean).join(words.say("dials_comma")));
      $rung.classList.toggle("desk-rung-reached", index <= reached);
      $rung.classList.toggle("desk-rung-advised", advised);
    });
    const said = [chosen ? chosen.title : words.say("dials_beside"), reached < 0 ? "" : words.say("dials_reached", { level: reached + 1 })];
    this.$said.textContent = said.filter(Boolean).join(words.say("dials_comma"));
  }

  /** @param {string} document of the rung */
  #take(document) {
    const { chooser } = this.desk;
    const rung = this.#rungs.find((one) => one.document === document);
    if (!rung) return;
    chooser.choose(document, rung.channel);
    chooser.follows = false;
    this.#mark();
    this.desk.refresh();
  }
}
