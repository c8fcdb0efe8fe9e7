"""The table of pages: where each one is, which function answers, and which roles it is for.

Whoever adds a page adds a row. A name puts it in the navigation of those who may see it. The rule to keep: roles are
said here and nowhere else; a test asks every row as every role.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response

from gatepost.console.accounts import Account
from gatepost.console.pages import (
    access_log,
    accounts,
    chains,
    evidence,
    exception_proposal,
    exceptions,
    health,
    holds,
    home,
    incident,
    incidents,
    invitation,
    language,
    policy_status,
    provider,
    report,
    reveal_exports,
    reveals,
    sign_in,
    usage,
)
from gatepost.console.roles import APPROVERS, EVERY_ROLE, Role
from gatepost.console.translation import N_
from gatepost.console.visit import Visit

_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_AUDITORS = frozenset({Role.AUDITOR})
_REVIEWERS = frozenset({Role.REVIEWER})
_ADVISERS = frozenset({Role.ADVISER})
_MANAGERS = frozenset({Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Page:
    """A row. `public` is for whoever comes; otherwise one of the roles is needed, and for some pages an oath."""

    path: str
    answer: Callable[[Visit], Response]
    roles: frozenset[Role] = frozenset()
    method: Literal["GET", "POST"] = "GET"
    name: str = ""
    public: bool = False
    sworn: bool = False

    def opens_to(self, account: Account) -> bool:
        """Whether this account may see it."""
        return bool(account.roles & self.roles) and (account.sworn or not self.sworn)


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
    Page("/incidents/{incident}/hold", holds.put, _REVIEWERS, method="POST"),
    Page("/incidents/{incident}/release", holds.release, _REVIEWERS, method="POST"),
    Page("/incidents/{incident}/reveal", reveals.ask, _REVIEWERS, method="POST"),
    Page("/incidents/{incident}/evidence", evidence.show, _REVIEWERS, sworn=True),
    Page("/incidents/{incident}/evidence", evidence.unseal, _REVIEWERS, method="POST", sworn=True),
    Page("/incidents/{incident}/evidence/closing", evidence.close, _REVIEWERS, method="POST", sworn=True),
    Page("/incidents/{incident}/exception", exception_proposal.show, _REVIEWERS),
    Page("/incidents/{incident}/exception", exception_proposal.propose, _REVIEWERS, method="POST"),
    Page("/exceptions", exceptions.show, _REVIEWERS, name=N_("Exceptions")),
    Page("/exceptions/decision", exceptions.decide, _REVIEWERS, method="POST"),
    Page("/exceptions/withdrawal", exceptions.withdraw, _REVIEWERS, method="POST"),
    Page("/exceptions/file", exceptions.download, _REVIEWERS, method="POST"),
    Page("/evidence/{opening}/{number}", evidence.picture, _REVIEWERS, sworn=True),
    Page("/evidence/{opening}/{number}/file", evidence.file, _REVIEWERS, sworn=True),
    Page("/requests", reveals.show, _REVIEWERS | APPROVERS, name=N_("Requests")),
    Page("/requests", reveal_exports.ask, _REVIEWERS, method="POST"),
    Page("/requests/{request}/answer", reveals.answer, APPROVERS, method="POST"),
    Page("/requests/{request}/reveal", reveals.reveal, _REVIEWERS, method="POST"),
    Page("/requests/{request}/export", reveal_exports.export, _REVIEWERS, method="POST"),
    Page("/usage", usage.show, _MANAGERS, name=N_("Usage")),
    Page("/usage/report", report.show, _MANAGERS),
    Page("/usage/export", usage.export, _MANAGERS, method="POST"),
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
