"""Writes the JSON Schemas of the policy files anew: `python -m tests.policy.write_schemas`."""

from gatepost.policy.schema import schemas
from tests.policy.shipped import FOLDER

if __name__ == "__main__":
    for name, text in schemas().items():
        (FOLDER / "schema" / name).write_text(text, encoding="utf-8")
