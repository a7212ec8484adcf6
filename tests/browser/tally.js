// Counts what holds and what does not.

export class Tally {
  passed = 0;
  failed = 0;

  /** A story in several claims. What breaks it off is a failed claim, and the next story begins. */
  async story(name, tell) {
    const began = Date.now();
    console.log(`# ${name}`);
    try {
      await tell();
    } catch (error) {
      this.claim(`${name}: the story can be told to its end`, false, error.stack ?? String(error));
    }
    console.log(`# ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }

  /** Says whether `name` holds; `why` is printed when it does not. */
  claim(name, holds, why = "") {
    if (holds) {
      this.passed += 1;
      console.log(`ok - ${name}`);
    } else {
      this.failed += 1;
      console.log(`not ok - ${name}`);
      const lines = String(why).split("\n").filter(Boolean);
      for (const line of lines) console.log(`  ${line}`);
    }
    return holds;
  }

  /** Claims that two things are the same. */
  same(name, found, wanted) {
    return this.claim(name, found === wanted, `found:  ${JSON.stringify(found)}\nwanted: ${JSON.stringify(wanted)}`);
  }

  /** The last line, and the exit code. */
  finish() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 ? 0 : 1;
  }
}
