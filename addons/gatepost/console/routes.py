"""The table of pages: where each one is, which function answers, and which roles it is for.

Whoever adds a page adds a row. A name puts it in the navigation of those who may see it. The rule to keep: roles are
said here and nowhere else; a test asks every row as every role.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response

from gatepost.console.pages import (
    access_log,
    accounts,
    chains,
    health,
    home,
    incident,
    incidents,
    invitation,
    language,
    policy_status,
    provider,
    sign_in,
)
from gatepost.console.roles import EVERY_ROLE, Role
from gatepost.console.translation import N_
from gatepost.console.visit import Visit

_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_AUDITORS = frozenset({Role.AUDITOR})
_REVIEWERS = frozenset({Role.REVIEWER})
_ADVISERS = frozenset({Role.ADVISER})


@dataclass(frozen=True, slots=True)
class Page:
    """A row. `public` is for whoever comes; otherwise one of the roles is needed."""

    path: str
    answer: Callable[[Visit], Response]
    roles: frozenset[Role] = frozenset()
    method: Literal["GET", "POST"] = "GET"
    name: str = ""
    public: bool = False


PAGES = (
    Page("/", home.show, EVERY_ROLE),
    Page("/sign-in", sign_in.show, public=True),
    Page("/sign-in", sign_in.sign_in, method="POST", public=True),
    Page("/sign-in/provider", provider.start, public=True),
    Page("/sign-in/provider/return", provider.come_back, public=True),
    Page("/sign-out", sign_in.sign_out, EVERY_ROLE, method="POST"),
    Page("/language", language.choose, method="POST", public=True),
    Page("/invitation/{token}", invitation.show, public=True),
    Page("/invitation/{token}", invitation.accept, method="POST", public=True),
    Page("/incidents", incidents.show, _REVIEWERS, name=N_("Incidents")),
    Page("/incidents/arrivals/{after}", incidents.arrivals, _REVIEWERS),
    Page("/incidents/triage", incidents.triage_many, _REVIEWERS, method="POST"),
    Page("/incidents/export", incidents.export, _REVIEWERS, method="POST"),
    Page("/incident", incident.ask, _ADVISERS | _REVIEWERS, name=N_("One incident")),
    Page("/incident", incident.find, _ADVISERS | _REVIEWERS, method="POST"),
    Page("/incidents/{incident}", incident.show, _ADVISERS | _REVIEWERS),
    Page("/incidents/{incident}/triage", incident.judge, _REVIEWERS, method="POST"),
    Page("/incidents/{incident}/example", incident.example, _REVIEWERS, method="POST"),
    Page("/accounts", accounts.show_all, _ADMINISTRATORS, name=N_("Accounts")),
    Page("/accounts", accounts.create, _ADMINISTRATORS, method="POST"),
    Page("/accounts/{account}", accounts.show, _ADMINISTRATORS),
    Page("/accounts/{account}", accounts.change, _ADMINISTRATORS, method="POST"),
    Page("/accounts/{account}/invitation", accounts.invite, _ADMINISTRATORS, method="POST"),
    Page("/accounts/{account}/closing", accounts.close, _ADMINISTRATORS, method="POST"),
    Page("/accounts/{account}/reopening", accounts.reopen, _ADMINISTRATORS, method="POST"),
    Page("/policy", policy_status.show, _ADMINISTRATORS, name=N_("Policy")),
    Page("/health", health.show, _ADMINISTRATORS, name=N_("Health")),
    Page("/access", access_log.show, _AUDITORS, name=N_("Access log")),
    Page("/chains", chains.show, _AUDITORS, name=N_("Journals")),
    Page("/chains", chains.verify, _AUDITORS, method="POST"),
)
