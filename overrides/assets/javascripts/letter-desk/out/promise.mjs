// @ts-check
// A promise that is still to be kept, and the confirmation that is written of it.

/** @typedef {{type?: string, date?: string, pay_on?: string, amount?: string}} Event */

/**
 * The latest promise, if its day is still to come.
 * @param {any} value the case @param {string} day on which the letter is written
 * @returns {{pay_on: string, amount: string}|null}
 */
export function activePromise(value, day) {
  const made = /** @type {Event[]} */ (value.events ?? []).filter((event) => event.type === "promise" && event.pay_on && (event.date ?? "") <= day);
  const last = made.sort((one, other) => (one.date ?? "").localeCompare(other.date ?? "")).at(-1);
  return last?.pay_on && last.pay_on >= day ? { pay_on: last.pay_on, amount: last.amount ?? "" } : null;
}

/**
 * Write its confirmation: the document, and the fields of it that the promise fills.
 * @param {import("../desk.mjs").LetterDesk} desk @param {any} value the case @param {{pay_on: string, amount: string}} promise
 */
export function confirm(desk, value, promise) {
  desk.put(value, { document: "promise-confirmation", channel: "wechat", what: desk.words.say("out_promise_write") });
  for (const [name, text] of [["fields.pay_on", promise.pay_on], ["fields.promised", promise.amount]]) {
    const $control = desk.form.control(name); // a document's own fields are there once it is chosen
    if ($control) $control.value = text;
  }
  desk.refresh();
}
