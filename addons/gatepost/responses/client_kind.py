"""What kind of program sent a request: a browser going to a page, a page's own script, or an application.

Browsers say so themselves (Fetch Metadata, on every request to an https origin). Without it, what is asked for
decides: only a navigation asks for HTML first.
"""

from gatepost.model import Client


def client_of(headers: tuple[tuple[str, str], ...], method: str) -> Client:
    """The kind of client, from the request's headers (names in lower case)."""
    first = dict(reversed(headers))
    accept = first.get("accept", "").lower()
    mode = first.get("sec-fetch-mode", "").lower()
    if mode:
        return Client.BROWSER if mode == "navigate" and "text/html" in accept else Client.SCRIPT
    if first.get("x-requested-with", "").lower() == "xmlhttprequest":
        return Client.SCRIPT
    if accept.lstrip().startswith("text/html") and method in {"GET", "HEAD", "POST"}:
        return Client.BROWSER
    return Client.SCRIPT if "origin" in first else Client.APP
