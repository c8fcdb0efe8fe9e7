// Single keys for the list and for one incident. They can be turned off (WCAG 2.1.4), and rest while somebody types.
"use strict";

const OFF = "gatepost-keys-off";
const help = document.getElementById("keys");
const opener = document.querySelector("[data-keys=open]");
const choice = document.querySelector("[data-keys=on]");

function move(step) {
  const links = [...document.querySelectorAll("#incidents .open")];
  const row = document.activeElement?.closest(".incident");
  const at = row ? links.findIndex((link) => row.contains(link)) : -1;
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
}

function tick() {
  document.activeElement?.closest(".incident")?.querySelector("input[type=checkbox]")?.click();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: tick,
  u: () => document.querySelector("[data-keys=back]")?.click(),
  "?": () => help.showModal(),
};

function typing(element) {
  return element.matches("input:not([type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  const free = !event.ctrlKey && !event.metaKey && !event.altKey && !help.open && !typing(event.target);
  if (!free || localStorage.getItem(OFF) || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

opener.hidden = false;
opener.addEventListener("click", () => help.showModal());
choice.checked = !localStorage.getItem(OFF);
choice.addEventListener("change", () => {
  if (choice.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
});
