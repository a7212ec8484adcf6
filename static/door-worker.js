// Opens the page of the door without a network: the page that names nobody, and its files. Nothing else is kept, and
// signing out empties it.
"use strict";

const KEPT = "door";
const PATIENCE = 5000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/organise\/events\/[^/]+\/door$/.test(pathname)) {
    event.respondWith(door(request, pathname));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(kept(pathname).then((answer) => answer ?? fetch(request)));
  }
});

async function kept(pathname) {
  const cache = await caches.open(KEPT);
  return cache.match(pathname, { ignoreSearch: true, ignoreVary: true });
}

/** The page as it is now; where the network keeps silent, or the house does not answer well, the one that was kept. */
async function door(request, pathname) {
  const now = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([now, late]).catch(() => undefined);
  // What a proxy says of a house that it cannot reach (502, 503) is no page either.
  if (answer && answer.status < 500) return answer;
  return (await kept(pathname)) ?? answer ?? now;
}
