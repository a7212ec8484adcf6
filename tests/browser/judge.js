// What must be true of every page, whoever looks at it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2, levels A and AA, which take in 2.0 and 2.1. */
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

export class Judge {
  constructor(window) {
    this.window = window;
  }

  /** Judges the page as it is now, and claims once that all is well. */
  async page(name, { language, widths = [], axe = [{}] } = {}) {
    const { window } = this;
    const faults = window.faults.splice(0);
    faults.push(...(await this.bones(language)));
    for (const width of widths) faults.push(...(await this.width(width)));
    for (const look of axe) faults.push(...(await this.axe(look)));
    faults.push(...window.faults.splice(0));
    if (!window.tally.claim(name, faults.length === 0, faults.join("\n"))) await window.picture(name);
  }

  /** One `h1`, one `main`, a title, and the language that was asked for, in which every sentence is there. */
  async bones(language) {
    const { page } = this.window;
    const faults = [];
    for (const [what, selector] of [["h1", "h1"], ["main", "main"], ["title", "head > title"]]) {
      const count = await page.locator(selector).count();
      if (count !== 1) faults.push(`${count} × ${what} at ${page.url()}`);
    }
    if ((await page.content()).includes("Unknown localization")) faults.push(`a sentence that is not there, at ${page.url()}`);
    const said = await page.locator("html").getAttribute("lang");
    if (language && !said?.startsWith(language)) faults.push(`lang is ${said}, not ${language}`);
    return faults;
  }

  /** Nothing makes the page scroll sideways. */
  async width(width) {
    const { page } = this.window;
    await page.setViewportSize({ width, height: 844 });
    const found = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return null;
      const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1);
      const names = wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
      return `${scrollWidth} px wide in ${clientWidth}: ${names.join(" | ")}`;
    });
    return found ? [`scrolls sideways: ${found}`] : [];
  }

  /** axe finds nothing against WCAG 2.2 A and AA. */
  async axe({ width, scheme } = {}) {
    const { page } = this.window;
    if (width) await page.setViewportSize({ width, height: 844 });
    if (scheme) await page.emulateMedia({ colorScheme: scheme });
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
    const violations = await page.evaluate(async (values) => {
      const found = await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
      return found.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map((n) => `${n.target.join(" ")}: ${n.any.concat(n.all, n.none).map((c) => c.message).join("; ")}`),
      }));
    }, STANDARD);
    const where = [width, scheme].filter(Boolean).join(" ");
    return violations.map((v) => `axe ${where} ${v.id} (${v.help})\n    ${v.nodes.slice(0, 4).join("\n    ")}`);
  }
}
