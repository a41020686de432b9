"""Diagnostics as text: a frame with the line and a caret, or one line each."""

from collections.abc import Callable, Iterable

from gapsheet.diagnostics import Diagnostic
from gapsheet.text import visible, width
from gapsheet.words import Lang, Param, has, say

AREA = "diagnostics"

Paint = Callable[[str, str], str]
"""`paint(role, text)` returns the text in the style of a role: error, warning, code, path, quiet or help."""


def plain(role: str, text: str) -> str:
    """Return the text as it is."""
    return text


def message(diagnostic: Diagnostic, lang: Lang) -> str:
    """Return what is wrong, one sentence without a full stop."""
    return say(lang, AREA, diagnostic.code, **_params(diagnostic, lang))


def label(diagnostic: Diagnostic, lang: Lang) -> str | None:
    """Return the few words beside the caret, if any."""
    variant = (diagnostic.help_key or "").replace(".help", ".label")
    for key in (variant, f"{diagnostic.code}.label"):
        if key and has(lang, AREA, key):
            return say(lang, AREA, key, **_params(diagnostic, lang))
    return None


def advice(diagnostic: Diagnostic, lang: Lang) -> str | None:
    """Return what to type instead, if there is something to say."""
    key = diagnostic.help_key or f"{diagnostic.code}.help"
    return say(lang, AREA, key, **_params(diagnostic, lang)) if has(lang, AREA, key) else None


def place_of(diagnostic: Diagnostic) -> str:
    """Return `path:line:column`."""
    return f"{visible(diagnostic.path)}:{diagnostic.span.line}:{diagnostic.span.column}"


def render_text(diagnostics: Iterable[Diagnostic], lang: Lang, *, paint: Paint = plain) -> str:
    """Return every diagnostic as a frame, a blank line between two; empty for none."""
    return "\n".join(frame(diagnostic, lang, paint) for diagnostic in diagnostics)


def render_concise(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """Return one line for each diagnostic: `path:line:column: severity CODE message; help`."""
    return "".join(f"{concise(diagnostic, lang)}\n" for diagnostic in diagnostics)


def concise(diagnostic: Diagnostic, lang: Lang) -> str:
    """Return a diagnostic in one line; the severity is English in every language, for programs that read it."""
    line = say(
        lang,
        AREA,
        "concise",
        place=place_of(diagnostic),
        severity=diagnostic.severity,
        code=diagnostic.code,
        message=message(diagnostic, lang),
    )
    text = advice(diagnostic, lang)
    return line + say(lang, AREA, "concise.help", text=text) if text else line


def frame(diagnostic: Diagnostic, lang: Lang, paint: Paint = plain) -> str:
    """Return a diagnostic with its line and a caret under the right columns; ends in a line feed."""
    severity = say(lang, AREA, diagnostic.severity)
    head = say(lang, AREA, "head", severity=severity, code=diagnostic.code, message=message(diagnostic, lang))
    mark = len(severity) + len(diagnostic.code) + 2
    lines = [paint(diagnostic.severity, head[:mark]) + paint("code", head[mark:])]
    number = str(diagnostic.span.line)
    gutter = max(2, len(number))
    bar = paint("quiet", f"{'':{gutter}} |")
    arrow = paint("quiet", f"{'':{gutter}}-->")
    if diagnostic.excerpt is None:
        lines.append(f"{arrow} {paint('path', visible(diagnostic.path))}")
    else:
        lines += [
            f"{arrow} {paint('path', place_of(diagnostic))}",
            bar,
            f"{paint('quiet', f'{number:>{gutter}} |')} {diagnostic.excerpt.rstrip()}".rstrip(),
            f"{bar} {_carets(diagnostic, lang, paint)}",
            bar,
        ]
    text = advice(diagnostic, lang) or say(lang, AREA, "explain", code=diagnostic.code)
    lines.append(f"{paint('quiet', f'{chr(32):{gutter}} =')} {paint('help', say(lang, AREA, 'help', text=text))}")
    return "\n".join(lines) + "\n"


def summary(diagnostics: Iterable[Diagnostic], files: int, lang: Lang) -> str:
    """Return how many errors and warnings there are in how many files, as in "2 errors, 1 warning in 1 file"."""
    found = list(diagnostics)
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    parts = {
        "errors": say(lang, AREA, "count.errors", n=errors) if errors else "",
        "warnings": say(lang, AREA, "count.warnings", n=len(found) - errors) if len(found) > errors else "",
    }
    counts = say(lang, AREA, "count.both", **parts) if all(parts.values()) else "".join(parts.values())
    if not counts:
        return say(lang, AREA, "count.clean", n=files)
    return say(lang, AREA, "count.files", counts=counts, n=files)


def _carets(diagnostic: Diagnostic, lang: Lang, paint: Paint) -> str:
    excerpt = diagnostic.excerpt or ""
    start, end = diagnostic.mark or (0, 0)
    carets = "^" * max(1, width(excerpt[start:end]))
    text = label(diagnostic, lang)
    pointer = f"{carets} {text}" if text else carets
    return " " * width(excerpt[:start]) + paint(diagnostic.severity, pointer)


def _params(diagnostic: Diagnostic, lang: Lang) -> dict[str, Param]:
    """Return the parameters; of one that is given as `name@en` and `name@zh-CN`, the one of this language."""
    out: dict[str, Param] = {}
    for name, value in diagnostic.params.items():
        base, at, tongue = name.partition("@")
        if not at or tongue == lang:
            out[base] = value
    return out
