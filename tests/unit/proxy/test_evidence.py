"""What a reviewer must see is sealed on a post's way through the gate, and said in its event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from gatepost.evidence.vault import evidence_in, kept, opened, reviewers_in
from gatepost.model import Activity, Finding, Part, Role, Where
from gatepost.proxy.gateway import Gateway
from gatepost.sealing.readers import public_text
from gatepost.testing import a_finding, a_part
from tests.proxy.gateways import records, weighed, with_policy
from tests.unit.sealing.people import a_key

KEY = a_key()
PICTURE = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png", data=b"a marked picture")
FOUND = a_finding("classification:protected-b", where=Where(part="media[0]"))


@pytest.fixture(autouse=True)
def reviewed(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reviewer, a rule that keeps evidence, and a reader that found the marking."""

    async def look_into(parts: Sequence[Part], *_: object) -> Mapping[str, Sequence[Finding]]:
        return {part.name: [FOUND] for part in parts}

    folder = reviewers_in(gateway.settings.var)
    folder.mkdir()
    (folder / "rose.pub").write_text(public_text(KEY.public_key))
    rules = tuple(replace(rule, evidence=rule.id == "confidentiality-markings") for rule in gateway.policy.rules)
    with_policy(gateway, rules=rules)
    monkeypatch.setattr(gateway.readers, "look_into", look_into)


async def test_the_picture_is_sealed_and_the_event_says_so(gateway: Gateway):
    await weighed(gateway, parts=(PICTURE,))
    (event,) = records(gateway, "decision")
    assert event["evidence"] == [{"part": "media[0]", "bytes": PICTURE.size}]
    (path,) = kept(evidence_in(gateway.settings.var), event["id"])
    assert opened(path, KEY).content == PICTURE.data


async def test_nothing_of_a_private_message_is_kept(gateway: Gateway):
    await weighed(gateway, parts=(PICTURE,), activity=Activity.MESSAGE)
    (event,) = records(gateway, "decision")
    assert "evidence" not in event
    assert not evidence_in(gateway.settings.var).exists()


async def test_what_cannot_be_kept_hinders_nothing(gateway: Gateway):
    evidence_in(gateway.settings.var).write_text("a file where the folder should be")
    verdict = await weighed(gateway, parts=(PICTURE,))
    assert verdict.response
    (event,) = records(gateway, "decision")
    assert "evidence" not in event
