"""The agreement accepted as a person does it: the gateway's own page is read, and its form sent."""

import re

import httpx

ADDRESS = "http://gatepost.internal/agreement"
_FIELD = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">')


class NotAccepted(Exception):
    """The gateway's answer was not that it is accepted; the message is its page."""


def accept(proxy: str, language: str = "en") -> None:
    """Whoever this proxy takes us for accepts the agreement in this language."""
    with httpx.Client(proxy=proxy, headers={"Accept": "text/html"}, follow_redirects=True, trust_env=False) as client:
        page = client.get(ADDRESS).raise_for_status()
        form = page.text.partition(f'<form id="accept-{language}"')[2].partition("</form>")[0]
        answer = client.post(page.url.join(_action(form)), data=dict(_FIELD.findall(form)) | {"choice": "accept"})
    if answer.status_code != httpx.codes.OK or "<form" in answer.text:
        raise NotAccepted(answer.text)


def _action(form: str) -> str:
    found = re.search(r'action="([^"]+)"', form)
    return found[1] if found else ""
