"""Accounts and keys -> how many people may ask who it was, approve that, open evidence, and to which keys things are sealed.

Numbers and marks of keys only: who they are is on the page of accounts, for those who may see it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from gatepost.console.accounts import everybody
from gatepost.console.roles import Role, may_approve
from gatepost.evidence.vault import reviewers_in
from gatepost.proxy.naming import revealers_in
from gatepost.sealing.readers import marks, readers_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitled:
    """People by what they may do in the console, and the marks of the keys that names and evidence are sealed to."""

    ask: int
    approve: int
    open: int
    reveal_keys: Collection[str]
    evidence_keys: Collection[str]


def entitled(engine: Engine, var: Path) -> Entitled:
    """As things stand. GatepostFault when a file among the keys is none."""
    active = [account for account in everybody(engine) if not account.closed]
    reviewers = [account for account in active if Role.REVIEWER in account.roles]
    return Entitled(
        ask=len(reviewers),
        approve=sum(may_approve(account.roles) for account in active),
        open=sum(account.sworn for account in reviewers),
        reveal_keys=sorted(marks(readers_in(revealers_in(var)))),
        evidence_keys=sorted(marks(readers_in(reviewers_in(var)))),
    )
