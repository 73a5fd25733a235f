"use strict";
(() => {
  const form = document.querySelector("form"), drop = document.querySelector(".drop"), input = form.querySelector("input[type=file]");
  const wait = form.querySelector(".wait");
  form.addEventListener("submit", () => { wait.hidden = false; });
  input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
  addEventListener("pageshow", () => { wait.hidden = true; });
  for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
