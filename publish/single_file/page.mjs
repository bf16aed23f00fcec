// The desk in one file: what the page does that a site would do for it. Bundled by build.mjs.

import { site } from "./parts.mjs";
import "./ready.mjs";
import "../../overrides/assets/javascripts/letter-desk/main.mjs";

const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => { document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default"; };
dark.addEventListener("change", dress);
dress();

// Links that the desk makes while it works lead to pages of the site; beside this file there are none.
document.addEventListener("click", (event) => {
  const $link = event.target instanceof Element ? event.target.closest('a[href^="../"]') : null;
  if (!$link) return;
  const page = new URL($link.getAttribute("href").replace(/^(\.\.\/)+/, ""), new URL(site(), location.href));
  if (page.protocol === "file:") page.pathname += "index.html"; // in the offline site the pages do stand beside it
  $link.setAttribute("href", page.href);
}, { capture: true });
