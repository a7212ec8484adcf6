// The door on a phone: one goes on without a network, with the list that is kept; what was noted is sent as soon as
// there is one again, as often as needed, since twice is harmless. Last of the four files of the door: here it begins.
// Without them the page works with its forms.
"use strict";

const base = `/organise/events/${slug}/door`;
/** What was noted outlives the list, for it names nobody: nothing is lost on a phone that stays in a pocket. */
const QUEUE_KEPT = 7 * DAY;
const AT_ONCE = 100;
const POLL = 4000;
const PATIENCE = 30000;
/** Somebody still stands before whoever scanned their ticket: they are told what became of it. */
const STILL_HERE = 10000;

const address = () => (stop ? `${base}?stop=${stop}` : base);

// Noting.

function note(id, noted) {
  shelf.put(nameOf(id), { ...noted, stop: stop || undefined, at: Date.now(), until: Date.now() + QUEUE_KEPT });
  draw();
  send();
}

let sending = false;

/** Sends what waits; what cannot be sent now is tried again with the next poll. */
async function send() {
  if (sending) return;
  const waiting = queue().slice(0, AT_ONCE);
  if (waiting.length === 0) return;
  sending = true;
  try {
    const check_ins = waiting.map(({ id, ticket, stop, at, undo, anyway }) => ({ id, ticket, stop, at, undo, anyway }));
    const body = JSON.stringify({ sent_at: Date.now(), check_ins });
    const headers = { "Content-Type": "application/json" };
    const answer = await ask("/check-ins", { method: "POST", headers, body });
    const { results } = await answer.json();
    waiting.forEach((noted, i) => settle(noted, results[i]));
    await refresh();
  } catch (error) {
    missed(error);
  } finally {
    sending = false;
  }
  draw();
}

/** What became of something that was sent. */
function settle(noted, result) {
  // Noted anew meanwhile: that is still to be sent.
  if (shelf.read(noted.key)?.at === noted.at) shelf.drop(noted.key);
  const expected = noted.undo ? ["out"] : ["in", "already"];
  if (!expected.includes(result.outcome)) problem(result.said);
  else if (noted.ticket && Date.now() - noted.at < STILL_HERE) say(result.said, result.good);
}

// Asking the house.

async function ask(path, options = {}) {
  const answer = await fetch(base + path, { cache: "no-store", ...options, signal: AbortSignal.timeout(PATIENCE) });
  const shut = answer.redirected ? "signedOut" : { 401: "signedOut", 403: "notAllowed", 404: "gone" }[answer.status];
  if (shut) throw Object.assign(new Error(shut), { shut });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  online(true);
  return answer;
}

/** Asks for the list; where it is here already, for what changed on it. */
async function refresh() {
  const known = mark;
  const answer = await ask(known ? `/people?since=${known}` : "/people");
  if (answer.status === 204) return keepOn();
  const list = await answer.json();
  // Another answer came first, and this one does not follow on it.
  if (mark !== known) return refresh();
  take(list);
  keepList({ mark, count, counts, people: [...people.values()] });
  return draw();
}

async function poll() {
  try {
    if (drawnOn !== today()) draw();
    if (document.visibilityState === "visible" && !sending) await refresh();
    await send();
  } catch (error) {
    missed(error);
  }
  setTimeout(poll, POLL);
}

function missed(error) {
  if (error.shut) shutOut(error.shut);
  else online(false);
}

function online(is) {
  byId("offline").hidden = is;
}

/** Whoever holds the phone may not see the names now: they go, what was noted stays. Signing in leads back to here. */
function shutOut(why) {
  shelf.drop(LIST);
  people = new Map();
  mark = "";
  window.caches?.delete("door");
  byId("people").replaceChildren();
  problem(words[why], why === "signedOut" ? `/organise/sign-in?wanted=${encodeURIComponent(address())}` : undefined);
}

// Buttons and the search.

byId("people").addEventListener("submit", (event) => {
  const person = people.get(event.target.closest("li").id.slice(2));
  // Before the list is here the form goes its own way.
  if (!person) return;
  event.preventDefault();
  const undo = isIn(person);
  note(person.id, { id: person.id, undo, anyway: !undo && !hasSeat(person) });
  if (!undo) say(fill(words.saidIn, person.name));
  else byId("said").replaceChildren();
});

page.querySelector("form.door").addEventListener("submit", (event) => {
  if (count !== null) event.preventDefault();
});
byId("q").addEventListener("input", draw);

if (navigator.mediaDevices?.getUserMedia) {
  byId("scan").hidden = false;
  byId("find").hidden = true;
  byId("scan").addEventListener("click", () => (stream ? closeCamera() : openCamera()));
  byId("stop-camera").addEventListener("click", closeCamera);
}

// The doors of the stops.

/** Which door the address names. */
function doorOfAddress() {
  const wanted = new URLSearchParams(location.search).get("stop") ?? "";
  const known = chooser && [...chooser.options].some((option) => option.value === wanted);
  stopAt(known ? Number(wanted) : 0);
}

/** Stands at another door: what is noted from now on is noted there. */
function stopAt(id) {
  stop = id;
  if (!chooser) return;
  chooser.value = id ? String(id) : "";
  const { title, when } = chooser.selectedOptions[0].dataset;
  byId("here").textContent = title;
  byId("when").textContent = when;
}

chooser?.addEventListener("change", () => {
  stopAt(Number(chooser.value));
  history.replaceState(null, "", address());
  byId("said").replaceChildren();
  draw();
});

// Without a network.

/** Keeps the page that names nobody, and its files, for the worker to open. */
async function keep() {
  if (!navigator.serviceWorker || !window.caches) return;
  await navigator.serviceWorker.register("/organise/door-worker.js", { scope: base });
  const cache = await caches.open("door");
  const shell = await fetch(`${base}?shell=true`);
  if (!shell.ok || shell.redirected) return;
  const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
  await cache.addAll(files.map((file) => file.href || file.src));
  await cache.put(base, shell);
}

doorOfAddress();
const remembered = shelf.read(LIST);
if (remembered?.until > Date.now()) {
  take(remembered);
  // What an older page kept counts no stops: the whole list brings them.
  if (chooser && !remembered.counts) mark = "";
  draw();
}
addEventListener("online", send);
addEventListener("offline", () => online(false));
addEventListener("storage", draw);
online(navigator.onLine);
poll();
keep().catch(() => {});
