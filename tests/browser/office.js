// LibreOffice, which opens a list as a person would, and says what it found in each cell.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";

/** UTF-8, semicolons, quotes, from the first line: what one chooses in its dialogue for text. */
const CSV = "--infilter=Text - txt - csv (StarCalc):59,34,76,1";

/** The rows of the first sheet of a file: each a list of {type, text, formula}. */
export async function opened(file, folder) {
  const filter = extname(file) === ".csv" ? [CSV] : [];
  const home = `-env:UserInstallation=file://${join(folder, "office")}`;
  const to = join(folder, "opened");
  await promisify(execFile)(process.env.SOFFICE ?? "soffice", [home, "--headless", ...filter, "--convert-to", "fods", "--outdir", to, file], { timeout: 90_000 });
  return rows(await readFile(join(to, `${basename(file, extname(file))}.fods`), "utf8"));
}

/** Flat OpenDocument: its cells are in order, and one that is repeated is there once. */
function rows(xml) {
  const table = xml.match(/<table:table .*?<\/table:table>/s)[0];
  const found = [...table.matchAll(/<table:table-row\b([^>]*?)(?:\/>|>(.*?)<\/table:table-row>)/gs)].map(([, , inside]) => cells(inside ?? ""));
  return found.filter((row) => row.some((cell) => cell.text));
}

function cells(xml) {
  const all = [...xml.matchAll(/<table:table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(([, head, inside]) => {
    const value = (name) => head.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
    const lines = [...(inside ?? "").matchAll(/<text:p\b[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)].map(([, line]) => plain(line ?? ""));
    const cell = { type: value("office:value-type") ?? "", text: value("office:date-value") ?? lines.join("\n"), formula: value("table:formula") };
    return new Array(Math.min(Number(value("table:number-columns-repeated") ?? 1), 100)).fill(cell);
  });
  while (all.length && !all.at(-1).text) all.pop();
  return all;
}

function plain(xml) {
  const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
  return xml.replace(/<text:s\/>/g, " ").replace(/<[^>]*>/g, "").replace(/&\w+;/g, (sign) => signs[sign] ?? sign);
}
