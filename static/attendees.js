// Without this file people are chosen and arranged just as well; with it, one box chooses the whole page, and the bar
// says how many were chosen.
"use strict";

const list = document.querySelector(".list[data-chosen]");
const boxes = list ? [...list.querySelectorAll("input[name=ids]")] : [];
const whole = list?.querySelector("[data-all]");
const count = list?.querySelector("[data-count]");

function say() {
  const chosen = boxes.filter((box) => box.checked).length;
  const word = chosen === 1 ? list.dataset.chosenOne : list.dataset.chosen;
  if (chosen) count.textContent = `${chosen} ${word}`;
  whole.checked = chosen === boxes.length;
  whole.indeterminate = chosen > 0 && chosen < boxes.length;
}

if (whole && count && !boxes.some((box) => box.disabled)) {
  whole.hidden = false;
  count.setAttribute("role", "status");
  whole.addEventListener("change", () => {
    for (const box of boxes) box.checked = whole.checked;
    say();
  });
  list.addEventListener("change", (event) => {
    if (event.target.name === "ids") say();
  });
  // A browser remembers what was ticked when one comes back.
  addEventListener("pageshow", say);
}
