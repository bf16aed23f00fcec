// @ts-check
// Ways out of the desk beside copying: mail, files, paper, hand-over, the whole list. All is made here; nothing is sent.

import { element, part } from "../element.mjs";
import { save } from "../out/files.mjs";
import { ListZip } from "../out/list-zip.mjs";
import { openMail } from "../out/mail.mjs";
import { PaperTray } from "../out/paper.mjs";
import { activePromise, confirm } from "../out/promise.mjs";
import { question } from "../out/question.mjs";
import { copyRich } from "../out/rich.mjs";

/** @typedef {import("../desk.mjs").LetterDesk} LetterDesk */
/** @typedef {import("../out/question.mjs").Made} Made */

const MAILED = ["letter", "email"];
const LIMIT = 30_000; // ms: the first file waits for the writers of Word

export class Panel {
  /** @type {Made|null} */ #made = null;
  /** The form as it stands. @type {any} */ #case = {};
  #busy = false;

  /** @param {HTMLElement} $panel @param {LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    this.$ways = part($panel, "[data-out-ways]");
    this.$mail = part($panel, "[data-out-mail]");
    this.$promise = part($panel, "[data-out-promise]");
    this.$said = part($panel, "[data-out-said]");
    this.paper = new PaperTray(desk, () => this.#made);
    this.list = new ListZip($panel, desk, (text) => this.#say(text));
    this.#listen($panel);
    this.#case = desk.form.read().value;
    for (const $button of $panel.querySelectorAll("button")) $button.disabled = false;
    if (desk.sheet.letter) desk.refresh(); // written before this room was open: told once more
  }

  /** @param {HTMLElement} $panel */
  #listen($panel) {
    const { away, events } = this.desk;
    const hear = (/** @type {string} */ name, /** @type {(detail: any) => void} */ act) =>
      events.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail), { signal: away });
    hear("read", (reading) => { this.#case = reading.value; });
    hear("written", ({ letter }) => this.#written({ case: this.#case, letter }));
    hear("cleared", () => this.#cleared());
    hear("forgotten", () => this.#cleared());
    $panel.addEventListener("click", ({ target }) => {
      const $button = target instanceof Element ? target.closest("[data-out-act]") : null;
      if ($button instanceof HTMLElement) this.#act($button.dataset.outAct ?? "");
    }, { signal: away });
  }

  /** @param {Made} made */
  #written(made) {
    this.#made = made;
    this.$ways.hidden = false;
    this.$mail.hidden = !MAILED.includes(made.letter.channel);
    this.$said.hidden = true;
    this.#showPromise(made);
  }

  #cleared() {
    this.#made = null;
    this.paper.clear();
    this.$ways.hidden = this.$promise.hidden = this.$said.hidden = true;
    this.$said.textContent = part(this.$promise, "p").textContent = "";
  }

  /** @param {Made} made */
  #showPromise({ case: value, letter }) {
    const { words } = this.desk;
    const promise = letter.document === "promise-confirmation" ? null : activePromise(value, letter.as_of);
    this.$promise.hidden = !promise;
    if (!promise) return;
    const currency = value.claims?.[0]?.currency || "CNY";
    const places = { day: words.day(promise.pay_on), amount: promise.amount ? words.money(promise.amount, currency) : "" };
    part(this.$promise, "p").textContent = words.say(promise.amount ? "out_promise_sum" : "out_promise", places);
  }

  /** @param {string} act */
  async #act(act) {
    if (act === "stop" || act === "zip") return act === "stop" ? this.list.stop() : this.list.make(this.#case);
    const made = this.#made;
    if (!made || this.#busy) return;
    this.#busy = true;
    try {
      await this.#do(act, made);
    } catch (error) {
      this.#fail(/** @type {import("../engine-state.mjs").EngineError} */ (error));
    } finally {
      this.#busy = false;
    }
  }

  /** @param {string} act @param {Made} made */
  async #do(act, made) {
    const { desk } = this;
    const { words } = desk;
    if (act === "confirm") {
      const promise = activePromise(made.case, made.letter.as_of);
      if (promise) confirm(desk, made.case, promise);
      return this.#say(words.say("out_promise_done"));
    }
    if (act === "rich") return this.#say(words.say(await copyRich(await this.paper.sheet()) ? "out_copied" : "out_copy_failed"));
    if (act === "mailto") return this.#say(words.say(await openMail(await this.ask("export", { format: "mailto" }, made))));
    this.#say(words.say("out_making"));
    const file = await (act === "pack" ? this.ask("pack", {}, made) : this.ask("export", { format: act }, made));
    save(file, desk.away);
    const said = words.say(desk.sheet.$stale.hidden ? "out_saved" : "out_saved_stale", { name: file.name });
    const papers = (file.left_out ?? []).join(words.say("out_left_out_comma"));
    this.#say(papers ? `${said} ${words.say("out_left_out", { papers })}` : said);
  }

  /** Ask for a file of what stands on the sheet. @param {string} op @param {Record<string, string>} more @param {Made} made */
  ask(op, more, made) {
    return this.desk.engine.call(op, { ...question(this.desk, made), ...more }, { limit: LIMIT });
  }

  /** @param {import("../engine-state.mjs").EngineError} error */
  #fail({ kind, problems }) {
    const { words } = this.desk;
    const why = problems?.length ? problems.map(({ text }) => text).join(" ") : words.label("failure", kind);
    this.#say(words.say("out_failed", { why }));
  }

  /** @param {string} text */
  #say(text) {
    this.desk.status.say(text);
    this.$said.replaceChildren(element("span", {}, text));
    this.$said.hidden = false;
  }
}
