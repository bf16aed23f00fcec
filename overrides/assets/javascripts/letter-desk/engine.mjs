// The engine's promise: one module worker, kept for the whole visit, restarted when it hangs.
//
//   import { getEngine } from "./engine.mjs";
//   const engine = getEngine();                       // the same object after instant navigation
//   const off = engine.onState((status) => …);        // called at once, then at every change; off() stops it
//   engine.start();                                   // on first touch of the form or when it is seen; safe to repeat
//   const value = await engine.call("compose", {…});  // starts the worker if need be; plain values in and out
//   engine.call("compose", {…}, {latest: true});      // drops an older one that still waits ({kind: "superseded"})
//   engine.call("import", {…}, {signal, progress});   // progress({step, done, total}) is told how far it is; aborting the
//                                                     // signal ends it ({kind: "stopped"}), other calls go on
//   engine.kill();                                    // ends the worker and all data in it; start() begins anew
//
// A rejected call carries an EngineError. The worker lives on after {kind: "problems", problems, no}, which is the user's
// to mend (no.kind "refusal": the case is sound and no.assessment holds its figures), after "broken" (this one call failed in
// us) and after "offline" with step "call" (what the call needs could not be fetched; asked again, it tries again). A worker
// that hangs or dies is replaced at once and the new one asked; "timeout" with step "call" comes when that hangs too (the
// next call works). "timeout" of a boot step, "offline", "unsupported", "csp" (the net is not closed: no data is accepted)
// and "fatal" put the state to "error": further calls are refused with the same error until start() tries again. "stopped"
// (killed) and "superseded" need no words. Sentences are the page's: this file knows no language.
// Marks on the page's timeline: huikuan:boot (worker started), huikuan:ready (engine answered).

import { employ } from "./employ.mjs";
import { Calls } from "./engine-calls.mjs";
import { IDLE, LIMIT, Told, failure } from "./engine-state.mjs";
import { Watch } from "./watch.mjs";

/** @typedef {import("./engine-state.mjs").Status} Status */
/** @typedef {import("./engine-calls.mjs").Call} Call */

class Engine extends Told {
  /** @type {Worker|null} */ #worker = null;
  #calls = new Calls();
  #watch = new Watch((busy) => this.tell({ ...this.status, busy }));

  /** Begin to boot; does nothing while the engine boots or is ready, tries again after an error. */
  start() { this.#boot(false); }

  /** @param {boolean} again in the place of a worker that was lost */
  #boot(again) {
    if (this.#worker) return;
    if (typeof Worker !== "function" || typeof WebAssembly !== "object") return this.#fail("unsupported", "start");
    performance.mark("huikuan:boot");
    this.tell({ ...IDLE, state: "loading", again });
    const ours = () => worker === this.#worker; // one that was ended may still have something to say
    /** @type {Worker} */ const worker = this.#worker = employ({
      hears: (message) => ours() && this.#hear(message),
      failed: (why) => ours() && this.#fail(why ? "fatal" : "offline", this.status.step, why),
      gone: () => ours() && this.#replace(),
    });
    this.#watch.over(LIMIT.start, () => this.#fail("timeout", "start"));
  }

  /**
   * Ask the engine: values travel as JSON text, in order, one at a time.
   * @param {string} op compose, import, plan … (generator/bridge.py) @param {unknown} value
   * @param {import("./engine-calls.mjs").Options} [options] @returns {Promise<any>} rejects with an EngineError
   */
  call(op, value, options = {}) {
    return new Promise((resolve, reject) => {
      if (this.status.error) return reject(this.status.error);
      if (options.signal?.aborted) return reject(failure("stopped", "call"));
      const call = { op, text: JSON.stringify(value), options, again: false, resolve, reject };
      options.signal?.addEventListener("abort", () => this.#abort(call), { once: true });
      this.#calls.add(call);
      this.start();
      this.#next();
    });
  }

  /** End the worker and forget all that is in it; open calls are rejected. */
  kill() { this.#end(failure("stopped", "call"), IDLE); }

  /** @param {any} message what worker.mjs posts */
  #hear(message) {
    const { fatal, detail, progress, step, loaded, total } = message;
    if (fatal) return fatal === "fatal" && this.status.state === "ready" ? this.#replace() : this.#fail(fatal, this.status.step, detail);
    if (progress) return this.#alive(progress);
    if (!step) {
      this.#watch.rest(this.#calls.running?.op);
      this.#calls.settle(message);
      return this.#next();
    }
    if (step !== "ready") {
      this.#watch.over(LIMIT[/** @type {import("./engine-state.mjs").BootStep} */ (step)], () => this.#fail("timeout", step));
      return this.tell({ ...this.status, step, loaded, total });
    }
    this.#watch.rest();
    performance.mark("huikuan:ready");
    this.tell({ ...this.status, state: "ready" });
    this.#next();
  }

  #next() {
    if (this.status.state !== "ready" || this.#calls.running) return;
    const call = this.#calls.next();
    if (call) this.#worker?.postMessage({ op: call.op, text: call.text });
    this.#alive();
  }

  /** The running call has begun or gone on: its time counts anew. @param {import("./engine-calls.mjs").Progress} [told] */
  #alive(told) {
    const call = this.#calls.running;
    if (told) call?.options.progress?.(told);
    if (call) this.#watch.call(call, () => this.#replace(), told);
  }

  /** The worker hangs or is gone: another takes its place and is asked what this one was asked last. */
  #replace() {
    if (this.status.state === "loading") return this.#fail("fatal", this.status.step, "the worker is gone");
    const call = this.#stop();
    if (call) this.#calls.repeat(call);
    this.#boot(true);
  }

  /** Give a call back unanswered; if the worker is at it, what waits is played to a new one. @param {Call} call */
  #abort(call) {
    const error = failure("stopped", "call");
    this.#calls.drop(error, (waiting) => waiting === call);
    if (call !== this.#calls.running) return;
    this.#stop();
    this.start();
    call.reject(error);
  }

  #stop() {
    this.#watch.rest();
    this.#worker?.terminate();
    this.#worker = null;
    return this.#calls.giveBack();
  }

  /** @param {import("./engine-state.mjs").ErrorKind} kind @param {import("./engine-state.mjs").BootStep} step @param {string} [detail] */
  #fail(kind, step, detail) {
    const error = failure(kind, step, detail);
    this.#end(error, { ...this.status, state: "error", error });
  }

  /** @param {import("./engine-state.mjs").EngineError} error for every open call @param {Status} status */
  #end(error, status) {
    const call = this.#stop();
    this.tell(status);
    call?.reject(error);
    this.#calls.drop(error);
  }
}

const engine = new Engine();

/** @returns {Engine} the one engine of this visit */
export const getEngine = () => engine;
