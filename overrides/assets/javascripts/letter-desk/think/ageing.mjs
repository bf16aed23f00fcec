// @ts-check
// How old the debt is: one bar for each currency, and below it what each part of the bar stands for.

import { element } from "../element.mjs";
import { drawing, percent, shape } from "./drawing.mjs";

/** @typedef {{bucket: string, open: string, count: number}} Aged */
/** @typedef {import("../words.mjs").Words} Words */

const HEIGHT = 14; // px

/** @param {{currency: string, ageing: Aged[]}[]} totals @param {Words} words @returns {Element[]} */
export function ageing(totals, words) {
  return totals.filter((one) => one.ageing.some(({ count }) => count)).flatMap((one) => bar(one, words));
}

/** @param {{currency: string, ageing: Aged[]}} total @param {Words} words @returns {Element[]} */
function bar({ currency, ageing: all }, words) {
  const parts = all.filter(({ count }) => count);
  const whole = parts.reduce((sum, { open }) => sum + Number(open), 0); // for the drawing only
  const $items = parts.map((one) => item(one, currency, words, whole));
  let at = 0;
  const shapes = parts.map(({ bucket, open }) => {
    const share = Number(open) / whole;
    const $part = shape("rect", { class: "desk-aged", "data-bucket": bucket, x: percent(at), width: percent(share), y: 0, height: HEIGHT });
    at += share;
    return $part;
  });
  return [drawing("desk-age-bar", HEIGHT, ...shapes), element("ul", { class: "desk-age-list" }, ...$items)];
}

/** @param {Aged} part @param {string} currency @param {Words} words @param {number} whole */
function item({ bucket, open }, currency, words, whole) {
  const $swatch = drawing("desk-swatch", 10, shape("rect", { class: "desk-aged", "data-bucket": bucket, width: 10, height: 10 }));
  const share = Math.round((Number(open) / whole) * 100);
  const $sum = element("span", { class: "desk-age-sum" }, words.money(open, currency));
  return element("li", {}, $swatch, element("span", {}, words.label("bucket", bucket)), $sum, element("span", {}, `${share}%`));
}
