// A session ends while somebody writes: what they wrote comes back, and leaves once they are signed in again.

const WRITER = "liesbeth@desk.example.org";
const MESSAGE = "/organise/events/praktijksafari-op-stap-in-gent/messages/new?lang=nl";
const WORDS = "Breng \"een kop\" & <een lepel> mee.\n\n* 1 < 2\n* c’est ça";

export async function losingNothing(house, browser, tally) {
  const window = await browser.window({ width: 390 });
  const { page } = window;
  await window.open(await house.organiser(WRITER, "organiser", "oost-vlaanderen"));
  await window.press("main form button");
  await window.open(MESSAGE);
  await page.fill("#f-subject-nl", "Breng een kop mee");
  await page.fill("#f-body-nl", WORDS);
  await page.context().clearCookies({ name: "session" });
  tally.same("who was signed out while writing is told so", await window.press("form.writing button"), 401);
  await window.judge.page("the page that keeps their words is sound", { language: "nl", widths: [320, 390, 1280] });
  await signInBeside(house, page);
  tally.same("signed in beside, they press once", await window.press("main form button"), 200);
  await window.open(`${new URL(page.url()).pathname}/edit`);
  tally.same("and every word is there", await page.inputValue("#f-body-nl"), WORDS);
  await window.close();
}

/** In another tab, with a link by mail. */
async function signInBeside(house, page) {
  const opened = page.context().waitForEvent("page");
  await page.click('main a[href="/organise/sign-in"]');
  const beside = await opened;
  await beside.fill("#email", WRITER);
  await beside.click("main form button");
  const letter = await house.letter("sign_in", WRITER);
  await beside.goto(letter.link("/organise/sign-in/"));
  await beside.click("main form button");
  await beside.waitForURL(`${house.url}/organise`);
  await beside.close();
}
