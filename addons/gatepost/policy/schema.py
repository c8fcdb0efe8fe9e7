"""The JSON Schemas of the policy files, for editors that complete and check while one writes.

They are made from the models that read the files, so they cannot say anything else; `load_policy` says more (a notice
that exists, words that are known) and has the last word.
"""

import json
from collections.abc import Mapping

from pydantic import BaseModel

from gatepost.policy.agency import AccountsFile, AgencyFile
from gatepost.policy.exceptions import ExceptionsFile
from gatepost.policy.patterns import PatternsFile
from gatepost.policy.workdays import CalendarFile

_FILES: Mapping[str, type[BaseModel]] = {
    "agency": AgencyFile,
    "accounts": AccountsFile,
    "calendar": CalendarFile,
    "patterns": PatternsFile,
    "exceptions": ExceptionsFile,
}


def schemas() -> dict[str, str]:
    """File name -> JSON text, for the folder `schema/`."""
    return {
        f"{name}.schema.json": json.dumps(_schema(name, model), indent=2, ensure_ascii=False) + "\n"
        for name, model in _FILES.items()
    }


def _schema(name: str, model: type[BaseModel]) -> dict[str, object]:
    made = model.model_json_schema(by_alias=True, mode="validation")
    for definition in (made, *made.get("$defs", {}).values()):
        for field in definition.get("properties", {}).values():
            if field.get("uniqueItems") and "default" in field:
                field["default"].sort()  # a set's order changes from run to run
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": f"Gatepost {name}.yaml"}
