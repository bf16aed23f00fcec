// @ts-check
// A promise made on the phone: into the history, and at once the message that asks to confirm it.

import { part, reach } from "../../element.mjs";
import { enter } from "../../entries.mjs";
import { tidyAmount, tidyDay } from "../../tidy.mjs";

const DOCUMENT = "promise-confirmation";
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^\d{1,15}(\.\d{1,3})?$/;

export class Promised {
  /** @param {HTMLElement} $panel @param {import("../../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (part($panel, `[data-calls=${name}]`));
    this.$day = input("day");
    this.$amount = input("amount");
    this.$who = input("who");
  }

  clear() {
    for (const $input of [this.$day, this.$amount, this.$who]) $input.value = "";
    this.#told(this.$day, "");
    this.#told(this.$amount, "");
  }

  record() {
    const { desk } = this;
    const { words } = desk;
    const day = String(tidyDay(this.$day.value));
    const amount = String(tidyAmount(this.$amount.value)).trim();
    const dayFault = DAY.test(day) ? "" : words.say("calls_day");
    const amountFault = !amount || AMOUNT.test(amount) ? "" : words.say("calls_money");
    this.#told(this.$amount, amountFault);
    this.#told(this.$day, dayFault);
    if (dayFault) return this.$day.focus();
    if (amountFault) return this.$amount.focus();
    this.#enter(day, amount);
    desk.chooser.choose(DOCUMENT, "wechat");
    desk.chooser.follows = false;
    this.#fill({ "fields.pay_on": day, "fields.promised": amount });
    this.clear();
    desk.refresh();
    desk.status.say(words.say("calls_recorded"));
    reach(part(desk.$root, "#desk-panel"), "start");
  }

  /** @param {string} day @param {string} amount */
  #enter(day, amount) {
    const { form, words } = this.desk;
    const { creditor, as_of: date } = form.read().value;
    const who = this.$who.value.trim();
    const text = words.say(who ? "calls_promised_by" : "calls_promised", { who, day: words.day(day) });
    this.desk.remember(words.say("calls_promise_what"));
    enter(form.$form, "events", { date, type: "promise", channel: "call", by: creditor?.contact?.name ?? "", text, pay_on: day, amount });
  }

  /** The fields of the document that has just been chosen. @param {Record<string, string>} values */
  #fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const $control = this.desk.form.control(name);
      if ($control) $control.value = value;
    }
  }

  /** @param {HTMLInputElement} $input @param {string} fault */
  #told($input, fault) {
    const $error = part(this.desk.$root, `#${$input.id}-error`);
    $error.textContent = fault;
    $error.hidden = !fault;
    if (fault) $input.setAttribute("aria-invalid", "true");
    else $input.removeAttribute("aria-invalid");
  }
}
