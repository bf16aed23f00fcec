// On the page “take it along”: says whether the offline copy is there and how large it is, and removes it on request.

import { ask, possible, root } from "./offline-copy.mjs";

const MEGABYTE = 1_000_000;
const WORDS = document.documentElement.lang.startsWith("en")
  ? { ready: (/** @type {any} */ s) => `Ready: ${s.files} files, about ${s.megabytes} MB. Every page, the search and the letter desk work without a network.`,
    storing: "The copy is being stored. This page tells when it is ready.",
    none: "There is no copy. The browser does not allow one here (a private window, full storage, a setting), or it saves data; all else works as usual.",
    never: "This browser keeps no copies.", removed: "The copy is removed. It comes back with the next visit." }
  : { ready: (/** @type {any} */ s) => `已经可以离线使用：${s.files} 个文件，约 ${s.megabytes} MB。每一页、搜索和文书台断网都能用。`,
    storing: "正在保存副本，好了会在这里说明。",
    none: "没有副本。可能是浏览器不允许（无痕窗口、空间不足、设置限制）或开了省流量；其他功能照常。",
    never: "这个浏览器不支持保存副本。", removed: "副本已删除；下次访问会重新保存。" };

/** @param {HTMLElement} $root */
export async function mount($root) {
  const $status = /** @type {HTMLElement} */ ($root.querySelector("[data-offline-status]"));
  const $remove = /** @type {HTMLButtonElement} */ ($root.querySelector("[data-offline-remove]"));
  const say = (/** @type {string} */ words) => { $status.textContent = words; };
  if (!possible()) return say(WORDS.never);

  const show = async () => {
    const found = await navigator.serviceWorker.getRegistration(root).catch(() => undefined);
    const state = found?.active && await ask(found.active, "state");
    $remove.hidden = !state;
    if (state && state.files >= state.all) return say(WORDS.ready({ ...state, megabytes: (state.bytes / MEGABYTE).toFixed(1) }));
    found?.installing?.addEventListener("statechange", show);
    say(found?.installing || state ? WORDS.storing : WORDS.none);
  };
  $remove.addEventListener("click", async () => {
    const found = await navigator.serviceWorker.getRegistration(root);
    if (found?.active) await ask(found.active, "remove");
    $remove.hidden = true;
    say(WORDS.removed);
  });
  await show();
  navigator.serviceWorker.addEventListener("controllerchange", show);
  if ($status.textContent === WORDS.none) setTimeout(show, 2_000); // the first visit begins to store a moment later
}
