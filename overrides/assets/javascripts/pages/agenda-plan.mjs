// A session as data: ids with minutes, a title and a start. It travels in the fragment of a link, which is never sent.

export const MOST = 40; // items
const LONGEST = 2000; // characters of a fragment
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @typedef {{id: string, minutes: number}} Item */
/** @typedef {{title: string, start: string, items: Item[]}} Plan */

/**
 * The plan that a link carries; what is unknown or malformed is passed over.
 * @param {string} fragment as in `location.hash` @param {(id: string) => boolean} known
 * @returns {Plan}
 */
export function read(fragment, known) {
  /** @type {Record<string, string>} */ const found = Object.create(null);
  const allowed = new Set(["title", "start", "plan"]);
  if (fragment.length <= LONGEST) for (const [name, value] of new URLSearchParams(fragment.slice(1))) if (allowed.has(name)) found[name] = value;
  const items = (found.plan ?? "").split("~").map((text) => {
    const [id, minutes] = text.split("."); // ids hold no point
    return { id, minutes: Number(minutes) };
  });
  return {
    title: (found.title ?? "").slice(0, 60),
    start: /^([01]\d|2[0-3]):[0-5]\d$/.test(found.start ?? "") ? found.start : "09:00",
    items: items.filter(({ id, minutes }) => ID.test(id) && known(id) && isMinutes(minutes)).slice(0, MOST),
  };
}

/** @param {Plan} plan @returns {string} a fragment with its #, or "" for an empty plan */
export function fragment({ title, start, items }) {
  if (!items.length) return "";
  const plan = items.map(({ id, minutes }) => `${id}.${minutes}`).join("~");
  return `#${title ? `title=${encodeURIComponent(title)}&` : ""}start=${start}&plan=${plan}`;
}

/** @param {number} minutes */
export const isMinutes = (minutes) => Number.isInteger(minutes) && minutes >= 1 && minutes <= 240;

/** @param {string} start HH:MM @param {number} minutes later @returns {string} HH:MM */
export function clock(start, minutes) {
  const [hours, past] = start.split(":").map(Number);
  const all = (hours * 60 + past + minutes) % 1440;
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
}
