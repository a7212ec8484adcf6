// A platform shows its agenda on its own website: the code from the region's page, pasted there.

import { once } from "node:events";
import { createServer } from "node:http";

const FRAMED = "/embed/agenda?region=oost-vlaanderen";

export async function embedding(house, browser, tally) {
  const window = await browser.window();
  await narrow(window, tally);
  await window.open("/regions/oost-vlaanderen?lang=fr");
  const code = await window.page.locator("#frame-code").inputValue();
  await window.close();
  const site = await Website.open({ "/": code, "/all": `<iframe src="${house.url}/?lang=nl"></iframe>` });
  try {
    await visit(site, house, browser, tally);
  } finally {
    site.close();
  }
}

/** A column beside a text can be narrower than any phone. */
async function narrow(window, tally) {
  for (const [name, path] of [["the agenda in a column", FRAMED], ["an empty one", `${FRAMED}&kind=conference&format=hybrid`]]) {
    await window.open(`${path}&lang=nl`);
    await window.judge.page(name, { language: "nl", widths: [280], axe: [{ width: 280, scheme: "light" }, { width: 280, scheme: "dark" }] });
  }
}

async function visit(site, house, browser, tally) {
  const visitor = await browser.window({ width: 320 });
  const { page } = visitor;
  await visitor.open(`${site.url}/all`);
  const framed = page.frames().filter((frame) => frame.url().startsWith(house.url));
  tally.same("no other page of the house stands in a frame", framed.length, 0);

  await visitor.open(site.url);
  const first = page.frameLocator("iframe").locator(".ev h2 a").first();
  const title = await first.innerText();
  tally.claim("the agenda stands on the website of the region", Boolean(title));
  tally.same("and remembers nothing of who reads it", (await page.context().cookies()).length, 0);
  await first.click();
  await page.waitForURL(`${house.url}/events/**`);
  tally.same("an event opens in the whole window", await visitor.text("h1"), title);
  tally.same("in the language of the website", await page.locator("html").getAttribute("lang"), "fr-BE");
  await page.goBack();
  tally.claim("and one comes back to the website", page.url().startsWith(site.url), page.url());
  await visitor.close();
}

/** A website of others: another host, so that the browser takes it for another site. */
class Website {
  static async open(bodies) {
    const site = new Website();
    site.server = createServer((asked, answer) => {
      answer.setHeader("Content-Type", "text/html; charset=utf-8");
      answer.end(`<!doctype html><html lang="fr"><title>Plateforme</title>${bodies[asked.url] ?? ""}`);
    });
    site.server.listen(0, "127.0.0.1");
    await once(site.server, "listening");
    site.url = `http://localhost:${site.server.address().port}`;
    return site;
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
