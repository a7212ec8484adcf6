// Afterwards: how it was, said on a phone from the letter of thanks, and read at the desk.

const REGION = "limburg";
const ORGANISER = "after@desk.example.org";
const PEOPLE = ["nadia", "omar", "pia"].map((name) => `${name}@after.example.org`);
const WIDTHS = [320, 390, 768, 1280];
const LOOKS = {
  nl: [{ width: 390, scheme: "light" }, { width: 390, scheme: "dark" }],
  fr: [{ width: 1280, scheme: "dark" }],
  en: [{ width: 320, scheme: "light" }],
};

export async function lookingBack(house, browser, tally) {
  const desk = await browser.window({ width: 1280 });
  await desk.open(await house.organiser(ORGANISER, "organiser", REGION));
  await desk.press("main form button");
  const slug = await anEventThatIsOver(house);
  const phone = await browser.window({ width: 390 });
  await saying(house, phone, tally);
  for (const email of PEOPLE.slice(1)) await said(house, email);
  await reading(desk, tally, slug);
  await phone.close();
  await desk.close();
}

/** People register for it while it is still to come; then it was two days ago. */
async function anEventThatIsOver(house) {
  const program = await house.program(ORGANISER);
  const at = (days, time) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
  const when = (days) => ({ starts_at: at(days, "10:00"), ends_at: at(days, "11:00") });
  const words = { title: "Wat we samen zagen", asks_feedback: true, feedback_question: "Welke spreker wil je terug?" };
  const made = await program("POST", "/events", { ...words, ...when(9), kind: "gathering", region: REGION, format: "online" });
  await program("POST", `/events/${made.slug}/publication`);
  for (const email of PEOPLE) {
    await house.register(made.slug, email);
    await house.letter("registration_confirmed", email);
  }
  await program("PATCH", `/events/${made.slug}`, when(-2));
  return made.slug;
}

/** Where the letter of thanks leads. */
async function feedback(house, email) {
  const thanks = await house.letter("thanks", email);
  return thanks.link("/registrations/").replace(/\?.*/, "");
}

async function look(window, name, address) {
  for (const language of Object.keys(LOOKS)) {
    await window.open(`${address}?lang=${language}`);
    await window.judge.page(`${name}, ${language}`, { language, widths: WIDTHS, axe: LOOKS[language] });
  }
}

async function saying(house, window, tally) {
  const { page } = window;
  const address = await feedback(house, PEOPLE[0]);
  await look(window, "my registration, which asks how it was", address.replace(/\/feedback$/, ""));
  await look(window, "how was it", address);
  await window.open(`${address}?lang=nl`);
  tally.same("nothing is no answer", await window.press("main form button"), 422);
  await window.judge.page("nothing is no answer, and sound", { language: "nl", widths: WIDTHS, axe: LOOKS.nl });
  await page.focus("#f-score");
  await page.keyboard.press("Space");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowDown");
  tally.same("a score is chosen by the keyboard alone", await page.locator('input[name="score"]:checked').inputValue(), "4");
  await page.fill("#f-take_along", "Moed & <b>geduld</b>");
  tally.same("an answer is taken", await window.press("main form button"), 200);
  tally.same("and thanked for", await window.text("h1"), "Bedankt!");
  await window.judge.page("the thanks for an answer", { language: "nl", widths: WIDTHS, axe: LOOKS.nl });
  await look(window, "what was said already", address);
}

/** Somebody else says it, as a form without a browser would. */
async function said(house, email) {
  const body = new URLSearchParams({ score: "5", to_improve: "Meer tijd om na te praten" });
  const answer = await fetch(await feedback(house, email), { method: "POST", body, redirect: "manual" });
  if (answer.status !== 303) throw new Error(`${email} cannot say how it was: ${answer.status}`);
}

async function reading(window, tally, slug) {
  await window.open(`/organise/events/${slug}/figures?lang=nl`);
  await window.press('.tabs a[href$="/feedback"]');
  tally.claim("the tab leads to the scores", (await window.text(".tbl tbody")).includes("Heel goed"));
  tally.claim("and to the words as they are", (await window.text("main")).includes("Moed & <b>geduld</b>"));
  await look(window, "how people found it", `/organise/events/${slug}/feedback`);
}
