"""What the models of every wire format are made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Points = Annotated[float, Field(ge=0, le=100, description="Points of 100, cut to one decimal.")]
Count = Annotated[int, Field(ge=0)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes, in hex.")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, YYYY-MM-DD.")]
RuleValue = float | list[str] | dict[str, float | None] | None


class Wire(BaseModel):
    """A part of the format; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", title=None)
