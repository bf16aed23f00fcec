// The offline copy of the site. Made by publish/service_worker: FILES names every file with its hash; a file that is not what
// the build made is refused, and then the copy before stays. What is stored is compressed; nothing but the site's own files is.
/* global workbox */
importScripts(...LIBRARIES);

const { cacheNames, setCacheNameDetails } = workbox.core;
const { PrecacheController, PrecacheRoute, cleanupOutdatedCaches } = workbox.precaching;
const { registerRoute } = workbox.routing;

setCacheNameDetails({ prefix: "huikuan", suffix: "" });

const PACKED = "x-huikuan-packed";
const through = (response, stream, headers) => new Response(response.body.pipeThrough(stream), { status: 200, headers });

const packing = {
  cacheWillUpdate: async ({ response }) => {
    if (!response?.ok) return null;
    const headers = new Headers(response.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    headers.set(PACKED, "gzip");
    return through(response, new CompressionStream("gzip"), headers);
  },
  cachedResponseWillBeUsed: async ({ cachedResponse }) => {
    if (!cachedResponse?.headers.has(PACKED)) return cachedResponse;
    const headers = new Headers(cachedResponse.headers);
    headers.delete(PACKED);
    return through(cachedResponse, new DecompressionStream("gzip"), headers);
  },
};

const copy = new PrecacheController({ plugins: [packing], fallbackToNetwork: true });
copy.addToCacheList(FILES);
addEventListener("install", (event) => copy.install(event));
addEventListener("activate", (event) => {
  copy.activate(event);
  event.waitUntil(clients.claim()); // the page of the first visit is served from the copy at once
});
cleanupOutdatedCaches();
registerRoute(new PrecacheRoute(copy, { ignoreURLParametersMatching: [/^h$/, /^q$/], cleanURLs: false }));

/** A page that is not in the copy: from the net; without one, a short address is looked up, all else is the page of lost ways. */
registerRoute(({ request }) => request.mode === "navigate", async ({ request, url, event }) => {
  const stored = (name) => copy.createHandlerBoundToURL(name)({ event }); // by the way that unpacks
  try {
    return await fetch(request);
  } catch {
    const root = new URL(registration.scope).pathname;
    const [, language, name] = /^(en\/)?go\/([a-z0-9-]+)\/$/.exec(url.pathname.slice(root.length)) ?? [];
    const target = name && (await (await stored("go/targets.json")).json())[name];
    if (target !== undefined) return Response.redirect(new URL((language ?? "") + target, registration.scope).href);
    return stored("404.html");
  }
});

addEventListener("message", async ({ data, ports }) => {
  if (data === "take over") await skipWaiting();
  if (data === "state") {
    const stored = await (await caches.open(cacheNames.precache)).keys();
    ports[0].postMessage({ files: stored.length, all: FILES.length, bytes: BYTES });
  }
  if (data === "remove") {
    await registration.unregister();
    await caches.delete(cacheNames.precache);
    ports[0].postMessage("removed");
  }
});
