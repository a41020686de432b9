"""Files made to hang, crash or mislead their reader end as a diagnostic."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gapsheet.errors import InputError
from gapsheet.load.source import MAX_BYTES, decode, read_source
from gapsheet.load.yaml_doc import parse_yaml


def parse(data: bytes):
    doc, found = parse_yaml(decode(data, Path("s.yaml"), "s.yaml"))
    return doc, [diagnostic.code for diagnostic in found], found


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? ", b"[{a: "])
def test_200_000_levels_are_refused(opening):
    doc, codes, _ = parse(b"a:\n  " + opening * 200_000)
    assert doc is None
    assert codes == ["GS005"]


def test_200_000_levels_of_indentation_are_refused_without_harm():
    text = "\n".join(" " * depth + "a:" for depth in range(2000))
    assert parse(text.encode())[1] == ["GS005"]


def test_64_levels_are_read():
    doc, codes, _ = parse(b"a: " + b"[" * 63 + b"]" * 63)
    assert doc is not None
    assert codes == []
    assert parse(b"a: " + b"[" * 64 + b"]" * 64)[1] == ["GS005"]


def test_an_alias_bomb_is_refused_before_it_is_expanded():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 5)}]" for n in range(1, 10)]
    assert parse("\n".join(lines).encode())[1] == ["GS008"]


def test_a_few_aliases_are_read():
    doc, codes, _ = parse(b"a: &a [x, {k: v}]\nb: *a\nc: *a\n")
    assert codes == []
    assert doc is not None
    assert doc.data == {"a": ["x", {"k": "v"}], "b": ["x", {"k": "v"}], "c": ["x", {"k": "v"}]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: &a [*a]", "GS007"),
        (b"a: &a {k: {l: *a}}", "GS007"),
        (b"&a {*a : x}", "GS007"),
        (b"a: *b", "GS019"),
        (b"x" * (MAX_BYTES + 1), "GS003"),
        (b"a: \x00", "GS002"),
        (b"", "GS004"),
        (b"# nothing\n", "GS004"),
        ("system: 答卷".encode("gb18030"), "GS001"),
        ("system: Café".encode("latin-1"), "GS001"),
        ("system: x".encode("utf-16"), "GS001"),
        (b"a: \x07", "GS009"),
        (b"\xef\xbb\xbf", "GS004"),
        (b"a: 1\n---\nb: 2\n", "GS015"),
    ],
)
def test_is_one_diagnostic(data, code):
    doc, codes, _ = parse(data)
    assert doc is None
    assert codes == [code]


def test_a_byte_order_mark_and_crlf_are_accepted():
    doc, codes, _ = parse("\ufeffa: 1\r\nb: 2\r\n".encode())
    assert codes == []
    assert doc is not None
    assert doc.data == {"a": "1", "b": "2"}
    assert (doc.spans.key(("a",)).column, doc.spans.key(("b",)).line) == (1, 2)


def test_values_stay_the_text_they_are():
    doc, _, _ = parse(b"a: no\nb: 1.10\nc: 12:30\nd: 2026-12-05\ne:\nf: ''\ng: ~\nh: 0x1F\n")
    assert doc is not None
    assert doc.data == {
        "a": "no",
        "b": "1.10",
        "c": "12:30",
        "d": "2026-12-05",
        "e": None,
        "f": "",
        "g": "~",
        "h": "0x1F",
    }


def test_a_second_key_is_reported_and_the_first_one_kept():
    doc, codes, found = parse(b"a: 1\nb: 2\na: 3\n")
    assert codes == ["GS018"]
    assert (found[0].span.line, found[0].params["line"]) == (3, 1)
    assert doc is not None
    assert doc.data == {"a": "1", "b": "2"}


def test_a_tag_builds_nothing_and_the_rest_is_still_read():
    doc, codes, _ = parse(b"a: !!python/object/apply:os.system ['touch x']\nb: !x y\n")
    assert codes == ["GS017", "GS017"]
    assert doc is not None
    assert doc.data == {"a": ["touch x"], "b": "y"}


def test_what_is_no_regular_file_is_an_input_error(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "fifo")
    for name, key in [
        ("absent", "input.missing"),
        ("loop", "input.unreadable"),
        ("fifo", "input.not-a-file"),
        (".", "input.folder"),
        ("x\0y", "input.unreadable"),
    ]:
        with pytest.raises(InputError) as caught:
            read_source(tmp_path / name, name)
        assert caught.value.key == key


def test_a_device_is_not_read():
    with pytest.raises(InputError) as caught:
        read_source(Path("/dev/zero"), "zero")
    assert caught.value.key == "input.not-a-file"


def test_the_pure_python_parser_reads_the_same():
    script = (
        "import sys, yaml\n"
        "if hasattr(yaml, 'CLoader'): del yaml.CLoader\n"
        "from pathlib import Path\n"
        "from gapsheet.load.source import decode\n"
        "from gapsheet.load.yaml_doc import parse_yaml, _Base\n"
        "assert _Base is yaml.Loader\n"
        "for data in (b'a: [1, {b: no}]\\nc:\\n', b'a: ' + b'[' * 100_000, b'a: @x', b'a: 1\\na: 2'):\n"
        "    doc, found = parse_yaml(decode(data, Path('s'), 's'))\n"
        "    print(doc and doc.data, [d.code for d in found])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "{'a': ['1', {'b': 'no'}], 'c': None} []",
        "None ['GS005']",
        "None ['GS014']",
        "{'a': '1'} ['GS018']",
    ]
