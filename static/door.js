// The door on a phone: a list that is kept, so that one can go on without a network; what was noted is sent as soon as
// there is one again, as often as needed, since twice is harmless. Without this file the page works with its forms.
"use strict";

const page = document.querySelector("[data-door]");
const words = page.dataset;
const slug = words.door;
const base = `/organise/events/${slug}/door`;
const LIST = `door:list:${slug}`;
const QUEUE = `door:queue:${slug}:`;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** What was noted outlives the list, for it names nobody: nothing is lost on a phone that stays in a pocket. */
const QUEUE_KEPT = 7 * DAY;
const SHOWN = 200;
const AT_ONCE = 100;
const POLL = 4000;
const PATIENCE = 30000;
/** Somebody still stands before whoever scanned their ticket: they are told what became of it. */
const STILL_HERE = 10000;
/** A ticket that stays before the camera is read once in so long. */
const SAME_TICKET = 4000;
/** The house reads a picture of so many pixels as well as a larger one. */
const PICTURE = 480;

const byId = (id) => document.getElementById(id);
/** The stop at whose door this phone is; 0: at the door of the event. */
let stop = 0;
const chooser = byId("stop");
const address = () => (stop ? `${base}?stop=${stop}` : base);
const fill = (sentence, ...given) => given.reduce((text, word, i) => text.replace(`%${i + 1}`, () => word), sentence);

// What this phone keeps. Where nothing can be kept (a private window, no room) it is kept until the page closes.

const memory = new Map();

const shelf = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? memory.get(key);
    } catch {
      return memory.get(key);
    }
  },
  put(key, value) {
    memory.set(key, value);
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // In memory it is.
    }
  },
  drop(key) {
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // It was never there.
    }
  },
  keys(prefix) {
    const found = new Set(memory.keys());
    try {
      for (let i = 0; i < localStorage.length; i += 1) found.add(localStorage.key(i));
    } catch {
      // Only what is in memory.
    }
    return [...found].filter((key) => key.startsWith(prefix)).sort();
  },
};

/** Until when the names stay: from the day before the event, until some hours after it; else for a day. */
function untilWhen() {
  const [now, from, until] = [Date.now(), Number(words.from), Number(words.until)];
  return from <= now && now < until ? until : now + DAY;
}

let kept = 0;

function keepList(list) {
  kept = untilWhen();
  shelf.put(LIST, { ...list, until: kept });
}

/** The list that is here is still the list: it stays from now on. Written seldom, for it may be long. */
function keepOn() {
  const list = untilWhen() - kept > HOUR ? shelf.read(LIST) : undefined;
  if (list) keepList(list);
}

let people = new Map();
let count = null;
/** The same at each stop. */
let counts = {};
/** What the house calls the list as it is here: it answers with what changed since then. */
let mark = "";

/** By name, as the house sorts them. */
const inOrder = (a, b) => ((a.search === b.search ? a.id < b.id : a.search < b.search) ? -1 : 1);

/** The whole list, or those parts of it that changed: their people come in the place of those who were in them. */
function take(list) {
  const stay = list.parts ? [...people.values()].filter((person) => !list.parts.includes(person.part)) : [];
  people = new Map([...stay, ...list.people].sort(inOrder).map((person) => [person.id, person]));
  count = list.count;
  counts = list.counts ?? {};
  mark = list.mark ?? "";
}

// Noting.

/** What waits to be sent, by person (or by ticket, where the person is not known here) and stop: the last word counts. */
const queue = () => shelf.keys(QUEUE).map((key) => ({ key, ...shelf.read(key) })).filter((noted) => noted.at);

const nameOf = (id) => QUEUE + (stop ? `${id}@${stop}` : id);

const waitsFor = (id) => shelf.read(nameOf(id));

/** The calendar where the event is; of a browser that does not know that zone, its own. */
function calendarThere() {
  const digits = { year: "numeric", month: "2-digit", day: "2-digit" };
  try {
    return new Intl.DateTimeFormat("en", { ...digits, timeZone: words.zone });
  } catch {
    return new Intl.DateTimeFormat("en", digits);
  }
}

const calendar = calendarThere();

/** As the list writes dates: 2027-03-02. */
function today() {
  const parts = calendar.formatToParts(Date.now()).map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts);
  return `${year}-${month}-${day}`;
}

/** When somebody came in at this door, as the house knows: time, date and day. */
const arrivalOf = (person) => (stop ? person.there?.[stop] : person.since === null ? undefined : person);

/** Whether that was today: an event may take several days, and who came on another one is welcome again. */
const wasToday = (arrival) => !arrival?.date || arrival.date === today();

const isIn = (person) => {
  const noted = waitsFor(person.id);
  return noted ? !noted.undo : Boolean(arrivalOf(person));
};

/** Whether somebody is expected at this door. */
const hasSeat = (person) => person.state === "confirmed" && (!stop || person.stops.includes(stop));

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

// Showing.

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function found() {
  const typed = byId("q").value.trim();
  const sought = folded(typed).split(/\s+/).filter(Boolean);
  const fits = (person) => {
    if (sought.length === 0) return hasSeat(person) || isIn(person);
    const text = `${person.search} ${folded(`${person.name} ${person.organisation}`)}`;
    return sought.every((word) => text.includes(word));
  };
  return [...people.values()].filter(fits);
}

function line(person) {
  const noted = waitsFor(person.id);
  if (noted && !noted.undo) return ["in-yes", words.unsentIn];
  if (isIn(person)) {
    const arrival = arrivalOf(person);
    return ["in-yes", fill(wasToday(arrival) ? words.since : words.sinceDay, "", arrival.since, arrival.day)];
  }
  if (person.state === "waitlisted") return ["muted", words.waiting];
  if (person.state === "cancelled") return ["muted", words.cancelled];
  return ["muted", hasSeat(person) ? person.organisation : elsewhere(person)];
}

/** Why somebody with a seat is not expected at this stop. */
function elsewhere(person) {
  if (person.waits?.includes(stop)) return words.waitsHere;
  const chosen = [...chooser.options].filter((option) => person.stops.includes(Number(option.value)));
  if (chosen.length === 0) return words.choseNone;
  return fill(words.chose, chosen.map((option) => option.dataset.title).join(", "));
}

/** On the list of the whole event: where somebody is, has a seat, or waits for one. */
function stopsOf(person) {
  const told = ({ value, dataset }) => {
    const id = Number(value);
    if (person.there?.[id]) return fill(words.stopIn, dataset.title);
    if (person.stops.includes(id)) return dataset.title;
    return person.waits?.includes(id) ? fill(words.stopWaits, dataset.title) : "";
  };
  return stop || !chooser ? "" : [...chooser.options].map(told).filter(Boolean).join(", ");
}

function button(person) {
  if (isIn(person)) return ["btn btn-ghost", words.undo];
  return hasSeat(person) ? ["btn btn-1", words.in] : ["btn", words.anyway];
}

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

function row(person) {
  const [look, text] = line(person);
  const [style, label] = button(person);
  const press = element("button", style, label, element("span", "vh", `: ${person.name}`));
  const item = element("li", "in");
  item.id = `p-${person.id}`;
  const said = element("p", "", element("b", "", person.name), document.createElement("br"), element("span", look, text));
  const stops = stopsOf(person);
  if (stops) said.append(document.createElement("br"), element("span", "muted s", stops));
  item.append(said, element("form", "", press));
  return item;
}

/** On which day the list was drawn: the next one says more. */
let drawnOn = today();

function draw() {
  if (count === null) return;
  drawnOn = today();
  const list = byId("people");
  const focused = list.contains(document.activeElement) ? document.activeElement.closest("li").id : null;
  const all = found();
  list.replaceChildren(...all.slice(0, SHOWN).map(row));
  if (focused) byId(focused)?.querySelector("button").focus({ preventScroll: true });
  // Without a mark there is no list here: whoever was shut out sees no names.
  byId("nobody").hidden = all.length > 0 || !mark;
  byId("nobody").textContent = byId("q").value.trim() ? words.nobody : words.empty;
  const more = byId("more");
  more.hidden = all.length <= SHOWN;
  more.textContent = fill(words.more, String(all.length - SHOWN));
  byId("pager")?.remove();
  const waiting = queue().length;
  byId("unsent").textContent = waiting ? fill(words.unsent, String(waiting)) : "";
  drawHall();
}

/** The hall as the house drew it, with what is still to be sent. */
function drawHall() {
  const all = [...people.values()];
  const sent = all.filter(arrivalOf).length;
  const inside = all.filter(isIn).length;
  byId("inside").textContent = String(inside);
  byId("missing").textContent = fill(words.missing, String(all.filter((person) => hasSeat(person) && !isIn(person)).length));
  const here = stop ? counts[stop] : count;
  // A stop of which this phone has heard nothing yet.
  byId("hall").hidden = !here;
  byId("of").hidden = !here;
  if (!here) return;
  byId("hall").innerHTML = here.hall;
  byId("of").textContent = here.words;
  if (inside === sent) return;
  byId("hall").querySelector("text").textContent = String(inside);
  const dots = byId("hall").querySelectorAll("circle");
  const whole = inside >= here.expected ? dots.length : dots.length - 1;
  const solid = Math.min(Math.round((inside / Math.max(here.expected, 1)) * dots.length), whole);
  dots.forEach((dot, i) => dot.setAttribute("class", i < solid ? "t" : "f"));
}

const icon = (name) => {
  const svg = document.querySelector("#offline svg").cloneNode(true);
  svg.querySelector("use").setAttribute("href", `#${name}`);
  return svg;
};

/** Says what just happened, for eye and ear. */
function say(text, good = true) {
  const look = good ? ["note note-ok", "i-check"] : ["note note-stop", "i-warn"];
  byId("said").replaceChildren(element("p", look[0], icon(look[1]), " ", element("span", "", text)));
}

/** Says what somebody has to look after; it stays until they did. */
function problem(text, link) {
  const said = [...byId("problems").children].map((p) => p.textContent.trim());
  if (said.includes(text)) return;
  const content = link ? element("a", "", text) : element("span", "", text);
  if (link) content.href = link;
  byId("problems").append(element("p", "note note-stop", icon("i-warn"), " ", content));
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

// The camera.

/** Somebody who is in already. */
function meetAgain(person) {
  const { name } = person;
  const { since, day } = arrivalOf(person) ?? {};
  if (since && !wasToday(arrivalOf(person))) return say(fill(words.saidAlreadyDay, name, since, day));
  return say(since ? fill(words.saidAlready, name, since) : fill(words.saidUnsent, name), false);
}

/** A ticket that was scanned. */
function admit(text) {
  const [, id] = text.match(/^https?:\/\/\S{1,200}\/tickets\/([0-9a-f]{32})\/[\w-]{22}$/) ?? [];
  if (!id) return say(words.saidForged, false);
  const person = people.get(id);
  if (!person) {
    say(words.saidLater, false);
    return note(`ticket-${id}`, { ticket: text });
  }
  if (isIn(person)) return meetAgain(person);
  if (!hasSeat(person)) {
    // The button on the list lets them in all the same.
    byId("q").value = person.name;
    draw();
    return say(fill(withoutSeat(person), person.name), false);
  }
  note(person.id, { id, ticket: text });
  return say(fill(words.saidIn, person.name));
}

/** What is said of somebody who is not expected at this door. */
function withoutSeat(person) {
  if (person.state === "waitlisted") return words.saidWaiting;
  if (person.state === "cancelled") return words.saidCancelled;
  return person.waits?.includes(stop) ? words.saidWaitsHere : words.saidOtherStop;
}

const camera = byId("camera");
const video = camera.querySelector("video");
let stream = null;

async function reader() {
  const formats = (await window.BarcodeDetector?.getSupportedFormats()) ?? [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return { pause: 200, read: async () => (await detector.detect(video))[0]?.rawValue };
  }
  return { pause: 500, read: readElsewhere };
}

/** Where the browser cannot read codes, the house can. */
async function readElsewhere() {
  const scale = Math.min(1, PICTURE / Math.max(video.videoWidth, video.videoHeight));
  const width = Math.round(video.videoWidth * scale);
  const height = Math.round(video.videoHeight * scale);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = (data[4 * i] * 77 + data[4 * i + 1] * 151 + data[4 * i + 2] * 28) >> 8;
  }
  const headers = { "Content-Type": "application/octet-stream" };
  const answer = await ask(`/scan?width=${width}&height=${height}`, { method: "POST", headers, body: grey });
  return answer.status === 200 ? (await answer.json()).text : undefined;
}

async function watch() {
  const { pause: rest, read } = await reader();
  let last = { text: "", at: 0 };
  while (stream) {
    try {
      const text = video.videoWidth ? await read() : undefined;
      if (text && (text !== last.text || Date.now() - last.at > SAME_TICKET)) admit(text);
      if (text) last = { text, at: Date.now() };
    } catch (error) {
      if (error.shut) shutOut(error.shut);
    }
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

async function openCamera() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return say(words.noCamera, false);
  }
  video.srcObject = stream;
  camera.hidden = false;
  camera.scrollIntoView({ block: "nearest" });
  byId("scan").setAttribute("aria-expanded", "true");
  await video.play();
  return watch();
}

function closeCamera() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  camera.hidden = true;
  byId("scan").setAttribute("aria-expanded", "false");
  byId("scan").focus();
}

if (navigator.mediaDevices?.getUserMedia) {
  byId("scan").hidden = false;
  byId("find").hidden = true;
  byId("scan").addEventListener("click", () => (stream ? closeCamera() : openCamera()));
  byId("stop-camera").addEventListener("click", closeCamera);
}

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
