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

let waiting;
async function preview() {
  const sent = typed();
  sent.delete("_method");
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: sent });
    if (answer.ok) live.innerHTML = await answer.text();
  } catch {
    // No network: the page that comes before saving says the same.
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(preview, 600);
});

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const group = /^(?:add|up|down|remove)-([a-z]+)/.exec(button?.value ?? "")?.[1];
  if (!group || form.dataset.plain) return;
  event.preventDefault();
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: typed(button) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById(`f-${group}`).replaceWith(page.getElementById(`f-${group}`));
    const fresh = document.querySelector(`#f-${group} .rows > li:last-child input:not([type=hidden])`);
    const again = document.querySelector(`#f-${group} [value="${button.value}"]`);
    (button.value.startsWith("add-") ? fresh : again ?? document.querySelector(`#f-${group} .add`))?.focus();
    preview();
  } catch {
    // The page itself can do it too.
    form.dataset.plain = "yes";
    form.requestSubmit(button);
  }
});
