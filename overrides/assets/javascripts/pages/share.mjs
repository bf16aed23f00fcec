// The permanent address of a page, card or case: shown with its QR code, copied at one press. Nothing is sent.

import { copied, element } from "./made.mjs";

/** The root of this language: these scripts lie in assets/javascripts/pages/ below it. */
const ROOT = new URL("../../../", import.meta.url).href;
const WORDS = document.documentElement.lang.startsWith("en")
  ? { copy: "Copy the link", done: "Copied.", failed: "Select and copy it by hand.", close: "Close", code: "QR code for", address: "Permanent link" }
  : { copy: "复制链接", done: "已复制。", failed: "请选中后手动复制。", close: "关闭", code: "二维码：", address: "固定链接" };

/** @param {string} short an id such as a1 @returns {string} its address on the host we are read from */
export const addressOf = (short) => `${ROOT}go/${encodeURIComponent(short)}/`;

/** @param {string} short @returns {string} what is typed after the host, as the pages print it */
export const shownAddress = (short) => `${document.documentElement.lang.startsWith("en") ? "en/" : ""}go/${short}/`;

/**
 * Opens the window with link and code.
 * @param {HTMLAnchorElement} link with `data-share`
 */
export function openShare(link) {
  const address = addressOf(link.dataset.share ?? "");
  const said = element("p", { role: "status" });
  const shown = /** @type {HTMLInputElement} */ (element("input", { readonly: "", "aria-label": WORDS.address }));
  shown.value = address;
  const code = element("img", { src: `${address}qr.svg`, width: "200", height: "200", alt: `${WORDS.code} ${address}` });
  const copy = element("button", { type: "button", class: "md-button md-button--primary" }, WORDS.copy);
  const close = element("button", { type: "button", class: "md-button" }, WORDS.close);
  const box = /** @type {HTMLDialogElement} */ (element("dialog", { class: "hk-dialog md-typeset", "aria-label": link.getAttribute("aria-label") ?? "" },
    code, shown, element("div", { class: "hk-dialog__do" }, copy, close), said));
  copy.addEventListener("click", async () => {
    const well = await copied(address);
    if (!well) shown.select();
    said.textContent = well ? WORDS.done : WORDS.failed;
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => event.target === box && box.close()); // beside the window
  box.addEventListener("close", () => { box.remove(); link.focus(); });
  document.body.append(box);
  box.showModal();
}

/**
 * The button at the foot of a page.
 * @param {HTMLButtonElement} button with `data-copy-link`, followed by the line that says what came of it
 */
export async function copyPageLink(button) {
  const line = button.parentElement?.querySelector("[role=status]");
  const well = await copied(addressOf(button.dataset.copyLink ?? ""));
  if (line) line.textContent = well ? WORDS.done : WORDS.failed;
}
