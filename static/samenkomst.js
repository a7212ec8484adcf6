// Everything works without this file; with it, an address is copied with one press, and a list of mistakes gets the
// focus as soon as it is there.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const icon = button.querySelector("use");
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      icon.setAttribute("href", "#i-check");
      const said = document.createElement("span");
      said.className = "vh";
      said.setAttribute("role", "status");
      button.after(said);
      said.textContent = button.dataset.done;
    } catch {
      field.select();
    }
  });
}

// After the browser has gone to the fragment of the address, for that takes the focus away.
addEventListener("load", () => requestAnimationFrame(() => document.querySelector("[role=alert][tabindex]")?.focus()));
