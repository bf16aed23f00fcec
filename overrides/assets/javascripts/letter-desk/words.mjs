// @ts-check
// What the page says in its language, and how it writes money and days. Amounts stay decimal strings throughout.

/** @typedef {Record<string, Record<string, string>>} Lists */

export class Words {
  /** @type {Lists} */ #lists;

  /** @param {HTMLElement} $root whose `data-words` the build filled */
  constructor($root) {
    this.language = $root.dataset.language === "en" ? "en" : "zh";
    this.#lists = JSON.parse($root.dataset.words ?? "{}");
  }

  /** @param {string} key @param {Record<string, string|number>} [places] @returns {string} */
  say(key, places = {}) {
    return fill(this.#lists.live[key] ?? key, places);
  }

  /** The label of a value, or the value itself. @param {string} list @param {string} key @returns {string} */
  label(list, key) {
    return this.#lists[list]?.[key] ?? key;
  }

  /** @param {string} amount such as "126400.00" @param {string} currency @returns {string} */
  money(amount, currency) {
    const [whole, cents] = amount.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (cents ? `.${cents}` : "");
    return this.language === "zh" && currency === "CNY" ? `¥${grouped}` : `${currency} ${grouped}`;
  }

  /** @param {string} iso @returns {string} 2026年11月5日, 5 November 2026 */
  day(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    if (!day) return iso;
    if (this.language === "zh") return `${year}年${month}月${day}日`;
    const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    return format.format(new Date(Date.UTC(year, month - 1, day)));
  }
}

/** @param {string} text @param {Record<string, string|number>} places @returns {string} */
function fill(text, places) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(places, name) ? String(places[name]) : whole));
}
