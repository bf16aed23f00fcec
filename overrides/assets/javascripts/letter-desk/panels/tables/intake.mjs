// @ts-check
// How a table comes in: pasted, chosen, or dropped anywhere on the page.

import { part } from "../../element.mjs";
import { columned } from "./columned.mjs";

const LINGERS = 200; // ms after the last sign of a drag

export class Intake {
  #timer = 0;

  /**
   * @param {HTMLElement} $panel @param {Record<string, any>} $ its parts @param {import("../../desk.mjs").LetterDesk} desk
   * @param {{read: (source: import("../tables.mjs").Source) => void, wrong: (text: string) => void}} take
   */
  constructor($panel, $, desk, take) {
    this.$ = $;
    this.words = desk.words;
    this.take = take;
    this.$paste = /** @type {HTMLTextAreaElement} */ (part($panel, "textarea"));
    const signal = desk.away;
    for (const name of ["read", "choose"]) $[name].disabled = false;
    $.read.addEventListener("click", () => this.#pasted(), { signal });
    $.choose.addEventListener("click", () => $.file.click(), { signal });
    $.file.addEventListener("change", () => this.#files($.file.files), { signal });
    this.$paste.addEventListener("paste", (event) => this.#paste(event), { signal });
    document.addEventListener("dragover", (event) => this.#over(event), { signal });
    document.addEventListener("drop", (event) => this.#dropped(event), { signal });
  }

  clear() {
    this.$paste.value = this.$.file.value = "";
  }

  focus() {
    this.$paste.focus();
  }

  /** What is pasted is read at once if it can be a table; Excel puts a picture beside its text. @param {ClipboardEvent} event */
  #paste(event) {
    const { clipboardData: data } = event;
    if (!data?.getData("text/plain") && data?.files.length) {
      event.preventDefault();
      this.#files(data.files);
    } else setTimeout(() => this.$paste.value.trim().includes("\n") && this.#pasted());
  }

  #pasted() {
    const text = this.$paste.value;
    if (text.trim()) this.take.read({ name: this.words.say("tables_pasted"), text: columned(text) });
    else this.take.wrong(this.words.say("tables_empty"));
  }

  /** Without this the browser would leave the page for the file, and what was typed would be gone. @param {DragEvent} event */
  #over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.$.fold.classList.add("tables-target");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.$.fold.classList.remove("tables-target"), LINGERS);
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.#files(event.dataTransfer.files);
  }

  /** @param {FileList|null} files the first is read */
  #files(files) {
    const file = files?.[0];
    this.$.file.value = ""; // the same file can be chosen once more
    if (file) this.take.read(file);
  }
}
