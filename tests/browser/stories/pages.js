// Every page, in every language, light and dark, on a small phone and on a desk.

import { fillIn } from "./registering.js";

const LOOKS = {
  nl: [{ width: 390, scheme: "light" }, { width: 390, scheme: "dark" }],
  fr: [{ width: 1280, scheme: "dark" }, { width: 1280, scheme: "light" }],
  en: [{ width: 320, scheme: "light" }, { width: 320, scheme: "dark" }],
};
const WIDTHS = [320, 390, 768, 1280];

/** Events of the demo by the state in which they are. */
const EVENTS = {
  "an open event": "vier-gesprekken-een-plan",
  "an event with questions": "minder-papier-meer-hulp",
  "an event with stops to choose": "praktijksafari-op-stap-in-gent",
  "a full event": "samenleven-in-diversiteit-het-vervolg",
  "a full event without a line": "op-bezoek-in-2060",
  "an event that is not open yet": "vertrouwen-in-de-eerste-lijn",
  "an event that was called off": "buurtwandeling-langs-het-kanaal",
  "an event by invitation": "stuurgroep-sterk-sociaal-werk-k7m2x9q4",
  "a past event with a recording": "samenleven-in-diversiteit",
  "a past event": "world-social-work-day-2020-antwerpen",
  "a past event that was called off": "startevent-brussel-2020",
};

const PATHS = {
  "the agenda": "/",
  "the agenda of a region": "/?region=oost-vlaanderen",
  "the agenda of a period": "/?from=2020-10-01&to=2027-12-31",
  "the agenda without a find": "/?q=xyzzy&region=limburg&format=online",
  "the agenda for other websites": "/embed/agenda",
  "the agenda of a region for its website": "/embed/agenda?region=oost-vlaanderen",
  "an empty agenda for a website": "/embed/agenda?region=limburg&kind=conference&format=hybrid",
  "the regions": "/regions",
  "a region": "/regions/vlaams-brabant",
  "a subregion": "/regions/hageland",
  "a region without subregions": "/regions/brussel",
  "the digest of a region": "/regions/hageland/digest",
  "the digest of the network": "/digest",
  "the recordings": "/recordings",
  "a series": "/series/diversiteit",
  "a series of one day": "/series/world-social-work-day-2020",
  "privacy": "/privacy",
  "accessibility": "/accessibility",
  "contact": "/contact",
  "the page for programs": "/api/docs",
  "signing in": "/organise/sign-in",
  "signing in, asked": "/organise/sign-in?sent=true",
};

const NOT_FOUND = {
  "an address that is not there": "/nergens",
  "a draft": "/events/achter-de-schermen-in-kortrijk",
  "a registration that is not there": "/registrations/AAAAAAAAAAAAAAAAAAAAAA",
};

export async function pages(house, browser, tally) {
  await house.fill(EVENTS["a full event without a line"]);
  const window = await browser.window();
  const links = new Set();
  const look = async (name, address, status = 200) => {
    for (const language of Object.keys(LOOKS)) await inLanguage(window, tally, { name, address, status, language, links });
  };
  for (const [name, path] of Object.entries(PATHS)) await look(name, path);
  for (const [name, slug] of Object.entries(EVENTS)) await look(name, `/events/${slug}`);
  for (const [name, path] of Object.entries(NOT_FOUND)) await look(name, path, 404);
  await privatePages(house, window, look);
  await moved(window, look, links);
  await opened(window, tally);
  await walk(house, tally, links);
  await window.close();
}

async function inLanguage(window, tally, { name, address, status, language, links }) {
  const and = address.includes("?") ? "&" : "?";
  const answered = await window.open(`${address}${and}lang=${language}`);
  if (answered !== status) {
    tally.claim(`${name}, ${language}`, false, `answered ${answered} instead of ${status}`);
    return;
  }
  await window.judge.page(`${name}, ${language}`, { language, widths: WIDTHS, axe: LOOKS[language] });
  if (status !== 200) return;
  const found = await window.page.locator("a[href^='/'], link[href^='/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const link of found) links.add(link.split("#")[0]);
}

const fatima = (kind) => `fatima@${kind.replaceAll("_", "-")}.example.org`;

/** What one sees after registering, and behind the private link. */
async function privatePages(house, window, look) {
  const { page } = window;
  for (const [what, event, kind] of [
    ["a seat", EVENTS["an open event"], "registration_confirmed"],
    ["a place in the line", EVENTS["a full event"], "registration_waitlisted"],
  ]) {
    const person = { name: "Fatima Zahra Vandenbroucke-El Khattabi", email: fatima(kind) };
    await window.open(`/events/${event}?lang=nl`);
    await fillIn(page, person);
    await window.press("#seat form button.btn-seat");
    await look(`the answer: ${what}`, `/events/${event}/registrations`);
    const mine = (await house.letter(kind, person.email)).link("/registrations/").replace(/\?.*/, "");
    await look(`my registration: ${what}`, mine);
  }
}

/** Where a registration went that moved to another address. */
async function moved(window, look, links) {
  const { house, page } = window;
  const mine = (await house.letter("registration_waitlisted", fatima("registration_waitlisted"))).link("/registrations/");
  await window.open(mine.replace(/\?.*/, "?lang=nl"));
  await page.locator("details:has(#f-email) summary").click();
  await page.fill("#f-email", `elders.${fatima("registration_waitlisted")}`);
  await window.press("details:has(#f-email) button");
  // The old link opens nothing any more.
  const [old] = mine.match(/\/registrations\/[^?]+/);
  for (const link of links) if (link.startsWith(old)) links.delete(link);
  await look("where a registration went", "/registrations/moved");
}

/** What is folded away at first must be as sound as the rest. */
async function opened(window, tally) {
  const { page } = window;
  const mine = (await window.house.letter("registration_confirmed", fatima("registration_confirmed"))).link("/registrations/");
  const folded = { "my registration": mine.replace(/\?.*/, "?"), "the agenda of a period": `${PATHS["the agenda of a period"]}&` };
  for (const [name, address] of Object.entries(folded)) {
    await window.open(`${address}lang=nl`);
    await page.locator("details").evaluateAll((all) => all.forEach((d) => (d.removeAttribute("name"), (d.open = true))));
    await page.locator("[popovertarget=period]:not([popovertargetaction])").evaluateAll((all) => all.forEach((b) => b.click()));
    await window.judge.page(`${name}, everything unfolded`, { language: "nl", widths: WIDTHS, axe: LOOKS.nl });
  }
  await window.open("/regions/hageland?lang=fr");
  await page.locator("[popovertarget=feed]").first().click();
  tally.claim("the box to subscribe opens", await page.locator("#feed").isVisible());
  await window.judge.page("a region with the box to subscribe", { language: "fr", axe: LOOKS.fr });
}

/** Every link on those pages leads somewhere. */
async function walk(house, tally, links) {
  const broken = [];
  for (const link of links) {
    const answer = await fetch(house.url + link);
    await answer.arrayBuffer();
    if (answer.status >= 400) broken.push(`${answer.status} ${link}`);
  }
  tally.claim(`all ${links.size} addresses on those pages lead somewhere`, broken.length === 0, broken.join("\n"));
}
