// The editor works without this file; with it, the preview follows what is typed, and rows come, go and move without a
// new page.
"use strict";

const form = document.getElementById("editor");
const live = document.getElementById("live");

function typed(button) {
  const sent = new URLSearchParams(new FormData(form));
  if (button) sent.set("do", button.value);
  return sent;
}

const notes = ["signed-out", "unanswered"].map((id) => document.getElementById(id));

/** Shows the note of this name in front of what is in `place`, or none at all. */
function tell(name, place) {
  for (const note of notes) {
    note.hidden = note.id !== name;
    if (!note.hidden && note.parentNode !== place) place.prepend(note);
  }
}

/** What the house answers, or the name of the note that says why it does not. */
async function ask(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body });
    if (answer.redirected) return { trouble: "signed-out" };
    if (answer.ok) return { text: await answer.text() };
  } catch {
    // No network.
  }
  return { trouble: "unanswered" };
}

let waiting;
async function preview() {
  const sent = typed();
  sent.delete("_method");
  const { text, trouble } = await ask(form.dataset.preview, sent);
  if (text !== undefined) {
    tell(null);
    live.innerHTML = text;
  } else if (trouble === "signed-out") {
    tell(trouble, live);
  }
  // Otherwise the page that comes before saving says the same.
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(preview, 600);
});

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const group = /^(?:add|up|down|remove)-([a-z]+)/.exec(button?.value ?? "")?.[1];
  if (!group) return;
  event.preventDefault();
  const { text, trouble } = await ask(form.getAttribute("action"), typed(button));
  const page = new DOMParser().parseFromString(text ?? "", "text/html");
  const [rows, changed] = [document, page].map((where) => where.getElementById(`f-${group}`));
  if (!changed) {
    // What was typed stays as it is.
    tell(trouble ?? "unanswered", rows);
    return;
  }
  tell(null);
  rows.replaceWith(changed);
  (next(button.value) ?? changed.querySelector(".add"))?.focus();
  preview();
});

/** What gets the focus after "up-stops-3": it goes along with the row that moved, or into the one that came. */
function next(pressed) {
  const [deed, group, place] = pressed.split("-");
  const row = (n) => document.getElementById(`${group}-${n}`);
  const at = (n, ...choice) => choice.map((what) => row(n)?.querySelector(what)).find(Boolean);
  const n = Number(place);
  switch (deed) {
    case "up":
      return at(n - 1, "[value^=up-]", "[value^=down-]");
    case "down":
      return at(n + 1, "[value^=down-]", "[value^=up-]");
    case "add":
      return document.querySelector(`#f-${group} .rows > li:last-child input:not([type=hidden])`);
    default:
      // Not on the button that would take away the next one as well.
      return at(row(n) ? n : n - 1, "summary");
  }
}
