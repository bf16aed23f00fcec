// A QR code drawn in the page, for links that only this page knows. The library is fetched when the first one is drawn.

const LIBRARY = new URL("../uqr.mjs", import.meta.url).href; // put there by publish/qr.py
const SVG = "http://www.w3.org/2000/svg";
/** Characters: more make a code that a phone cannot read off a projector. */
export const MOST = 900;

/** @typedef {{encode(text: string, options: {ecc: string, border: number}): {data: boolean[][], size: number}}} Library */

/**
 * @param {string} text @param {string} label what a screen reader says
 * @returns {Promise<SVGElement>} black on white, whatever the page's colours are
 */
export async function qrCode(text, label) {
  const { encode } = /** @type {Library} */ (await import(LIBRARY));
  const { data, size } = encode(text, { ecc: "L", border: 4 });
  const svg = made("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  svg.append(made("rect", { width: String(size), height: String(size), fill: "#fff" }), made("path", { d: dark.join(""), fill: "#000" }));
  return svg;
}

/** @param {string} name @param {Record<string, string>} attributes @returns {SVGElement} */
function made(name, attributes) {
  const drawing = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) drawing.setAttribute(key, value);
  return drawing;
}
