// What the phone at the door keeps: the list, so that one can go on without a network, and what was noted, until it is
// sent. Where nothing can be kept (a private window, no room) it is kept until the page closes. First of the four files
// of the door, which share their names.
"use strict";

const page = document.querySelector("[data-door]");
const words = page.dataset;
const slug = words.door;
const LIST = `door:list:${slug}`;
const QUEUE = `door:queue:${slug}:`;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

const byId = (id) => document.getElementById(id);
/** The stop at whose door this phone is; 0: at the door of the event. */
let stop = 0;
const chooser = byId("stop");
const fill = (sentence, ...given) => given.reduce((text, word, i) => text.replace(`%${i + 1}`, () => word), sentence);

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

/** What waits to be sent, by person (or by ticket, where the person is not known here) and stop: the last word counts. */
const queue = () => shelf.keys(QUEUE).map((key) => ({ key, ...shelf.read(key) })).filter((noted) => noted.at);

const nameOf = (id) => QUEUE + (stop ? `${id}@${stop}` : id);

const waitsFor = (id) => shelf.read(nameOf(id));
