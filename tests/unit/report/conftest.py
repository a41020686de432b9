"""Expected outputs of renderers, kept beside those of the examples."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.fixture
def golden(update_golden):
    """Compare a text with a file of expected outputs; `--update-golden` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update_golden:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; `make golden` renews it"

    return compare
