"use strict";
(() => {
  const body = document.querySelector(".index tbody");
  const form = document.querySelector(".ask");
  const asked = Object.fromEntries(["q", "year", "form", "grave", "rule"].map((id) => [id, document.getElementById(id)]));
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const rows = [...body.rows].map((row) => {
    const cells = row.cells;
    const isRead = cells.length > 4;
    return {
      row,
      text: fold(`${cells[0].textContent} ${isRead ? cells[1].textContent : ""} ${cells[cells.length - 1].textContent}`),
      year: isRead ? cells[1].textContent : "",
      form: isRead ? cells[2].dataset.v : "",
      grave: isRead ? row.className || "none" : "unread",
      rules: new Set((row.dataset.r || "").split(" ")),
    };
  });
  const words = () => asked.q.value.split(/\s+/).map(fold).filter(Boolean);
  const isGrave = (one, wanted) => !wanted || one.grave === wanted || (wanted === "warning" && one.grave === "error");

  function filter() {
    const all = words();
    let count = 0;
    for (const one of rows) {
      const is =
        all.every((word) => one.text.includes(word)) &&
        (!asked.year.value || one.year === asked.year.value) &&
        (!asked.form.value || one.form === asked.form.value) &&
        isGrave(one, asked.grave.value) &&
        (!asked.rule.value || one.rules.has(asked.rule.value));
      if (one.row.hidden === is) one.row.hidden = !is;
      count += is;
    }
    document.getElementById("count").textContent = `${count} / ${rows.length}`;
    const kept = new URLSearchParams(Object.entries(asked).filter(([, box]) => box.value).map(([id, box]) => [id, box.value]));
    history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname);
  }

  function sort(head, at) {
    const is = head.getAttribute("aria-sort") === (head.dataset.k === "n" ? "descending" : "ascending");
    const down = head.dataset.k === "n" ? !is : is;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = ({ row }) => {
      const cell = row.cells.length > 4 || at === 0 ? row.cells[at] : null;
      const text = cell ? cell.textContent : "";
      return head.dataset.k === "n" ? Number(text) || 0 : text;
    };
    const order = new Intl.Collator(document.documentElement.lang).compare;
    const keyed = rows.map((one) => [value(one), one]);
    keyed.sort(([a], [b]) => (head.dataset.k === "n" ? a - b : order(a, b)) * (down ? -1 : 1));
    body.append(...keyed.map(([, one]) => one.row));
  }

  [...document.querySelectorAll(".index thead th")].forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, at));
    head.replaceChildren(button);
  });
  const given = new URLSearchParams(location.hash.slice(1));
  for (const [id, box] of Object.entries(asked)) if (given.has(id)) box.value = given.get(id);
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
})();
