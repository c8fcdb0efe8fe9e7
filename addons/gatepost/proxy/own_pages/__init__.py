"""The gateway's own pages: a person's notices, and the forms by which they go on.

They are served to the person that the connection belongs to, at the reserved host and under `/.well-known/gatepost/` of
a refused origin. Both are answered here and never forwarded: nothing that a person writes in a form reaches a
platform's host.
"""

from gatepost.proxy.own_pages.addresses import HOST, PREFIX, is_own, page_address
from gatepost.proxy.own_pages.incident import form_of
from gatepost.proxy.own_pages.routes import PAGES, serve

__all__ = ["HOST", "MAX_FORM_BYTES", "PAGES", "PREFIX", "form_of", "is_own", "page_address", "serve"]

MAX_FORM_BYTES = 16 * 1024
