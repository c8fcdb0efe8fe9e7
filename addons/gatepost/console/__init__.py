"""The console: what reviewers, advisers, managers, auditors and administrators see in a browser.

A shell beside the gate, in a process of its own that the gate never imports. `app.py` answers requests, `routes.py` is
the one table of pages and of who may see them, `pages/` has a module for each page.
"""
