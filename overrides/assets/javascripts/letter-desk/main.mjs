// @ts-check
// Mounts the letter desk on the page that has one, once per visit; Material swaps pages without loading them anew.

const SELECTOR = '[data-module="letter-generator"]';

/** @type {import("./desk.mjs").LetterDesk|null} */
let desk = null;

async function mount() {
  if (desk && !desk.$root.isConnected) {
    desk.leave();
    desk = null;
  }
  const $root = /** @type {HTMLElement|null} */ (document.querySelector(SELECTOR));
  if (window.name) await import("./desk.mjs"); // what was typed has come along from the other language
  if (!$root || $root.dataset.letterGeneratorInit === "") return;
  $root.dataset.letterGeneratorInit = "";
  const { LetterDesk } = await import("./desk.mjs"); // pages without a desk load nothing but this file
  if ($root.isConnected) desk = new LetterDesk($root);
}

const page = /** @type {{document$?: {subscribe(act: () => void): void}}} */ (globalThis).document$;
if (page) page.subscribe(mount);
else mount();
