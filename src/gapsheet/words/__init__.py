"""Every sentence shown to people, in English and Simplified Chinese, loaded when needed.

An area is one module per language (`words/en/<area>.py`, `words/zh_cn/<area>.py`) with a dict `WORDS`.
A value is a `str.format` template, or a pair (one, other) that is chosen by the parameter `n`.
"""

from functools import cache
from importlib import import_module
from typing import Literal, get_args

Lang = Literal["en", "zh-CN"]
LANGS: tuple[Lang, ...] = get_args(Lang)

Template = str | tuple[str, str]
Param = str | int


@cache
def words(lang: Lang, area: str) -> dict[str, Template]:
    """Return the templates of one area in one language; raises ModuleNotFoundError for an unknown area."""
    module = import_module(f"gapsheet.words.{lang.lower().replace('-', '_')}.{area}")
    table: dict[str, Template] = module.WORDS
    return table


def has(lang: Lang, area: str, key: str) -> bool:
    """Tell whether an area has a sentence under this key."""
    return key in words(lang, area)


def say(lang: Lang, area: str, key: str, /, **params: Param) -> str:
    """Return the sentence under `key`, filled in; raises KeyError for an unknown key or parameter."""
    template = words(lang, area)[key]
    if isinstance(template, tuple):
        template = template[0] if params["n"] == 1 else template[1]
    return template.format(**params)
