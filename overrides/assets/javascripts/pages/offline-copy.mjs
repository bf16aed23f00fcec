// The site's offline copy: asks the browser to keep one after the first visit, and tells when a newer one waits.

const assets = new URL("../../../", import.meta.url).href;
export const root = document.documentElement.lang.startsWith("en") ? new URL("../", assets).href : assets;
const WORDS = document.documentElement.lang.startsWith("en")
  ? { ready: "A newer version of this site is ready. Updating reloads the page; what you typed is gone then.", update: "Update now", later: "Later" }
  : { ready: "网站有新版本。更新会重新载入页面，正在填的内容会消失。", update: "现在更新", later: "以后再说" };

/** @returns {boolean} whether this page can have one */
export const possible = () => "serviceWorker" in navigator && location.protocol !== "file:";

/** Keep a copy, unless the reader saves data or the browser says no: the site works without. */
export async function keepCopy() {
  if (!possible() || Reflect.get(navigator, "connection")?.saveData) return;
  const found = await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root, updateViaCache: "none" }).catch(() => null);
  if (!found) return;
  const notice = () => { if (found.waiting && navigator.serviceWorker.controller) offer(found.waiting); };
  notice();
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", notice));
}

/** @param {ServiceWorker} waiting */
function offer(waiting) {
  if (document.querySelector(".hk-update")) return;
  const bar = document.createElement("div");
  bar.className = "hk-update";
  bar.setAttribute("role", "status");
  bar.append(Object.assign(document.createElement("p"), { textContent: WORDS.ready }));
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "hk-chip", textContent: words });
    made.addEventListener("click", act);
    bar.append(made);
  };
  button(WORDS.update, () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take over");
  });
  button(WORDS.later, () => bar.remove());
  document.body.append(bar);
}

/**
 * Ask the worker of the copy.
 * @param {ServiceWorker} worker @param {string} what "state" or "remove"
 * @returns {Promise<any>} its answer; none within three seconds is null
 */
export function ask(worker, what) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => resolve(null), 3_000);
    worker.postMessage(what, [port2]);
  });
}
