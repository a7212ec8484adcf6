// The list at the door: who is on it, who is in, and how the page shows that. Second of the four files of the door.
"use strict";

const SHOWN = 200;

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
