// @ts-check
// Starts a worker, hands it what it is made of and hears of its end, however it comes. Python's compiled code is kept here:
// the next worker need not compile it anew, which is the better half of its way.

import { spawn, supplies } from "./spawn.mjs";

/** @type {WebAssembly.Module|null} */
let code = null;

/**
 * @param {{hears: (message: any) => unknown, failed: (why: string) => unknown, gone: () => unknown}} ears
 *   `gone`: it is no more, whoever ended it; told at once where pages have locks, which takes https
 * @returns {Worker}
 */
export function employ({ hears, failed, gone }) {
  const worker = spawn();
  const life = `huikuan-engine-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`; // a lock that it holds as long as it lives
  worker.onmessage = ({ data }) => {
    if (data.code) code = data.code;
    else if (data.alive) navigator.locks.request(life, gone);
    else hears(data);
  };
  worker.onerror = (event) => {
    event.preventDefault(); // a file that did not come has no message
    failed(event.message);
  };
  worker.postMessage({ life });
  for (const [name, coming] of Object.entries(supplies(code))) hand(worker, name, coming);
  return worker;
}

/** @param {Worker} worker @param {string} name @param {Promise<import("./spawn.mjs").Supply|null>} coming */
async function hand(worker, name, coming) {
  const data = await coming.catch(() => null);
  if (data instanceof WebAssembly.Module) code = data;
  worker.postMessage({ name, data }, data instanceof ArrayBuffer ? [data] : []);
}
