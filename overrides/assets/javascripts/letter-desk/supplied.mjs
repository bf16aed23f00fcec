// The worker's side of what the page hands over while it boots (employ.mjs, spawn.mjs).

export const AWAITED = ["wasm", "library", "engine"];

const supply = Object.fromEntries(AWAITED.map((name) => {
  /** @type {(data: any) => void} */ let take = () => {};
  const came = new Promise((done) => { take = done; });
  return [name, { came, take }];
}));

addEventListener("message", ({ data: { name, data } }) => supply[name]?.take(data));

/** @param {string} name of AWAITED @returns {Promise<any>} the file, or the code compiled from it; null: the page has none */
export const supplied = (name) => supply[name].came;
