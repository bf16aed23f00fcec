// @ts-check
// What stands above the desk when the surroundings are not as they should be: no network, a browser inside an app, a browser
// that lacks something. Each says what works all the same.

import { part } from "../element.mjs";

/** Closed once, closed for this visit. */
const closed = { app: false };

/** @type {Record<string, () => boolean>} what the desk cannot do without, by the name that browsers give it */
const NEEDED = {
  Worker: () => typeof Worker === "function",
  WebAssembly: () => typeof WebAssembly === "object",
  DecompressionStream: () => typeof DecompressionStream === "function",
};

export class Panel {
  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    const { away: signal, engine, words } = desk;
    const $note = (/** @type {string} */ name) => part($panel, `[data-notice=${name}]`);
    const missing = Object.keys(NEEDED).filter((name) => !NEEDED[name]());
    part($panel, "[data-notice=missing] p").textContent = words.say("notices_missing", { names: missing.join(words.say("notices_comma")) });
    $note("missing").hidden = !missing.length;
    $note("app").hidden = closed.app || !/MicroMessenger/i.test(navigator.userAgent);
    part($panel, "[data-notice=close]").addEventListener("click", () => { closed.app = $note("app").hidden = true; }, { signal });
    const net = () => {
      const works = engine.status.state === "ready" ? "notices_offline_ready" : "notices_offline";
      part($panel, "[data-notice=offline] p").textContent = navigator.onLine ? "" : words.say(works);
      $note("offline").hidden = navigator.onLine;
    };
    for (const type of ["online", "offline"]) addEventListener(type, net, { signal });
    signal.addEventListener("abort", engine.onState(net));
  }
}
