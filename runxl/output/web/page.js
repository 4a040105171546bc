"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];

  // A table is a stop for the tab key only where there is something to scroll.
  const stops = (within) => {
    const shown = all(".scroll", within).filter((one) => !one.closest("details:not([open])"));
    const wide = shown.map((one) => one.scrollWidth > one.clientWidth);
    shown.forEach((one, at) => {
      if (wide[at]) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
    });
  };
  addEventListener("resize", () => stops(document));
  document.addEventListener("toggle", (event) => stops(event.target), true);
  stops(document);

  // Who follows a link to what is folded away wants to see it.
  const unfold = () => {
    let one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!one) return;
    const found = one;
    for (; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    found.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

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
    stops(document);
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
