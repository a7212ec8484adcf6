// Somebody reads a region's weekly digest: asked for on the region's page, confirmed by letter, and no stranger learns of
// it.

const READER = "lotte@reader.example.org";

export async function readingAlong(house, browser, tally) {
  const window = await browser.window({ width: 390 });
  await window.open("/regions/hageland?lang=nl");
  await ask(window, "lotte");
  tally.claim("what is no address comes back with a sentence", await window.has("[aria-invalid=true]"));
  await window.judge.page("the form with a mistake is sound", { language: "nl" });
  await ask(window, READER);
  await window.judge.page("the page that says where to look is sound", { language: "nl" });
  const said = await window.page.locator("main").innerText();

  const asked = await house.letter("digest_asked", READER);
  const link = asked.link("/digests/");
  tally.claim("the letter asks to confirm", Boolean(link), asked.text);
  await window.open(link);
  await window.judge.page("the page with the button is sound", { language: "nl" });
  await window.press('main form[method="post"] button');
  await window.judge.page("the page that says welcome is sound", { language: "nl" });

  await window.open("/regions/hageland?lang=nl");
  await ask(window, READER);
  tally.claim("who asks again is told the same", (await window.page.locator("main").innerText()) === said);
  await window.close();
}

async function ask(window, email) {
  await window.page.fill('main form[action*="/digest?"] input[name="email"]', email);
  await window.press('main form[action*="/digest?"] button');
}
