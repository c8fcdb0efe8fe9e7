import json
from typing import Any

import jsonschema
import pytest

from gatepost.policy.schema import schemas
from gatepost.yaml_source import parse
from tests.policy.shipped import FOLDER, shipped_files
from tests.unit.policy.folder import a_rule, an_agency

NAMES = ("agency", "accounts", "calendar", "patterns")


def schema(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(schemas()[f"{name}.schema.json"])
    return made


def test_the_published_schemas_are_up_to_date() -> None:
    published = {path.name: path.read_text("utf-8") for path in (FOLDER / "schema").iterdir()}
    assert published == schemas(), "write them anew: python -m tests.policy.write_schemas"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_and_accepts_the_shipped_file(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    jsonschema.validate(parse(shipped_files()[f"{name}.yaml"], file=name).data, schema(name))


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "enforced"},
        {"retention": {"log": 30}},
        {"limits": {"text": "4MB"}},
        {"rules": [a_rule(action="deny")]},
        {"rules": [a_rule(action={"private": "log"})]},
        {"rules": [a_rule(when={"finding": ["clasification"]})]},
        {"rules": [a_rule(when={"finding": ["abuse:everybody"]})]},
        {"messages": ["abuse:agency"]},
        {"rulez": []},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(an_agency(**change), schema("agency"))


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    rule = a_rule(action={"official": "log", "default": "block"}, when={"finding": ["credential:any", "abuse:agency"]})
    jsonschema.validate(an_agency([rule]), schema("agency"))
