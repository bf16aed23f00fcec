// @ts-check
// A zip, file by file: names in UTF-8, contents deflated by the browser where it can, one date for all.

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const UTF8 = 0x800;
const [STORED, DEFLATED] = [0, 8];

/** @param {Uint8Array} data @returns {number} */
function checksum(data) {
  let value = 0xffffffff;
  for (const byte of data) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** @param {[number, 2|4][]} fields values, least byte first, and how many bytes each takes @returns {Uint8Array<ArrayBuffer>} */
function record(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

export class Zip {
  /** @type {BlobPart[]} */ #parts = [];
  /** @type {BlobPart[]} */ #directory = [];
  #at = 0;
  #size = 0;
  #count = 0;

  /** @param {string} day YYYY-MM-DD, the date of every file */
  constructor(day) {
    const [year, month, date] = day.split("-").map(Number);
    this.day = ((year - 1980) << 9) | (month << 5) | date;
  }

  /** @param {string} name a path @param {Uint8Array<ArrayBuffer>} data */
  async add(name, data) {
    const path = new TextEncoder().encode(name);
    const small = await deflated(data);
    const body = small ?? data;
    /** @type {[number, 2|4][]} */
    const about = [
      [20, 2], [UTF8, 2], [small ? DEFLATED : STORED, 2], [0, 2], [this.day, 2],
      [checksum(data), 4], [body.length, 4], [data.length, 4], [path.length, 2], [0, 2],
    ];
    const head = record([[0x04034b50, 4], ...about]);
    const entry = record([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [this.#at, 4]]);
    this.#parts.push(new Blob([head, path, body])); // a blob need not stay in memory
    this.#directory.push(entry, path);
    this.#at += head.length + path.length + body.length;
    this.#size += entry.length + path.length;
    this.#count++;
  }

  /** @returns {Blob} */
  finish() {
    const end = record([[0x06054b50, 4], [0, 2], [0, 2], [this.#count, 2], [this.#count, 2], [this.#size, 4], [this.#at, 4], [0, 2]]);
    return new Blob([...this.#parts, ...this.#directory, end], { type: "application/zip" });
  }
}

/** @param {Uint8Array<ArrayBuffer>} data @returns {Promise<Uint8Array<ArrayBuffer>|null>} nothing where the browser cannot, or it does not help */
async function deflated(data) {
  try {
    const stream = new Blob([data]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const small = new Uint8Array(await new Response(stream).arrayBuffer());
    return small.length < data.length ? small : null;
  } catch {
    return null;
  }
}
