// @ts-check
// Text to the clipboard, also where the browser refuses the modern way.

/** @param {string} text @param {HTMLElement} $shown selected where the browser refuses @returns {Promise<boolean>} */
export async function copyText(text, $shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren($shown); // older browsers, WeChat, pages without https
    return $shown.textContent === text && document.execCommand("copy");
  }
}
