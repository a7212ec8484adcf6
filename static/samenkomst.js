// Everything works without this file; with it, an address is copied with one press, and a list of mistakes gets the
// focus as soon as it is there.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const icon = button.querySelector("use");
  if (!field || !navigator.clipboard) continue;
  const said = document.createElement("span");
  said.className = "vh";
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      icon.setAttribute("href", "#i-check");
      // Emptied first, or the same words would not be read out at another press.
      said.textContent = "";
      requestAnimationFrame(() => (said.textContent = button.dataset.done));
    } catch {
      field.select();
    }
  });
}

// After the browser has gone to the fragment of the address, for that takes the focus away.
addEventListener("load", () => requestAnimationFrame(() => document.querySelector("[role=alert][tabindex]")?.focus()));

// The door keeps a list of names on this device (door.js): it goes with whoever signs out, and soon after the event.
function forget(isOver) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("door:"));
    for (const key of keys.filter(isOver)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function isOver(key) {
  try {
    return !(JSON.parse(localStorage.getItem(key)).until > Date.now());
  } catch {
    return true;
  }
}

forget(isOver);
document.querySelector('form[action="/organise/session"]')?.addEventListener("submit", () => {
  forget((key) => key.startsWith("door:list:"));
  window.caches?.delete("door");
});
