// Stands in for the desk's engine.mjs in a page opened as a file: what the engine is made of comes by a plain script, as
// no page from a file may fetch, and not before it is first asked.

import { getEngine as desk } from "../../overrides/assets/javascripts/letter-desk/engine.mjs";
import { gunzip } from "../single_file/parts.mjs";
import { prepare } from "./spawn.mjs";

const here = document.currentScript.src;
// Both languages share one; the English pages' scripts stand one folder deeper.
const CARRIED = new URL(here.endsWith("/en/assets/javascripts/pages/offline.js") ? "../../../../assets/engine.js" : "../../engine.js", here).href;
let coming = null;

/** Loads the script once it is wanted; one that did not come is asked for again the next time. */
function carried() {
  coming ??= new Promise((resolve, reject) => {
    const $script = document.createElement("script");
    $script.src = CARRIED;
    $script.onload = resolve;
    $script.onerror = reject;
    document.head.append($script);
  }).then(async () => {
    const { worker, ...parts } = self.huikuanCarried;
    delete self.huikuanCarried;
    const code = await gunzip(Uint8Array.from(atob(worker), (character) => character.charCodeAt(0)));
    prepare(parts, new TextDecoder().decode(code));
  }).catch((error) => { coming = null; throw error; });
  return coming;
}

const engine = {
  get status() { return coming ? desk().status : {}; },
  start() { if (coming) desk().start(); },
  call: (...asked) => carried().then(() => desk().call(...asked)),
};

export const getEngine = () => engine;
