// @ts-check
// Starts the engine's worker, and fetches for it what it is made of. The desk in one file brings a spawn.mjs of its own
// (publish/single_file).

const BASE = new URL("./", import.meta.url).href;

// A worker started by URL would ignore the page's CSP; one from a blob inherits it. All its modules are asked for at once.
const MODULES = ["../../runtime/manifest.mjs", "supplied.mjs", "worker.mjs"];
const STUB = URL.createObjectURL(new Blob(MODULES.map((name) => `import "${BASE}${name}";`), { type: "text/javascript" }));

export const spawn = () => new Worker(STUB, { type: "module" });

/** @typedef {ArrayBuffer|WebAssembly.Module} Supply */

/**
 * What the worker needs first, on its way while it still starts; what fails here it tries by itself.
 * @param {WebAssembly.Module|null} code of Python, if it has been compiled before
 * @returns {Record<string, Promise<Supply|null>>}
 */
export function supplies(code) {
  const list = import("../../runtime/files.mjs");
  const response = async (/** @type {string} */ name) => {
    const { base, files } = (await list).default;
    const answer = await fetch(base + files[name].path);
    return answer.ok ? answer : Promise.reject(new TypeError(`${name}: ${answer.status}`));
  };
  const whole = async (/** @type {string} */ name) => (await response(name)).arrayBuffer();
  return {
    wasm: code ? Promise.resolve(code) : WebAssembly.compileStreaming(response("wasm")), library: whole("library"), engine: whole("engine"),
  };
}
