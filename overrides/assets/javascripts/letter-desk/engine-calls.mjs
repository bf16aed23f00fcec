// The calls to the engine: those that wait, in order, and the one it is at.

import { LIMIT, failure } from "./engine-state.mjs";

/** @typedef {import("./engine-state.mjs").EngineError} EngineError */
/** @typedef {{step: "download"|"read", done: number, total: number}} Progress bytes, or lines; total is 0 while unknown */
/** @typedef {{latest?: boolean, limit?: number, signal?: AbortSignal, progress?: (told: Progress) => void}} Options */
/** @typedef {{op: string, text: string, options: Options, again: boolean, resolve: (v: any) => void, reject: (e: EngineError) => void}} Call */

/** @type {Record<string, number>} milliseconds of silence allowed to an operation that has more to do than to write */
const LONGER = { import: 60_000, plan: 20_000 };

/** @param {Call} call @param {Progress} [told] what it said last @returns {number} */
export const limitOf = ({ op, options }, told) => told?.step === "download" ? LIMIT.download : options.limit ?? LONGER[op] ?? LIMIT.call;

export class Calls {
  /** @type {Call[]} */ #waiting = [];
  /** @type {Call|null} */ running = null;

  /** @param {Call} call takes the place of an older one that waits, if only the latest counts */
  add(call) {
    const { op, options } = call;
    if (options.latest) this.drop(failure("superseded", "call"), (old) => Boolean(old.options.latest) && old.op === op);
    this.#waiting.push(call);
  }

  /** @returns {Call|null} the next one, now running */
  next() { return this.running = this.#waiting.shift() ?? null; }

  /** @returns {Call|null} the one that was running; it is the caller's to answer */
  giveBack() {
    const call = this.running;
    this.running = null;
    return call;
  }

  /** Its worker is no more: ask it again after those that wait, but not a third time, nor if a newer one is among them. @param {Call} call */
  repeat(call) {
    const { op, options, again } = call;
    const newer = options.latest && this.#waiting.some((other) => other.options.latest && other.op === op);
    if (newer) return call.reject(failure("superseded", "call"));
    if (again) return call.reject(failure("timeout", "call"));
    call.again = true;
    this.#waiting.push(call);
  }

  /** Answer the running call. @param {any} message what worker.mjs posts: {answer}, {broken} or {lacking} */
  settle({ answer, broken, lacking }) {
    const call = this.giveBack();
    const envelope = answer === undefined ? null : JSON.parse(answer);
    if (envelope?.ok) call?.resolve(envelope.value);
    else if (envelope) call?.reject(failure("problems", "call", "", envelope));
    else call?.reject(lacking === undefined ? failure("broken", "call", broken) : failure("offline", "call", lacking));
  }

  /** @param {EngineError} error @param {(call: Call) => boolean} [which] of those that wait */
  drop(error, which = () => true) {
    const calls = this.#waiting;
    this.#waiting = calls.filter((call) => !which(call));
    calls.filter(which).forEach((call) => call.reject(error));
  }
}
