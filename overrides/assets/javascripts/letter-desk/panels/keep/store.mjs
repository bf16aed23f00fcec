// @ts-check
// The one drawer on this computer: a database of this browser with a single case in it, there only while the user wants it.

/** @typedef {{value: Record<string, any>, document: string, channel: string, follows: boolean, saved: string}} Kept `saved`: when, ISO */

const NAME = "huikuan-desk";
const SHELF = "case";
const KEY = 1;

/** @returns {Promise<Kept|null>} */
export const load = async () => (await use("readonly", (shelf) => shelf.get(KEY))) ?? null;

/** @param {Kept} kept @param {{first: boolean}} how first: make the drawer @returns {Promise<boolean>} false: it is gone, removed elsewhere */
export const save = async (kept, { first }) => await use("readwrite", (shelf) => shelf.put(kept, KEY), first) !== null;

/** Remove the drawer with all that is in it. @returns {Promise<void>} */
export const remove = () => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase(NAME);
  request.onsuccess = () => resolve();
  request.onerror = request.onblocked = () => reject(request.error);
});

/** @returns {Promise<boolean>} whether there is a drawer; asking makes none */
export const exists = async () => {
  const base = await opened(false);
  base?.close();
  return base !== null;
};

/** @param {boolean} make it if it is not there @returns {Promise<IDBDatabase|null>} */
const opened = (make) => new Promise((resolve, reject) => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    if (make) request.result.createObjectStore(SHELF);
    else request.transaction?.abort(); // and nothing has been made
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = (event) => {
    event.preventDefault();
    if (!make && request.error?.name === "AbortError") resolve(null);
    else reject(request.error);
  };
});

/**
 * Open, do one thing, close again, so that no other page has to wait to remove it.
 * @param {IDBTransactionMode} mode @param {(shelf: IDBObjectStore) => IDBRequest} act
 * @param {boolean} [make] @returns {Promise<any>} null if there is no drawer
 */
async function use(mode, act, make = false) {
  const base = await opened(make);
  if (!base) return null;
  try {
    return await new Promise((resolve, reject) => {
      const work = base.transaction(SHELF, mode);
      const request = act(work.objectStore(SHELF));
      work.oncomplete = () => resolve(request.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  } finally {
    base.close();
  }
}
