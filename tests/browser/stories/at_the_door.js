// The day itself: a letter with a code, two phones at the door, one of them without a network, and a camera.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { Browser } from "../browser.js";

const EVENT = "world-social-work-day-2027-oost-vlaanderen";
const REGION = "oost-vlaanderen";
const DOOR = `/organise/events/${EVENT}/door`;
const SAFARI = "/organise/events/praktijksafari-op-stap-in-gent/door";
const QUIET = "/organise/events/praktijksafari-digitale-kloof/door";
const GUEST = "noor@door.example.org";

export async function atTheDoor(house, browser, tally) {
  await house.register(EVENT, GUEST);
  const letter = await house.letter("registration_confirmed", GUEST);
  const ticket = letter.link("/tickets/");
  tally.claim("the letter has a ticket", Boolean(ticket), letter.text);
  tally.claim("with its picture inside", letter.parts.some((part) => part.type === "image/png"));
  const code = await asGuest(browser, tally, letter, ticket);

  const phone = await browser.window({ width: 390 });
  await signIn(house, phone, "viewer", "one@door.example.org");
  const other = await browser.window({ width: 390, scheme: "dark" });
  await signIn(house, other, "viewer", "two@door.example.org");
  await forNobody(other, tally);
  await byName(phone, tally);
  await onTwoPhones(phone, other, tally);
  await withoutNetwork(phone, other, tally);
  await behindAProxy(house, tally);
  await forgetting(other, tally);
  await withTheirOwnCamera(other, tally, ticket);
  await atAStop(other, tally);
  await signOut(phone, tally);
  await withoutScript(house, browser, tally);
  await withTheCamera(house, tally, code);
  await cancelledMeanwhile(house, other, tally);
  await shutOut(other, tally);
  for (const each of [phone, other]) await each.close();
}

/** What the guest sees; gives the code, as rows of black and white. */
async function asGuest(browser, tally, letter, ticket) {
  const window = await browser.window({ width: 320 });
  await window.open(ticket);
  await window.judge.page("a ticket is sound on a small phone", { language: "nl" });
  const shown = await window.text("main");
  tally.claim("and names nobody", !shown.includes("Invented"), shown);
  await window.open(letter.link("/registrations/"));
  await window.judge.page("my registration with its code is sound", { language: "nl", axe: [{}, { scheme: "dark" }] });
  const drawn = window.page.locator("svg.qr");
  const path = await drawn.locator("path").getAttribute("d");
  const side = Number((await drawn.getAttribute("viewBox")).split(" ")[2]);
  await window.close();
  const rows = Array.from({ length: side }, () => new Array(side).fill(false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) rows[y].fill(true, Number(x), Number(x) + Number(run));
  return rows;
}

async function signIn(house, window, role, email) {
  await window.open(await house.organiser(email, role, REGION));
  await window.press("main form button");
}

/** An event for which nobody has registered yet. */
async function forNobody(window, tally) {
  await window.open(QUIET);
  await window.page.waitForFunction(() => Object.keys(localStorage).some((each) => each.startsWith("door:list")));
  const said = window.page.locator("#nobody:visible");
  tally.claim("an empty list says so", (await said.textContent()).startsWith("Er staat nog niemand op deze lijst."));
  await window.page.fill("#q", "invented");
  tally.claim("and a search there that it finds nobody", (await said.textContent()).startsWith("Niemand gevonden."));
  await window.page.evaluate(() => localStorage.clear());
}

const inside = async (window) => Number(await window.page.locator("#inside").textContent());

async function byName(window, tally) {
  const { page } = window;
  tally.same("the door opens", await window.open(DOOR), 200);
  await page.waitForFunction(() => document.querySelector("#hall text"));
  await window.judge.page("the door is sound", { language: "nl", widths: [320, 390, 1280], axe: [{ width: 390 }, { width: 1280, scheme: "dark" }] });
  await page.setViewportSize({ width: 390, height: 844 });
  const before = await inside(window);
  await page.waitForFunction(() => document.querySelector("#people form:not([action])"));
  await page.fill("#q", "invënted");
  tally.same("a name is found as it is typed", await page.locator("#people li").count(), 1);
  await page.locator("#people button").press("Enter");
  tally.claim("one press lets them in", (await window.text("#said")).includes("Invented Person is binnen."));
  tally.same("and the focus stays on their line", await page.evaluate(() => document.activeElement.closest("li")?.className), "in");
  await page.waitForFunction(() => document.querySelector("#people .in-yes")?.textContent.includes("sinds"));
  tally.same("they are counted", await inside(window), before + 1);
  await onAnotherDay(page, tally);
  await window.judge.page("the door with somebody inside is sound", { language: "nl" });
  await page.locator("#people button").click();
  await page.waitForFunction(() => !document.querySelector("#people .in-yes") && !document.querySelector("#unsent").textContent);
  tally.same("a second press takes it back", await inside(window), before);
  await page.fill("#q", "");
}

/** The next day, of which the phone alone knows. */
async function onAnotherDay(page, tally) {
  const daysOn = (days) => page.evaluate((n) => {
    window.clockNow ??= Date.now;
    Date.now = () => window.clockNow() + n * 86_400_000;
  }, days);
  const line = () => page.locator("#people .in-yes").textContent();
  tally.claim("today the time is enough", /^Binnen sinds \d/.test(await line()), await line());
  await daysOn(1);
  await page.waitForFunction(() => /^Binnen sinds [a-z]+dag \d/.test(document.querySelector("#people .in-yes").textContent));
  tally.claim("on the next day the list says on which day they came", true);
  await daysOn(0);
  await page.waitForFunction(() => /^Binnen sinds \d/.test(document.querySelector("#people .in-yes").textContent));
}

async function onTwoPhones(phone, other, tally) {
  await other.open(DOOR);
  await other.page.waitForFunction(() => document.querySelector("#people form:not([action])"));
  const before = await inside(other);
  const heard = other.page.waitForResponse((answer) => answer.url().includes("/door/people?since=") && answer.status() === 200);
  await phone.page.locator("#people button.btn-1").first().click();
  const { parts } = await (await heard).json();
  await other.page.waitForFunction((n) => Number(document.querySelector("#inside").textContent) > n, before);
  tally.same("the other phone counts along by itself", await inside(other), before + 1);
  tally.same("and hears of one part of the list", parts?.length, 1);
  const [kept, whole] = await other.page.evaluate(async (door) => {
    const key = Object.keys(localStorage).find((each) => each.startsWith("door:list"));
    const answer = await (await fetch(`${door}/people`)).json();
    return [JSON.parse(localStorage.getItem(key)).people, answer.people].map((people) => JSON.stringify(people));
  }, DOOR);
  tally.same("so that it keeps the whole list as it is now", kept, whole);
}

async function withoutNetwork(phone, other, tally) {
  const { page } = phone;
  const before = await inside(phone);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await (await caches.open("door")).keys()).length > 3);
  await page.context().setOffline(true);
  await page.locator("#people button.btn-1").first().click();
  tally.same("without a network one goes on", await inside(phone), before + 1);
  tally.claim("and sees what is still to be sent", (await phone.text("#unsent")).endsWith("1"));
  await page.waitForSelector("#offline:not([hidden])");
  const told = await page.locator("[role=status] > #offline").boundingBox();
  tally.claim("the screen says so, however long the list is", told?.y > 0 && told.y + told.height < 844, JSON.stringify(told));
  await page.reload();
  await page.waitForSelector("#people li");
  tally.same("the page opens without a network too", await inside(phone), before + 1);
  const kept = await page.evaluate(async () => {
    const cache = await caches.open("door");
    const texts = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()));
    return texts.join("");
  });
  tally.claim("though its kept page names nobody", !kept.includes("Invented Person"));
  // What the browser says of a missing network is no fault of the page.
  phone.faults.length = 0;
  await page.context().setOffline(false);
  await page.waitForFunction(() => document.querySelector("#unsent").textContent === "");
  await other.page.waitForFunction((n) => Number(document.querySelector("#inside").textContent) === n, before + 1);
  tally.claim("what was noted is sent as soon as there is a network", true);
  await phone.judge.page("and the page is sound again", { language: "nl" });
}

/** How long the names stay on the phone: a day, and until some hours after the event while that is on. */
async function forgetting(window, tally) {
  const { page } = window;
  const staysFor = (hours) => page.waitForFunction((wanted) => {
    const key = Object.keys(localStorage).find((each) => each.startsWith("door:list"));
    const left = key ? JSON.parse(localStorage.getItem(key)).until - Date.now() : 0;
    return Math.round(left / 3_600_000) === wanted;
  }, hours);
  await window.open(DOOR);
  await staysFor(24);
  tally.claim("long before the event the names stay for a day", true);
  await page.evaluate(() => {
    const { dataset } = document.querySelector("[data-door]");
    dataset.from = String(Date.now() - 3_600_000);
    dataset.until = String(Date.now() + 30 * 3_600_000);
  });
  await staysFor(30);
  tally.claim("and once it is on, until it is over", true);
}

/** What the worker answers when the house does: the page that was kept, wherever there is none to be had now. */
async function behindAProxy(house, tally) {
  const script = await (await fetch(`${house.url}/organise/door-worker.js`)).text();
  const opened = async (status, isKept) => {
    const listeners = {};
    const cache = { match: async () => (isKept ? new Response("kept") : undefined) };
    runInContext(script, createContext({
      URL,
      setTimeout: () => 0,
      location: { origin: house.url },
      caches: { open: async () => cache },
      fetch: async () => new Response("now", { status }),
      addEventListener: (name, listener) => (listeners[name] = listener),
    }));
    let answer;
    const request = { method: "GET", mode: "navigate", url: house.url + DOOR };
    listeners.fetch({ request, respondWith: (given) => (answer = given) });
    return (await answer).text();
  };
  tally.same("the page is that of now", await opened(200, true), "now");
  tally.same("a refusal is shown", await opened(403, true), "now");
  tally.same("a proxy that answers in place of the house is as no network", await opened(502, true), "kept");
  tally.same("and is shown where nothing was kept", await opened(503, false), "now");
}

/** Somebody is let in on a phone without a network, and cancels before it has one again. */
async function cancelledMeanwhile(house, window, tally) {
  const { page } = window;
  const email = "aaron@door.example.org";
  await house.register(EVENT, email);
  const mine = (await house.letter("registration_confirmed", email)).link("/registrations/");
  await window.open(DOOR);
  await page.fill("#q", "invented");
  await page.waitForFunction(() => document.querySelectorAll("#people form:not([action])").length === 2);
  await page.context().setOffline(true);
  // Of two with one name the later one stands below.
  await page.locator("#people button").last().click();
  await page.waitForFunction(() => document.querySelector("#unsent").textContent.endsWith("1"));
  await fetch(mine.replace(/\?.*/, "/cancellation"), { method: "POST" });
  await page.context().setOffline(false);
  await page.waitForSelector("#problems .note");
  tally.same("who cancelled meanwhile is named", await window.text("#problems"), "Invented Person schreef zich uit.");
  window.faults.length = 0;
  await window.judge.page("the door with something to look after is sound", { language: "nl" });
}

/** No longer allowed, an event that was deleted, or signed out elsewhere: the names go, and the page says which it is. */
async function shutOut(window, tally) {
  const { page } = window;
  const open = async () => {
    await window.open(DOOR);
    await page.waitForFunction(() => document.querySelector("#people form:not([action])"));
  };
  for (const [status, words] of [[403, "Je mag deze lijst niet meer zien."], [404, "Deze samenkomst is er niet meer."]]) {
    await open();
    await page.evaluate((code) => (window.fetch = async () => new Response("", { status: code })) && null, status);
    await page.waitForSelector("#problems .note");
    tally.claim(`a list that answers ${status} says why`, (await window.text("#problems")).startsWith(words));
    tally.claim("and leads nowhere", !(await window.has("#problems a")));
    tally.same("and shows no names", await page.locator("#people li").count(), 0);
  }
  await open();
  await page.context().clearCookies();
  await page.waitForSelector("#problems a");
  tally.claim("signed out elsewhere it says so", (await window.text("#problems")).startsWith("Je bent afgemeld."));
  await page.click("#problems a");
  await page.waitForSelector('form[action="/organise/sign-in"]');
  const wanted = (await page.context().cookies()).find((cookie) => cookie.name === "wanted");
  tally.same("and signing in leads back to this door", decodeURIComponent(wanted?.value ?? ""), DOOR);
}

async function withTheirOwnCamera(window, tally, ticket) {
  await window.open(ticket);
  tally.same("a scanned ticket names its holder to those at the door", await window.text("h1"), "Invented Person");
  await window.judge.page("the page of a scanned ticket is sound", { language: "nl", widths: [320, 1280] });
  await window.press("main form button.btn-seat");
  tally.claim("with one button to let them in", (await window.text("#said")).includes("is binnen"));
  await window.open(ticket);
  tally.claim("a second scan says since when", (await window.text("main .note")).includes("was al binnen, sinds"));
  await window.press("main form button");
}

/** A host at a stop: the same page with another address, which changes doors without a network too. */
async function atAStop(window, tally) {
  const { page } = window;
  await window.open(SAFARI);
  await page.waitForFunction(() => document.querySelector("#people form:not([action])"));
  const whole = await page.locator("#people li").count();
  const chosen = await page.locator("#people .muted.s").allTextContents();
  const titles = await page.locator("#stop option").evaluateAll((options) => options.map((option) => option.dataset.title));
  tally.claim("the list of the whole event says who goes where", chosen.some((text) => titles.some((title) => text.startsWith(title))), chosen.join("; "));
  const [stop, title] = await page.locator("#stop option").nth(1).evaluate((option) => [option.value, option.dataset.title]);
  await page.selectOption("#stop", stop);
  tally.same("a stop is chosen, and its name stands at the top", await window.text("h1"), title);
  tally.claim("with its own people", (await page.locator("#people li").count()) < whole);
  tally.claim("and an address to share", page.url().endsWith(`?stop=${stop}`), page.url());
  await window.judge.page("the door of a stop is sound", { language: "nl", widths: [320, 390, 1280], axe: [{ width: 390 }, { width: 1280, scheme: "dark" }] });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async (door) => (await caches.open("door")).match(door), SAFARI);
  const missing = async () => Number((await window.text("#missing")).replace(/\D/g, ""));
  const before = await missing();
  await page.context().setOffline(true);
  await page.locator("#people button.btn-1").first().click();
  tally.same("one less is missing", await missing(), before - 1);
  await page.reload();
  await page.waitForSelector("#people li");
  tally.same("without a network the address leads to the same stop", await window.text("h1"), title);
  tally.same("and knows who is there", await missing(), before - 1);
  const id = await page.locator("#people li:has(.in-yes)").first().getAttribute("id");
  window.faults.length = 0;
  await page.context().setOffline(false);
  await page.waitForFunction(() => document.querySelector("#unsent").textContent === "");
  const other = await page.locator("#stop option").nth(2).getAttribute("value");
  await page.selectOption("#stop", other);
  tally.same("at another stop they are not", await page.locator(`#${id} .in-yes`).count(), 0);
  await page.selectOption("#stop", "");
  await page.waitForSelector(`#${id} .in-yes`);
  tally.claim("and at the event they are", true);
  await page.locator(`#${id} button`).click();
  await page.waitForFunction((line) => !document.querySelector(`#${line} .in-yes`) && !document.querySelector("#unsent").textContent, id);
  await page.selectOption("#stop", stop);
  tally.same("who is not at the event is at no stop", await missing(), before);
}

async function signOut(window, tally) {
  const { page } = window;
  const names = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("door:list")).length);
  tally.same("the list stays on the phone", await names(), 1);
  await window.open("/organise");
  if (!(await window.has('form[action="/organise/session"] button'))) await window.open("/organise/account");
  await window.press('form[action="/organise/session"] button');
  tally.same("until one signs out", await names(), 0);
  tally.claim("and so does the page", !(await page.evaluate(() => caches.has("door"))));
}

async function withoutScript(house, browser, tally) {
  const window = await browser.window({ width: 320, javaScript: false });
  await signIn(house, window, "organiser", "three@door.example.org");
  await window.open(DOOR);
  await window.page.fill("#q", "Invented");
  await window.press("#find");
  await window.press("#people button");
  tally.claim("without a script the buttons do the same", (await window.text("#said")).includes("Invented Person is binnen."));
  await window.press("#people button");
  tally.claim("and undo it", (await window.text("#said")).includes("staat weer op de lijst"));
  await window.close();
}

/** A camera that sees the code; this Chromium cannot read codes itself, so the house does. */
async function withTheCamera(house, tally, code) {
  const film = join(house.folder, "code.y4m");
  await writeFile(film, filmed(code));
  const flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  const browser = await Browser.open(house, tally, flags);
  try {
    const window = await browser.window({ width: 390 });
    await signIn(house, window, "viewer", "four@door.example.org");
    await window.open(DOOR);
    await window.page.waitForFunction(() => document.querySelector("#people form:not([action])"));
    await window.page.click("#scan");
    await window.page.waitForSelector("#said .note");
    tally.same("the camera reads the code", await window.text("#said"), "Invented Person is binnen.");
    await window.judge.page("the door with its camera on is sound", { language: "nl" });
    await window.page.waitForFunction(() => document.querySelector("#unsent").textContent === "");
    await window.page.click("#stop-camera");
    tally.claim("and closes again", await window.page.locator("#camera").isHidden());
    tally.same("nothing went wrong", await window.text("#problems"), "");
    await window.close();
  } finally {
    await browser.close();
  }
}

/** A second of film (YUV4MPEG2) of the code on a grey wall. */
function filmed(code) {
  const [width, height, scale] = [640, 480, 8];
  const picture = Buffer.alloc(width * height * 1.5, 128);
  picture.fill(190, 0, width * height);
  const [left, top] = [width, height].map((length) => Math.round((length - code.length * scale) / 2));
  for (let y = 0; y < code.length * scale; y += 1) {
    for (let x = 0; x < code.length * scale; x += 1) {
      picture[(top + y) * width + left + x] = code[Math.floor(y / scale)][Math.floor(x / scale)] ? 30 : 230;
    }
  }
  const frames = Array.from({ length: 10 }, () => [Buffer.from("FRAME\n"), picture]).flat();
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...frames]);
}
