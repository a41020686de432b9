"""One document being read: its mistakes collected, each placed by a path, and the shapes that every document uses."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from gapsheet.diagnostics import Diagnostic
from gapsheet.load.source import place
from gapsheet.load.suggest import nearest, nearest_id, shown
from gapsheet.load.traps import spaced
from gapsheet.load.yaml_doc import Plain, YamlDoc
from gapsheet.location import START, DocPath, Span
from gapsheet.model.base import LocalText

Word = TypeVar("Word", bound=str)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WIDE_TO_ASCII = {"：": ":", "，": ",", "；": ";", "【": "[", "】": "]", "“": '"', "”": '"', "。": ".", "、": ","}
MAX_SUGGESTIONS = 300
"""After so many mistakes in one file no more are given a suggestion: each costs a search."""


class Reading:
    """A document and the mistakes found in it so far.

    `doc` is None for a file that comes with Gapsheet: its mistakes are counted, not placed.
    """

    def __init__(self, doc: YamlDoc | None) -> None:
        self.doc = doc
        self.found: list[Diagnostic] = []
        self.files: list[tuple[DocPath, str]] = []
        """Paths of evidence, with the place that names them: to be looked up by whoever knows the folders."""
        self.digests: list[tuple[DocPath, str, str]] = []
        """SHA-256 digests of evidence files, each with the place that gives it and the path of the file."""
        self.refs: list[tuple[DocPath, str]] = []
        """References to the sheet's own evidence, with the place that makes them."""
        self.pin_paths: dict[int, DocPath] = {}
        """Where the sheet's pins stand, by their place among those that could be read."""
        self.pins_to_fix: list[tuple[DocPath, str]] = []
        """Entries of `checklists` that are no pins: to be explained by whoever knows the checklists."""
        self.pins_unread = False
        """Whether some entry of `checklists` is not even a text."""
        self._suggested = 0

    def wrong(
        self,
        code: str,
        path: DocPath,
        at: Literal["key", "value"] = "value",
        help_key: str | None = None,
        /,
        **params: str | int,
    ) -> None:
        """Note a mistake at the key or the value that `path` leads to."""
        self.wrong_at(code, self.span(path, at), help_key, **params)

    def span(self, path: DocPath, at: Literal["key", "value"] = "value") -> Span:
        """Return the place of a key or a value."""
        if self.doc is None:
            return START
        return self.doc.spans.key(path) if at == "key" else self.doc.spans.value(path)

    def wrong_at(self, code: str, span: Span, help_key: str | None = None, /, **params: str | int) -> None:
        """Note a mistake at a place."""
        if self.doc is None:
            self.found.append(Diagnostic(code, "", params=params, help_key=help_key))
        else:
            self.found.append(place(self.doc.source, code, span, help_key, **params))

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the known word that was most likely meant."""
        self._suggested += 1
        return nearest(word, known) if self._suggested <= MAX_SUGGESTIONS else None

    def nearest_id(self, word: str, known: Iterable[str]) -> str | None:
        """Return the known item id that was most likely meant."""
        self._suggested += 1
        return nearest_id(word, known) if self._suggested <= MAX_SUGGESTIONS else None

    def unknown(
        self,
        code: str,
        path: DocPath,
        word: str,
        known: Iterable[str],
        at: Literal["key", "value"] = "value",
        /,
        **params: str | int,
    ) -> None:
        """Note a word that is not in a closed list, with the nearest of the list or, when none is near, the list."""
        choices = list(known)
        near = self.nearest(word, choices)
        params |= {"word": shown(word), "near": near or ""}
        listed = ", ".join(choices)
        if near is None:
            params["list"] = listed if len(listed) <= 400 else listed[:400].rsplit(",", 1)[0] + ", …"
        self.wrong(code, path, at, None if near else f"{code}.help.list", **params)

    # ---- shapes ----------------------------------------------------------------------------------------

    def mapping(self, value: Plain, path: DocPath) -> dict[str, Plain] | None:
        """Return a mapping, or note that it is something else."""
        if isinstance(value, dict):
            return value
        if isinstance(value, str) and self.wide(value, path):
            return None
        fixed = spaced(value) if isinstance(value, str) else None
        self.wrong("GS034", path, "value", "GS034.help.space" if fixed else None, key=_name(path), fixed=fixed or "")
        return None

    def keys(
        self, value: Mapping[str, Plain], path: DocPath, known: Iterable[str], required: Iterable[str] = ()
    ) -> None:
        """Note every key that is not known, and every required one that is missing or empty."""
        known = tuple(known)
        allowed = set(known)
        for name in value:
            if name not in allowed and not self.wide(name, (*path, name), "key"):
                self.unknown("GS030", (*path, name), name, known, "key", key=shown(name))
        for name in required:
            if name not in value:
                self.wrong("GS031", path, "key", "GS031.help.top" if not path else None, key=name)
            elif value[name] is None:
                self.wrong("GS036", (*path, name), "key", key=name)

    def wide(self, text: str, path: DocPath, at: Literal["key", "value"] = "value") -> bool:
        """Note a full-width punctuation mark where YAML needs the ASCII one; tell whether there was one."""
        hit = re.search("[：，]", text)
        if hit is None:
            return False
        span = self.span(path, at)
        line = self.doc.source.lines[span.line - 1] if self.doc else ""
        column = line.find(hit.group(), span.column - 1) + 1
        spot = Span(span.line, column, column + 1) if column else span
        self.wrong_at("GS012", spot, char=hit.group(), ascii=_WIDE_TO_ASCII[hit.group()])
        return True

    def text(self, value: Plain, path: DocPath) -> str | None:
        """Return a text that says something, or note what stands there instead."""
        if isinstance(value, str):
            if value.strip():
                return value.strip()
            self.wrong("GS036", path, key=_name(path))
        elif value is not None:
            self.wrong("GS032", path, key=_name(path))
        return None

    def list_of(self, value: Plain, path: DocPath) -> list[tuple[DocPath, Plain]]:
        """Return the elements of a list with their paths; note a value that is no list, and empty elements."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong("GS033", path, key=_name(path))
            return []
        out: list[tuple[DocPath, Plain]] = []
        for index, part in enumerate(value):
            if part is None:
                self.wrong("GS036", (*path, index), key=_name(path))
            else:
                out.append(((*path, index), part))
        return out

    def texts(self, value: Plain, path: DocPath) -> tuple[str, ...]:
        """Return a list of texts."""
        found = (self.text(part, where) for where, part in self.list_of(value, path))
        return tuple(text for text in found if text is not None)

    def choice(self, code: str, value: Plain, path: DocPath, choices: tuple[Word, ...]) -> Word | None:
        """Return one word of a closed list."""
        text = self.text(value, path)
        if text is None:
            return None
        for word in choices:
            if word == text:
                return word
        self.unknown(code, path, text, choices)
        return None

    def date(self, value: Plain, path: DocPath) -> dt.date | None:
        """Return a date written YYYY-MM-DD, or note how to write it."""
        text = self.text(value, path)
        if text is None:
            return None
        try:
            if _DATE.fullmatch(text):
                return dt.date.fromisoformat(text)
        except ValueError:
            self.wrong("GS140", path, "value", "GS140.help.impossible", value=shown(text))
            return None
        fixed = _date_meant(text)
        if fixed is None:
            self.wrong("GS140", path, value=shown(text))
        else:
            self.wrong("GS140", path, "value", "GS140.help.write", value=shown(text), fixed=fixed)
        return None

    def top(self, kind: str) -> dict[str, Plain] | None:
        """Return the document's mapping when it is of this kind, or note what it is instead."""
        data = self.doc.data if self.doc is not None else None
        if not isinstance(data, dict):
            if not (isinstance(data, str) and self.wide(data, ())):
                self.wrong("GS025", (), "value", f"GS025.help.{kind}")
            return None
        return data if self.schema(data, kind) or data.get("schema") is None else None

    def schema(self, top: Mapping[str, Plain], kind: str) -> bool:
        """Tell whether the document says that it is of this kind; note it when not."""
        expected = f"gapsheet/{kind}/v1"
        if top.get("schema") is None:
            return False  # a missing or empty key is noted by `keys`
        text = self.text(top["schema"], ("schema",))
        if text is not None and text != expected:
            self.wrong("GS035", ("schema",), value=shown(text), expected=expected)
        return text == expected

    def local(self, value: Plain, path: DocPath) -> LocalText | None:
        """Return a text in both languages."""
        if isinstance(value, str):
            self.wrong("GS305", path, "value", "GS305.help.plain", lang="en, zh-CN")
            return None
        table = self.mapping(value, path)
        if table is None:
            return None
        self.keys(table, path, ("en", "zh-CN"))
        found = {}
        for lang in ("en", "zh-CN"):
            if table.get(lang) is None:
                self.wrong("GS305", path, "key", lang=lang)
                continue
            found[lang] = self.text(table[lang], (*path, lang))
        english, chinese = found.get("en"), found.get("zh-CN")
        if english is None or chinese is None:
            return None
        return LocalText(en=english, zh_cn=chinese)

    def locals(self, value: Plain, path: DocPath) -> tuple[LocalText, ...]:
        """Return a list of texts in both languages."""
        found = (self.local(part, where) for where, part in self.list_of(value, path))
        return tuple(text for text in found if text is not None)


def _name(path: DocPath) -> str:
    """Return the last key of a path, for a message."""
    for part in reversed(path):
        if isinstance(part, str):
            return shown(part)
    return ""


def _date_meant(text: str) -> str | None:
    """Return the date that a text most likely means, written right, or None."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).strip()
    hit = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?", plain, re.ASCII)
    if hit is None:
        return None
    try:
        return dt.date(int(hit[1]), int(hit[2]), int(hit[3])).isoformat()
    except ValueError:
        return None
