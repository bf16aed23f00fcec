// @ts-check
// Ways of writing that mean one thing only, turned into the form of the case file; all else is left for the engine to judge.

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

/** @param {string} text @returns {string} 2026/8/5, 2026年8月5日, 20260805 → 2026-08-05 */
export function tidyDay(text) {
  const plain = text.normalize("NFKC").trim();
  const [, year, month, day] = DAY.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? [];
  return day ? [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-") : plain;
}

/** @param {string} text @returns {string} ¥120,000.50 → 120000.50 */
export function tidyAmount(text) {
  const plain = text.normalize("NFKC").trim().replace(/^[¥]\s*/, "");
  return GROUPED.test(plain) ? plain.replaceAll(",", "") : plain;
}

/** Today where the user sits: the page is the outermost face, nothing behind it knows a clock. @returns {string} */
export function today() {
  const now = new Date();
  return tidyDay(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`);
}
