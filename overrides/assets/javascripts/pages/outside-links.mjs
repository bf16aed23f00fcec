// Marks the links that leave the site: on paper their address stands beside them. The styles cannot tell them by their
// address alone, as instant navigation writes every link with the site's own host.

/** @param {ParentNode} root */
export function markOutsideLinks(root) {
  for (const $link of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll(".md-content a[href]"))) {
    $link.toggleAttribute("data-outside", $link.protocol.startsWith("http") && $link.origin !== location.origin);
  }
}
