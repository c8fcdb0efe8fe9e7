// A key's file is read here, so that a form has its text; and frames are drawn where something was found in a picture.
"use strict";

const LONGEST_KEY = 4096;

for (const field of document.querySelectorAll("[data-key-file]")) {
  field.hidden = false;
  field.querySelector("input").addEventListener("change", async ({ target }) => {
    const file = target.files[0];
    const key = document.getElementById(target.dataset.fills);
    key.value = file && file.size <= LONGEST_KEY ? await file.text() : "";
  });
}

function frame(picture) {
  picture.nextElementSibling.setAttribute("viewBox", `0 0 ${picture.naturalWidth} ${picture.naturalHeight}`);
}

for (const picture of document.querySelectorAll("[data-boxes]")) {
  if (picture.complete) frame(picture);
  else picture.addEventListener("load", () => frame(picture));
}
