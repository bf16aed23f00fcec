// @ts-check
// What stands on the sheet, as an order to the engine.

/** @typedef {{case: any, letter: any}} Made what stands on the sheet, and the case that it was written from */

/** With the text where the user has changed it. @param {import("../desk.mjs").LetterDesk} desk @param {Made} made */
export function question({ sheet, words }, { case: value, letter }) {
  const { document, channel, language, tone, as_of } = letter;
  return { case: value, document, channel, language, tone, as_of, ui: words.language, ...(sheet.edited ? { text: sheet.text } : {}) };
}
