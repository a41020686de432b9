"use strict";
// The values of an item: as the form holds them while they are typed, and as a file has them.
const formValues = (() => {
  // Every field is there, evidence with the text that it came with; what nobody touches stays as it came.
  const whole = (said) => ({
    answer: "", note: "", reason: "", owner: "", due: "", by: "", at: "",
    ...said,
    waiver: { reason: "", by: "", granted: "", until: "", ...said.waiver },
    evidence: (said.evidence || []).map(({ file, url, title: name = "", date = "", sha256 = "" }) => {
      const target = file || url || "";
      return { target, came: target, kind: file ? "file" : "url", title: name, date, sha256 };
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
      const target = trimmed(piece.target);
      const same = target === piece.came;
      const kind = same ? piece.kind : isLink(target) ? "url" : "file";
      const made = { [kind]: target, title: trimmed(piece.title), date: piece.date, sha256: same ? piece.sha256 : "" };
      if (target || made.title || made.date) out.evidence.push(made);
    }
    return out;
  };
  const blank = () => ({ target: "", came: "", kind: "file", title: "", date: "", sha256: "" });
  const badPath = (path) => /^[/~]|^.:|\\/.test(path);
  const badLink = (link) =>
    link.length > 2048 || !/^(?:https?:\/\/[^\s/?#\\]+[^\s\\]*|mailto:[^\s@]+@[^\s@]+)$/i.test(link);
  return { whole, tidy, clean, trimmed, isLink, badLink, badPath, blank };
})();
