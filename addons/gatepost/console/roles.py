"""Who may do what in the console: the five roles, each of which sees only its own."""

from enum import StrEnum


class Role(StrEnum):
    """`administrator` runs the console and the gate and sees no incident; nobody else makes accounts."""

    REVIEWER = "reviewer"
    ADVISER = "adviser"
    MANAGER = "manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


EVERY_ROLE = frozenset(Role)
APPROVERS = frozenset({Role.REVIEWER, Role.AUDITOR})  # nobody who may be the person's superior, or on the phone


def may_approve(roles: frozenset[Role]) -> bool:
    """Who may be the second person: never who makes accounts, as they could make themselves two."""
    return bool(roles & APPROVERS) and Role.ADMINISTRATOR not in roles
