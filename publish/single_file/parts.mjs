// What this file carries: blocks of base64 in elements that no browser runs, most of them gzip.

/** @param {string} name */
export const block = (name) => document.getElementById(`part-${name}`).textContent;

/** The address of the site, for links. */
export const site = () => document.documentElement.dataset.site;

/** @param {string} name @returns {Promise<Uint8Array>} */
export const unpack = (name) => gunzip(bytes(block(name)));

/** @param {string} text base64 */
export const bytes = (text) => (Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

/** @param {Uint8Array} data a Blob's own stream fails in WebKit @returns {Promise<Uint8Array>} */
export async function gunzip(data) {
  const packed = new ReadableStream({ start(queue) { queue.enqueue(data); queue.close(); } });
  return new Uint8Array(await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}
