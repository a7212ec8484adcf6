// The browser's story: the real program with its demo network, and what people see and do in Chromium.
//
//   SAMENKOMST_BINARY=target/debug/samenkomst node tests/browser/run.js
//
// Prints one line per claim and ends with "N passed, N failed". Pictures of what went wrong are in target/browser/.

import { Browser } from "./browser.js";
import { House } from "./house.js";
import { Tally } from "./tally.js";
import { atTheDoor } from "./stories/at_the_door.js";
import { byKeyboard } from "./stories/by_keyboard.js";
import { deskPages } from "./stories/desk_pages.js";
import { embedding } from "./stories/embedding.js";
import { handingOver } from "./stories/handing_over.js";
import { lookingBack } from "./stories/looking_back.js";
import { looks } from "./stories/looks.js";
import { losingNothing } from "./stories/losing_nothing.js";
import { organising, organisingPlainly } from "./stories/organising.js";
import { pages } from "./stories/pages.js";
import { readingAlong } from "./stories/reading_along.js";
import { registering } from "./stories/registering.js";
import { signingIn } from "./stories/signing_in.js";

const tally = new Tally();
const house = await House.open();
const browser = await Browser.open(house, tally);
process.once("SIGTERM", async () => {
  await browser.close();
  await house.close();
  process.exit(143);
});
try {
  await tally.story("on a phone, with JavaScript", () =>
    registering(house, browser, tally, {
      language: "nl",
      region: "leuven",
      event: "samen-in-beweging-leuven",
      look: { width: 390, javaScript: true },
    }));
  await tally.story("on a laptop, without JavaScript", () =>
    registering(house, browser, tally, {
      language: "fr",
      region: "hageland",
      event: "samen-in-beweging-hageland",
      look: { width: 1280, javaScript: false },
    }));
  await tally.story("handing a seat over", () => handingOver(house, browser, tally));
  await tally.story("reading along", () => readingAlong(house, browser, tally));
  await tally.story("signing in", () => signingIn(house, browser, tally));
  await tally.story("losing nothing", () => losingNothing(house, browser, tally));
  await tally.story("at the door", () => atTheDoor(house, browser, tally));
  await tally.story("the organisers' desk", () => organising(house, browser, tally));
  await tally.story("the organisers' desk on a phone, without JavaScript", () => organisingPlainly(house, browser, tally));
  await tally.story("by keyboard", () => byKeyboard(house, browser, tally));
  await tally.story("every page of an organiser", () => deskPages(house, browser, tally));
  await tally.story("looking back", () => lookingBack(house, browser, tally));
  await tally.story("on a website of others", () => embedding(house, browser, tally));
  await tally.story("what only an eye sees", () => looks(house, browser, tally));
  await tally.story("every page", () => pages(house, browser, tally));
} finally {
  await browser.close();
  await house.close();
}
process.exitCode = tally.finish();
