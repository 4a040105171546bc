"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];

  // A table is a stop for the tab key only where there is something to scroll.
  const stops = () => all(".scroll").forEach((one) => {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  });
  addEventListener("resize", stops);
  document.addEventListener("toggle", stops, true);
  stops();

  // What is folded away is printed too.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));

  const form = document.querySelector("form.sift");
  if (!form) return;
  const rows = all("[data-rad]");
  const groups = all("[data-grupp]");
  const lists = all("select", form);
  const holds = (row, list) =>
    !list.value || row.getAttribute("data-f" + list.dataset.f).split(" ").includes(list.value);
  const sift = () => {
    let shown = 0;
    rows.forEach((row) => {
      row.hidden = !lists.every((list) => holds(row, list));
      shown += row.hidden ? 0 : 1;
    });
    groups.forEach((group) => {
      const own = all("[data-rad]", group);
      if (own.length) group.hidden = own.every((row) => row.hidden);
    });
    form.querySelector("[role=status]").textContent = "Visar " + shown + " av " + rows.length + " rader.";
    stops();
  };
  form.addEventListener("change", sift);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").addEventListener("click", () => {
    lists.forEach((list) => { list.value = ""; });
    sift();
  });
  form.hidden = false;
  sift();
})();
