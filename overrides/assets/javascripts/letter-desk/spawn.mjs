// @ts-check
// Starts the engine's worker. The desk in one file brings a spawn.mjs of its own (publish/single_file).

const BASE = new URL("./", import.meta.url).href;

// A worker started by URL would ignore the page's CSP; one from a blob inherits it. The list of files is asked for beside it.
const STUB = URL.createObjectURL(new Blob(
  [`import "${BASE}../../runtime/manifest.mjs"; import "${BASE}worker.mjs";`], { type: "text/javascript" }));

export const spawn = () => new Worker(STUB, { type: "module" });
