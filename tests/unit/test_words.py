"""Both languages say the same: one word list each, key for key and placeholder for placeholder."""

import ast
import re
import string
from pathlib import Path

import pytest

from gapsheet.words import words

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"en": ROOT / "src/gapsheet/words/en", "zh-CN": ROOT / "src/gapsheet/words/zh_cn"}
AREAS = sorted(path.stem for path in FOLDERS["en"].glob("*.py") if path.stem != "__init__")

HAN = "\u4e00-\u9fff"
BANNED = {"en": re.compile(r"\bverified\b", re.IGNORECASE), "zh-CN": re.compile("就" + "绪|豁" + "免|已验证|经验证")}
HALF_WIDTH = re.compile(f"[{HAN}][,:;?!()]+[{HAN}]")

QUOTED = re.compile("“[^”]*”|`[^`]*`")


def placeholders(template):
    parts = template if isinstance(template, tuple) else (template,)
    return {name for part in parts for _, name, _, _ in string.Formatter().parse(part) if name is not None}


def sentences(template):
    return template if isinstance(template, tuple) else (template,)


def test_both_languages_have_the_same_areas():
    assert sorted(path.stem for path in FOLDERS["zh-CN"].glob("*.py") if path.stem != "__init__") == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys_and_placeholders(area):
    english, chinese = words("en", area), words("zh-CN", area)
    assert list(english) == list(chinese)
    # The number itself may go unsaid in one of the two: "none", "one day".
    for key, template in english.items():
        assert placeholders(template) - {"n"} == placeholders(chinese[key]) - {"n"}, key


@pytest.mark.parametrize("area", AREAS)
def test_plurals_are_pairs_and_names_are_words(area):
    for lang in ("en", "zh-CN"):
        for key, template in words(lang, area).items():
            assert all(isinstance(part, str) for part in sentences(template)), key
            assert not isinstance(template, tuple) or len(template) == 2, key
            assert all(name.isidentifier() for name in placeholders(template)), key


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_words_that_are_not_ours_are_not_used(area, lang):
    for key, template in words(lang, area).items():
        assert not [part for part in sentences(template) if BANNED[lang].search(part)], key


@pytest.mark.parametrize("area", AREAS)
def test_chinese_has_full_width_punctuation(area):
    for key, template in words("zh-CN", area).items():
        for part in sentences(template):
            # What stands in quotes is typed into a file and keeps the file's punctuation.
            assert not HALF_WIDTH.search(QUOTED.sub("", part)), (key, part)


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_said_twice_under_one_key(area):
    for folder in FOLDERS.values():
        tree = ast.parse((folder / f"{area}.py").read_text(encoding="utf-8"))
        for table in [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]:
            keys = [key.value for key in table.keys if isinstance(key, ast.Constant)]
            assert len(keys) == len(set(keys))


def test_every_error_that_is_raised_has_its_sentence():
    raised = re.compile(r'(?:Usage|Input|Output|Install)Error\(\s*"([a-z.-]+)"')
    used = {key for path in (ROOT / "src").rglob("*.py") for key in raised.findall(path.read_text(encoding="utf-8"))}
    assert used
    assert used <= set(words("en", "errors"))
