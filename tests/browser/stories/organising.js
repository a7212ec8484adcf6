// An organiser's work: from an idea to a room that is full, the list to take away, the door, and how it went.

import { join } from "node:path";
import { opened } from "../office.js";
import { fillIn } from "./registering.js";

const REGION = "oost-vlaanderen";
const TITLE = "Café sociál: où, hoe & waarom?";
const AGAIN = "Café sociál: één uur later";

const ZOE = { name: "Zoë Peeters; CAW", email: "zoe@list.example.org", organisation: "CAW Oost-Vlaanderen" };
const FORMULA = { name: "=SOM(A1)", email: "formula@list.example.org" };
const LUKASZ = { name: "Łukasz 😀 Yıldız", email: "lukasz@list.example.org" };
const AMINA = { name: "Amina El Idrissi", email: "amina@list.example.org" };

export async function organising(house, browser, tally) {
  const window = await browser.window({ width: 1280 });
  await signIn(house, window, "hanne@desk.example.org");
  const desk = await begin(window, tally, { title: TITLE, kind: "gathering", days: 40 });
  await fillInTheRest(window, tally);
  const slug = await publish(window, tally, desk);
  await peopleCome(house, browser, tally, slug);
  await whoComes(house, window, tally, slug);
  await takeAlong(house, window, tally, slug);
  await anotherHour(house, window, tally, slug);
  await write(house, window, tally, slug);
  await atTheDoor(window, tally, slug);
  await howItWent(window, tally, slug);
  await window.close();
}

/** The decisive steps again: nothing but pages and buttons. */
export async function organisingPlainly(house, browser, tally) {
  const window = await browser.window({ width: 390, javaScript: false });
  const { page } = window;
  await signIn(house, window, "joris@desk.example.org");
  const desk = await begin(window, tally, { title: "Praten over armoede, à table", kind: "working-session", days: 30 });
  await fillInVenue(page);
  await window.press('button[value="add-stops"]');
  tally.claim("what was typed stays when a row is added", (await page.inputValue("#f-venue_name")) === "De Krook");
  await stop(page, 0, ["Het onthaal", "Balie 7", "14:00", "14:30", ""]);
  const slug = await publish(window, tally, desk);
  await house.register(slug, "plain-zoe@list.example.org", "Zoë Janssens");
  await house.register(slug, "plain-bo@list.example.org", "Bo De Vos");
  const list = `/organise/events/${slug}/registrations`;
  await find(window, tally, list, "zoe janssens", ["Zoë Janssens"]);
  await window.open(list);
  await page.check('tbody tr:has-text("Bo De Vos") input[name="ids"]');
  await window.press('.bulk button[value="leave"]');
  tally.claim("many deeds are asked for first", (await window.text("main .panel")).includes("1"));
  await window.press("main .panel form button");
  tally.same("and then done", await page.locator("tbody th a").allInnerTexts().then((all) => all.join()), "Zoë Janssens");
  await house.letter("registration_cancelled", "plain-bo@list.example.org");
  await window.open(`/organise/events/${slug}`);
  await page.fill("#f-starts", "15:00");
  await page.fill("#f-ends", "17:00");
  await window.press('aside button[value="save"]');
  tally.claim("who gets a letter is said before one saves", (await window.text("main")).includes("Eén persoon zal bericht krijgen."));
  await window.press('button[value="sure"]');
  await house.letter("event_changed", "plain-zoe@list.example.org");
  await callOff(house, window, tally, slug);
  await planAnew(window, tally, slug);
  await window.close();
}

async function signIn(house, window, email) {
  await window.open(await house.organiser(email, "organiser", REGION));
  await window.press("main form button");
}

/** A draft from what is usual for its kind; gives its address at the desk. */
async function begin(window, tally, { title, kind, days }) {
  const { page, javaScript } = window;
  await window.open("/organise?lang=nl");
  await window.press(".bar a[href='/organise/events/new']");
  await page.fill("#f-title", title);
  await page.fill("#f-date", dayIn(days));
  await page.selectOption("#f-region", REGION);
  await page.check(`input[name="kind"][value="${kind}"]`);
  await window.press('form[action="/organise/events"] button');
  tally.claim("a draft is there at once", (await window.text("main [role=status]")).includes("Het concept staat klaar."));
  tally.same("with its title as it was typed", await page.inputValue("#f-title"), title);
  tally.claim("and what is usual for its kind", Number(await page.inputValue("#f-capacity")) > 0 && (await page.inputValue("#f-summary")).length > 10);
  tally.claim("the list beside it says what is missing", (await window.text(".todo .open")).length > 5);
  if (javaScript) await window.judge.page("a new draft is sound", { language: "nl" });
  return new URL(page.url()).pathname;
}

/** A day from now, as a field for dates has it. */
function dayIn(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function fillInVenue(page) {
  await page.fill("#f-venue_name", "De Krook");
  await page.fill("#f-venue_street", "Miriam Makebaplein 1");
  await page.fill("#f-venue_postcode", "9000");
  await page.fill("#f-venue_city", "Gent");
}

async function stop(page, n, [title, practice, starts, ends, seats]) {
  for (const [name, text] of Object.entries({ title, practice, starts, ends, capacity: seats })) await page.fill(`#f-stops-${n}-${name}`, text);
}

async function fillInTheRest(window, tally) {
  const { page } = window;
  const missing = await page.locator(".todo .open").count();
  await fillInVenue(page);
  await page.waitForFunction((n) => document.querySelectorAll(".todo .open").length < n, missing);
  tally.claim("which grows shorter while one types", true);
  await page.fill("#f-capacity", "3");
  for (const [n, row] of [["Bij de Meubelfabriek", "Kompas vzw", "14:00", "14:40", "2"], ["Thuis bij Zélie", "OCMW Gent", "15:00", "15:40", "3"]].entries()) {
    await page.click('button[value="add-stops"]');
    await page.waitForSelector(`#f-stops-${n}-title`);
    await stop(page, n, row);
  }
  const n = await page.locator("#f-questions .rows > li").count();
  await page.click('button[value="add-questions"]');
  await page.waitForSelector(`#f-questions-${n}-label`);
  await page.fill(`#f-questions-${n}-label`, "Wat eet je ’s middags?");
  await page.selectOption(`#f-questions-${n}-kind`, "choice");
  await page.fill(`#f-questions-${n}-options`, "Soep\nCrème brûlée");
  await page.waitForFunction(() => document.querySelector(".preview svg") && /3/.test(document.querySelector(".preview").innerText));
  await window.judge.page("the editor, filled in, is sound", { language: "nl", widths: [320, 390, 768, 1280] });
  await page.setViewportSize({ width: 1280, height: 650 });
  const isAtHand = await page.locator('aside button[value="publish"]').evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight);
  tally.claim("on a low screen the buttons beside it stay in sight", isAtHand);
  await page.setViewportSize({ width: 1280, height: 844 });
}

async function publish(window, tally, desk) {
  const { page } = window;
  tally.same("a draft can be published", await window.press('aside button[value="publish"]'), 200);
  tally.claim("and then says so", (await window.text("main [role=status]")).includes("Het staat online."), await window.text("main"));
  const slug = new URL(page.url()).pathname.split("/").at(-1);
  tally.claim("its address is made of its title", /^[a-z0-9-]+$/.test(slug) && desk.startsWith("/organise/events/"), slug);
  tally.same("visitors can read it", (await window.house.read(`/events/${slug}`)).status, 200);
  return slug;
}

async function peopleCome(house, browser, tally, slug) {
  const window = await browser.window();
  const { page } = window;
  await window.open(`/events/${slug}?lang=nl`);
  tally.same("the public page bears the title", await window.text("h1"), TITLE);
  await window.judge.page("the public page of the new event is sound", { language: "nl", widths: [320, 1280] });
  await fillIn(page, ZOE);
  await page.getByLabel("Bij de Meubelfabriek").check();
  await page.getByLabel("Thuis bij Zélie").check();
  const question = page.locator("fieldset, .field").filter({ hasText: "Wat eet je ’s middags?" }).last();
  if (await question.locator("select").count()) await question.locator("select").selectOption({ label: "Crème brûlée" });
  else await question.getByLabel("Crème brûlée").check();
  await window.press("#seat form button.btn-seat");
  tally.claim("somebody registers, with stops and an answer", await window.has(".tag-ok"), await window.text("main"));
  await window.close();
  for (const { name, email } of [FORMULA, LUKASZ, AMINA]) await house.register(slug, email, name);
  await house.letter("registration_waitlisted", AMINA.email);
}

async function find(window, tally, list, words, names) {
  const { page } = window;
  await window.open(list);
  await page.fill("#q", words);
  await window.after(() => page.keyboard.press("Enter"));
  tally.same(`“${words}” finds`, (await page.locator("tbody th a").allInnerTexts()).join(), names.join());
}

async function whoComes(house, window, tally, slug) {
  const { page } = window;
  const list = `/organise/events/${slug}/registrations`;
  const names = async () => (await page.locator("tbody th a").allInnerTexts()).sort().join();
  await window.open(`${list}?status=all`);
  tally.same("the list has everybody", await names(), [ZOE, FORMULA, LUKASZ, AMINA].map((p) => p.name).sort().join());
  await window.judge.page("the list is sound", { language: "nl" });
  await find(window, tally, list, "zoe", [ZOE.name]);
  await find(window, tally, list, "lukasz yildiz", [LUKASZ.name]);
  await window.open(list);
  await page.selectOption("#m-stop", await page.locator("#m-stop option", { hasText: "Thuis bij Zélie" }).getAttribute("value"));
  await window.press("form[role=search] button");
  tally.same("a filter narrows it", await names(), ZOE.name);
  await window.press("tbody th a");
  const told = await window.text("main");
  tally.claim("one person’s page has their answer", told.includes("Crème brûlée") && told.includes("Wat eet je ’s middags?"), told);
  tally.claim("and their stops and letter", told.includes("Bij de Meubelfabriek") && (await page.locator(".moments li").count()) > 1);
  await window.judge.page("one person’s page is sound", { language: "nl" });
  await window.press('a.back[href*="/registrations"]');
  tally.same("the way back leads to the list as it was left", await names(), ZOE.name);
  await toTheLine(house, window, tally, list);
  await everybodyAtOnce(window, tally, list);
}

async function toTheLine(house, window, tally, list) {
  const { page } = window;
  await window.open(list);
  await window.press(`tbody th a:has-text("${LUKASZ.name}")`);
  await page.locator('details:has(form[action$="/waiting"]) summary').click();
  await window.press('form[action$="/waiting"] button');
  tally.claim("somebody is moved to the waiting list", await window.has(".tag-seat"), await window.text("main"));
  const letter = await house.letter("seat_became_free", AMINA.email);
  tally.claim("and who waited gets their seat", letter.subject.includes("Café sociál"), letter.subject);
}

async function everybodyAtOnce(window, tally, list) {
  const { page } = window;
  await window.open(`${list}?status=all`);
  await page.check("[data-all]");
  tally.claim("one box chooses the page, and is counted", (await window.text("[data-count]")).startsWith("4"));
  await window.judge.page("the list with everybody chosen is sound", { language: "nl", axe: [{ width: 390 }, { width: 1280, scheme: "dark" }] });
  await window.press('.bulk button[value="resend"]');
  tally.claim("what will happen to how many is said", (await window.text("main .panel")).includes("4"), await window.text("main"));
  await window.press("main .panel form button");
  tally.claim("and done", await window.has("main [role=status]"), await window.text("main"));
}

const HEADINGS = ["Nummer", "Status", "Plaats op de wachtlijst", "Naam", "E-mailadres", "Organisatie", "Rol", "Regio", "Taal", "Ingeschreven op", "Haltes"];

/** The lists, opened by somebody else's program. */
async function takeAlong(house, window, tally, slug) {
  const { page } = window;
  for (const kind of ["xlsx", "ods", "csv"]) {
    await window.open(`/organise/events/${slug}/registrations?status=all`);
    await page.click("details.menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`details.menu a[href*="registrations.${kind}"]`)]);
    tally.claim(`the ${kind} is named after the event`, download.suggestedFilename().endsWith(`.${kind}`), download.suggestedFilename());
    const file = join(house.folder, `list-${kind}.${kind}`);
    await download.saveAs(file);
    judgeList(tally, kind, await opened(file, house.folder));
  }
}

function judgeList(tally, kind, [head, ...rows]) {
  const headings = head.map((cell) => cell.text);
  tally.same(`${kind}: LibreOffice shows the columns`, headings.slice(0, HEADINGS.length).join(), HEADINGS.join());
  tally.claim(`${kind}: with the questions`, headings.includes("Wat eet je ’s middags?"), headings.join());
  const column = (name) => rows.map((row) => row[headings.indexOf(name)] ?? { type: "", text: "" });
  const words = (name) => column(name).map((cell) => cell.text).sort().join("|");
  tally.same(`${kind}: a row for each`, words("Naam"), [ZOE.name, "'=SOM(A1)", LUKASZ.name, AMINA.name].sort().join("|"));
  tally.same(`${kind}: with their addresses`, words("E-mailadres"), [ZOE, FORMULA, LUKASZ, AMINA].map((p) => p.email).sort().join("|"));
  tally.same(`${kind}: three have a seat and one waits`, words("Status"), "bevestigd|bevestigd|bevestigd|wachtlijst");
  tally.claim(`${kind}: nothing is a formula`, rows.flat().every((cell) => !cell.formula), JSON.stringify(rows));
  const zoe = rows.find((row) => row.some((cell) => cell.text === ZOE.name));
  const of = (name) => zoe[headings.indexOf(name)].text;
  tally.same(`${kind}: the answer keeps its accents`, of("Wat eet je ’s middags?"), "Crème brûlée");
  tally.same(`${kind}: and the stops too`, of("Haltes"), "Bij de Meubelfabriek; Thuis bij Zélie");
  const dates = column("Ingeschreven op");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date());
  tally.claim(`${kind}: a date is a date`, dates.every((cell) => cell.type === "date" && /^\d{4}-\d\d-\d\dT/.test(cell.text)), JSON.stringify(dates));
  tally.claim(`${kind}: that of today, here`, dates.every((cell) => cell.text.startsWith(today)), `${today} ${JSON.stringify(dates)}`);
}

async function anotherHour(house, window, tally, slug) {
  const { page } = window;
  await window.open(`/organise/events/${slug}`);
  await page.fill("#f-title", AGAIN);
  await page.fill("#f-starts", "14:30");
  await page.fill("#f-ends", "16:30");
  await page.waitForFunction(() => document.querySelector("#sentences").innerText.includes("4 mensen"));
  tally.claim("how many will get a letter is said while one types", true);
  await window.press('aside button[value="save"]');
  const told = await window.text("main");
  tally.claim("and once more before one saves", told.includes("4 mensen zullen bericht krijgen.") && told.includes(AGAIN), told);
  await window.judge.page("the page that asks to look twice is sound", { language: "nl", widths: [320, 1280] });
  await window.press('button[value="sure"]');
  tally.claim("it is saved", (await window.text("main [role=status]")).startsWith("Bewaard."), await window.text("main"));
  for (const { email } of [ZOE, FORMULA, AMINA]) {
    const letter = await house.letter("event_changed", email);
    tally.claim("a corrected invitation comes", letter.part("text/calendar")?.includes("METHOD:REQUEST\r\n") && letter.text.includes(AGAIN), letter.text);
  }
  const waiting = await house.letter("event_changed", LUKASZ.email);
  tally.claim("who waits hears of it without an invitation", waiting.text.includes(AGAIN) && !waiting.part("text/calendar"), waiting.text);
  tally.same("the old address still works", (await house.read(`/events/${slug}`)).status, 200);
}

async function write(house, window, tally, slug) {
  const { page } = window;
  await window.open(`/organise/events/${slug}/messages`);
  await window.press('a[href$="/messages/new"]');
  await page.fill("#f-subject-nl", "Breng een kop mee");
  await page.fill("#f-body-nl", "We schenken **koffie**, jij brengt een kop.");
  await window.press("form.writing button");
  tally.claim("what was written is shown as a letter", (await page.frameLocator("iframe.letter").locator("body").innerText()).includes("We schenken koffie"));
  await window.press('form[action$="/proof"] button');
  const proof = await house.letter("message", "hanne@desk.example.org");
  tally.claim("a proof comes to myself", proof.subject.includes("Breng een kop mee"), proof.subject);
  await window.press('form[action$="/sending"] button');
  tally.claim("and it is sent", await window.has("main [role=status]"));
  for (const { email } of [ZOE, FORMULA, AMINA]) {
    const letter = await house.letter("message", email);
    tally.claim("it comes to those with a seat", letter.text.includes("koffie") && letter.part("text/html").includes("<strong>koffie</strong>"), letter.text);
  }
  await window.open(`/organise/events/${slug}/messages`);
  await window.judge.page("the messages are sound", { language: "nl" });
}

async function atTheDoor(window, tally, slug) {
  const { page } = window;
  await window.open(`/organise/events/${slug}/door`);
  await page.waitForFunction(() => document.querySelector("#people form:not([action])"));
  await page.fill("#q", "zoe");
  await page.locator("#people button.btn-1").click();
  await page.waitForFunction(() => document.querySelector("#inside").textContent === "1" && !document.querySelector("#unsent").textContent);
  tally.claim("somebody comes in", (await window.text("#said")).includes(ZOE.name));
}

/** What was yesterday is over: then its figures say who came. */
async function howItWent(window, tally, slug) {
  const { page } = window;
  await window.open(`/organise/events/${slug}`);
  await page.fill("#f-date", dayIn(-2));
  await window.press('aside button[value="save"]');
  if (await window.has('button[value="sure"]')) await window.press('button[value="sure"]');
  await window.open(`/organise/events/${slug}/figures`);
  tally.claim("the figures say how many came", (await window.text("main")).includes("1 van de 3 met een plek kwam."), await window.text("main"));
  await window.judge.page("the figures are sound", { language: "nl", widths: [320, 1280] });
}

async function callOff(house, window, tally, slug) {
  const { page } = window;
  await window.open(`/organise/events/${slug}`);
  await window.press('a[href$="/cancellation"]');
  await page.fill("#f-reason", " ");
  tally.same("calling off asks for a reason", await window.press("main form button.btn-stop"), 422);
  await page.fill("#f-reason", "De spreker is ziek. We plannen iets nieuws, beloofd.");
  await window.press("main form button.btn-stop");
  tally.claim("it is called off", (await window.text("main [role=status]")).startsWith("De samenkomst is afgeblazen."));
  const letter = await house.letter("event_cancelled", "plain-zoe@list.example.org");
  tally.claim("with the reason in a letter", letter.text.includes("De spreker is ziek.") && letter.part("text/calendar")?.includes("METHOD:CANCEL\r\n"), letter.text);
}

/** What is off stays off: its reason is put right, and it is planned anew, week after week. */
async function planAnew(window, tally, slug) {
  const { page } = window;
  await window.press('main a[href$="/cancellation"]');
  await page.fill("#f-reason", "De spreekster is ziek. We plannen iets nieuws, beloofd.");
  await window.press("main form button.btn-1");
  tally.claim("its reason is put right", (await window.text("main [role=status]")).startsWith("Bewaard."), await window.text("main"));
  tally.claim("for visitors as well", (await window.house.read(`/events/${slug}`)).text.includes("De spreekster is ziek."));
  await window.press('main a[href$="/copies/new"]');
  await page.fill("#f-first", dayIn(60));
  await page.fill("#f-times", "3");
  await page.check('input[name="rhythm"][value="week"]');
  await window.press('form[action$="/repeats/new"] button');
  tally.same("a rhythm gives days to look at", await page.locator('input[name="date"][value^="20"]').count(), 3);
  await page.locator('input[name="date"]').nth(1).fill("");
  await window.press('form[action$="/repeats"] button[formmethod="get"]');
  tally.claim("which are counted again", (await window.text('form[action$="/repeats"] .btn-1')) === "Maak 2 concepten");
  await window.press('form[action$="/repeats"] .btn-1');
  tally.same("each becomes a draft", await page.locator("main .items li").count(), 2);
  await window.press('form[action="/organise/publications"] button');
  tally.claim("and one press puts them online", (await window.text("main [role=status]")).startsWith("2 samenkomsten"), await window.text("main"));
}
