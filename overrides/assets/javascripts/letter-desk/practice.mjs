// @ts-check
// Practice cases that a link names by id: invented companies, built into the site, fetched from our own origin.

const FOLDER = new URL("../../practice/", import.meta.url).href;
const ID = /^[a-z]+(-[a-z]+)*$/;
const LONGEST = 40; // characters of an id

/** The practice case that lies on the desk, if any. */
const laid = { id: "", debtor: "", text: "" };

/** The call that counts: one link may be met twice, on arrival and as a change. */
let latest = Symbol();

/** Nothing has been changed in the practice case. @param {Record<string, any>|undefined} value of the form */
export const isPristine = (value) => Boolean(laid.id) && JSON.stringify(value) === laid.text;

/** @param {Record<string, any>} value of the form @returns {string} the id of the practice case that it is, or "" */
export const practisedOn = (value) => laid.debtor && value.debtor?.name === laid.debtor ? laid.id : "";

/**
 * @param {string} id as a link has it
 * @returns {Promise<{document: string, case: Record<string, any>}|null>} null if there is no such case
 */
async function practiceCase(id) {
  if (id.length > LONGEST || !ID.test(id)) return null;
  const response = await fetch(`${FOLDER}${id}.json`).catch(() => null);
  return response?.ok ? response.json() : null;
}

/**
 * Fill in a practice case; what was typed gives way only if the user says so.
 * @param {import("./desk.mjs").LetterDesk} desk @param {string} id @param {string} [document] asked for beside it
 */
export async function practise(desk, id, document = "") {
  const mine = latest = Symbol();
  const made = await practiceCase(id);
  if (desk.away.aborted || latest !== mine) return;
  if (!made) return desk.status.say(desk.words.say("no_practice"));
  const { untouched, value } = desk.form.read();
  const another = !untouched && value.debtor?.name !== made.case.debtor.name;
  if (another && !confirm(desk.words.say("practice_replace"))) return decline();
  desk.put(made.case, { document: desk.chooser.offers(document) ? document : made.document });
  Object.assign(laid, { id, debtor: made.case.debtor.name, text: JSON.stringify(desk.form.read().value) });
}

/** What was refused is not asked again when the same page is built anew. */
const decline = () => history.replaceState(history.state, "", location.pathname + location.search);
