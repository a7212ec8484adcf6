// An organiser signs in with the link that the terminal prints.

export async function signingIn(house, browser, tally) {
  const window = await browser.window({ width: 1280, scheme: "dark" });
  const { page } = window;
  tally.same("the link opens a page", await window.open(house.signInLink), 200);
  await window.judge.page("with a button, since programs open links too", { language: "nl" });
  const before = await page.context().cookies();
  tally.claim("nobody is signed in yet", !before.some((cookie) => cookie.name === "session"));
  await window.press("main form button");
  const session = (await page.context().cookies()).find((cookie) => cookie.name === "session");
  tally.claim("the button signs in", Boolean(session));
  tally.claim("with a cookie that no script reads", session?.httpOnly && session?.sameSite === "Lax");
  tally.same("and leads to the desk", new URL(page.url()).pathname, "/organise");
  const other = await browser.window({ width: 390 });
  tally.same("the link works once", await other.open(house.signInLink), 410);
  await other.judge.page("and then says where to get another", { language: "nl" });
  await window.close();
  await other.close();
}
