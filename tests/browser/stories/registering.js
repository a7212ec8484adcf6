// The main job: find an event, register, get the letter, change, cancel; and the next in line gets the seat.

/** @param plan {language, region, event, look}: an event that fills up and has a waiting list */
export async function registering(house, browser, tally, plan) {
  const { language, event, look } = plan;
  const amina = { name: "Amina El Idrissi", email: `amina@${event}.example.org` };
  const bram = { name: "Bram De Smet", email: `bram@${event}.example.org` };

  const window = await browser.window(look);
  await find(window, tally, plan);
  await mistake(window, tally, plan, amina);
  await confirm(window, tally, plan, amina);
  const mine = await readLetter(house, tally, plan, amina);
  await change(window, tally, plan, mine);

  await house.fill(event);
  const other = await browser.window(look);
  const waiting = await standInLine(house, other, tally, plan, bram);
  await leave(house, window, tally, plan, amina, mine);
  await moveUp(house, other, tally, plan, bram, waiting);
  await window.close();
  await other.close();
}

async function find(window, tally, { language, region, event, look }) {
  const { page } = window;
  await window.open(`/?lang=${language}`);
  tally.same("an address can be copied with a press where a script is there to do it", await page.locator("[data-copy]").first().isVisible(), look.javaScript);
  await page.selectOption("#region", region);
  await window.press("form.filters > button");
  tally.same("the agenda is filtered by region", new URL(page.url()).searchParams.get("region"), region);
  tally.same("and remembers the language", (await page.locator("html").getAttribute("lang")).slice(0, 2), language);
  await window.press(`main a[href^="/events/${event}"]`);
  tally.same("an event of the agenda opens", new URL(page.url()).pathname, `/events/${event}`);
  const cta = page.locator(".cta .btn");
  if (look.width < 600 && (await cta.isVisible())) {
    await cta.click();
    tally.same("the bar leads to the form", new URL(page.url()).hash, "#seat");
  }
}

/** The browser lets an address without a dot pass; the house does not. */
async function mistake(window, tally, { look, language }, person) {
  const { page } = window;
  await fillIn(page, { ...person, email: "amina@voorbeeld", organisation: "OCMW Leuven" });
  tally.same("a mistake is answered with 422", await window.press("#seat form button.btn-seat"), 422);
  tally.claim("the summary of mistakes is there", await page.locator("#errors").isVisible());
  if (look.javaScript) {
    tally.same("and has the focus", await page.evaluate(() => document.activeElement?.id), "errors");
  }
  tally.same("the name is still there", await page.inputValue("#f-name"), person.name);
  tally.same("the wrong address too", await page.inputValue("#f-email"), "amina@voorbeeld");
  tally.same("and the organisation", await page.inputValue("#f-organisation"), "OCMW Leuven");
  tally.claim("consent stays given", await page.isChecked("#f-consent"));
  tally.same("the field is marked", await page.getAttribute("#f-email", "aria-invalid"), "true");
  const told = (await page.getAttribute("#f-email", "aria-describedby")).split(" ")[0];
  tally.claim("the sentence belongs to the field", (await window.text(`#${told}`)).length > 10);
  await page.locator("#errors a").click();
  tally.same("the summary leads to the field", new URL(page.url()).hash, "#f-email");
  if (look.javaScript) await window.judge.page("the page with a mistake is sound", { language });
}

async function confirm(window, tally, { event, language, look }, person) {
  const { page } = window;
  await page.fill("#f-email", person.email);
  const status = await window.press("#seat form button.btn-seat");
  tally.same("the seat is confirmed at once", `${status} ${new URL(page.url()).pathname}`, `200 /events/${event}/registrations`);
  tally.claim("by name", (await window.text("h1")).includes("Amina"));
  tally.claim("with the address that was typed", (await window.text("main [role=status]")).includes(person.email));
  tally.claim("as confirmed", await window.has(".tag-ok"));
  if (look.javaScript) tally.same("and read from its beginning", await page.evaluate(() => scrollY), 0);
  if (!look.javaScript) return;
  await window.judge.page("the page that confirms is sound", { language });
  await page.goBack();
  tally.same("and the way back leads to the event, past the mistake", new URL(page.url()).pathname, `/events/${event}`);
}

/** Finds the private link in the letter. */
async function readLetter(house, tally, { event, language }, person) {
  const letter = await house.letter("registration_confirmed", person.email);
  tally.claim("a letter comes, in the language of the visit", letter.headers.get("content-language")?.startsWith(language));
  tally.claim("with the words as text and as HTML", letter.text.includes("Amina") && letter.part("text/html")?.includes("Amina"));
  tally.claim("with an entry for the calendar", letter.part("text/calendar")?.includes("METHOD:REQUEST\r\n"));
  const link = letter.link("/registrations/");
  tally.claim("with the private link", Boolean(link), letter.text);
  const feed = await house.read("/calendar/vlaams-brabant.ics");
  const uid = letter.part("text/calendar").match(/^UID:(\S+)/m)[1];
  tally.claim("and the region's calendar shows the same entry", feed.text.includes(uid), `${uid} of ${event}`);
  tally.claim("but not the person", !feed.text.includes(person.email) && !feed.text.includes("Amina"));
  return link;
}

async function change(window, tally, { language, look }, mine) {
  const { page } = window;
  await window.open(mine);
  tally.claim("the link opens my registration", await window.has(".tag-ok"));
  await page.locator("details:has(#f-organisation) summary").click();
  await page.fill("#f-organisation", "CAW Oost-Brabant");
  await window.press("details:has(#f-organisation) button");
  tally.claim("what is changed is kept", (await window.text("main dl")).includes("CAW Oost-Brabant"));
  tally.claim("and said", await window.has(".note-ok[role=status]"));
  if (look.javaScript) await window.judge.page("my registration is sound", { language });
}

/** Comes when all seats are taken. */
async function standInLine(house, window, tally, { event, language, look }, person) {
  const { page } = window;
  await window.open(`/events/${event}?lang=${language}`);
  await fillIn(page, { ...person, organisation: "" });
  await window.press("#seat form button.btn-seat");
  const line = await window.text(".tag-seat");
  tally.claim("who comes when all seats are taken is the first in line", /\b1\b/.test(line), line);
  if (look.javaScript) await window.judge.page("the page of the waiting list is sound", { language });
  const letter = await house.letter("registration_waitlisted", person.email);
  tally.claim("their letter has no entry for the calendar", !letter.part("text/calendar"));
  const waiting = letter.link("/registrations/");
  await window.open(waiting);
  tally.claim("their link shows the place in the line", /\b1\b/.test(await window.text(".tag-seat")));
  return waiting;
}

/** The first page asks; the button cancels. */
async function leave(house, window, tally, { language, look }, person, mine) {
  const { page } = window;
  await window.open(mine);
  await page.locator("details:has(.btn-stop) summary").click();
  await window.press("details .btn-stop");
  tally.claim("my registration is cancelled", !(await window.has(".tag-ok")) && (await window.has(".note[role=status]")));
  if (look.javaScript) await window.judge.page("my registration after leaving is sound", { language });
  const letter = await house.letter("registration_cancelled", person.email);
  tally.claim("the letter takes the entry out of the calendar", letter.part("text/calendar")?.includes("METHOD:CANCEL\r\n"));
}

async function moveUp(house, window, tally, { language }, person, waiting) {
  const letter = await house.letter("seat_became_free", person.email);
  tally.same("the next in line gets a letter, with the same link", letter.link("/registrations/"), waiting);
  tally.claim("in their language", letter.headers.get("content-language")?.startsWith(language));
  tally.claim("with an entry for the calendar", letter.part("text/calendar")?.includes("METHOD:REQUEST\r\n"));
  await window.open(waiting);
  tally.claim("and has the seat", await window.has(".tag-ok"));
}

export async function fillIn(page, { name, email, organisation = "" }) {
  await page.fill("#f-name", name);
  await page.fill("#f-email", email);
  await page.fill("#f-organisation", organisation);
  await page.check("#f-consent");
}
