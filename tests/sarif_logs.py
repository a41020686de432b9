"""SARIF logs for tests: held against the official schema and against what GitHub code scanning asks."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

OFFICIAL = Path(__file__).resolve().parents[2] / "shared" / "schemas" / "sarif-2.1.0.schema.json"


@cache
def official() -> Any:
    if not OFFICIAL.is_file():
        pytest.skip("the official SARIF schema is kept beside the repository, in ../shared/schemas, and is not there")
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def valid(text: str) -> dict[str, Any]:
    """Return the only run of a log that keeps to the standard and to what GitHub asks of one; fails otherwise."""
    document = json.loads(text)
    assert [error.message for error in official().iter_errors(document)] == []
    (run,) = document["runs"]
    assert run["automationDetails"]["id"].endswith("/")
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) <= 25_000
    for rule in rules:
        for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"], *rule["help"].values()):
            assert 0 < len(text) <= 1024
        assert len(rule["properties"]["tags"]) <= 20
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert "security-severity" not in rule["properties"]
    assert len(run["results"]) <= 25_000
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert (found["kind"], found["level"]) in {("fail", level) for level in ("error", "warning", "note")}
        assert found["message"]["text"]
        (location,) = found["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"[\w.%/~-]+", place["artifactLocation"]["uri"], re.ASCII)
        assert not place["artifactLocation"]["uri"].startswith("/")
        region = place["region"]
        assert region["startLine"] == region["endLine"] >= 1
        assert region["endColumn"] >= region["startColumn"] >= 1
    prints = [found["partialFingerprints"]["primaryLocationLineHash"] for found in run["results"]]
    assert len(set(prints)) == len(prints)
    return dict(run)
