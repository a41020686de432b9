"""Names, addresses and links in free text: found however they are written, and nothing else."""

import pytest

from gapsheet.core.redact_texts import Texts, spellings

NAMES = {
    **dict.fromkeys(spellings("dana"), "Person 1"),
    **dict.fromkeys(spellings("Dana Ruiz"), "Person 1"),
    **dict.fromkeys(spellings("Li Wei 李伟, CTO"), "Person 2"),
    **dict.fromkeys(spellings("Wei Chen (陈伟)"), "Person 3"),
    **dict.fromkeys(spellings("bo"), "Person 4"),
    **dict.fromkeys(spellings("王"), "Person 5"),
    **dict.fromkeys(spellings("Zoë"), "Person 6"),
    **dict.fromkeys(spellings("홍길동"), "Person 7"),
    **dict.fromkeys(spellings("mina@example.org"), "Person 8"),
    **dict.fromkeys(spellings("ليلى"), "Person 9"),
    **dict.fromkeys(spellings("o'neil+x"), "Person 10"),
    **dict.fromkeys(spellings("Straßer"), "Person 11"),
}

PEOPLE = Texts(NAMES, mails="[mail]", links=None, lost="[removed]")
LINKS = Texts(
    {}, mails=None, links="[link]", known=["evidence/pen test.pdf", "docs/a.md", "x", "    "], lost="[removed]"
)
BOTH = Texts(NAMES, mails="[mail]", links="[link]", lost="[removed]")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("DANA asked dana-r and @dana; Danaher, Jordana and Bandana stay", "Person 1 asked Person 1-r and @Person 1; "),
        ("Dana Ruiz, Dana\n  Ruiz, dana_ruiz", "Person 1, Person 1, Person 1_ruiz"),
        ("请Dana处理，李伟复核；李 伟已读", "请Person 1处理，Person 2复核；Person 2已读"),
        ("Li Wei 李伟 or li wei; 陈伟", "Person 2 or Person 2; Person 3"),
        ("bo and 王 are too short to look for", "bo and 王 are too short to look for"),
        ("Zoe\u0308, zoë", "Person 6, Person 6"),
        ("홍길동이 봤다", "Person 7이 봤다"),
        ("Mina@Example.org, o.p+q@mail.example.org", "Person 8, [mail]"),
        ("联系dana@x.org。", "联系[mail]。"),
        ("mailto:dana@x.org", "[mail]"),
        ("سألت ليلى أمس", "سألت Person 9 أمس"),
        ("O'Neil+x said a@b and 3 @ 4", "Person 10 said a@b and 3 @ 4"),
        ("STRASSER, strasser, Strassers", "Person 11, Person 11, Strassers"),
        ("O’Neil+x, o＇neil+xy", "Person 10, o＇neil+xy"),
        ("https://wiki.example.org/dana", "https://wiki.example.org/Person 1"),
    ],
)
def test_people(text, left):
    assert PEOPLE.clean(text).startswith(left)
    assert PEOPLE.found_in(text) is (PEOPLE.clean(text) != text)


def test_a_part_of_a_word_is_no_name():
    text = "Danaher, Jordana and bandana: rename, lines, danas"
    assert PEOPLE.clean(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See (https://a.example.org/b_(c)?d=e#f), then.", "See ([link]), then."),
        ("见https://a.example.org/文档/1，未改", "见[link]，未改"),
        ("www.example.org and HTTP://X.org/ and mailto:a@b.org", "[link] and [link] and [link]"),
        ("ssh://git@host/x ftp://h", "[link] [link]"),
        ("evidence/pen test.pdf, ./docs/a.md and docs/a.mdx", "[link], ./[link] and docs/a.mdx"),
        ("dana@x.org and x stay, and a:b, 12:30, swww.x", "dana@x.org and x stay, and a:b, 12:30, swww.x"),
    ],
)
def test_links(text, left):
    assert LINKS.clean(text) == left


def test_all_at_once_and_again():
    text = "Dana wrote https://dana.example.org to zoe@example.org"
    once = BOTH.clean(text)
    assert once == "Person 1 wrote [link] to [mail]"
    again = Texts({"person-1": "Person 1", "Person 1": "Person 1"}, mails="[mail]", links="[link]", lost="[removed]")
    assert again.clean(once) == once


@pytest.mark.parametrize("sign", ["a", "a.", "a@", "李", "a-", "www.", "http://"])
def test_a_long_note_is_read_once(sign):
    """Patterns that try every start again would take minutes here."""
    text = sign * 40_000
    assert len(BOTH.clean(text)) <= len(text)
