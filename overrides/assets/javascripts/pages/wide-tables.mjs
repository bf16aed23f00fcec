// A table wider than the window scrolls in a frame of the theme's; this lets the keyboard reach that frame.

/** @type {ResizeObserver | undefined} */
let watch;

/**
 * @param {Document} page
 */
export function openWideTables(page) {
  watch?.disconnect();
  watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  // The theme puts its frames around the tables in the same turn of the event loop.
  requestAnimationFrame(() => {
    for (const frame of page.querySelectorAll(".md-typeset__scrollwrap, .hk-scroll")) watch?.observe(frame);
  });
}
