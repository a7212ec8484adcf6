// Chromium, and windows in it that watch what the page says on its console and what it asks of other origins.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Judge } from "./judge.js";

const PICTURES = process.env.SAMENKOMST_PICTURES ?? "target/browser";

export class Browser {
  /** @param flags what this Chromium needs besides: a camera, for one */
  static async open(house, tally, flags = []) {
    const browser = new Browser();
    browser.house = house;
    browser.tally = tally;
    // Playwright gives each browser a user folder of its own and starts it headless.
    browser.chromium = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? find("chromium"),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        ...flags,
      ],
    });
    return browser;
  }

  /** A window of a person of their own: no cookie is shared. `touch`: on a phone, whose pointer is a thumb. */
  async window({ width = 390, height = 844, scheme = "light", javaScript = true, touch = false } = {}) {
    const context = await this.chromium.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      reducedMotion: "reduce",
      javaScriptEnabled: javaScript,
      hasTouch: touch,
      isMobile: touch,
      locale: "nl-BE",
    });
    context.setDefaultTimeout(15_000);
    return new Window(await context.newPage(), this.house, this.tally, javaScript);
  }

  async close() {
    await this.chromium.close();
  }
}

function find(program) {
  return execFileSync("which", [program], { encoding: "utf8" }).trim();
}

export class Window {
  constructor(page, house, tally, javaScript) {
    Object.assign(this, { page, house, tally, javaScript });
    /** What went wrong since the last page was judged. */
    this.faults = [];
    this.judge = new Judge(this);
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      // Chromium also notes on the console that the page itself came with an error status, as some of ours should.
      const isThePage = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
      if (!isThePage) this.faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${house.url}/`) && !url.startsWith("data:")) this.faults.push(`another origin: ${url}`);
    });
  }

  /** Opens a path or an address, and gives the status. */
  async open(address) {
    const url = address.startsWith("http") ? address : this.house.url + address;
    const answer = await this.page.goto(url, { waitUntil: "load" });
    this.status = answer.status();
    return this.status;
  }

  /** Does what leads to another page, waits until it is there, and gives its status. */
  async after(deed) {
    const page = this.page;
    const isPage = (answer) => answer.request().isNavigationRequest() && (answer.status() < 300 || answer.status() >= 400);
    const [answer] = await Promise.all([page.waitForResponse(isPage), page.waitForEvent("load"), deed()]);
    this.status = answer.status();
    return this.status;
  }

  /** Presses what `selector` finds, and follows. */
  press(selector) {
    return this.after(() => this.page.locator(selector).click());
  }

  async text(selector) {
    return (await this.page.locator(selector).first().innerText()).trim();
  }

  has(selector) {
    return this.page.locator(selector).count().then((n) => n > 0);
  }

  /** A picture for whoever looks into a failure. */
  async picture(name) {
    mkdirSync(PICTURES, { recursive: true });
    const file = join(PICTURES, `${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 100)}.png`);
    await this.page.screenshot({ path: file, fullPage: true }).catch(() => {});
  }

  async close() {
    await this.page.context().close();
  }
}
