// @ts-check
// Watches over the worker: how long it may be silent, and when waiting for a call is worth showing. Texts follow every
// keystroke, so how long they take is soon known, and a worker that takes much longer counts as hung.

import { limitOf } from "./engine-calls.mjs";
import { LIMIT } from "./engine-state.mjs";

/** @typedef {import("./engine-calls.mjs").Call} Call */
/** @typedef {import("./engine-calls.mjs").Progress} Progress */

const MARGIN = 4; // times as long as the slowest of the last ones: a busy machine, a longer case; a false alarm costs a second
const LAST = 3;

export class Watch {
  /** @type {Map<string, number[]>} milliseconds of the last calls, by operation */ #took = new Map();
  #since = 0;
  #timer = 0;
  #busy = 0;
  #shown = false;

  /** @param {(busy: boolean) => void} show a call runs for a while, or no longer */
  constructor(show) {
    this.show = show;
  }

  /** @param {number} ms of silence @param {() => void} act */
  over(ms, act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }

  /** @param {Call} call begins, or goes on as told @param {(() => void)} act if it hangs @param {Progress} [told] */
  call(call, act, told) {
    this.over(told ? limitOf(call, told) : this.#begin(call), () => this.over(0, act)); // an answer may lie there unheard
  }

  /** @param {string} [op] that was answered; without, no call runs any more for another reason */
  rest(op) {
    clearTimeout(this.#timer);
    clearTimeout(this.#busy);
    if (op) this.#took.set(op, [...(this.#took.get(op) ?? []), performance.now() - this.#since].slice(-LAST));
    if (this.#shown) this.show(this.#shown = false);
  }

  /** @param {Call} call @returns {number} milliseconds that it may take */
  #begin(call) {
    this.#since = performance.now();
    this.#busy = setTimeout(() => this.show(this.#shown = true), LIMIT.busy);
    if (call.again) return Math.max(limitOf(call), LIMIT.again);
    const took = call.options.latest && this.#took.get(call.op);
    return took ? Math.min(limitOf(call), Math.max(LIMIT.usual, MARGIN * Math.max(...took))) : limitOf(call);
  }
}
