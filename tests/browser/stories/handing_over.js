// A seat goes to a colleague: offered, accepted or refused, and both know.

import { fillIn } from "./registering.js";

const EVENT = "samen-in-beweging-vilvoorde";
const GIVER = { name: "Chaima Benali", email: "chaima@giver.example.org" };
const TAKER = { name: "Dries Peeters", email: "dries@taker.example.org" };
const UNWILLING = { name: "Els Maes", email: "els@unwilling.example.org" };

export async function handingOver(house, browser, tally) {
  const window = await browser.window({ width: 390 });
  await window.open(`/events/${EVENT}?lang=nl`);
  await fillIn(window.page, GIVER);
  await window.press("#seat form button.btn-seat");
  const mine = (await house.letter("registration_confirmed", GIVER.email)).link("/registrations/");

  const first = await offer(house, window, tally, mine, UNWILLING);
  const refusing = await browser.window({ width: 320 });
  await refuse(refusing, tally, first);
  const declined = await house.letter("seat_declined", GIVER.email);
  tally.claim("who offered the seat hears of the no", declined.text.includes(UNWILLING.name), declined.text);
  await window.open(mine);
  tally.claim("and still has the seat", await window.has(".tag-ok"));

  const second = await offer(house, window, tally, mine, TAKER);
  const accepting = await browser.window({ width: 1280, scheme: "dark" });
  await accept(accepting, tally, second);
  const given = await house.letter("seat_handed_over", GIVER.email);
  tally.claim("who gave the seat away hears of the yes", given.text.includes(TAKER.name), given.text);
  tally.claim("and the entry leaves their calendar", given.part("text/calendar")?.includes("METHOD:CANCEL\r\n"));
  const taken = await house.letter("registration_confirmed", TAKER.email);
  tally.claim("who took the seat gets the confirmation", taken.part("text/calendar")?.includes("METHOD:REQUEST\r\n"));
  await accepting.open(taken.link("/registrations/"));
  tally.claim("with a link of their own", await accepting.has(".tag-ok"));
  await window.open(mine);
  tally.claim("the first link shows that the seat is gone", !(await window.has(".tag-ok")));
  await accepting.open(second);
  await accepting.judge.page("an offer that was answered says so", { language: "nl" });
  for (const each of [window, refusing, accepting]) await each.close();
}

/** Offers the seat, and gives the link in the colleague's letter. */
async function offer(house, window, tally, mine, colleague) {
  const { page } = window;
  await window.open(mine);
  const summary = page.locator("details:has(#g-email) summary");
  if (!(await page.locator("#g-email").isVisible())) await summary.click();
  await page.fill("#g-name", colleague.name);
  await page.fill("#g-email", colleague.email);
  await window.press('form[action*="/handover?"] button');
  tally.claim(`the seat is offered to ${colleague.name}`, await window.has(".note-ok[role=status]"));
  await window.judge.page("my registration with an open offer is sound", { language: "nl" });
  const letter = await house.letter("seat_offered", colleague.email);
  tally.claim("the colleague's letter says who offers", letter.text.includes(GIVER.name), letter.text);
  const link = letter.link("/handovers/");
  tally.claim("and has a link to answer", Boolean(link), letter.text);
  return link;
}

async function refuse(window, tally, link) {
  await window.open(link);
  await window.judge.page("the offer is sound on a small phone", { language: "nl" });
  await window.press('form[action$="/refusal"] button');
  tally.claim("a no is answered with a sentence", await window.has(".note[role=status]"));
}

async function accept(window, tally, link) {
  const { page } = window;
  await window.open(link);
  await window.judge.page("the offer is sound in the dark", { language: "nl" });
  tally.same("the colleague's name is filled in", await page.inputValue("#f-name"), TAKER.name);
  await page.fill("#f-organisation", "Huis van het Kind");
  await page.check("#f-consent");
  await window.press('form[action*="/acceptance?"] button');
  tally.claim("a yes leads to their registration", new URL(page.url()).pathname.startsWith("/registrations/"));
  tally.claim("with the seat", await window.has(".tag-ok"));
}
