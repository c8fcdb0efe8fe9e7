"""What the record has of a policy's rules."""

import json
import os
import subprocess
import sys

from gatepost.policy.told import rules_told
from tests.unit.policy.folder import a_catch_all, a_policy, a_rule

SWEARING = a_rule(
    id="swearing",
    title={"en": "Coarse language", "fr": "Langage grossier"},
    when={"finding": ["profanity:strong", "abuse"], "use": ["personal", "official"], "min_confidence": 0.8},
)


def test_a_rule_is_told_by_its_title_and_its_conditions_as_they_were_written() -> None:
    told, rest = rules_told(a_policy([SWEARING, a_catch_all()]))
    assert told == {
        "rule": "swearing",
        "title": {"en": "Coarse language", "fr": "Langage grossier"},
        "when": {"finding": ["abuse", "profanity:strong"], "use": ["official", "personal"], "min_confidence": 0.8},
    }
    assert rest["when"] == {"always": True}


def test_every_process_tells_a_policy_in_the_same_words() -> None:
    written = (
        "from tests.unit.policy.test_told import *; print(json.dumps(rules_told(a_policy([SWEARING, a_catch_all()]))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", written],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert told == {json.dumps(rules_told(a_policy([SWEARING, a_catch_all()]))) + "\n"}
