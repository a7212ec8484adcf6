// What only an eye sees: nothing lies over anything, words are whole, and forced colours still tell things apart.

const SAFARI = "/events/praktijksafari-op-stap-in-gent";
const DESKS = [["a team", "organiser", "oost-vlaanderen"], ["the network", "admin"]];

/** The pages of an organiser on a day of work. */
const DESK = ["/organise", ...["", "/registrations", "/registrations/export", "/door", "/figures"].map((page) => `/organise${SAFARI}${page}`), "/organise/network", "/organise/account"];

export async function looks(house, browser, tally) {
  const window = await browser.window();
  await consent(window, tally);
  await longWord(window, tally);
  await wholeWords(window, tally);
  await largeText(window, tally, ["/", SAFARI]);
  for (const [whose, role, region] of DESKS) {
    const link = await house.organiser(`looking-${role}@example.org`, role, region);
    await window.open(link);
    await window.press("main button");
    await dashboard(window, tally, whose);
  }
  await largeText(window, tally, DESK);
  await chosen(window, tally);
  await firstNames(window, tally);
  await arrows(window, tally);
  await longAddress(window, tally);
  await focus(window, tally);
  await paper(window, tally);
  await report(window, tally);
  await wholeLines(window, tally);
  await forced(window, tally);
  await window.close();
  await thumb(house, browser, tally);
}

async function consent(window, tally) {
  await window.open(`${SAFARI}?lang=nl`);
  const size = (selector) => window.page.locator(selector).first().evaluate((e) => getComputedStyle(e).fontSize);
  tally.same("one agrees to words of the size of the others", await size(".choice.plain > span"), await size(".choice:not(.plain) > span"));
}

async function longWord(window, tally) {
  const { page } = window;
  await page.locator("h1").evaluate((h1) => (h1.textContent = "Onderbeschermingsproblematiek"));
  for (const width of [1088, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    const [title, card] = await page.evaluate(() => {
      const words = document.createRange();
      words.selectNodeContents(document.querySelector("h1"));
      return [words.getBoundingClientRect().right, document.querySelector(".seat-card").getBoundingClientRect().left];
    });
    tally.claim(`a long word stays beside the seat card at ${width} px`, title < card, `${title} and ${card}`);
  }
}

/** Whoever reads letters of twice the size has half as many on a line. */
async function largeText(window, tally, paths) {
  const { page } = window;
  await page.setViewportSize({ width: 195, height: 422 });
  for (const path of paths) {
    await window.open(`${path}?lang=fr`);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    tally.same(`with letters of twice the size ${path} does not scroll sideways on a phone`, excess, 0);
  }
}

/** What is chosen in each menu of the agenda fits, in the language with the longest words. */
async function wholeWords(window, tally) {
  const { page } = window;
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await window.open("/?lang=fr");
    tally.same(`no word of the menus is cut at ${width} px`, await cut(page, ".filters select"), "");
  }
}

/** What is chosen in a menu that has no room for it. */
async function cut(page, selector) {
  const words = await page.locator(selector).evaluateAll((menus) => {
    const pen = document.createElement("canvas").getContext("2d");
    const isCut = (menu) => {
      const style = getComputedStyle(menu);
      pen.font = style.font;
      const room = menu.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      return pen.measureText(menu.selectedOptions[0].text).width > room + 1;
    };
    return menus.filter(isCut).map((menu) => menu.selectedOptions[0].text);
  });
  return words.join(", ");
}

async function dashboard(window, tally, whose) {
  const { page } = window;
  for (const width of [1024, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await window.open("/organise?lang=nl");
    const lies = await page.evaluate(() => {
      const [table, panel] = [".tbl table", ".cols > .beside"].map((s) => document.querySelector(s).getBoundingClientRect());
      return table.right > panel.left && table.left < panel.right && table.bottom > panel.top && table.top < panel.bottom;
    });
    tally.claim(`the list of ${whose} lies over nothing at ${width} px`, !lies);
  }
}

/** At the desk, what one chooses is read whole. */
async function chosen(window, tally) {
  const { page } = window;
  await page.setViewportSize({ width: 1280, height: 844 });
  await window.open("/organise/figures?lang=fr");
  tally.same("no word of the menus above the figures is cut", await cut(page, ".choosing select"), "");
  await page.setViewportSize({ width: 390, height: 844 });
  await window.open(`/organise${SAFARI}/registrations?lang=fr`);
  await page.click("form[role=search] summary");
  tally.same("no word of the menus above the attendees is cut on a phone", await cut(page, ".tools select"), "");
  await page.setViewportSize({ width: 1280, height: 844 });
  await window.open("/organise/events/new?lang=nl");
  const broken = await page.locator(".picks span").evaluateAll((names) => {
    const isBroken = ({ firstChild }) => {
      const range = document.createRange();
      range.selectNodeContents(firstChild);
      return range.getClientRects().length > firstChild.data.trim().split(" ").length;
    };
    return names.filter(isBroken).map((name) => name.textContent);
  });
  tally.same("no word of a kind is broken", broken.join(", "), "");
}

/** An organiser opens the list for who comes, and reads it on the first screen. */
async function firstNames(window, tally) {
  const { page } = window;
  const arePlain = () => page.locator(".tools-many select").evaluateAll((menus) => menus.every((menu) => menu.checkVisibility()));
  await page.setViewportSize({ width: 390, height: 844 });
  for (const language of ["nl", "fr", "en"]) {
    await window.open(`/organise${SAFARI}/registrations?lang=${language}`);
    const ends = await page.locator("tbody tr").evaluateAll((rows) => rows.slice(0, 2).map((row) => Math.round(row.getBoundingClientRect().bottom)));
    tally.claim(`the first names stand on the first screen of a phone, ${language}`, ends.length === 2 && ends[1] <= 844, ends.join(", "));
  }
  tally.same("the filters are folded away on a phone", await arePlain(), false);
  await page.focus("form[role=search] summary");
  await page.keyboard.press("Enter");
  tally.same("and come with one press", await arePlain(), true);
  await page.setViewportSize({ width: 1280, height: 844 });
  await window.open(`/organise${SAFARI}/registrations?lang=fr`);
  tally.same("on a desk they stand in the open", await arePlain(), true);
}

/** The first row cannot go up, nor the last one down. */
async function arrows(window, tally) {
  const { page } = window;
  await page.setViewportSize({ width: 390, height: 844 });
  const lines = [[`/organise${SAFARI}`, "#editor .rows [value^=%]"], [`/organise${SAFARI}/registrations/export`, "[name=%]"]];
  for (const [path, selector] of lines) {
    await window.open(`${path}?lang=nl`);
    for (const way of ["up", "down"]) {
      const left = await page.locator(selector.replace("%", way)).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
      tally.claim(`the arrows that lead ${way} stand under each other on ${path}`, left.length > 1 && new Set(left).size === 1, left.join(", "));
    }
  }
}

async function longAddress(window, tally) {
  const { page } = window;
  await window.open(`/organise${SAFARI}/registrations?lang=nl`);
  await page.locator("tbody th small").first().evaluate((address) => (address.textContent = `${"nadia.vandenbroeck.".repeat(4)}@example.org`));
  for (const width of [390, 1024]) {
    const wide = await window.judge.width(width);
    tally.same(`a long address leaves the attendees on the page at ${width} px`, wide.join(""), "");
  }
}

/** Nothing that stays in its place lies over what has the focus, nor takes a low screen for itself. */
async function focus(window, tally) {
  const { page } = window;
  for (const [width, height] of [[390, 844], [640, 360], [320, 256]]) {
    await page.setViewportSize({ width, height });
    await window.open(`/organise${SAFARI}?lang=nl`);
    tally.same(`nothing lies over a field of the editor at ${width} × ${height}`, await covered(page, "#editor :is(input, select, textarea, .btn)"), "");
  }
  await page.evaluate(() => scrollTo(0, 0));
  const bar = await page.locator(".keep").boundingBox();
  tally.claim("on a low screen the button that saves stands at the end", bar.y > 256, JSON.stringify(bar));
  await page.setViewportSize({ width: 390, height: 844 });
  await window.open(`/organise${SAFARI}/door?lang=nl`);
  await page.evaluate(() => (document.querySelector("#camera").hidden = false));
  tally.same("the picture of a camera lies over no button", await covered(page, ".in .btn"), "");
}

/** What cannot be seen when it has the focus, on the way back through the page. */
function covered(page, selector) {
  return page.evaluate((selector) => {
    const isHidden = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      const seen = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint((left + right) / 2, from + part * (to - from)));
      return from >= to || !seen.some((other) => other === element || element.contains(other));
    };
    const focused = [...document.querySelectorAll(selector)].reverse().filter((element) => {
      if (element.matches("[tabindex='-1']") || !element.checkVisibility()) return false;
      element.focus();
      return document.activeElement === element;
    });
    if (focused.length === 0) return "nothing takes the focus";
    return focused.filter((element) => (element.focus(), isHidden(element))).map((element) => element.name || element.textContent).join(", ");
  }, selector);
}

/** On paper each column stands under its own heading, and a heading above what is smaller. */
async function paper(window, tally) {
  const { page } = window;
  await page.emulateMedia({ media: "print" });
  for (const path of ["/organise", `/organise${SAFARI}/registrations`, `/organise${SAFARI}/messages`]) {
    await window.open(`${path}?lang=nl`);
    const seen = await page.locator("table").evaluateAll((tables) => {
      const shown = (row) => [...row.cells].map((cell) => getComputedStyle(cell).display !== "none").join(" ");
      return tables.flatMap((table) => [...table.tBodies[0].rows].map((row) => [shown(row), shown(table.tHead.rows[0])]));
    });
    tally.claim(`on paper the columns of ${path} stand under their headings`, seen.length > 0 && seen.every(([row, head]) => row === head), JSON.stringify(seen[0]));
  }
  for (const [path, above, below] of [["/", ".month", ".ev h3"], [SAFARI, ".sec > h2:not(.vh)", ".stops h3"]]) {
    await window.open(`${path}?lang=nl`);
    const size = (selector) => page.locator(selector).first().evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
    const [title, part] = [await size(above), await size(below)];
    tally.claim(`on paper a part of ${path} is titled smaller than the whole`, part < title, `${part} and ${title}`);
  }
  await page.emulateMedia({ media: "screen" });
}

/** A long remark leaves the name its line. */
async function report(window, tally) {
  const { page } = window;
  await page.setViewportSize({ width: 390, height: 844 });
  await window.open(`/organise${SAFARI}/registrations/import?lang=fr`);
  const list = "Nom;E-mail;Rôle\nAn Peeters-Vandenbroucke;an@peeters.example.org;chef\n";
  await page.setInputFiles("#f-file", { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await window.press("main form button.btn-1");
  const name = await page.locator("tbody th").boundingBox();
  tally.claim("a name in the report of an import stands on one line of a phone", name.height < 40, JSON.stringify(name));
}

/** At the desk on a phone, in the language with the longest words. */
async function wholeLines(window, tally) {
  const { page } = window;
  await page.setViewportSize({ width: 390, height: 844 });
  await window.open("/organise/registrations?q=an&lang=fr");
  const left = await page.locator(".cards tbody tr").evaluateAll((rows) => {
    const end = (element) => element.getBoundingClientRect().right;
    return rows.map((row) => end(row) - end(row.querySelector("td:not(.c-s)")));
  });
  tally.claim("what stands below a name has the whole line", left.length > 0 && Math.max(...left) < 1, left.join(", "));
  await window.open("/organise?lang=fr");
  const widths = await page.locator(".bar .btns > *").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  tally.claim("buttons that stand on lines of their own fill them", widths.length > 1 && new Set(widths).size === 1, widths.join(", "));
}

async function forced(window, tally) {
  const { page } = window;
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.emulateMedia({ forcedColors: "active" });
  const style = (selector, what) => page.locator(selector).first().evaluate((e, what) => getComputedStyle(e)[what], what);
  await window.open("/?lang=nl");
  tally.same("forced colours: the regions are named in the colour of text", await style(".kring a text", "fill"), await style("h1", "color"));
  await window.open("/events/samenleven-in-diversiteit-het-vervolg?lang=nl");
  tally.same("forced colours: the line is there", await style(".queue i", "backgroundColor"), await style("h1", "color"));
  await window.open(`/organise${SAFARI}?lang=nl`);
  tally.same("forced colours: the mark is there", await style(".site .mark", "fill"), await style("h1", "color"));
  const [on, off] = [await style(".switch:checked", "backgroundColor"), await style(".switch:not(:checked)", "backgroundColor")];
  tally.claim("forced colours: what is on looks unlike what is off", on !== off, on);
}

const PRESSED = {
  [`/organise${SAFARI}/registrations`]: "tbody :is(th a, .c-x input), .tabs a, .tools-many summary",
  "/organise": "tbody a, .pick input, .tabs a",
  "/regions": ".rec :is(h2, h3) a",
};

/** On a phone, what one presses is 44 px high, however small it looks. */
async function thumb(house, browser, tally) {
  const window = await browser.window({ touch: true });
  await window.open(await house.organiser("looking-thumb@example.org", "organiser", "oost-vlaanderen"));
  await window.press("main button");
  for (const [path, selector] of Object.entries(PRESSED)) {
    await window.open(`${path}?lang=nl`);
    tally.same(`a thumb finds what stands on ${path}`, await missed(window.page, selector), "");
  }
  await window.close();
}

/** What is not under a point 21 px above or below its middle. */
function missed(page, selector) {
  return page.evaluate((selector) => {
    const isMissed = (element) => {
      element.scrollIntoView({ block: "center" });
      const { left, right, top, bottom } = element.getClientRects()[0];
      const found = [-21, 21].map((away) => document.elementFromPoint((left + right) / 2, (top + bottom) / 2 + away));
      return found.some((one) => !element.contains(one) && !one?.closest("label")?.contains(element));
    };
    const shown = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    if (shown.length === 0) return "nothing to press";
    return shown.filter(isMissed).map((element) => element.textContent.trim() || element.name).join(", ");
  }, selector);
}
