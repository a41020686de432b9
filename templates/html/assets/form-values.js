"use strict";
// The values of an item: as the form holds them while they are typed, and as a file has them.
const formValues = (() => {
  // What the sheet has under names, for the pieces that refer to it.
  const register = new Map();
  const KEPT = ["sha256", "collected_by", "source_system", "retain_until"];
  const keptOf = (piece) => Object.fromEntries(KEPT.map((name) => [name, piece[name] || ""]));
  // Every field is there, evidence with the text that it came with; what nobody touches stays as it came.
  const whole = (said) => ({
    answer: "", note: "", reason: "", owner: "", due: "", by: "", at: "",
    ...said,
    waiver: { reason: "", by: "", granted: "", until: "", ...said.waiver },
    evidence: (said.evidence || []).map((piece) => {
      const { file, url, title: name = "", date = "" } = piece.ref ? register.get(piece.ref) || {} : piece;
      const target = file || url || piece.ref || "";
      const kind = piece.ref ? "ref" : file ? "file" : "url";
      return { target, came: target, kind, ref: piece.ref || "", title: name, date, kept: keptOf(piece) };
    }),
  });
  const isLink = (text) => /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text);
  const trimmed = (text) => text.replace(/^[\s\u001c-\u001f\u0085\ufeff]+|[\s\u001c-\u001f\u0085\ufeff]+$/g, "");
  // Control characters and halves of characters cannot be kept in a file.
  const clean = (text) => text.replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
  const tidy = (values) => {
    const out = { ...values, waiver: {}, evidence: [] };
    for (const key of ["note", "reason", "owner", "by"]) out[key] = trimmed(values[key]);
    for (const key of formFile.WAIVER) out.waiver[key] = trimmed(values.waiver[key]);
    for (const piece of values.evidence) {
      if (piece.kind === "ref") {
        out.evidence.push({ ref: piece.ref });
        continue;
      }
      const target = trimmed(piece.target);
      const same = target === piece.came;
      const kind = same ? piece.kind : isLink(target) ? "url" : "file";
      const made = { [kind]: target, title: trimmed(piece.title), date: piece.date, ...(same ? piece.kept : {}) };
      if (target || made.title || made.date) out.evidence.push(made);
    }
    return out;
  };
  const blank = () => ({ target: "", came: "", kind: "file", ref: "", title: "", date: "", kept: {} });
  const badPath = (path) => /^[/~]|^.:|\\/.test(path);
  const badLink = (link) =>
    link.length > 2048 || !/^(?:https?:\/\/[^\s/?#\\]+[^\s\\]*|mailto:[^\s@]+@[^\s@]+)$/i.test(link);
  return { whole, tidy, clean, trimmed, isLink, badLink, badPath, blank, register };
})();
