"use strict";
(() => {
  const form = document.querySelector("form"), drop = form.querySelector(".drop"), input = form.querySelector("input[type=file]");
  const wait = form.querySelector(".wait"), [said, seconds, names] = ["b", "span.soft", ".names"].map((one) => wait.querySelector(one));
  const words = (id, count) => document.getElementById(id).content.textContent.replace("#", count);
  let timer = 0;
  // Choosing is sending: the browser's own box and the button are for browsers that run no script.
  form.querySelector("button").hidden = true;
  form.querySelector("button").style.display = "none";
  drop.querySelector(".choose").hidden = false;
  input.classList.add("unseen");
  function idle() {
    clearInterval(timer);
    form.classList.remove("busy");
    wait.hidden = true;
    input.value = "";
  }
  form.addEventListener("submit", () => {
    const files = [...input.files], began = Date.now();
    form.classList.add("busy");
    wait.hidden = false;
    said.textContent = files.length === 1 ? words("one", 1) : words("several", files.length);
    names.textContent = files.slice(0, 8).map((one) => one.name).join(" · ") + (files.length > 8 ? " …" : "");
    const tick = () => { seconds.textContent = words("seconds", Math.round((Date.now() - began) / 1000)); };
    tick();
    timer = setInterval(tick, 1000);
    wait.scrollIntoView({ block: "nearest" });
  });
  input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
  addEventListener("pageshow", (event) => { if (event.persisted) idle(); });
  for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length || form.classList.contains("busy")) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
