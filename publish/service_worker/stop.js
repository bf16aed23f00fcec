// The kill switch: takes the place of the offline copy's worker, deletes the copy, and goes.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const copies = (await caches.keys()).filter((name) => name.startsWith("huikuan-"));
  for (const name of copies) await caches.delete(name);
  await registration.unregister();
  if (!copies.length) return; // a page that registers this once more is not to be loaded for ever
  for (const page of await clients.matchAll({ type: "window" })) page.navigate(page.url);
})()));
