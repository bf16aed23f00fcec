// @ts-check
// The letter for the clipboard with its tables and layout: mail programs keep styles that stand on the elements themselves.

/** @type {[string, Record<string, string>][]} */
const STYLES = [
  ["article", { "font-family": "'Microsoft YaHei', 'PingFang SC', Calibri, Arial, sans-serif", "font-size": "11pt", "line-height": "1.6", color: "#111" }],
  ["p", { margin: "0 0 8px" }],
  ["h1", { margin: "0 0 14px", "font-size": "15pt", "text-align": "center" }],
  ["h2", { margin: "14px 0 6px", "font-size": "12pt" }],
  [".right", { "text-align": "right" }],
  [".letter:lang(zh) .body", { "text-indent": "2em" }],
  [".stamp", { margin: "24px 0 0" }],
  [".stamp:lang(zh)", { "text-align": "right" }],
  ["table", { "border-collapse": "collapse", margin: "6px 0 12px", "font-size": "10pt" }],
  ["th, td", { border: "1px solid #888", padding: "3px 8px", "text-align": "left", "vertical-align": "top" }],
  ["th", { background: "#f2f2f2" }],
  [".figures", { "text-align": "right", "white-space": "nowrap" }],
  [".total td", { "font-weight": "bold" }],
];

/**
 * @param {{$article: HTMLElement, text: string}} sheet
 * @returns {Promise<boolean>} whether the browser took it
 */
export async function copyRich({ $article, text }) {
  const $subject = $article.querySelector(".subject");
  const plain = $subject ? text.slice(text.indexOf("\n") + 1).trimStart() : text;
  $subject?.remove();
  const bare = serialized($article);
  return asEvent(serialized(styled($article)), plain) || asItem(bare, plain);
}

const serialized = (/** @type {HTMLElement} */ $article) => new XMLSerializer().serializeToString($article);

/** @param {HTMLElement} $article @returns {HTMLElement} */
function styled($article) {
  const $holder = document.createElement("div");
  $holder.append($article);
  for (const [selector, styles] of STYLES) {
    for (const $found of /** @type {NodeListOf<HTMLElement>} */ ($holder.querySelectorAll(selector))) {
      for (const [name, value] of Object.entries(styles)) $found.style.setProperty(name, value);
    }
  }
  return $article;
}

/**
 * What goes by an event is taken as it is; it also works in older browsers and on pages without https.
 * @param {string} html @param {string} text @returns {boolean}
 */
function asEvent(html, text) {
  let taken = false;
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.preventDefault();
    event.clipboardData?.setData("text/html", html);
    event.clipboardData?.setData("text/plain", text);
    taken = true;
  };
  document.addEventListener("copy", fill, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return taken;
}

/** The newer way, by which the browser first parses the text under our policy: without styles. @param {string} html @param {string} text @returns {Promise<boolean>} */
async function asItem(html, text) {
  if (typeof ClipboardItem !== "function") return false;
  const parts = { "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) };
  return navigator.clipboard.write([new ClipboardItem(parts)]).then(() => true, () => false);
}
