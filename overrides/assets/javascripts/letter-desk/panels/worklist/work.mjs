// @ts-check
// The debtor at work: his case goes into the form, and what is added there goes back into the list.

import { element, part, reach } from "../../element.mjs";

/** @typedef {import("../../held-list.mjs").HeldList} HeldList */

const OURS = ["creditor", "creditor_is_sme", "interest", "language", "tone", "as_of"]; // said once, for every debtor
const WIDE = "(min-width: 60em)"; // where form and sheet stand side by side

export class Work {
  /** The case as it came into the form. */ #came = "";

  /** @param {import("../../desk.mjs").LetterDesk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** Whether the case in the form is still the one of the list that was put there. @param {HeldList} list */
  isThere(list) {
    const kept = list.cases[list.at];
    const { debtor, claims } = this.desk.form.read().value;
    return Boolean(kept) && (debtor?.name === kept.debtor.name || (claims?.[0]?.number ?? "") === kept.claims[0].number);
  }

  /**
   * Put a case into the form, unless the user wants to keep what stands there.
   * @param {HeldList} list @param {number} place @param {import("../../lists.mjs").Task} [task] what is advised, if it could be planned
   */
  take(list, place, task) {
    const { desk } = this;
    const made = list.cases[place];
    const { value } = desk.form.read();
    const another = !this.isThere(list) && (value.debtor?.name || value.claims?.[0]?.amount);
    if (another && !confirm(desk.words.say("worklist_replace", { debtor: made.debtor.name }))) return false;
    const ours = Object.fromEntries(OURS.filter((name) => name in value).map((name) => [name, value[name]]));
    if (ours.interest?.basis === "contract") delete ours.interest; // that clause is one contract's only
    desk.put({ ...ours, ...made });
    if (task) desk.chooser.choose(task.document, task.channel); // shown at once; the engine's advice is followed all the same
    list.at = place;
    this.#came = JSON.stringify(desk.form.read().value);
    return true;
  }

  /** What the form has added to the case goes back. @param {HeldList} list @returns {number} the place of the case that changed, or -1 */
  save(list) {
    const { value } = this.desk.form.read();
    if (list.at < 0 || !this.isThere(list) || JSON.stringify(value) === this.#came) return -1;
    const own = Object.entries(value).filter(([name]) => !OURS.includes(name) || name === "interest");
    list.cases[list.at] = Object.fromEntries(own);
    return list.at;
  }

  /** Go on where one works: below the list on a wide screen, at the letter on a phone. @param {HTMLElement} $room */
  show($room) {
    const $output = part(this.desk.$root, ".desk-output");
    if (!matchMedia(WIDE).matches) return reach($output, "start");
    $room.scrollIntoView({ block: "start" });
    $output.focus({ preventScroll: true });
  }
}

/**
 * Who could not be planned, and why; a case that can be mended goes into the form.
 * @param {import("./plan.mjs").Stuck[]} stuck @param {HeldList} list @param {import("../../words.mjs").Words} words @param {(place: number) => void} mend
 */
export function stuckRows(stuck, list, words, mend) {
  return stuck.map(({ case: place, debtor, text }) => {
    const $row = element("li", {}, element("b", {}, debtor), ` ${text} `);
    if (list.held.some((one) => one.case === place)) return $row;
    const $mend = element("button", { type: "button", class: "desk-link" }, words.say("worklist_mend"));
    $mend.addEventListener("click", () => mend(place));
    $row.append($mend);
    return $row;
  });
}
