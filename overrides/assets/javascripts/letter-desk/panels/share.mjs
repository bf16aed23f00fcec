// @ts-check
// A link to the desk as it is set: document, language, tone, excuse, practice case, view. All come from closed lists, so that
// nothing of a case can slip in.

import { part } from "../element.mjs";
import { practisedOn } from "../practice.mjs";

/** @param {import("../desk.mjs").LetterDesk} desk @returns {string} */
export function link(desk) {
  const { form, chooser, $root } = desk;
  const { value } = form.read();
  const chosen = Object.fromEntries(["language", "tone", "excuse"].map((name) => [name, form.control(name)]).filter(([, $one]) => $one instanceof HTMLSelectElement).map(([name, $one]) => [name, /** @type {HTMLSelectElement} */ ($one).value]));
  const all = { document: chooser.follows ? "" : chooser.document, ...chosen, practice: practisedOn(value), view: $root.dataset.view ?? "" };
  const said = Object.entries(all).filter(([, setting]) => setting);
  return `${location.href.replace(/[?#].*$/, "")}#${new URLSearchParams(said)}`;
}

export class Panel {
  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    const { away: signal, events, words, status } = desk;
    const $link = /** @type {HTMLInputElement} */ (part($panel, "[data-share=link]"));
    const $fold = /** @type {HTMLDetailsElement} */ (part($panel, "details"));
    const show = () => { if ($fold.open) $link.value = link(desk); };
    for (const type of ["read", "written", "forgotten"]) events.addEventListener(type, show, { signal });
    $fold.addEventListener("toggle", show, { signal });
    part($panel, "[data-share=copy]").addEventListener("click", async () => {
      show();
      $link.select();
      const copied = await navigator.clipboard?.writeText($link.value).then(() => true, () => false) || document.execCommand("copy");
      const said = words.say(copied ? "share_copied" : "share_failed");
      part($panel, "[data-share=said]").textContent = said;
      status.say(said);
    }, { signal });
  }
}
