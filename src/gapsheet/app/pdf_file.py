"""A PDF as Chromium writes it, made to say the day of the report and the characters of its text.

A font has one glyph for a character and for the radical that looks like it (月 U+6708, ⽉ U+2F49), and Chromium
notes the first of the two. Nobody finds the word then that the page shows, so the radical becomes the character again.
"""

import datetime as dt
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TRAILER = re.compile(rb"trailer\s*<<[^<>]*/Info (\d+) 0 R[^<>]*>>\s*startxref\s+(\d+)(?=\s+%%EOF\s*\Z)")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])[ \r\n]{2}")
_INFO = re.compile(rb"\d+ 0 obj\s*<<(?:\s*/\w+\s*(?:\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>))*\s*>>\s*endobj\s*", re.DOTALL)
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}(?:[+-]\d\d'\d\d')")
_MAP = re.compile(rb"/ToUnicode (\d+) 0 R")
_STREAM = re.compile(rb"(\d+) 0 obj\s*<<\s*/Filter /FlateDecode\s*/Length (\d+)\s*>>\s*stream\r?\n")

_BLOCKS = re.compile(rb"\d+ beginbf.*endbf(?:char|range)\s*", re.DOTALL)
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CODE = rb"<([0-9A-Fa-f]+)>\s*"
_MOST = 100
"""How many entries a block of a map may have."""

_PAIRS = (
    "⺂乛⺃乚⺅亻⺉刂⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺳㓁"
    "⺹耂⺺肀⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户\u2329\u3008\u232a\u3009\u2012\u2013"
)
"""What looks like a character and the character, for those of which Unicode does not say it, or says another one."""

_CHARACTERS: Mapping[str, str] = {
    chr(radical): unicodedata.normalize("NFKC", chr(radical)) for radical in range(0x2F00, 0x2FD6)
} | dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def settled(content: bytes, day: dt.date) -> bytes:
    """Return a PDF that was made on a day, and whose text is that of the page.

    One that is not built as Chromium builds it stays as it is.
    """
    file = _File.of(content)
    info = _INFO.fullmatch(file.objects[file.info]) if file else None
    if file is None or info is None:
        return content
    stamp = f"{day:%Y%m%d}000000+00'00'".encode()
    file.objects[file.info] = _DATE.sub(lambda found: found[1] + stamp, info[0])
    for number in sorted({int(found[1]) for found in _MAP.finditer(content)} & file.objects.keys()):
        file.objects[number] = _mapped(file.objects[number])
    return file.written()


@dataclass(frozen=True, slots=True)
class _File:
    """The objects of a PDF by number, in the order in which they lie, between what stands before and after them."""

    head: bytes
    objects: dict[int, bytes]
    info: int
    entries: list[bytes]
    trailer: bytes

    @classmethod
    def of(cls, content: bytes) -> "_File | None":
        """Return a PDF in parts; None where its one table does not lead to each of its objects."""
        trailer = _TRAILER.search(content, max(0, len(content) - 2048))
        table = trailer and _TABLE.match(content, int(trailer[2]))
        if trailer is None or table is None or table.start() > trailer.start():
            return None
        entries = [content[place : place + 20] for place in range(table.end(), trailer.start(), 20)]
        found = [_ENTRY.fullmatch(entry) for entry in entries]
        places = sorted((int(entry[1]), n) for n, entry in enumerate(found) if entry and entry[2] == b"n")
        if len(found) != int(table[1]) or None in found or not places:
            return None
        ends = [place for place, _ in places[1:]] + [table.start()]
        objects = {n: content[place:end] for (place, n), end in zip(places, ends, strict=True)}
        info = int(trailer[1])
        if info not in objects or not all(text.startswith(b"%d 0 obj" % n) for n, text in objects.items()):
            return None
        return cls(content[: places[0][0]], objects, info, entries, content[trailer.start() :])

    def written(self) -> bytes:
        """Return the whole file, with a table that leads to where its objects lie now."""
        parts, place, entries = [self.head], len(self.head), list(self.entries)
        for number, text in self.objects.items():
            entries[number] = b"%010d" % place + entries[number][10:]
            parts.append(text)
            place += len(text)
        table = b"xref\n0 %d\n" % len(entries)
        trailer = re.sub(rb"(startxref\s+)\d+", rb"\g<1>%d" % place, self.trailer)
        return b"".join([*parts, table, *entries, trailer])


def _mapped(text: bytes) -> bytes:
    """Return the object of a map from glyphs to text, with characters where it had what looks like them."""
    head = _STREAM.match(text)
    if head is None:
        return text
    try:
        before = zlib.decompress(text[head.end() : head.end() + int(head[2])])
    except zlib.error:
        return text
    entries = [(code, _character(to)) for code, to in _entries(before)]
    if entries == list(_entries(before)):
        return text
    blocks = [entries[place : place + _MOST] for place in range(0, len(entries), _MOST)]
    lines = [b"%d beginbfchar\n%sendbfchar\n" % (len(b), b"".join(b"<%s> <%s>\n" % e for e in b)) for b in blocks]
    packed = zlib.compress(_BLOCKS.sub(lambda _: b"".join(lines), before, count=1), 9)
    start = b"%s 0 obj\n<</Filter /FlateDecode\n/Length %d>> stream\n" % (head[1], len(packed))
    return start + packed + b"\nendstream\nendobj\n"


def _entries(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give each glyph of a map and its text, both as hexadecimal digits; ranges glyph by glyph."""
    for block in _CHARS.finditer(text):
        yield from re.findall(_CODE + _CODE, block[1])
    for block in _RANGES.finditer(text):
        for first, last, to in re.findall(_CODE * 3, block[1]):
            for step in range(int(last, 16) - int(first, 16) + 1):
                yield b"%0*X" % (len(first), int(first, 16) + step), b"%0*X" % (len(to), int(to, 16) + step)


def _character(to: bytes) -> bytes:
    """Return the character for what only looks like it; any other text as it is."""
    found = _CHARACTERS.get(chr(int(to, 16))) if len(to) == 4 else None
    return b"%04X" % ord(found) if found else to
