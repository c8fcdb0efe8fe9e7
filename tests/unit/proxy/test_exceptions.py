"""A post that reviewers know by its digest, on its way through the gate: the record has the digest, and the policy the exception."""

from datetime import timedelta

from gatepost.model import Activity
from gatepost.policy.exceptions import Exemption, Exemptions
from gatepost.proxy.gateway import Gateway
from gatepost.testing import A_TUESDAY
from tests.proxy.gateways import MARKED, records, weighed, with_policy

RULE = "confidentiality-markings"


def known(digest: str) -> Exemptions:
    week = Exemption(rule=RULE, begins=A_TUESDAY, ends=A_TUESDAY + timedelta(days=7))
    return Exemptions(by_id={"tables": week}, digests={digest: ("tables",)})


async def test_the_same_post_passes_once_its_digest_is_excepted_and_no_other_does(gateway: Gateway) -> None:
    assert (await weighed(gateway, MARKED)).response is not None
    (refused,) = records(gateway, "decision")
    assert refused["content"].startswith("hmac-sha256:")
    assert "exceptions" not in refused
    with_policy(gateway, exceptions=known(refused["content"]))
    assert (await weighed(gateway, MARKED)).response is None
    assert (await weighed(gateway, f"{MARKED}.")).response is not None
    passed = next(record for record in records(gateway, "decision") if record["outcome"] == "forwarded")
    assert passed["exceptions"] == [{"id": "tables", "rule": RULE, "findings": 1}]


async def test_a_private_message_leaves_no_digest(gateway: Gateway) -> None:
    await weighed(gateway, MARKED, activity=Activity.MESSAGE)
    (refused,) = records(gateway, "decision")
    assert "content" not in refused
