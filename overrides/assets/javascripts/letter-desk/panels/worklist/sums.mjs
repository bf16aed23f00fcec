// @ts-check
// Sums of money by currency, exact: amounts are decimal strings, two currencies are never added.

const PLACES = 4;

/** @param {{currency: string, amount: string}[]} parts @returns {{currency: string, amount: string}[]} the largest first */
export function sums(parts) {
  /** @type {Map<string, bigint>} */ const totals = new Map();
  for (const { currency, amount } of parts) totals.set(currency, (totals.get(currency) ?? 0n) + units(amount));
  const sorted = [...totals].sort(([, a], [, b]) => (a < b ? 1 : -1));
  return sorted.map(([currency, total]) => ({ currency, amount: written(total) }));
}

/** @param {string} amount */
function units(amount) {
  const [whole, rest = ""] = amount.split(".");
  return BigInt(whole + rest.padEnd(PLACES, "0").slice(0, PLACES));
}

/** @param {bigint} total */
function written(total) {
  const digits = String(total).padStart(PLACES + 1, "0");
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES).replace(/(?<=..)0+$/, "")}`;
}
