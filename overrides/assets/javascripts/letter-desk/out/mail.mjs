// @ts-check
// A new message in the user's own mail program; a text that is too long for an address goes by the clipboard.

const LONGEST = 1900; // characters: what mail programs under Windows take

/** @param {{address: string, short: string, body: string}} mail @returns {Promise<string>} the key of what to say */
export async function openMail({ address, short, body }) {
  const fits = address.length <= LONGEST;
  const copied = fits || await navigator.clipboard?.writeText(body).then(() => true, () => false);
  const $link = document.createElement("a");
  $link.href = fits ? address : short;
  document.body.append($link); // a click is only heard by the page's own listeners if it comes from there
  $link.click();
  $link.remove();
  if (fits) return "out_mail";
  return copied ? "out_mail_long" : "out_mail_no_copy";
}
