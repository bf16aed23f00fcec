// @ts-check
// The rooms of the desk beyond form and sheet. Each [data-panel=name] of the page is the work of panels/<name>.mjs, which
// exports a class Panel; it is fetched once the desk stands, so that no panel holds up the first letter.
//
//   export class Panel {
//     /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
//     constructor($panel, desk) { … }
//   }
//
// desk.events tells what becomes of the case, each a CustomEvent with its detail:
//   read      Reading: the form as it stands, at every change          written  {assessment, letter}: a new text
//   refused   {problems, assessment or null}: no text for this case    cleared  the sheet is empty again
//   filled    another case was put in as a whole: from a list, a practice case, by undoing
//   listed    HeldList or null: a list of debtors was taken, or put away (held-list.mjs)
//   forgotten the user has asked to forget everything: empty all memory and stores; show nothing of the old case
// carry(name, give, take) of handover.mjs lets a module's memory come along when the language changes (a new page).
// desk.away is aborted when the page is left: hand it to every addEventListener.
// desk.put(case, {document, channel}) fills the form; desk.engine.call(op, value) asks the engine; desk.words.say(key, places)
// speaks; desk.status.say(text) tells a screen reader and the status line; desk.chooser holds the document; desk.sheet.text is
// what stands on the sheet, desk.sheet.edited whether the user has changed it; desk.remember(what) before a change to the
// form as a whole lets it be undone.

/** @typedef {{Panel: new ($panel: HTMLElement, desk: import("./desk.mjs").LetterDesk) => unknown}} Room */

/** Named one by one, so that the desk in one file can carry them. @type {Record<string, () => Promise<Room>>} */
const ROOMS = {
  keep: () => import("./panels/keep.mjs"),
  notices: () => import("./panels/notices.mjs"),
  quick: () => import("./panels/quick.mjs"),
  share: () => import("./panels/share.mjs"),
  out: () => import("./panels/out.mjs"),
  own: () => import("./panels/own.mjs"),
  calls: () => import("./panels/calls.mjs"),
  dials: () => import("./panels/dials.mjs"),
  tools: () => import("./panels/tools.mjs"),
  edit: () => import("./panels/edit.mjs"),
  tables: () => import("./panels/tables.mjs"),
  worklist: () => import("./panels/worklist.mjs"),
};

/** @param {HTMLElement} $root @param {import("./desk.mjs").LetterDesk} desk */
export function furnish($root, desk) {
  $root.dataset.up = ""; // the desk works: no need to wonder why not
  const all = /** @type {NodeListOf<HTMLElement>} */ ($root.querySelectorAll("[data-panel]"));
  for (const $panel of all) {
    const room = ROOMS[$panel.dataset.panel ?? ""];
    room?.().then(({ Panel }) => desk.away.aborted || new Panel($panel, desk));
  }
}
