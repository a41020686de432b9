"""The schemas of checklists, frameworks and policies accept what Gapsheet accepts and refuse what it refuses."""

import json

import jsonschema
import pytest
import yaml

from gapsheet.assets import asset
from gapsheet.load.catalog import builtin_checklists, builtin_policies
from gapsheet.load.frameworks import builtin_frameworks
from gapsheet.model.base import keys_of
from gapsheet.report import schema

LANGS = ("en", "zh-CN")


@pytest.mark.parametrize("name", builtin_checklists())
def test_the_built_in_checklists_are_accepted(name):
    made = schema.checklist()
    jsonschema.Draft202012Validator.check_schema(made)
    document = yaml.safe_load(asset("checklists", f"{name}.yaml").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(made).iter_errors(document)) == []
    item = document["sections"][0]["items"][0]
    for key, value in (("id", "sec-1"), ("severity", "huge"), ("sevrity", "high"), ("since", 1.0)):
        spoilt = document | {"sections": [{**document["sections"][0], "items": [item | {key: value}]}]}
        assert list(jsonschema.Draft202012Validator(made).iter_errors(spoilt)), key


@pytest.mark.parametrize("name", builtin_policies())
def test_the_built_in_policies_are_accepted(name):
    made = schema.policy()
    jsonschema.Draft202012Validator.check_schema(made)
    document = yaml.safe_load(asset("checklists", "policies", f"{name}.yaml").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(made).iter_errors(document)) == []


@pytest.mark.parametrize(
    "rules",
    [
        {"max_opne": {"critical": 0}},
        {"max_open": {"critical": -1}},
        {"max_open": {"default": 1}},
        {"max_open": {"critical": 0.5}},
        {"min_score": 101},
        {"min_score": "70"},
        {"min_checklist_score": {"default": -1}},
        {"evidence_for": ["urgent"]},
        {"max_drop": -1},
        {"no_item_worse": "always"},
        {"min_checked": 0},
        {"require_checklists": [{"checklist": "security", "wenn": "llm"}]},
    ],
    ids=str,
)
def test_policies_that_are_refused(rules):
    document = {"schema": "gapsheet/policy/v1", "id": "ours", "title": {"en": "Ours", "zh-CN": "自定"}, "rules": rules}
    check = jsonschema.Draft202012Validator(schema.policy())
    assert list(check.iter_errors(document | {"rules": {"min_score": 70}})) == []
    assert list(check.iter_errors(document))


def test_every_rule_of_the_model_is_in_the_schema_and_explained():
    from gapsheet.model.policy import Rules
    from gapsheet.words import has

    names = set(keys_of(Rules))
    assert set(schema.policy()["$defs"]["Rules"]["properties"]) == names
    assert all(has(lang, "guide", f"rule.{name}") for name in names for lang in LANGS)


@pytest.mark.parametrize("name", builtin_frameworks())
def test_every_built_in_framework_fits_its_schema(name):
    data = yaml.safe_load(asset("checklists", "frameworks", f"{name}.yaml").read_text("utf-8"))
    jsonschema.validate(json.loads(json.dumps(data, default=str)), schema.framework())


def test_an_overlay_fits_the_schema_of_checklists_and_a_mixture_does_not():
    overlay = {
        "schema": "gapsheet/checklist/v1",
        "id": "ours",
        "version": "1.0.0",
        "prefix": "OUR",
        "extends": "security@1.0",
        "title": {"en": "Ours", "zh-CN": "自有"},
        "drop": {"SEC-17": {"en": "None", "zh-CN": "没有"}},
    }
    jsonschema.validate(overlay, schema.checklist())
    for wrong in (
        {**overlay, "extends": "security"},
        {**overlay, "native_score": {}},
        {**overlay, "override": {"SEC-01": {"why": {}}}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema.checklist())
