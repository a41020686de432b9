"""Options that every command takes, before or after its name, and the reading of values."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gapsheet.errors import ToolError, UsageError
from gapsheet.text import visible
from gapsheet.words import LANGS, Lang

_TAKES_VALUE = ("--as-of", "--lang", "--color")
_FLAGS = ("-q", "--quiet", "--debug")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

COLORS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Early:
    """What has to be known of a command line before it is parsed, so that even its mistakes are shown well.

    `leading` are the common options that stand before the command. `lang` is the language of messages:
    as asked by `--lang`, else that of the environment.
    """

    leading: list[str]
    lang: Lang
    color: str
    quiet: bool
    debug: bool
    env: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Common:
    """The common options as given: `as_of` is today (UTC) unless said; `lang` is None unless said.

    `second` is the second of two languages, for what is written in both.
    """

    as_of: dt.date
    today: dt.date
    lang: Lang | None
    second: Lang | None
    color: str
    quiet: bool
    env_lang: Lang
    env: Mapping[str, str]


def look_ahead(argv: Sequence[str], env: Mapping[str, str]) -> Early:
    """Return what can be told from a command line without parsing it; never fails."""
    leading: list[str] = []
    words = iter(argv)
    for word in words:
        if word in _FLAGS or word.startswith(tuple(f"{name}=" for name in _TAKES_VALUE)):
            leading.append(word)
        elif word in _TAKES_VALUE:
            leading += [word, *([value] if (value := next(words, None)) is not None else [])]
        else:
            break
    own = list(argv[: argv.index("--")] if "--" in argv else argv)
    return Early(
        leading=leading,
        lang=_lang_of((_value(own, "--lang") or "").partition(",")[0]) or env_lang(env),
        color=_value(own, "--color") or "auto",
        quiet="-q" in own or "--quiet" in own,
        debug="--debug" in own,
        env=env,
    )


def common_of(as_of: str | None, lang: str | None, color: str, quiet: bool, env: Mapping[str, str]) -> Common:
    """Return the common options read; raises UsageError for a value that makes no sense."""
    today = dt.datetime.now(dt.UTC).date()
    first, second = _read_langs(lang) if lang is not None else (None, None)
    return Common(
        as_of=read_date("--as-of", as_of) if as_of is not None else today,
        today=today,
        lang=first,
        second=second,
        color=choice("--color", color, COLORS),
        quiet=quiet,
        env_lang=env_lang(env),
        env=env,
    )


def env_lang(env: Mapping[str, str]) -> Lang:
    """Return the language that the environment asks for; English unless it names Chinese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if env.get(name):
            return "zh-CN" if env[name].lower().startswith("zh") else "en"
    return "en"


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """Return a value that is one of a closed list; raises UsageError otherwise."""
    if value not in choices:
        raise UsageError("usage.choice", option=option, choices=", ".join(choices), value=visible(value)[:80])
    return value


def written_format(given: str | None, output: str | None, formats: Sequence[str], suffixes: Mapping[str, str]) -> str:
    """Return how to write a result: as `--format` says, else as the name after `-o` ends, else as text.

    Raises UsageError for another format, or a suffix that stands for none.
    """
    from pathlib import PurePath

    if given is not None:
        return choice("--format", given, formats)
    if output is None or output == "-":
        return "text"
    found = suffixes.get(PurePath(output).suffix.lower())
    if found is None:
        name = visible(output)[:80]
        raise UsageError("usage.suffix", path=name, choices=", ".join(formats), suffixes=", ".join(suffixes))
    return found


def read_date(option: str, value: str) -> dt.date:
    """Return a date given as YYYY-MM-DD; raises UsageError otherwise."""
    try:
        if _DATE.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise UsageError("usage.date", option=option, value=visible(value)[:80])


def near(kind: type[ToolError], key: str, word: str, known: Iterable[str], **params: str | int) -> ToolError:
    """Return the error for a word that does not exist, with the known word that was most likely meant."""
    from gapsheet.load.suggest import nearest

    choices = list(known)
    params |= {"word": word[:80], "choices": ", ".join(choices)}
    meant = nearest(word, choices)
    return kind(f"{key}.near", near=meant, **params) if meant else kind(key, **params)


def _read_langs(value: str) -> tuple[Lang, Lang | None]:
    """Return one language, or two with a comma between."""
    first, _, second = value.partition(",")
    found = [_lang_of(first), *([_lang_of(second)] if second else [])]
    if found[0] is None or None in found or (len(found) == 2 and found[0] == found[1]) or value.endswith(","):
        raise UsageError("usage.choice", option="--lang", choices=", ".join(LANGS), value=visible(value)[:80])
    return found[0], found[1] if len(found) == 2 else None


def _lang_of(value: str | None) -> Lang | None:
    if value is None:
        return None
    lowered = value.lower().replace("_", "-")
    return "zh-CN" if lowered in ("zh-cn", "zh") else "en" if lowered == "en" else None


def _value(words: list[str], option: str) -> str | None:
    found = None
    for index, word in enumerate(words):
        if word == option and index + 1 < len(words):
            found = words[index + 1]
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found
