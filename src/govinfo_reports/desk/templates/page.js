"use strict";
(() => {
  const all = [...document.querySelectorAll(".finding")];
  const hidden = new Set();
  let chosen = null;
  const shown = () => all.filter((one) => !one.hidden);
  const wide = () => matchMedia("(min-width:1001px)").matches;
  for (const one of document.querySelectorAll(".walk,.filter,.views,#print")) one.hidden = false;
  document.getElementById("print")?.addEventListener("click", () => print());

  // The document is shown as pictures of its pages or as text; what a link leads to is brought to the front.
  const views = [...document.querySelectorAll(".views button")];
  function view(name) {
    for (const button of views) {
      const is = button.dataset.view === name;
      button.setAttribute("aria-pressed", String(is));
      document.getElementById(button.dataset.view).hidden = !is;
    }
    if (chosen) draw(chosen.dataset.n);
  }
  function show(anchor) {
    const place = anchor && document.getElementById(anchor);
    const held = place && place.closest("#sheets,#words");
    if (views.length && held && held.hidden) view(held.id);
    return place;
  }
  for (const button of views) button.addEventListener("click", () => view(button.dataset.view));

  // The middle, the right and the lower edge of a cell, in the box that scrolls.
  function edges(cell, box, frame) {
    const at = cell.getBoundingClientRect();
    const left = box.scrollLeft - frame.left, top = box.scrollTop - frame.top;
    return { x: at.left + at.width / 2 + left, y: at.top + at.height / 2 + top, right: at.right + left, low: at.bottom + top };
  }

  // A bracket below cells of one row, or beside cells of one column; else a line.
  function way(part, whole) {
    if (Math.abs(part.low - whole.low) < 2) return `M${part.x} ${part.low}v5H${whole.x}v-5`;
    if (Math.abs(part.right - whole.right) < 2) return `M${part.right} ${part.y}h5V${whole.y}h-5`;
    return `M${part.x} ${part.low}L${whole.x} ${whole.low}`;
  }

  function tie(box, cells, whole) {
    const frame = box.getBoundingClientRect();
    const make = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const svg = make("svg");
    svg.setAttribute("class", "ties");
    svg.setAttribute("aria-hidden", "true");
    const to = edges(whole, box, frame);
    for (const part of cells) {
      if (part === whole) continue;
      const path = make("path");
      path.setAttribute("d", way(edges(part, box, frame), to));
      svg.append(path);
    }
    box.append(svg);
  }

  // A relation is drawn on the form's cells and on those of the document that they lead to: lines from the parts to the whole.
  function draw(number) {
    document.querySelectorAll("svg.ties").forEach((one) => one.remove());
    document.querySelectorAll(".tied").forEach((one) => one.classList.remove("tied"));
    const cells = [...document.querySelectorAll(`td[data-f~="${number}"]`)];
    const is = (one) => (one.dataset.whole || "").split(" ").includes(String(number));
    const pairs = cells.map((one) => [one, is(one)]);
    for (const one of cells) {
      const link = one.querySelector("a");
      const place = link && document.getElementById(link.hash.slice(1));
      if (place) pairs.push([place, is(one)]);
    }
    pairs.forEach(([one]) => one.classList.add("tied"));
    for (const box of new Set(pairs.map(([one]) => one.closest(".scroll,.text .table,.paper")).filter(Boolean))) {
      const inside = pairs.filter(([one]) => box.contains(one));
      const whole = inside.find(([, isWhole]) => isWhole);
      if (whole && inside.length > 1) tie(box, inside.map(([one]) => one), whole[0]);
    }
    return cells;
  }

  function choose(one, move = true) {
    all.forEach((other) => other.classList.toggle("chosen", other === one));
    chosen = one;
    const cells = one ? draw(one.dataset.n) : (draw(0), []);
    if (!one || !move) return;
    one.scrollIntoView({ block: "center" });
    one.focus({ preventScroll: true });
    const link = one.querySelector(".places a") || (cells[0] && cells[0].querySelector("a"));
    const place = link && show(link.hash.slice(1));
    if (place && wide()) place.scrollIntoView({ block: "center" });
  }

  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(chosen);
    choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  }

  document.getElementById("before")?.addEventListener("click", () => step(-1));
  document.getElementById("after")?.addEventListener("click", () => step(1));
  for (const button of document.querySelectorAll(".filter button")) {
    button.addEventListener("click", () => {
      const is = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(is));
      hidden[is ? "delete" : "add"](button.dataset.kind);
      for (const one of all) one.hidden = [...hidden].some((kind) => one.classList.contains(kind));
      if (chosen && chosen.hidden) choose(null);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const finding = event.target.closest(".finding");
    if (finding) choose(finding, false);
    if (link && link.hash) show(decodeURIComponent(link.hash.slice(1)));
    if (link && !finding) {
      const cell = link.closest("td[data-f]");
      if (cell) choose(document.getElementById(`finding-${cell.dataset.f.split(" ")[0]}`), false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "Escape") choose(null);
    else if (event.key === "Enter" && event.target === chosen) {
      const link = chosen.querySelector(".cells a");
      if (link) link.click();
    } else return;
    event.preventDefault();
  });
  // Tables that fit need no box that scrolls: their heads stay in view, and the key Tab passes them by.
  function fit() {
    for (const box of document.querySelectorAll(".scroll")) {
      box.classList.remove("fits");
      const is = box.scrollWidth <= box.clientWidth;
      box.classList.toggle("fits", is);
      box.tabIndex = is ? -1 : 0;
    }
    if (chosen) draw(chosen.dataset.n);
  }
  addEventListener("resize", fit);
  fit();
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  if (views.length) view("sheets");
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named && named.classList.contains("finding")) choose(named);
})();
