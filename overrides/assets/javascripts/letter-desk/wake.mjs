// @ts-check
// When the engine is worth its download: at the first touch of the desk, or when a reader scrolls to it.

/** @param {HTMLElement} $root @param {AbortSignal} signal @param {() => void} wake safe to call again */
export function wakeOnTouch($root, signal, wake) {
  for (const type of ["pointerdown", "focusin", "keydown"]) $root.addEventListener(type, wake, { signal });
  addEventListener("scroll", () => wakeOnSight($root, signal, wake), { once: true, passive: true, signal });
}

/** @param {HTMLElement} $root @param {AbortSignal} signal @param {() => void} wake */
function wakeOnSight($root, signal, wake) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    wake();
    seen.disconnect();
  });
  seen.observe($root);
  signal.addEventListener("abort", () => seen.disconnect());
}
