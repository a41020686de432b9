"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  all(".tools, .filter").forEach((part) => { part.hidden = false; });

  // Theme: automatic, light or dark; remembered where the browser allows it.
  const themes = ["", "light", "dark"];
  const button = byId("theme");
  const names = button.dataset.names.split("|");
  const remember = (value) => {
    try {
      if (value) localStorage.setItem("gapsheet-theme", value);
      else localStorage.removeItem("gapsheet-theme");
    } catch { /* storage is blocked: the choice lasts for this page */ }
  };
  const remembered = () => {
    try { return localStorage.getItem("gapsheet-theme") || ""; } catch { return ""; }
  };
  const paint = (value) => {
    if (value) root.dataset.theme = value;
    else delete root.dataset.theme;
    button.textContent = button.dataset.label + names[themes.indexOf(value)];
  };
  let theme = themes.includes(remembered()) ? remembered() : "";
  paint(theme);
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    remember(theme);
    paint(theme);
  });

  // Print: everything that is folded opens, and folds again afterwards.
  let opened = [];
  byId("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => {
    opened = all("main details:not([open])");
    opened.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => { opened.forEach((part) => { part.open = false; }); });

  // Filters: kept in the address as #?show=…&owner=…&q=…; a link to an item wins over them.
  const items = all("#items .it");
  const groups = all(".group");
  const choices = all("input[name=show]");
  const owner = byId("owner");
  const query = byId("q");
  const count = byId("count");
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const state = () => ({
    show: (choices.find((choice) => choice.checked) || choices[0]).value,
    owner: owner ? owner.value : "",
    q: query.value.trim(),
  });
  const set = (show, who, q) => {
    (choices.find((choice) => choice.value === show) || choices[0]).checked = true;
    if (owner) {
      owner.value = who;
      if (owner.selectedIndex < 0) owner.value = "";
    }
    query.value = q;
  };
  const apply = () => {
    const { show, owner: who, q } = state();
    const wanted = q.toLowerCase();
    let shown = 0;
    for (const item of items) {
      const fits = (show === "all" || item.dataset.f.split(" ").includes(show))
        && (!who || item.dataset.o === who)
        && (!wanted || textOf(item).includes(wanted));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".it:not([hidden])");
    count.textContent = shown
      ? count.dataset.text.replace("{shown}", shown).replace("{all}", items.length)
      : count.dataset.none;
  };
  const keep = () => {
    apply();
    const now = state();
    const address = new URLSearchParams();
    if (now.show !== "all") address.set("show", now.show);
    if (now.owner) address.set("owner", now.owner);
    if (now.q) address.set("q", now.q);
    const hash = address.toString();
    history.replaceState(null, "", hash ? "#?" + hash : location.pathname + location.search);
  };
  const read = (event) => {
    const hash = location.hash;
    if (hash.startsWith("#?")) {
      const address = new URLSearchParams(hash.slice(2));
      set(address.get("show") || "all", address.get("owner") || "", address.get("q") || "");
      apply();
      if (event) byId("items").scrollIntoView();
      return;
    }
    let target = null;
    try { target = byId(decodeURIComponent(hash.slice(1))); } catch { /* not an address of this page */ }
    if (target && target.closest("[hidden]")) {
      set("all", "", "");
      apply();
      target.scrollIntoView();
    } else if (!event) {
      apply();
    }
  };
  choices.forEach((choice) => choice.addEventListener("change", keep));
  if (owner) owner.addEventListener("change", keep);
  query.addEventListener("input", keep);
  window.addEventListener("hashchange", read);
  read();
})();
