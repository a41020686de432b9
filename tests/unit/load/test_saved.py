"""How a file was saved is worth a warning and never an error."""

import pytest

from gapsheet.load.source import read_source
from gapsheet.load.yaml_doc import parse_yaml


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: 2\n", []),
        (b"\xef\xbb\xbfa: 1\n", [("GS026", 1, 1)]),
        (b"a: 1\r\nb: 2\r\n", [("GS027", 1, 5)]),
        (b"a: 1\nb: 2\r\nc: 3\r\n", [("GS027", 2, 5)]),
        (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", [("GS026", 1, 1), ("GS027", 1, 5)]),
        (b"a: 1\rb: 2\r", []),
    ],
)
def test_is_a_warning_and_the_file_is_read(tmp_path, data, expected):
    (tmp_path / "s").write_bytes(data)
    doc, found = parse_yaml(read_source(tmp_path / "s", "s"))
    assert doc is not None
    assert list(doc.data) == ["a", "b", "c"][: len(doc.data)]
    assert [(one.code, one.span.line, one.span.column) for one in found] == expected
    assert {one.severity for one in found} <= {"warning"}


def test_stands_beside_a_mistake_of_the_yaml(tmp_path):
    (tmp_path / "s").write_bytes(b"a: 1\r\n\tb: 2\r\n")
    doc, found = parse_yaml(read_source(tmp_path / "s", "s"))
    assert doc is None
    assert [one.code for one in found] == ["GS027", "GS011"]


@pytest.mark.parametrize(("data", "code"), [(b"\xef\xbb\xbf\r\n", "GS004"), (b"\xef\xbb\xbf\xff", "GS001")])
def test_is_not_said_of_a_file_without_a_text(tmp_path, data, code):
    (tmp_path / "s").write_bytes(data)
    assert [one.code for one in parse_yaml(read_source(tmp_path / "s", "s"))[1]] == [code]
