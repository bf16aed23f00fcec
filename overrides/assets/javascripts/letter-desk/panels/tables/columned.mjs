// @ts-check
// Lines of a chat as columns. Excel parts them by tabs; people and messengers by spaces or Chinese commas.

const SIGNS = [/[，、]/, /[ \u00a0]{2,}|\u3000+/, /[ \u00a0\u3000]+/];
const FEWEST = 3; // columns

/** @param {string} text @returns {string} with tabs between the columns where every line has as many; else as it was */
export function columned(text) {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim()).filter(Boolean);
  if (lines.length < 2 || /[\t;|]|,.*,/.test(lines[0])) return text;
  for (const sign of SIGNS) {
    const rows = lines.map((line) => line.split(sign).map((cell) => cell.trim()));
    if (rows[0].length >= FEWEST && rows.every((row) => row.length === rows[0].length)) return rows.map((row) => row.join("\t")).join("\n");
  }
  return text;
}
