"use strict";
// The file that a form saves and reads again: a strict subset of YAML with one line for every value.
const formFile = (() => {
  const HEAD = ["schema", "sheet", "base", "system", "lang", "saved"];
  const TEXTS = ["note", "reason", "owner", "by"];
  const DATES = ["due", "at", "granted", "until", "date", "retain_until"];
  const FIELDS = ["answer", "note", "reason", "owner", "due", "by", "at", "evidence", "waiver"];
  const PIECE = ["file", "url", "ref", "title", "date", "sha256", "collected_by", "source_system", "retain_until"];
  const WAIVER = ["reason", "by", "granted", "until"];
  const ANSWERS = ["met", "partial", "unmet", "n/a"];
  // What JSON leaves as it is and YAML does not take, or nobody can see.
  const ODD = /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;
  const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;
  const LINE = /^( *)(- )?([A-Za-z][A-Za-z0-9_-]*):(?: (.+))?$/;

  const quoted = (text) =>
    JSON.stringify(text).replace(ODD, (char) => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"));
  const plainOrQuoted = (text) => (PLAIN.test(text) ? text : quoted(text));
  const scalar = (key, text) => (key === "answer" || DATES.includes(key) ? text : quoted(text));
  const isDate = (text) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text + "T00:00:00Z") : null;
    return Boolean(day) && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  };

  // The lines of one item; nothing for a field without a value.
  const body = (values) => {
    const lines = [];
    for (const key of FIELDS) {
      const value = values[key];
      if (key === "evidence") {
        if (value.length) lines.push("    evidence:");
        for (const piece of value) {
          PIECE.filter((name) => piece[name]).forEach((name, place) => {
            lines.push(`      ${place ? "  " : "- "}${name}: ${scalar(name, piece[name])}`);
          });
        }
      } else if (key === "waiver") {
        const given = WAIVER.filter((name) => value[name]);
        if (given.length) lines.push("    waiver:");
        for (const name of given) lines.push(`      ${name}: ${scalar(name, value[name])}`);
      } else if (value) {
        lines.push(`    ${key}: ${scalar(key, value)}`);
      }
    }
    return lines;
  };

  const write = (head, entries) => {
    const lines = HEAD.map((key) => `${key}: ${key === "system" ? quoted(head[key]) : plainOrQuoted(head[key])}`);
    lines.push("answers:");
    for (const [id, values] of entries) {
      const said = body(values);
      lines.push(said.length ? `  ${id}:` : `  ${id}: {}`, ...said);
    }
    return lines.join("\n") + "\n";
  };

  // Returns what a saved file says, or throws the number of the first line that no form has written.
  const read = (text) => {
    const head = {};
    const answers = new Map();
    let open = null;
    let part = null;
    let number = 0;
    const wrong = () => { throw number; };
    const value = (raw) => {
      if (raw === undefined) wrong();
      if (!raw.startsWith('"')) return PLAIN.test(raw) ? raw : wrong();
      try {
        const said = JSON.parse(raw);
        return typeof said === "string" ? said : wrong();
      } catch { return wrong(); }
    };
    const put = (into, known, key, raw) => {
      if (!known.includes(key) || Object.hasOwn(into, key)) wrong();
      const said = value(raw);
      if (key === "answer" && !ANSWERS.includes(said)) wrong();
      if (DATES.includes(key) && !isDate(said)) wrong();
      into[key] = said;
    };
    const top = (key, raw) => {
      if (open) wrong();
      if (key !== "answers") return put(head, HEAD, key, raw);
      if (raw !== undefined || Object.keys(head).length !== HEAD.length) wrong();
      open = answers;
      return undefined;
    };
    const item = (key, raw) => {
      if (!open || answers.has(key) || (raw !== undefined && raw !== "{}")) wrong();
      part = null;
      answers.set(key, {});
      open = raw === undefined ? answers.get(key) : answers;
    };
    const field = (key, raw) => {
      if (!open || open === answers) wrong();
      if (key !== "evidence" && key !== "waiver") {
        part = null;
        return put(open, [...TEXTS, "answer", "due", "at"], key, raw);
      }
      if (raw !== undefined || Object.hasOwn(open, key)) wrong();
      part = open[key] = key === "evidence" ? [] : {};
      return undefined;
    };
    for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
      number += 1;
      if (!line) continue;
      const [, indent, dash, key, raw] = LINE.exec(line) || wrong();
      const depth = indent.length;
      const list = Array.isArray(part);
      if (depth === 0 && !dash) top(key, raw);
      else if (depth === 2 && !dash) item(key, raw);
      else if (depth === 4 && !dash) field(key, raw);
      else if (depth === 6 && dash && list) put(part[part.push({}) - 1], PIECE, key, raw);
      else if (depth === 8 && !dash && list && part.length) put(part.at(-1), PIECE, key, raw);
      else if (depth === 6 && !dash && part && !list) put(part, WAIVER, key, raw);
      else wrong();
    }
    if (!open) wrong();
    return { head, answers };
  };

  return { body, read, write, isDate, WAIVER };
})();
