"""What every document model has in common."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from gapsheet.words import Lang

Severity = Literal["critical", "high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")

Effort = Literal["small", "medium", "large"]

FactValue = Literal["yes", "no", "unknown"]


class Document(BaseModel):
    """A part of a document: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


class LocalText(Document):
    """One text in both languages."""

    en: str
    zh_cn: str

    model_config = ConfigDict(alias_generator=lambda name: name.replace("zh_cn", "zh-CN"))

    def text(self, lang: Lang) -> str:
        """Return the text in this language."""
        return self.zh_cn if lang == "zh-CN" else self.en
