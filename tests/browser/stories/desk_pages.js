// Every page of an organiser, judged as those of visitors are: in three languages, light and dark, on a phone and a desk.

const LOOKS = {
  nl: { widths: [320, 390, 768, 1280], axe: [{ width: 390, scheme: "light" }] },
  fr: { widths: [320], axe: [{ width: 1280, scheme: "dark" }] },
  en: { widths: [], axe: [{ width: 320, scheme: "light" }] },
};

/** Events of the demo by what one does with them. */
const OPEN = "/organise/events/praktijksafari-op-stap-in-gent";
const DRAFT = "/organise/events/achter-de-schermen-in-kortrijk";
const ASKING = "/organise/events/minder-papier-meer-hulp";
const FULL = "/organise/events/samenleven-in-diversiteit-het-vervolg";
const CALLED_OFF = "/organise/events/buurtwandeling-langs-het-kanaal";
const PAST = "/organise/events/samenleven-in-diversiteit";
const PAST_SAFARI = "/organise/events/praktijksafari-op-stap-in-lokeren";

const PAGES = {
  "the desk": "/organise",
  "the desk, drafts": "/organise?shelf=drafts",
  "the desk, past": "/organise?shelf=past",
  "the desk without a find": "/organise?q=xyzzy",
  "a new event": "/organise/events/new",
  "a copy for all regions": "/organise/series-copies/new",
  "the editor of a published event": OPEN,
  "the editor of a draft": DRAFT,
  "the editor of an event with questions": ASKING,
  "the editor of an event that was called off": CALLED_OFF,
  "a day to move to": "/organise/moves/new?event=welk-signaal-geven-we-door",
  "what moving comes to": "/organise/moves/new?event=welk-signaal-geven-we-door&date=2027-06-03&minutes=30",
  "the series": "/organise/series",
  "the digest of a region": "/organise/regions/oost-vlaanderen/digest",
  "what a visitor would see": `${DRAFT}/preview`,
  "a copy": `${OPEN}/copies/new`,
  "copies on several days": `${OPEN}/repeats/new?first=2027-05-01&rhythm=week&times=4`,
  "drafts that were made together": "/organise/drafts?event=achter-de-schermen-in-kortrijk&made=1",
  "calling off": `${OPEN}/cancellation`,
  "calling off a draft": `${DRAFT}/cancellation`,
  "what is called off already": `${CALLED_OFF}/cancellation`,
  "planning anew what was called off": `${CALLED_OFF}/copies/new`,
  "deleting what people count on": `${OPEN}/deletion`,
  "deleting a draft": `${DRAFT}/deletion`,
  "attendees": `${OPEN}/registrations`,
  "attendees, narrowed": `${OPEN}/registrations?q=xyzzy&status=waitlisted`,
  "attendees, all chosen": `${OPEN}/registrations?all=true`,
  "attendees of a past event": `${PAST}/registrations`,
  "attendees everywhere": "/organise/registrations?q=an",
  "somebody added by hand": `${ASKING}/registrations/new`,
  "what to take away": `${OPEN}/registrations/export`,
  "a list to bring in": `${OPEN}/registrations/import`,
  "the door": `${OPEN}/door`,
  "messages": `${OPEN}/messages`,
  "a new message": `${OPEN}/messages/new`,
  "figures of an event": `${OPEN}/figures`,
  "figures of a past event": `${PAST}/figures`,
  "figures of a past event with stops": `${PAST_SAFARI}/figures`,
  "how people found an event that asked nobody": `${PAST}/feedback`,
  "figures of the network": "/organise/figures",
  "figures without a find": "/organise/figures?region=limburg&kind=conference",
  "the network": "/organise/network",
  "a new organiser": "/organise/network/organisers/new",
  "a new region": "/organise/network/regions/new",
  "a region to change": "/organise/network/regions/oost-vlaanderen",
  "the themes": "/organise/network/themes",
  "a theme to change": "/organise/network/themes?edit=solidariteit",
  "the trail": "/organise/audit",
  "the account": "/organise/account",
};

const REFUSED = {
  "an event that is not there": ["/organise/events/nergens", 404],
  "a page that is not there": ["/organise/nergens", 404],
  "a person that is not there": [`${OPEN}/registrations/AAAAAAAAAAAAAAAAAAAAAA`, 404],
};

export async function deskPages(house, browser, tally) {
  const window = await browser.window({ width: 1280 });
  await window.open(await house.organiser("admin@desk.example.org", "admin"));
  await window.press("main form button");
  const desk = new Desk(window, tally);
  for (const [name, path] of Object.entries(PAGES)) await desk.look(name, path);
  await desk.behindLinks();
  await desk.aMessage();
  await desk.anImport();
  await desk.mistakes();
  for (const [name, [path, status]] of Object.entries(REFUSED)) await desk.look(name, path, status);
  await desk.walk();
  await window.close();
  await viewers(house, browser, tally);
  await signedOut(house, browser, tally);
}

class Desk {
  links = new Set();

  constructor(window, tally) {
    Object.assign(this, { window, tally, page: window.page });
  }

  /** The page in each language; all of its links are noted. */
  async look(name, path, status = 200) {
    for (const language of Object.keys(LOOKS)) {
      const answered = await this.window.open(inLanguage(path, language));
      if (answered !== status) this.tally.claim(`${name}, ${language}`, false, `answered ${answered} instead of ${status}`);
      else await this.judge(name, language);
    }
  }

  /** The page as it is, with all that is folded away at first. */
  async judge(name, language) {
    const { page } = this;
    if ([200, 422].includes(this.window.status)) {
      const found = await page.locator("a[href]:not([href^='#'])").evaluateAll((all) => all.map((a) => a.href.split("#")[0]));
      for (const link of found) if (link.startsWith(this.window.house.url)) this.links.add(link);
    }
    await page.locator("main details").evaluateAll((all) => all.forEach((d) => (d.removeAttribute("name"), (d.open = true))));
    await this.window.judge.page(`${name}, ${language}`, { language, ...LOOKS[language] });
  }

  /** The path to which the first such link leads. */
  async linkOn(path, selector) {
    await this.window.open(path);
    return new URL(await this.page.locator(selector).first().evaluate((a) => a.href)).pathname;
  }

  async behindLinks() {
    const person = await this.linkOn(`${OPEN}/registrations?status=confirmed`, "tbody th a");
    await this.look("a person with a seat", person);
    const waiting = await this.linkOn(`${FULL}/registrations?status=waitlisted`, "tbody th a");
    await this.look("a person in the line", waiting);
    await this.look("an organiser", await this.linkOn("/organise/network", "a[href^='/organise/network/organisers/']:not([href$=new])"));
    const id = person.split("/").at(-1);
    for (const act of ["wait", "leave", "resend"]) {
      await this.look(`before many: ${act}`, `${OPEN}/registrations/arrangements/new?act=${act}&ids=${id}`);
    }
    await this.look("before the whole filter", `${OPEN}/registrations/arrangements/new?act=leave&all=true`);
    await this.look("a message to one person", `${OPEN}/messages/new?ids=${id}`);
  }

  async aMessage() {
    const { page, window } = this;
    await window.open(`${OPEN}/messages/new?lang=nl`);
    await page.fill("#f-subject-nl", "Breng een paraplu mee");
    await page.fill("#f-body-nl", "We stappen **buiten**, en het regent.\n\nTot dan!");
    await window.press("form.writing button");
    const path = new URL(page.url()).pathname;
    await this.look("a message to look at", path);
    await this.look("a message to change", `${path}/edit`);
    await this.look("a message to look at, in French", `${path}?letter=fr`);
    await window.open(`${path}?lang=nl`);
    const asksForTheHour = () => page.isVisible("#f-send_at");
    this.tally.same("whoever sends at once is asked for no hour", await asksForTheHour(), false);
    await page.check('input[name="when"][value="later"]');
    this.tally.same("whoever sends later is asked for the hour", await asksForTheHour(), true);
    await page.fill("#f-send_at", "2019-01-01T10:00");
    this.tally.same("a time that is past is refused", await window.press("form[action$='/sending'] button"), 422);
    await this.judge("a message with a wrong time", "nl");
  }

  async anImport() {
    const { page, window } = this;
    await window.open(`${ASKING}/registrations/import?lang=nl`);
    const list = "Naam;E-mail;Functie;Lievelingskleur\nAn Peeters;an@import.example.org;leidinggevende;rood\nZonder adres;;;\n";
    await page.setInputFiles("#f-file", { name: "lijst.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await window.press("form[enctype] button");
    await this.look("the report of a list", new URL(page.url()).pathname);
    await window.open(`${ASKING}/registrations/import?lang=fr`);
    await page.setInputFiles("#f-file", { name: "lijst.csv", mimeType: "text/csv", buffer: Buffer.from([0xff, 0, 1, 2]) });
    this.tally.same("what is no list is refused", await window.press("form[enctype] button"), 422);
    await this.judge("what is no list", "fr");
  }

  /** Forms that come back with what is wrong. */
  async mistakes() {
    const waiting = await this.linkOn(`${FULL}/registrations?status=waitlisted`, "tbody th a");
    await this.mistake("a place in the line without a reason", waiting, "form[action$='/place']", { to: "1" });
    await this.mistake("somebody without an address", waiting, "form:has([value=put])", { email: "" });
    await this.mistake("a new event without anything", "/organise/events/new", "form[action='/organise/events']", {});
    await this.mistake("the editor without a title", DRAFT, "#editor", { title: "", starts: "", capacity: "-3" });
    await this.mistake("calling off without a reason", `${OPEN}/cancellation`, "form[action$='/cancellation']", {});
    await this.mistake("a copy without a day", `${OPEN}/copies/new`, "main form", { date: "" });
    await this.mistake("a rhythm without a day", `${OPEN}/copies/new`, "form[action$='/repeats/new']", { first: "" });
    await this.mistake("several copies without a day", `${OPEN}/repeats/new`, "form[action$='/repeats']", {});
    await this.mistake("somebody without a name", `${ASKING}/registrations/new`, "main form", { email: "geen adres" });
    await this.mistake("a message without a text", `${OPEN}/messages/new`, "form.writing", {});
    await this.mistake("an organiser without a name", "/organise/network/organisers/new", "main form", { email: "geen adres" });
    await this.mistake("a region without a name", "/organise/network/regions/new", "main form", {});
    await this.mistake("an account without a name", "/organise/account", "form[action='/organise/account']", { name: "" });
  }

  async mistake(name, path, form, typed) {
    for (const language of ["nl", "fr", "en"]) {
      await this.window.open(inLanguage(path, language));
      // A browser would stop some of these; a form that is sent by hand is not stopped.
      const status = await this.window.after(() =>
        this.page.locator(form).first().evaluate((form, typed) => {
          form.noValidate = true;
          for (const [field, value] of Object.entries(typed)) {
            form.elements[field].type = "text";
            form.elements[field].value = value;
          }
          form.requestSubmit();
        }, typed));
      if (status === 422) await this.judge(name, language);
      else this.tally.claim(`${name}, ${language}`, false, `answered ${status} instead of 422`);
    }
  }

  /** Follows every link of those pages once. */
  async walk() {
    const broken = [];
    for (const link of this.links) {
      const answer = await this.page.request.get(link, { maxRedirects: 5 });
      if (answer.status() >= 400) broken.push(`${answer.status()} ${link}`);
    }
    this.tally.claim(`all ${this.links.size} addresses on those pages lead somewhere`, broken.length === 0, broken.join("\n"));
  }
}

function inLanguage(path, language) {
  return `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
}

/** Somebody who may read sees that, and is told what they may not. */
async function viewers(house, browser, tally) {
  const window = await browser.window({ width: 1280 });
  await window.open(await house.organiser("viewer@desk.example.org", "viewer", "oost-vlaanderen"));
  await window.press("main form button");
  const desk = new Desk(window, tally);
  await desk.look("the desk of a viewer", "/organise");
  await desk.look("an event to read", OPEN);
  await desk.look("attendees to read", `${OPEN}/registrations`);
  await desk.look("figures to read", `${OPEN}/figures`);
  for (const path of ["/organise/events/new", "/organise/network", "/organise/audit", `${OPEN}/registrations.csv`, `${OPEN}/messages/new`]) {
    tally.same(`not for a viewer: ${path}`, await window.open(path), 403);
  }
  await desk.look("what a viewer may not", "/organise/events/new", 403);
  await desk.look("an event of another region", DRAFT, 404);
  await desk.walk();
  await window.close();
}

async function signedOut(house, browser, tally) {
  const window = await browser.window({ width: 390 });
  const desk = new Desk(window, tally);
  const link = await house.organiser("code@desk.example.org", "organiser", "limburg");
  await desk.look("a link to sign in", new URL(link).pathname);
  await desk.mistake("signing in without an address", "/organise/sign-in", "main form", { email: "geen adres" });
  await window.open("/organise/sign-in?lang=nl");
  await window.page.fill("#email", "code@desk.example.org");
  await window.press("main form button");
  await desk.judge("a code is asked", "nl");
  await desk.mistake("a wrong code", "/organise/sign-in?sent=true", "form[action$='/code']", { code: "000000" });
  await desk.walk();
  const letter = await house.letter("sign_in", "code@desk.example.org");
  const elsewhere = await browser.window({ width: 390 });
  await elsewhere.open(letter.link("/organise/sign-in/"));
  tally.claim("the link asks for the code in another browser", await elsewhere.has("#code"));
  await elsewhere.judge.page("a link in another browser", { language: "nl" });
  await window.open("/organise/figures?period=all&lang=nl");
  tally.same("who is not signed in is asked to", new URL(window.page.url()).pathname, "/organise/sign-in");
  await window.open("/organise/sign-in?sent=true&lang=nl");
  await window.page.fill("#code", letter.text.match(/\b\d{3} ?\d{3}\b/)[0]);
  await window.press("form[action$='/code'] button");
  tally.same("the code of the letter leads to the page that was wanted", new URL(window.page.url()).pathname, "/organise/figures");
  await elsewhere.close();
  await window.close();
}
