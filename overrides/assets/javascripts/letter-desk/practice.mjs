// @ts-check
// Practice cases that a link names by id: invented companies, built into the site, fetched from our own origin.

const FOLDER = new URL("../../practice/", import.meta.url).href;
const ID = /^[a-z]+(-[a-z]+)*$/;
const LONGEST = 40; // characters of an id

/**
 * @param {string} id as a link has it
 * @returns {Promise<{document: string, case: Record<string, any>}|null>} null if there is no such case
 */
export async function practiceCase(id) {
  if (id.length > LONGEST || !ID.test(id)) return null;
  const response = await fetch(`${FOLDER}${id}.json`).catch(() => null);
  return response?.ok ? response.json() : null;
}
