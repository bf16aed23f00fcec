// @ts-check
// What the buttons of the desk do, by their data-action.

import { part } from "./element.mjs";
import { jumper } from "./jump.mjs";

/** @typedef {import("./desk.mjs").LetterDesk} LetterDesk */

/** @param {LetterDesk} desk @returns {Record<string, ($button: HTMLElement) => unknown>} */
export function acts(desk) {
  const { chooser, engine, form, sheet, words } = desk;
  return {
    example: () => example(desk),
    forget: () => desk.forget(),
    undo: () => undo(desk),
    follow: () => (chooser.follow(), desk.refresh()),
    retry: () => (engine.start(), desk.refresh()),
    jump: jumper(desk.$root, words, desk.away),
    copy: () => sheet.copy(),
    "copy-subject": () => sheet.copySubject(),
    print: () => print(),
    "add-row": ($button) => form.add($button),
    "remove-row": ($button) => (desk.remember($button.textContent ?? ""), form.remove($button)),
    "pick-day": ($button) => form.pick($button),
  };
}

/** @param {LetterDesk} desk */
function example(desk) {
  const { document, channel, follows } = desk.chooser;
  const { example: text = "{}", exampleDocument = "" } = desk.$root.dataset;
  const { language, tone, excuse = "" } = desk.form.read().value; // what was chosen stays chosen
  const letter = follows ? { document: exampleDocument } : { document, channel };
  desk.put({ ...JSON.parse(text), language, tone, excuse }, { ...letter, what: desk.words.say("undo_example") });
}

/** Take back what was last done to the form as a whole. @param {LetterDesk} desk @returns {boolean} whether there was anything */
export function undo(desk) {
  const what = desk.undo.undo();
  if (!what) return false;
  desk.status.say(desk.words.say("undone", { what }));
  if (document.activeElement === document.body) part(desk.$root, "[data-action=example]").focus(); // the button has gone
  return true;
}
