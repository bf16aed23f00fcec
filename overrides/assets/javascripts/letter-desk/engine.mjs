// The engine's promise: one module worker, kept for the whole visit, restarted when it hangs.
//
//   import { getEngine } from "./engine.mjs";
//   const engine = getEngine();                       // the same object after instant navigation
//   const off = engine.onState((status) => …);        // called at once, then at every change; off() stops it
//   engine.start();                                   // on first touch of the form or when it is seen; safe to repeat
//   const value = await engine.call("compose", {…});  // starts the worker if need be; plain values in and out
//   engine.call("compose", {…}, {latest: true});      // drops an older one that still waits ({kind: "superseded"})
//   engine.call("import", {…}, {limit: 60_000});      // may take so many milliseconds; others three seconds
//   engine.kill();                                    // ends the worker and all data in it; start() begins anew
//
// A rejected call carries an EngineError. The worker lives on after {kind: "problems", problems, no}, which is the user's
// to mend (no.kind "refusal": the case is sound and no.assessment holds its figures), after "broken" (this one call
// failed in us) and after "timeout" with step "call" (it was restarted; the next call works). "timeout" of a boot step,
// "offline", "unsupported", "csp" (the net is not closed: no data is accepted) and "fatal" put the state to "error":
// further calls are refused with the same error until start() tries again. "stopped" (killed) and "superseded" need no
// words. Sentences are the page's: this file knows no language.
// Marks on the page's timeline: huikuan:boot (worker started), huikuan:ready (engine answered).

import { IDLE, LIMIT, Told, failure } from "./engine-state.mjs";
import { spawn } from "./spawn.mjs";

/** @typedef {import("./engine-state.mjs").Status} Status */
/** @typedef {import("./engine-state.mjs").EngineError} EngineError */
/** @typedef {import("./engine-state.mjs").ErrorKind} ErrorKind */
/** @typedef {import("./engine-state.mjs").BootStep} BootStep */
/** @typedef {{op: string, text: string, latest: boolean, limit: number, resolve: (v: any) => void, reject: (e: EngineError) => void}} Call */

class Engine extends Told {
  /** @type {Worker|null} */ #worker = null;
  /** @type {Call[]} */ #waiting = [];
  /** @type {Call|null} */ #running = null;
  #timer = 0;

  /** Begin to boot; does nothing while the engine boots or is ready, tries again after an error. */
  start() {
    if (this.#worker) return;
    if (typeof Worker !== "function" || typeof WebAssembly !== "object") return this.#fail("unsupported", "start");
    performance.mark("huikuan:boot");
    this.tell({ ...IDLE, state: "loading" });
    const worker = this.#worker = spawn();
    worker.onmessage = ({ data }) => { if (worker === this.#worker) this.#hear(data); };
    worker.onerror = (event) => {
      event.preventDefault(); // a file that did not come has no message
      if (worker === this.#worker) this.#fail(event.message ? "fatal" : "offline", this.status.step, event.message);
    };
    this.#watch(LIMIT.start, () => this.#fail("timeout", "start"));
  }

  /**
   * Ask the engine: values travel as JSON text, in order, one at a time.
   * @param {string} op compose, catalogue, schema, rmb @param {unknown} value @param {{latest?: boolean, limit?: number}} [options]
   * @returns {Promise<any>} rejects with an EngineError
   */
  call(op, value, { latest = false, limit = LIMIT.call } = {}) {
    return new Promise((resolve, reject) => {
      if (this.status.error) return reject(this.status.error);
      if (latest) this.#drop(failure("superseded", "call"), (call) => call.latest && call.op === op);
      this.#waiting.push({ op, text: JSON.stringify(value), latest, limit, resolve, reject });
      this.start();
      this.#next();
    });
  }

  /** End the worker and forget all that is in it; open calls are rejected. */
  kill() { this.#end(failure("stopped", "call"), IDLE); }

  /** @param {any} message what worker.mjs posts */
  #hear({ fatal, detail, answer, broken, step, loaded, total }) {
    if (fatal) return this.#fail(fatal, this.status.step, detail);
    if (answer !== undefined || broken !== undefined) return this.#settle(answer && JSON.parse(answer), broken);
    if (step !== "ready") {
      this.#watch(LIMIT[/** @type {BootStep} */ (step)], () => this.#fail("timeout", step));
      return this.tell({ ...this.status, step, loaded, total });
    }
    clearTimeout(this.#timer);
    performance.mark("huikuan:ready");
    this.tell({ ...this.status, state: "ready" });
    this.#next();
  }

  /** @param {any} envelope {ok, value} or {ok, problems, …} @param {string} [broken] */
  #settle(envelope, broken) {
    clearTimeout(this.#timer);
    const call = this.#running;
    this.#running = null;
    if (broken !== undefined) call?.reject(failure("broken", "call", broken));
    else if (envelope.ok) call?.resolve(envelope.value);
    else call?.reject(failure("problems", "call", "", envelope));
    this.#next();
  }

  #next() {
    if (this.status.state !== "ready" || this.#running || !this.#waiting.length) return;
    const { op, text, limit } = this.#running = /** @type {Call} */ (this.#waiting.shift());
    this.#worker?.postMessage({ op, text });
    this.#watch(limit, () => {
      const call = this.#stop(); // what hung is given back, what waits is played to the new worker
      this.start();
      call?.reject(failure("timeout", "call"));
    });
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    const call = this.#running;
    this.#worker = this.#running = null;
    return call;
  }

  /** @param {ErrorKind} kind @param {BootStep} step @param {string} [detail] */
  #fail(kind, step, detail) {
    const error = failure(kind, step, detail);
    this.#end(error, { ...this.status, state: "error", error });
  }

  /** @param {EngineError} error for every open call @param {Status} status */
  #end(error, status) {
    const call = this.#stop();
    this.tell(status);
    call?.reject(error);
    this.#drop(error);
  }

  /** @param {EngineError} error @param {(call: Call) => boolean} [which] */
  #drop(error, which = () => true) {
    const calls = this.#waiting;
    this.#waiting = calls.filter((call) => !which(call));
    calls.filter(which).forEach((call) => call.reject(error));
  }

  /** @param {number} ms @param {() => void} act */
  #watch(ms, act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }
}

const engine = new Engine();

/** @returns {Engine} the one engine of this visit */
export const getEngine = () => engine;
