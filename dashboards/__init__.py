"""Dashboards as code: tables of panels (`gate`, `policy`, `usage`) -> the files that Grafana provisions, one a language.

`python -m dashboards` writes them anew; a test says that what is committed is what this makes. The rule to keep: panels of
Prometheus can show no person because no label carries one; panels about divisions ask only for figures that were published
(`published_figures`), never for events.
"""
