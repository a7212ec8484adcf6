// With the keyboard alone: the focus goes where the work goes on, nothing lies over it, and what was done is read out.

const SAFARI = "/organise/events/praktijksafari-op-stap-in-gent";

export async function byKeyboard(house, browser, tally) {
  const window = await browser.window({ width: 1280 });
  await window.open(await house.organiser("keys@desk.example.org", "organiser", "oost-vlaanderen"));
  await window.press("main form button");
  await box(window, tally, { what: "a period", path: "/", id: "period" });
  await box(window, tally, { what: "a calendar", path: "/regions/hageland", id: "feed" });
  await doubt(window, tally);
  await menu(window, tally);
  await rows(window, tally);
  await columns(window, tally);
  await readOut(window, tally);
  await window.close();
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());

const has = (page, selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);

/** Presses Tab until it is no longer so. */
async function tabWhile(page, isSo) {
  for (let pressed = 0; pressed < 40 && (await isSo()); pressed += 1) await page.keyboard.press("Tab");
}

/** What lies over the page takes the focus and gives it back. */
async function box(window, tally, { what, path, id }) {
  const { page } = window;
  const opener = `[popovertarget=${id}]:not([popovertargetaction])`;
  const isOpen = () => page.locator(`#${id}`).isVisible();
  await window.open(`${path}?lang=nl`);
  tally.claim(`nobody takes the focus before ${what} is asked for`, await has(page, "body"));
  await page.focus(opener);
  await page.keyboard.press("Enter");
  tally.same(`the box of ${what} takes the focus`, await focused(page), `${id}-title`);
  await page.keyboard.press("Escape");
  tally.claim("and gives it back to its button", !(await isOpen()) && (await has(page, opener)));
  await page.keyboard.press("Enter");
  await tabWhile(page, isOpen);
  tally.claim("and lies over nothing that has it", !(await isOpen()) && !(await has(page, `#${id} *`)));
}

/** Before something is thrown away the focus is on the way back. */
async function doubt(window, tally) {
  const { page } = window;
  await window.open(`${SAFARI}/messages/new?lang=nl`);
  await page.fill("#f-subject-nl", "Breng een paraplu mee");
  await page.fill("#f-body-nl", "Het regent.");
  await window.press("form.writing button");
  await page.focus("[popovertarget=discard]:not([popovertargetaction])");
  await page.keyboard.press("Enter");
  tally.claim("who may throw something away is on the way back", await has(page, "#discard [popovertargetaction=hide]"));
  await page.keyboard.press("Enter");
  tally.claim("and stands where they were", await has(page, "[popovertarget=discard]:not([popovertargetaction])"));
}

async function menu(window, tally) {
  const { page } = window;
  const isOpen = () => page.locator("details.menu > div").isVisible();
  await window.open(`${SAFARI}/registrations?lang=nl`);
  await page.focus("details.menu > summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  tally.claim("a menu opens, and the focus goes into it", (await isOpen()) && (await has(page, "details.menu a")));
  await page.keyboard.press("Escape");
  tally.claim("Escape closes it and leads back", !(await isOpen()) && (await has(page, "details.menu > summary")));
  await page.keyboard.press("Enter");
  await tabWhile(page, isOpen);
  tally.claim("whoever goes on leaves no menu over the page", !(await isOpen()) && !(await has(page, "body")));
}

/** A row of the editor that moves takes the focus along. */
async function rows(window, tally) {
  const { page } = window;
  await window.open(`${SAFARI}?lang=nl`);
  const title = await page.textContent("#stops-2-t");
  const isAt = ([place, title]) => document.querySelector(`#stops-${place}-t`).textContent === title;
  await page.focus("[value=up-stops-2]");
  for (const place of [1, 0]) {
    await page.keyboard.press("Enter");
    await page.waitForFunction(isAt, [place, title]);
  }
  tally.claim("the same key takes a row to the top", await has(page, "#stops-0 button"));
  const second = await page.textContent("#stops-1-t");
  await page.focus("[value=remove-stops-0]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(isAt, [0, second]);
  tally.claim("after taking a row away no key takes the next one", await has(page, "#stops-0 > details > summary"));
}

/** Another page comes, and the focus is where it was. */
async function columns(window, tally) {
  const { page } = window;
  await window.open(`${SAFARI}/registrations/export?lang=nl`);
  await page.focus("#down-name");
  await window.after(() => page.keyboard.press("Enter"));
  tally.same("a column that moves keeps the focus", await focused(page), "down-name");
  await page.focus("#up-status");
  await window.after(() => page.keyboard.press("Enter"));
  tally.same("at the top of the list too", await focused(page), "down-status");
}

async function readOut(window, tally) {
  const { page } = window;
  const said = page.locator("body > [role=status]", { hasText: /\S/ });
  await window.open("/?lang=nl&q=samen");
  await said.waitFor({ state: "attached" });
  tally.same("what was found is read out", await said.textContent(), await window.text("main [role=status]"));
  await window.open("/organise/account?lang=nl");
  await page.fill("#f-name", "Kim Toetsenbord");
  await window.press("form[action='/organise/account'] button");
  await said.waitFor({ state: "attached" });
  tally.same("what was done is read out", await said.textContent(), await window.text("main .note[role=status]"));
}
