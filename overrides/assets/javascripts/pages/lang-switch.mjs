// Keeps the reader on the same page and place when the language changes: zh at the root of the site, en in en/.

const assets = new URL("../../../", import.meta.url).href;
const root = document.documentElement.lang.startsWith("en") ? new URL("../", assets).href : assets;

/**
 * The address of the page open now, in another language; null outside the site.
 * @param {string} language
 * @returns {string | null}
 */
export function samePageIn(language) {
  const here = location.href.replace(/[?#].*$/, "");
  if (!here.startsWith(root)) return null;
  return root + (language === "en" ? "en/" : "") + here.slice(root.length).replace(/^en\//, "") + location.hash;
}

/**
 * @param {Document} page
 */
export function pointLanguageLinks(page) {
  for (const link of page.querySelectorAll("a[data-hk-language]")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const point = () => { link.href = samePageIn(link.hreflang) ?? link.href; };
    point();
    // The fragment changes while reading, so look again at the last moment; Material must not look the page up in a sitemap.
    link.onclick = (event) => { point(); event.stopPropagation(); };
  }
}
