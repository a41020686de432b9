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
    file = reading.text(table.get("file"), (*path, "file"))
    url = reading.text(table.get("url"), (*path, "url"))
    if (table.get("file") is None) == (table.get("url") is None):
        reading.wrong("GS156", path, "value", "GS156.help.both" if table.get("file") is not None else None)
    if file is not None:
        reading.files.append(((*path, "file"), file))
    if url is not None:
        _good_url(reading, url, (*path, "url"))
    return Evidence(
        file=file,
        url=url,
        title=reading.text(table.get("title"), (*path, "title")),
        date=reading.date(table.get("date"), (*path, "date")),
        sha256=_sha256(reading, table.get("sha256"), (*path, "sha256")),
    )


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
