// A form: what it came with, what it says now, and the page around it.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const data = JSON.parse(byId("data").textContent);
  const say = (key, params = {}) => {
    const found = data.text[key];
    const text = Array.isArray(found) ? found[params.n === 1 ? 0 : 1] : found;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? params[name] : whole));
  };
  const { whole, tidy, clean, trimmed, isLink, badLink, badPath, blank, register } = formValues;
  for (const [name, piece] of Object.entries(data.register)) register.set(name, piece);
  const form = byId("form");
  const who = byId("who");
  const boxes = new Map(all("fieldset.q").map((box) => [box.dataset.item, box]));
  const ids = Array.from(boxes.keys());
  const title = document.title;
  const clock = (time) => `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;

  // The fields of an item are a copy of those of the page, with the item's id in front of every name.
  for (const [id, box] of boxes) {
    const fields = byId("fields").content.cloneNode(true);
    for (const part of all("*", fields)) {
      for (const name of ["id", "for", "aria-labelledby", "aria-describedby"]) {
        const value = part.getAttribute(name) || "";
        if (value.startsWith("-")) part.setAttribute(name, id + value);
      }
      if ("id" in part.dataset) part.textContent = ` ${id}`;
    }
    box.querySelector(".opts").after(fields);
  }

  // ---- values -----------------------------------------------------------------------------------------------

  const text = (values) => formFile.body(tidy({ ...values, by: "", at: "" })).join("\n");

  const start = new Map(data.items.map((item) => [item.id, whole(item.values)]));
  const copyOf = (values) => JSON.parse(JSON.stringify(values));
  let now = new Map(ids.map((id) => [id, copyOf(start.get(id))]));
  let came = start;
  let touched = new Set();
  // Whoever changes an item answers for it; where nobody gives a name, nobody else's stays under a new answer.
  const signed = (id) => {
    const values = now.get(id);
    if (!touched.has(id) || text(values) === text(came.get(id))) return values;
    if (trimmed(who.value)) return { ...values, by: trimmed(who.value), at: new Date().toISOString().slice(0, 10) };
    return values.answer === came.get(id).answer ? values : { ...values, by: "", at: "" };
  };
  const written = () => formFile.write(
    { ...data.head, saved: new Date().toISOString().slice(0, 19) + "Z" },
    ids.map((id) => [id, tidy(signed(id))]),
  );
  const everything = () => ids.map((id) => text(now.get(id))).join("\n\n") + "\n" + trimmed(who.value);
  let saved = everything();
  let savedAt = "";
  const dirty = () => everything() !== saved;

  // ---- showing ----------------------------------------------------------------------------------------------

  const used = (id, field) => {
    const value = now.get(id)[field];
    if (field === "evidence") return value.some((piece) => piece.target || piece.title || piece.date);
    return field === "waiver" ? formFile.WAIVER.some((name) => value[name]) : Boolean(value);
  };
  const arrange = (id) => {
    const { answer, waiver, by, at } = now.get(id);
    for (const part of all("[data-for]", boxes.get(id))) {
      const fits = part.dataset.for.split(" ").includes(answer);
      part.hidden = !fits && !used(id, part.dataset.part);
      const stray = part.querySelector(".stray");
      if (stray) stray.hidden = fits;
    }
    const complete = formFile.WAIVER.every((name) => waiver[name]);
    const begun = used(id, "waiver") ? say("waiver.some") : "";
    const state = complete ? say("waiver.until", { date: waiver.until }) : begun;
    boxes.get(id).querySelector(".w-state").textContent = state;
    const key = by && at ? "by" : by ? "by.only" : "at.only";
    const line = boxes.get(id).querySelector(".q-by");
    line.hidden = !(by || at);
    line.textContent = by || at ? say(key, { by, at }) : "";
  };
  const row = (id, place, piece) => {
    const part = byId("evidence-row").content.cloneNode(true).firstElementChild;
    const n = place + 1;
    part.setAttribute("aria-label", say("evidence.group", { item: id, n }));
    for (const input of all("input", part)) {
      input.id = `${id}-evidence-${place}-${input.dataset.e}`;
      input.previousElementSibling.htmlFor = input.id;
      input.value = piece[input.dataset.e];
      input.readOnly = piece.kind === "ref"; // what it is stands in one place of the sheet, for all that refer to it
      if (input.readOnly) input.title = say("evidence.ref", { name: piece.ref });
    }
    part.querySelector("button").setAttribute("aria-label", say("evidence.remove", { item: id, n }));
    return part;
  };
  const rows = (id) => {
    const pieces = now.get(id).evidence;
    if (!pieces.length) pieces.push(blank());
    boxes.get(id).querySelector(".rows").replaceChildren(...pieces.map((piece, place) => row(id, place, piece)));
  };
  const fill = (id) => {
    const values = now.get(id);
    for (const radio of all("input[type=radio]", boxes.get(id))) radio.checked = radio.value === values.answer;
    for (const input of all("[data-f]", boxes.get(id))) input.value = values[input.dataset.f];
    for (const input of all("[data-w]", boxes.get(id))) input.value = values.waiver[input.dataset.w];
    rows(id);
    arrange(id);
  };
  const answered = (within) => within.filter((id) => now.get(id).answer).length;
  const count = () => {
    for (const part of all("[data-count]")) {
      const own = data.items.filter((item) => item.list === part.dataset.count).map((item) => item.id);
      part.textContent = say("count", { done: answered(own), all: own.length });
    }
    byId("progress").textContent = say("progress", { done: answered(ids), all: ids.length });
    const key = dirty() ? (savedAt ? "state.since" : "state.unsaved") : savedAt ? "state.saved" : "state.fresh";
    byId("state").textContent = say(key, { time: savedAt });
  };
  const tell = (words) => { byId("said").textContent = words; };
  const fillAll = () => { ids.forEach(fill); clearErrors(); count(); };

  // ---- draft ------------------------------------------------------------------------------------------------

  const place = `gapsheet-form-${data.digest}`;
  const storage = (() => {
    try {
      localStorage.setItem(`${place}-try`, "1");
      localStorage.removeItem(`${place}-try`);
      return localStorage;
    } catch { return null; }
  })();
  const keep = byId("keep");
  const keptNow = () => Boolean(storage) && keep.checked;
  const drafting = (works) => {
    byId("draft-state").textContent = say(!works ? "draft.blocked" : keep.checked ? "draft.kept" : "draft.off");
    byId("blocked").hidden = works;
    byId("blocked").textContent = works ? "" : say("draft.blocked");
  };
  const sketch = () => {
    if (!keptNow()) return;
    const time = clock(new Date());
    const draft = { text: written(), touched: [...touched], who: who.value, time, savedAt, dirty: dirty() };
    try {
      storage.setItem(place, JSON.stringify(draft));
    } catch { drafting(false); }
  };
  const take = (answers) => {
    for (const [id, said] of answers) now.set(id, whole(said));
  };
  const restore = () => {
    try {
      const draft = JSON.parse(storage.getItem(place));
      if (!draft) return;
      take(formFile.read(draft.text).answers);
      touched = new Set(draft.touched);
      who.value = draft.who;
      savedAt = draft.savedAt;
      saved = draft.dirty ? saved : everything();
      tell(say("draft.restored", { time: draft.time }));
    } catch { storage.removeItem(place); }
  };
  keep.addEventListener("change", () => {
    if (keep.checked) storage.removeItem(`${place}-off`);
    else { storage.setItem(`${place}-off`, "1"); storage.removeItem(place); }
    drafting(true);
    sketch();
  });
  byId("clear").addEventListener("click", () => {
    if (!window.confirm(say("draft.ask"))) return;
    if (storage) storage.removeItem(place);
    now = new Map(ids.map((id) => [id, copyOf(start.get(id))]));
    came = start;
    touched = new Set();
    who.value = "";
    savedAt = "";
    saved = everything();
    fillAll();
    tell(say("draft.cleared"));
  });

  // ---- errors -----------------------------------------------------------------------------------------------

  const summary = byId("errors");
  function clearErrors() {
    summary.hidden = true;
    document.title = title;
    all(".err").forEach((part) => part.remove());
    all("[aria-invalid]").forEach((input) => {
      input.removeAttribute("aria-invalid");
      const rest = (input.getAttribute("aria-describedby") || "").replace(`${input.id}-error`, "").trim();
      if (rest) input.setAttribute("aria-describedby", rest);
      else input.removeAttribute("aria-describedby");
    });
  }
  const problemsOf = (id) => {
    const values = tidy(now.get(id));
    const found = [];
    const add = (field, key) => found.push({ id, input: byId(`${id}-${field}`), text: say(`error.${key}`) });
    if (values.answer === "n/a" && !values.reason) add("reason", "reason");
    now.get(id).evidence.forEach((piece, n) => {
      const target = trimmed(piece.target);
      const field = `evidence-${n}-target`;
      if (!target && (trimmed(piece.title) || piece.date)) add(field, "evidence.target");
      if (!target || start.get(id).evidence.some((one) => one.target === target)) return;
      if (isLink(target) && badLink(target)) add(field, "evidence.link");
      if (!isLink(target) && badPath(target)) add(field, "evidence.path");
    });
    const dates = all("input[type=date]", boxes.get(id)).filter((input) => input.validity.badInput);
    dates.forEach((input) => found.push({ id, input, text: say("error.date") }));
    const bad = (field) => dates.includes(byId(`${id}-waiver-${field}`));
    if (formFile.WAIVER.some((name) => values.waiver[name] || bad(name))) {
      for (const name of formFile.WAIVER) {
        if (!values.waiver[name] && !bad(name)) add(`waiver-${name}`, `waiver.${name}`);
      }
      const { granted, until } = values.waiver;
      if (granted && until && until < granted) add("waiver-until", "waiver.order");
    }
    return found;
  };
  const element = (name, words, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = words;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const go = (input) => {
    for (let part = input.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    input.focus();
  };
  const showErrors = (found) => {
    byId("errors-heading").textContent = say("error.heading", { n: found.length });
    byId("errors-list").replaceChildren(...found.map(({ id, input, text: words }) => {
      const error = element("p", words, { class: "err", id: `${input.id}-error` });
      input.before(error);
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") || ""} ${error.id}`.trim());
      const line = document.createElement("li");
      const link = element("a", say("error.item", { item: id, text: words }), { href: `#${input.id}` });
      link.addEventListener("click", (event) => { event.preventDefault(); go(input); });
      line.append(link);
      return line;
    }));
    all("details.wv").forEach((part) => { if (part.querySelector(".err")) part.open = true; });
    document.title = say("error.title", { title });
    summary.hidden = false;
    summary.focus();
  };

  // ---- saving and loading -----------------------------------------------------------------------------------

  const inFile = () => {
    saved = everything();
    savedAt = clock(new Date());
    count();
    sketch();
  };
  const download = () => {
    const address = URL.createObjectURL(new Blob([written()], { type: "application/yaml" }));
    const link = element("a", "", { href: address, download: data.file });
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    inFile();
    tell(say("saved", { file: data.file }));
  };
  const whenRight = (then) => {
    clearErrors();
    const found = ids.flatMap(problemsOf);
    if (found.length) showErrors(found);
    else then();
  };
  byId("save").addEventListener("click", () => whenRight(download));
  byId("anyway").addEventListener("click", () => {
    clearErrors();
    byId("save").focus(); // the button that was pressed is gone
    download();
  });
  const shown = byId("copy-text");
  byId("copy").addEventListener("click", () => whenRight(() => {
    byId("copy-box").hidden = false;
    shown.value = written();
    shown.focus();
    shown.select();
    tell(say("copy"));
  }));
  byId("copy-again").addEventListener("click", () => {
    shown.focus();
    shown.select();
    tell(say(document.execCommand("copy") ? "copied" : "copy"));
  });
  const refuse = (key, params) => { tell(say(`load.${key}`, params)); };
  const load = (file, content) => {
    const name = file.name;
    let found;
    try { found = formFile.read(content); } catch (line) {
      if (typeof line !== "number") throw line;
      const ours = content.replace(/^\ufeff/, "").startsWith(`schema: ${data.head.schema}`);
      return ours ? refuse("line", { file: name, line }) : refuse("short", { file: name });
    }
    const { head, answers } = found;
    if (head.schema !== data.head.schema) return refuse("short", { file: name });
    if (head.sheet !== data.head.sheet || head.base !== data.head.base) return refuse("other", { file: name });
    const other = [...answers.keys()].filter((id) => !boxes.has(id));
    const items = other.slice(0, 5).join(", ") + (other.length > 5 ? ", …" : "");
    if (other.length) return refuse("items", { file: name, items });
    take(answers);
    came = new Map(ids.map((id) => [id, copyOf(now.get(id))]));
    touched = new Set();
    fillAll();
    inFile();
    return tell(say("loaded", { file: name, done: answered(ids), all: ids.length }));
  };
  byId("load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    if (file.size > 5 * 1024 * 1024) refuse("big", { file: file.name });
    else if (!dirty() || window.confirm(say("load.ask"))) load(file, await file.text());
    event.target.value = "";
  });
  byId("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeunload", (event) => {
    if (!dirty()) return;
    event.preventDefault();
    event.returnValue = "unsaved"; // what older browsers ask for
  });

  // ---- filling in -------------------------------------------------------------------------------------------

  const changed = (id) => {
    touched.add(id);
    arrange(id);
    count();
    tell("");
    sketch();
  };
  const rowOf = (box, part) => all(".ev-row", box).indexOf(part.closest(".ev-row"));
  form.addEventListener("input", ({ target }) => {
    const box = target.closest("fieldset.q");
    if (!box) return;
    const id = box.dataset.item;
    const values = now.get(id);
    const said = target.type === "date" ? (formFile.isDate(target.value) ? target.value : "") : clean(target.value);
    if (target.type === "radio") values.answer = target.value;
    else if (target.dataset.f) values[target.dataset.f] = said;
    else if (target.dataset.w) values.waiver[target.dataset.w] = said;
    else if (target.dataset.e) values.evidence[rowOf(box, target)][target.dataset.e] = said;
    changed(id);
  });
  form.addEventListener("click", ({ target }) => {
    const button = target.closest(".rows button, .ev-add");
    if (!button) return;
    const box = button.closest("fieldset.q");
    const id = box.dataset.item;
    const pieces = now.get(id).evidence;
    if (button.matches(".ev-add")) pieces.push(blank());
    else pieces.splice(rowOf(box, button), 1);
    clearErrors();
    rows(id);
    all(".ev-row input[type=text]", box).at(-2).focus();
    changed(id);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  who.addEventListener("input", () => { count(); sketch(); });
  let last = -1;
  form.addEventListener("focusin", ({ target }) => {
    const box = target.closest("fieldset.q");
    if (box) last = ids.indexOf(box.dataset.item);
  });
  byId("next").addEventListener("click", () => {
    const order = [...ids.slice(last + 1), ...ids.slice(0, last + 1)];
    const id = order.find((one) => !now.get(one).answer);
    if (!id) return tell(say("next.none"));
    boxes.get(id).scrollIntoView();
    return boxes.get(id).querySelector("input[type=radio]:checked").focus({ preventScroll: true });
  });

  // ---- the start --------------------------------------------------------------------------------------------

  all(".live").forEach((part) => { part.hidden = false; });
  if (storage) {
    keep.checked = storage.getItem(`${place}-off`) === null;
    if (keep.checked) restore();
  } else {
    keep.checked = false;
    keep.disabled = true;
    byId("clear").disabled = true;
  }
  drafting(Boolean(storage));
  fillAll();
})();
