// @ts-check
// Letters to all debtors of the list as one zip: some at a time, so that one sees how far it is and can stop it.

import { part } from "../element.mjs";
import { dayOf, theList } from "../held-list.mjs";
import { bytes, saveBlob } from "./files.mjs";
import { Zip } from "./zip.mjs";

const AT_ONCE = 20; // debtors in one call: some tenths of a second
const LIMIT = 30_000; // ms

export class ListZip {
  /** @type {AbortController|null} */ #running = null;

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk @param {(text: string) => void} say */
  constructor($panel, desk, say) {
    this.desk = desk;
    this.say = say;
    this.$room = part($panel, "[data-out-list]");
    this.$count = part($panel, "[data-out-count]");
    this.$busy = part($panel, "[data-out-busy]");
    this.$bar = /** @type {HTMLProgressElement} */ (part(this.$busy, "progress"));
    this.$step = part($panel, "[data-out-step]");
    this.$what = /** @type {HTMLSelectElement} */ (part($panel, "[data-out-what]"));
    this.$make = /** @type {HTMLButtonElement} */ (part($panel, "[data-out-act=zip]"));
    const { away, events } = desk;
    const other = () => (this.stop(), this.#show());
    for (const name of ["listed", "forgotten"]) events.addEventListener(name, other, { signal: away });
    events.addEventListener("written", () => this.#show(), { signal: away });
    away.addEventListener("abort", () => this.stop());
    this.#show();
  }

  stop() {
    this.#running?.abort();
  }

  #show() {
    const count = this.#cases().length;
    this.$room.hidden = !count;
    this.$count.textContent = this.desk.words.say("out_list", { count });
    const $this = this.$what.options[1];
    $this.value = this.desk.chooser.document;
    $this.textContent = this.desk.words.say("out_list_this", { document: this.desk.chooser.title() });
  }

  /** Those that may be written to. @returns {any[]} */
  #cases() {
    const list = theList();
    const held = new Set(list?.held.map((row) => row.case));
    return list?.cases.filter((_, place) => !held.has(place)) ?? [];
  }

  /** @param {any} form the case in the form, for what the list does not say */
  async make(form) {
    const { words } = this.desk;
    if (this.#running) return;
    if (!form.creditor?.name || !form.creditor.accounts?.length) return this.say(words.say("out_list_sender"));
    const running = this.#running = new AbortController();
    this.$busy.hidden = false;
    this.$make.disabled = true;
    try {
      this.say(words.say(...await this.#run(form, running.signal)));
    } catch (/** @type {any} */ { problems = [], kind = "broken" }) {
      const why = problems.map((/** @type {{text: string}} */ { text }) => text).join(" ") || words.label("failure", kind);
      this.say(words.say(kind === "stopped" ? "out_list_stopped" : "out_failed", { why }));
    } finally {
      this.#running = null;
      this.$busy.hidden = true;
      this.$make.disabled = false;
    }
  }

  /** @param {any} form @param {AbortSignal} stopped @returns {Promise<[string, Record<string, string|number>]>} what to say */
  async #run(form, stopped) {
    const { creditor, creditor_is_sme, language, tone } = form;
    const interest = form.interest?.basis === "contract" ? undefined : form.interest; // that clause is one contract's only
    const cases = this.#cases().map((one) => ({ creditor, creditor_is_sme, interest, language, tone, ...one }));
    const order = { document: this.$what.value, as_of: dayOf(this.desk.form), language, ui: this.desk.words.language };
    const { folders } = await this.#ask({ debtors: cases.map(({ debtor }) => debtor?.name ?? "") });
    const zip = new Zip(order.as_of);
    const index = { rows: /** @type {string[][]} */ ([]), hashes: /** @type {Record<string, string>} */ ({}) };
    for (let at = 0; at < cases.length; at += AT_ONCE) {
      this.#tell(at, cases.length);
      const part = { cases: cases.slice(at, at + AT_ONCE), folders: folders.slice(at, at + AT_ONCE) };
      const { files, rows, hashes } = await this.#ask({ ...order, ...part });
      await put(zip, files);
      index.rows.push(...rows);
      Object.assign(index.hashes, hashes);
      if (stopped.aborted) return ["out_list_stopped", {}];
    }
    const became = (/** @type {string} */ status) => index.rows.filter((row) => row[1] === status);
    if (!became("written").length) return none(became("problem").at(0));
    await put(zip, (await this.#ask({ ...order, ...index })).files);
    const name = this.desk.words.say("out_list_name", { day: order.as_of, count: cases.length });
    saveBlob(zip.finish(), name, this.desk.away);
    return ["out_list_done", { written: became("written").length, later: became("later").length, problem: became("problem").length }];
  }

  /** @param {any} value */
  #ask(value) {
    return this.desk.engine.call("folders", value, { limit: LIMIT });
  }

  /** @param {number} done @param {number} total */
  #tell(done, total) {
    this.$bar.max = total;
    this.$bar.value = done;
    this.$step.textContent = this.desk.words.say("out_list_step", { done, total });
  }
}

/** What to say where nothing was written. @param {string[]} [row] of the index, one that could not be @returns {[string, Record<string, string>]} */
const none = (row) => (row ? ["out_list_none", { debtor: row[0], why: row.at(-1) ?? "" }] : ["out_list_later", {}]);

/** @param {Zip} zip @param {{name: string, base64: string}[]} files */
async function put(zip, files) {
  for (const { name, base64 } of files) await zip.add(name, bytes(base64));
}
