// @ts-check
// From one language to the other the browser loads a new page, and what was typed must come along without being written
// anywhere. It travels in two halves, a random pad in the window's name and the text masked with it in the tab's storage:
// either alone is noise, even to one who reads the disk later. The arriving page takes both away before it does anything else.

const PLACE = "huikuan-jump";
const MOST = 65_536; // random bytes at a time

/** @type {Map<string, () => unknown>} */ const givers = new Map();
/** @type {Record<string, any>} */ let arrived = {};

/**
 * Let something outlive the jump. Called when a module is first loaded; what has come along for it is given at once.
 * @param {string} name @param {() => unknown} give what JSON can hold, or null @param {(value: any) => void} take
 */
export function carry(name, give, take) {
  givers.set(name, give);
  if (arrived[name] != null) take(arrived[name]);
  delete arrived[name];
}

/** @returns {string} what there is to carry, as JSON; nothing: "" */
export function luggage() {
  const given = Object.fromEntries([...givers].map(([name, give]) => [name, give()]).filter(([, value]) => value != null));
  const all = { ...arrived, ...given }; // what nobody has taken yet goes on
  return Object.keys(all).length ? JSON.stringify(all) : "";
}

/** @param {string} text @returns {boolean} false where the browser gives no storage */
export function handOver(text) {
  const data = new TextEncoder().encode(text);
  const pad = new Uint8Array(data.length);
  for (let start = 0; start < pad.length; start += MOST) crypto.getRandomValues(pad.subarray(start, start + MOST));
  try {
    sessionStorage.setItem(PLACE, written(masked(data, pad)));
  } catch {
    return false;
  }
  window.name = PLACE + written(pad);
  return true;
}

/** Take what has come along, and leave nothing of it behind. */
export function takeOver() {
  if (!window.name.startsWith(PLACE)) return;
  const pad = bytes(window.name.slice(PLACE.length));
  window.name = "";
  const data = bytes(sessionStorage.getItem(PLACE) ?? "");
  sessionStorage.removeItem(PLACE);
  if (data.length && data.length === pad.length) arrived = JSON.parse(new TextDecoder().decode(masked(data, pad)));
}

/** @param {Uint8Array} data @param {Uint8Array} pad @returns {Uint8Array} */
const masked = (data, pad) => data.map((byte, index) => byte ^ pad[index]);

/** @param {Uint8Array} data @returns {string} base64 */
const written = (data) => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));

/** @param {string} text base64 @returns {Uint8Array} */
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
