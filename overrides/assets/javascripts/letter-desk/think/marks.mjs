// @ts-check
// The signs that stand for the kinds of days; each has a form of its own, so that nothing is told by colour alone.

import { shape } from "./drawing.mjs";

/** @type {Record<string, () => SVGElement>} */
const SIGNS = {
  due: () => shape("path", { d: "M0-7V7" }),
  start: () => shape("path", { d: "M0-7V7M0-7L5-4L0-1" }),
  restart: () => shape("circle", { r: 5 }),
  "as-of": () => shape("path", { d: "M-5-7H5L0 1ZM0 0V8" }),
  "last-day": () => shape("rect", { x: -5, y: -5, width: 10, height: 10 }),
  guarantee: () => shape("path", { d: "M0-7L6 0L0 7L-6 0Z" }),
};
const HOLLOW = () => shape("circle", { r: 4 }); // an act that changed nothing

/** A sign at a place of the line. @param {string} kind @param {string} x @param {number} y @returns {SVGElement} */
export const mark = (kind, x, y) => shape("svg", { class: "desk-mark", "data-kind": kind, x, y }, (SIGNS[kind] ?? HOLLOW)());
