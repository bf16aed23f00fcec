// Behaviour of the reading pages: mounts each [data-module] once per page, also after instant navigation.

import { mountCardFilter } from "./card-filter.mjs";
import { mountDrill } from "./drill.mjs";
import { pointLanguageLinks } from "./lang-switch.mjs";
import { openWideTables } from "./wide-tables.mjs";

/** @type {Record<string, (root: HTMLElement) => void>} */
const MODULES = { "card-filter": mountCardFilter, drill: mountDrill };

/** Material's stream of documents: emits on load and after every instant navigation. */
const documents = /** @type {{subscribe(next: () => void): void}} */ (Reflect.get(window, "document$"));

documents.subscribe(() => {
  pointLanguageLinks(document);
  openWideTables(document);
  for (const [name, mount] of Object.entries(MODULES)) {
    for (const root of document.querySelectorAll(`[data-module="${name}"]:not([data-mounted])`)) {
      root.setAttribute("data-mounted", "");
      mount(/** @type {HTMLElement} */ (root));
    }
  }
});
