// Behaviour of the reading pages: mounts each [data-module] once per page, also after instant navigation.

import { mountCardFilter } from "./card-filter.mjs";
import { mountDrill } from "./drill.mjs";
import { pointLanguageLinks } from "./lang-switch.mjs";
import { keepCopy } from "./offline-copy.mjs";
import { markOutsideLinks } from "./outside-links.mjs";
import { openWideTables } from "./wide-tables.mjs";

/** @type {Record<string, (root: HTMLElement) => void>} */
const MODULES = { "card-filter": mountCardFilter, drill: mountDrill };

/** What only few pages have is fetched when such a page is opened. @type {Record<string, () => Promise<{mount(root: HTMLElement): void}>>} */
const LATER = {
  quiz: () => import("./quiz.mjs"),
  review: () => import("./review.mjs"),
  agenda: () => import("./agenda.mjs"),
  "limitation-calculator": () => import("./limitation-calculator.mjs"),
  offline: () => import("./offline.mjs"),
};

/** Material's stream of documents: emits on load and after every instant navigation. */
const documents = /** @type {{subscribe(next: () => void): void}} */ (Reflect.get(window, "document$"));

documents.subscribe(() => {
  pointLanguageLinks(document);
  openWideTables(document);
  markOutsideLinks(document);
  for (const [name, mount] of Object.entries(MODULES)) {
    for (const root of document.querySelectorAll(`[data-module="${name}"]:not([data-mounted])`)) {
      root.setAttribute("data-mounted", "");
      mount(/** @type {HTMLElement} */ (root));
    }
  }
  for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-module]:not([data-mounted])"))) {
    const later = LATER[root.dataset.module ?? ""];
    if (!later) continue;
    root.setAttribute("data-mounted", "");
    later().then(({ mount }) => root.isConnected && mount(root));
  }
});

// Links that show their QR code, before the theme takes the click for a walk to another page.
document.addEventListener("click", async (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement|null} */ (target.closest("a[data-share]"));
  const button = /** @type {HTMLButtonElement|null} */ (target.closest("button[data-copy-link]"));
  if (!link && !button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const { copyPageLink, openShare } = await import("./share.mjs");
  if (link) openShare(link);
  else if (button) copyPageLink(button);
}, true);

// Nothing of the page waits for the copy.
if (document.readyState === "complete") keepCopy();
else addEventListener("load", () => setTimeout(keepCopy, 1_000));
