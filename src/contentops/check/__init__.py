"""Checks: what a person should look at before a text goes live, and what may not go live at all.

One check is one file in a family folder (`translation/`, `readability/`, `seo/`, `claims/`, `source/`). The file's name
is the rule's id. Nothing is registered: :mod:`contentops.check.catalogue` finds the files,
:mod:`contentops.check.runner` runs them, `docs/checks.md` is printed from them and one test runs all their examples.
"""
