"""The day and the text of a PDF, in a small one that is laid out as Chromium does it."""

import datetime as dt
import re
import zlib

import pytest

from gapsheet.app.pdf_file import settled

DAY = dt.date(2026, 11, 18)
CLOCK = b"D:20261124154135+00'00'"
OURS = b"D:20261118000000+00'00'"
MAP = b"""begincmap
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
4 beginbfchar
<0003> <0020>
<0005> <2F49>
<0007> <2ED3>
<0009> <D840DC0B>
endbfchar
2 beginbfrange
<000A> <000C> <0027>
<0F0E> <0F10> <2F46>
endbfrange
endcmap
end"""


def dates(date):
    return b"/CreationDate (%s)\n/ModDate (%s)" % (date, date)


def stream(content):
    packed = zlib.compress(content)
    return b"<</Filter /FlateDecode\n/Length %d>> stream\n" % len(packed) + packed + b"\nendstream"


STREAM = stream(MAP)


def built(title=b"(Plain)", date=CLOCK, cmap=STREAM, table=b"xref\n0 6\n"):
    """A PDF of five objects, of which the fourth was never written."""
    objects = {
        3: b"<</Note [1 0 obj <<" + dates(CLOCK) + b">>]\n/ToUnicode 5 0 R>>",
        5: cmap,
        1: b"<</Title " + title + b"\n/Producer (Skia/PDF m156)\n" + dates(date) + b">>",
        2: b"<</Type /Catalog>>",
    }
    body, places = b"%PDF-1.4\n%\xd3\xeb\n", {}
    for number, text in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    entries = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(6)]
    end = b"trailer\n<</Size 6\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table + b"".join(entries) + end


def parts(content):
    """The objects by number, found by the table that the last lines lead to."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", content)[1])
    lines = content[start:].split(b"\n")
    assert lines[:2] == [b"xref", b"0 6"]
    found = {}
    for number, line in enumerate(lines[2:8]):
        if line.endswith(b" n "):
            text = content[int(line[:10]) :].split(b"\nendobj\n")[0]
            head, _, found[number] = text.partition(b" 0 obj\n")
            assert head == b"%d" % number
    return found


def unpacked(text):
    length, packed = re.fullmatch(rb".*/Length (\d+)>> stream\n(.*)\nendstream", text, re.DOTALL).groups()
    assert len(packed) == int(length)
    return zlib.decompress(packed)


@pytest.mark.parametrize(
    "title", [b"(Plain)", b"<FEFF4E0D>", rb"(a \) endobj >> /ModDate \(D:20200101000000+00'00'\) <<)"]
)
@pytest.mark.parametrize("date", [CLOCK, b"D:20301231235959-08'30'"])
def test_the_day_replaces_the_clock_and_nothing_else(title, date):
    before, after = parts(built(title, date)), parts(settled(built(title, date), DAY))
    assert after[1] == before[1].replace(b"Date (" + date, b"Date (" + OURS)
    assert after[1].count(OURS) == 2
    assert (after[2], after[3]) == (before[2], before[3])


def test_what_looks_like_a_character_becomes_the_character():
    text = unpacked(parts(settled(built(), DAY))[5])
    head, _, rest = text.partition(b"10 beginbfchar\n")
    entries, _, end = rest.partition(b"endbfchar\n")
    assert (head + end) == MAP[: MAP.index(b"4 begin")] + b"endcmap\nend"
    found = {code: bytes.fromhex(to).decode("utf-16-be") for code, to in re.findall("<(.*)> <(.*)>", entries.decode())}
    assert found == {
        **{"0003": " ", "0005": "月", "0007": "长", "0009": "\U0002000b"},
        **{"000A": "'", "000B": "(", "000C": ")"},
        **{"0F0E": "无", "0F0F": "日", "0F10": "曰"},
    }


def test_a_block_has_at_most_a_hundred_entries():
    ranges = b"".join(b"<%04X> <%04X> <%04X>\n" % (n, n + 29, 0x2F00 + n) for n in range(0, 210, 30))
    text = unpacked(parts(settled(built(cmap=stream(b"7 beginbfrange\n" + ranges + b"endbfrange\nendcmap")), DAY))[5])
    assert re.findall(rb"(\d+) beginbfchar", text) == [b"100", b"100", b"10"]
    for block in re.finditer(rb"(\d+) beginbfchar\n(.*?)endbfchar", text, re.DOTALL):
        assert block[2].count(b"\n") == int(block[1])
    assert b"<2F" not in text


def test_a_map_that_says_what_the_page_says_keeps_its_bytes():
    cmap = MAP.replace(b"2F49", b"6708").replace(b"2ED3", b"957F").replace(b"2F46", b"4E00")
    plain = built(date=OURS, cmap=stream(cmap))
    assert settled(plain, DAY) == plain


@pytest.mark.parametrize(
    "odd",
    [
        b"%PDF-1.7\nno end",
        built(rb"(a (b) c)"),
        built(table=b"xref\n0 5\n"),
        built(table=b"xref\n3 6\n"),
        built()[:-4],
        built().replace(b"0000000000 65535 f", b"0000000000 65535 x"),
        built().replace(b"2 0 obj", b"7 0 obj"),
        built().replace(b"/Info 1", b"/Info 4"),
    ],
)
def test_what_is_built_in_another_way_is_left_alone(odd):
    assert settled(odd, DAY) == odd


@pytest.mark.parametrize(
    "cmap", [STREAM.replace(b"Flate", b"LZW"), b"<</Filter /FlateDecode\n/Length 9>> stream\nno stream\nendstream"]
)
def test_a_map_that_cannot_be_read_is_left_alone(cmap):
    assert parts(settled(built(cmap=cmap), DAY))[5] == cmap
