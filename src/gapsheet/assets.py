"""The files that come with Gapsheet: checklists and templates, wherever it is installed.

The packaging seam: in a wheel they lie inside the package, in a working copy beside `pyproject.toml`.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from gapsheet.errors import InstallError

AssetKind = Literal["checklists", "templates"]


@cache
def asset_root(kind: AssetKind) -> Traversable:
    """Return the folder of all assets of a kind; raises InstallError when the installation lacks it."""
    package = files("gapsheet")
    inside = package / kind
    if inside.is_dir():
        return inside
    if isinstance(package, Path):
        top = package.parent.parent
        if (top / "pyproject.toml").is_file() and (top / kind).is_dir():
            return top / kind
    raise InstallError("install.assets", kind=kind)


def asset(kind: AssetKind, *parts: str) -> Traversable:
    """Return one asset, which may not exist; `parts` are names, never paths."""
    place = asset_root(kind)
    for part in parts:
        if part in ("", ".", "..") or "/" in part or "\\" in part or "\0" in part:
            raise InstallError("install.assets", kind=kind)
        place = place / part
    return place
