// The real program with the demo network: a fresh folder, a free port, and the letters that it writes.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Letter } from "./letter.js";

const PATIENCE = 60_000;
const PROGRAM = process.env.SAMENKOMST_BINARY ?? "target/debug/samenkomst";

export class House {
  static async open() {
    const house = new House();
    house.folder = await mkdtemp(join(tmpdir(), "samenkomst-"));
    house.mail = join(house.folder, "mail");
    const port = await freePort();
    house.url = `http://127.0.0.1:${port}`;
    house.said = "";
    house.env = {
      ...process.env,
      ROCKET_ADDRESS: "127.0.0.1",
      ROCKET_PORT: String(port),
      ROCKET_PUBLIC_URL: house.url,
      ROCKET_DATABASE_URL: `sqlite://${join(house.folder, "samenkomst.db")}`,
      ROCKET_MAIL_FOLDER: house.mail,
      RUST_LOG: "error",
    };
    house.process = spawn(PROGRAM, ["demo"], { env: house.env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [house.process.stdout, house.process.stderr]) {
      stream.on("data", (text) => (house.said += text));
    }
    house.process.on("error", (error) => (house.said += error));
    await house.#untilItAnswers();
    return house;
  }

  async #untilItAnswers() {
    for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(100)) {
      if (this.process.exitCode !== null) break;
      try {
        if (this.said.includes("/organise/sign-in/") && (await fetch(this.url)).ok) return;
      } catch {
        // It does not listen yet.
      }
    }
    await this.close();
    throw new Error(`the house does not open:\n${this.said}`);
  }

  /** The link that `demo` prints for its organiser. */
  get signInLink() {
    return this.said.match(/http\S+\/organise\/sign-in\/\S+/)[0];
  }

  /** Adds an organiser of a region, or of everything, from the command line; gives the link that signs them in. */
  async organiser(email, role, region) {
    const words = ["organiser", "add", "--email", email, "--name", "Invented Organiser", "--role", role];
    if (region) words.push("--region", region);
    const { stdout, stderr } = await promisify(execFile)(PROGRAM, words, { env: this.env });
    return (stdout + stderr).match(/http\S+\/organise\/sign-in\/\S+/)[0];
  }

  /** A program of an organiser: `(method, path, body)` gives what the API answers. */
  async program(email) {
    const words = ["token", "create", "--organiser", email, "--name", "browser"];
    const { stdout } = await promisify(execFile)(PROGRAM, words, { env: this.env });
    const headers = { Authorization: `Bearer ${stdout.trim()}`, "Content-Type": "application/json" };
    return async (method, path, body) => {
      const answer = await fetch(`${this.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
  }

  async read(path) {
    const answer = await fetch(this.url + path);
    return { status: answer.status, text: await answer.text() };
  }

  /** Registers somebody invented, as a form without a browser would. */
  async register(event, email, name = "Invented Person") {
    const form = new URLSearchParams({ name, email, consent: "true" });
    const path = `${this.url}/events/${event}/registrations`;
    const answer = await fetch(path, { method: "POST", body: form, redirect: "manual" });
    if (answer.status !== 303) throw new Error(`${email} cannot register for ${event}: ${answer.status}`);
  }

  /** Registers people until the last seat is taken, and says how many it took. */
  async fill(event) {
    for (let taken = 0; taken < 60; taken += 1) {
      const { text } = await this.read(`/events/${event}?lang=en`);
      if (!text.includes('name="email"') || text.includes('id="waiting"')) return taken;
      await this.register(event, `guest-${taken}@${event}.example.org`);
    }
    throw new Error(`${event} does not fill up`);
  }

  /** The letter of a kind to somebody; waits for it. */
  async letter(kind, to) {
    for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(100)) {
      const letters = await this.letters(kind);
      const found = letters.find((letter) => letter.to.includes(`<${to}>`) || letter.to === to);
      if (found) return found;
    }
    throw new Error(`no letter ${kind} came for ${to}`);
  }

  /** All letters of a kind that have left until now. */
  async letters(kind) {
    const names = await readdir(this.mail).catch(() => []);
    const wanted = names.filter((name) => name.endsWith(".eml") && name.includes(`-${kind}-`)).sort();
    return Promise.all(wanted.map(async (name) => new Letter(await readFile(join(this.mail, name), "latin1"))));
  }

  /** Asks the program to stop, and says with which code it did. */
  async close() {
    if (this.process.exitCode === null && this.process.pid) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      const late = pause(15_000, "late", { ref: false });
      if ((await Promise.race([ended, late])) === "late") this.process.kill("SIGKILL");
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
