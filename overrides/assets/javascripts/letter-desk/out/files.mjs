// @ts-check
// From the engine's answer to a file on the user's disk: a blob of this page, which no server sees.

const KEPT = 60_000; // ms: a browser that asks where to save reads the blob only then

/** @param {string} text base64 @returns {Uint8Array<ArrayBuffer>} */
export const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** @param {{name: string, type: string, base64: string}} file @param {AbortSignal} away */
export const save = ({ name, type, base64 }, away) => saveBlob(new Blob([bytes(base64)], { type }), name, away);

/** @param {Blob} blob @param {string} name @param {AbortSignal} away when nothing of the page may be left */
export function saveBlob(blob, name, away) {
  const $link = document.createElement("a");
  $link.href = URL.createObjectURL(blob);
  $link.download = name;
  $link.click();
  const drop = () => URL.revokeObjectURL($link.href);
  const timer = setTimeout(drop, KEPT);
  away.addEventListener("abort", () => (clearTimeout(timer), drop()), { once: true });
}
