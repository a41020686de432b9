"""What an answer names as evidence: paths and URLs, in short or long form."""

import re

from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.answers import Evidence
from gapsheet.model.base import keys_of

EVIDENCE_KEYS = keys_of(Evidence)
SCHEMES = ("http", "https", "mailto")
MAX_URL = 2048
"""The longest URL in characters: what browsers and servers agree on."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+):")
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WEB = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)


def read_evidence(reading: Reading, value: Plain, path: DocPath) -> tuple[Evidence, ...]:
    """Return the evidence of an answer: one path or URL, one mapping, or a list of them."""
    if value is None:
        return ()
    if not isinstance(value, list):
        piece = _piece(reading, value, path)
        return (piece,) if piece is not None else ()
    pieces = (_piece(reading, part, where) for where, part in reading.list_of(value, path))
    return tuple(piece for piece in pieces if piece is not None)


def read_register(reading: Reading, value: Plain) -> dict[str, Evidence]:
    """Return the sheet's own `evidence`: pieces by the name under which answers refer to them.

    One with a mistake is an empty piece, so that whoever refers to it is not told that there is none.
    """
    table = reading.mapping(value, ("evidence",)) if value is not None else {}
    out: dict[str, Evidence] = {}
    for name, said in (table or {}).items():
        path: DocPath = ("evidence", name)
        if not name or name != name.strip():  # a reference is read without the blanks around it
            reading.wrong("GS160", path, "key", name=shown(name))
            if name.strip():
                out.setdefault(name.strip(), Evidence())
            continue
        out[name] = Evidence()
        if said is None:
            reading.wrong("GS036", path, key=shown(name))
            continue
        piece = _piece(reading, said, path)
        if piece is not None and piece.ref is not None:
            reading.refs.pop()
            reading.wrong("GS159", (*path, "ref"), "key", "GS159.help.chain", key="ref", name=shown(piece.ref))
        elif piece is not None:
            out[name] = piece
    return out


def check_refs(reading: Reading, register: dict[str, Evidence]) -> None:
    """Note evidence that is referred to and not there, and evidence that nothing refers to."""
    for path, name in reading.refs:
        if name not in register:
            near = reading.nearest(name, register)
            help_key = None if near else "GS158.help.list" if register else "GS158.help.none"
            reading.wrong("GS158", path, "value", help_key, word=shown(name), near=near or "", list=_names(register))
    used = {name for _, name in reading.refs}
    for name, piece in register.items():
        if name not in used and piece != Evidence():
            reading.wrong("GS216", ("evidence", name), "key", name=shown(name))


def _names(register: dict[str, Evidence]) -> str:
    listed = ", ".join(shown(name) for name in register)
    return listed if len(listed) <= 400 else listed[:400].rsplit(",", 1)[0] + ", …"


def is_url(text: str) -> bool:
    """Tell whether a short form is a URL: a scheme of two or more letters, then a colon."""
    return _SCHEME.match(text) is not None


def _piece(reading: Reading, value: Plain, path: DocPath) -> Evidence | None:
    if isinstance(value, str):
        text = reading.text(value, path)
        if text is None:
            return None
        if is_url(text):
            return Evidence(url=text) if _good_url(reading, text, path) else None
        reading.files.append((path, text))
        return Evidence(file=text)
    table = reading.mapping(value, path)
    if table is None:
        return None
    reading.keys(table, path, EVIDENCE_KEYS)
    if table.get("ref") is not None:
        return _ref(reading, table, path)
    file = reading.text(table.get("file"), (*path, "file"))
    url = reading.text(table.get("url"), (*path, "url"))
    if (table.get("file") is None) == (table.get("url") is None):
        reading.wrong("GS156", path, "value", "GS156.help.both" if table.get("file") is not None else None)
    if file is not None:
        reading.files.append(((*path, "file"), file))
    if url is not None:
        _good_url(reading, url, (*path, "url"))
    sha256 = _sha256(reading, table.get("sha256"), (*path, "sha256"))
    if file is not None and sha256 is not None:
        reading.digests.append(((*path, "sha256"), file, sha256))
    return Evidence(
        file=file,
        url=url,
        title=reading.text(table.get("title"), (*path, "title")),
        date=reading.date(table.get("date"), (*path, "date")),
        sha256=sha256,
        collected_by=reading.text(table.get("collected_by"), (*path, "collected_by")),
        source_system=reading.text(table.get("source_system"), (*path, "source_system")),
        retain_until=reading.date(table.get("retain_until"), (*path, "retain_until")),
    )


def _ref(reading: Reading, table: dict[str, Plain], path: DocPath) -> Evidence | None:
    """Return a reference to the sheet's own `evidence`; whatever stands beside it belongs there."""
    name = reading.text(table["ref"], (*path, "ref"))
    beside = [key for key in table if key in EVIDENCE_KEYS and key != "ref" and table[key] is not None]
    for key in beside:
        reading.wrong("GS159", (*path, key), "key", key=key, name=shown(name or ""))
    if name is None:
        return None
    reading.refs.append(((*path, "ref"), name))
    return Evidence(ref=name)


def _good_url(reading: Reading, text: str, path: DocPath) -> bool:
    hit = _SCHEME.match(text)
    scheme = hit.group(1).lower() if hit else ""
    if scheme not in SCHEMES:
        help_key = "GS155.help.none" if not scheme else None
        reading.wrong("GS155", path, "value", help_key, scheme=shown(scheme, 20), url=shown(text))
        return False
    if len(text) > MAX_URL or not (_MAIL if scheme == "mailto" else _WEB).fullmatch(text):
        reading.wrong("GS155", path, "value", "GS155.help.form", scheme=scheme, url=shown(text))
        return False
    return True


def _sha256(reading: Reading, value: Plain, path: DocPath) -> str | None:
    text = reading.text(value, path)
    if text is not None and not _SHA256.fullmatch(text):
        reading.wrong("GS157", path, n=len(text))
        return None
    return text
