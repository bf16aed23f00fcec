// @ts-check
// Reads the built site: which pages its navigation names, in which part they stand, what each holds.

/** @typedef {import("./make.mjs").Chapter} Chapter */

/** @param {URL} start the language's first page @returns {Promise<Chapter[]>} */
export async function readSite(start) {
  const page = await read(start);
  const list = page.querySelector(".md-nav--primary > ul");
  if (!list) throw new Error(`${start.pathname} has no navigation`);
  const found = entries(list, "", start);
  return Promise.all(found.map(async (entry) => {
    const page = await read(entry.url);
    const id = page.querySelector('meta[name="huikuan:id"]')?.getAttribute("content") ?? "";
    const title = page.querySelector("article h1")?.cloneNode(true);
    if (!id || !(title instanceof Element)) throw new Error(`${entry.url.pathname} has no id or no title`);
    for (const $mark of title.querySelectorAll(".headerlink")) $mark.remove();
    return { ...entry, id, page, title: (title.textContent ?? "").trim() };
  }));
}

/** @param {URL} url */
async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** @param {Element} list @param {string} part @param {URL} start @returns {{part: string, label: string, url: URL}[]} */
function entries(list, part, start) {
  return [...list.children].flatMap((item) => {
    const link = item.querySelector(":scope > a[href], :scope > .md-nav__container > a[href], :scope > label + nav > a[href]");
    const below = item.querySelector(":scope > nav:not(.md-nav--secondary) > ul");
    const title = (item.querySelector(":scope > label .md-ellipsis, :scope > .md-nav__container .md-ellipsis, :scope > a .md-ellipsis")
      ?.textContent ?? "").trim();
    const own = link ? [{ part: below ? title : part || title, label: title, url: new URL(link.getAttribute("href") ?? "", start) }] : [];
    return below ? [...own, ...entries(below, title, start)] : own;
  });
}

/** The address of a page as a key. @param {URL} url */
export const key = (url) => url.origin + url.pathname.replace(/index\.html$/, "");
