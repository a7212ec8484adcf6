// Everything works without this file; with it, an address is copied with one press, a list of mistakes gets the focus as
// soon as it is there, and the way back leads past it, what was just done is read out, what lies over the page makes
// room, and the way back from a person leads to the list as it was left.
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

// Whoever comes back to a page with mistakes would find only the question whether to send its form again.
for (const form of document.querySelectorAll("form[data-back]")) {
  form.addEventListener("submit", () => history.replaceState(null, "", form.dataset.back));
}

// What was just done or found stands on the page from the beginning, and a screen reader tells only what changes.
addEventListener("load", () => {
  const done = [...document.querySelectorAll("main [role=status]")].map((told) => told.innerText.trim()).filter(Boolean);
  if (done.length === 0) return;
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  document.body.append(said);
  setTimeout(() => (said.textContent = done.join(" ")), 500);
  // Whoever reads on finds it once.
  setTimeout(() => said.remove(), 5000);
});

// A box or a menu that lies over the page closes when the focus goes on to what is under it.
document.addEventListener("focusin", ({ target }) => {
  shut((menu) => !menu.contains(target));
  const box = document.querySelector("[popover]:popover-open");
  if (box && !box.contains(target) && target.popoverTargetElement !== box) box.hidePopover();
});

// The browser closes boxes with Escape and with a press beside them; menus are ours.
document.addEventListener("pointerdown", ({ target }) => shut((menu) => !menu.contains(target)));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of shut(() => true)) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

function shut(isPassed) {
  const menus = [...document.querySelectorAll("details.menu[open]")].filter(isPassed);
  for (const menu of menus) menu.open = false;
  return menus;
}

// How a list of the desk was searched, sorted and paged is known in this tab until it closes or somebody signs out.
function comeBack() {
  const { pathname, search } = location;
  const isAfterADeed = ["done", "all"].some((name) => new URLSearchParams(search).has(name));
  try {
    if (document.querySelector("main[data-list]") && !isAfterADeed) sessionStorage.setItem(`list:${pathname}`, search);
    for (const back of document.querySelectorAll('a.back[href^="/organise"]')) {
      back.search ||= sessionStorage.getItem(`list:${back.pathname}`) ?? "";
    }
  } catch {
    // A browser that keeps nothing leads back to the whole list.
  }
}

comeBack();

// The door keeps a list of names on this device (door-shelf.js): it goes with whoever signs out, and soon after the event.
function forget(which) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("door:"));
    for (const key of keys.filter(which)) localStorage.removeItem(key);
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
  try {
    sessionStorage.clear();
  } catch {
    // As above.
  }
});
