"""`python -m contentops.check.docs` prints `docs/checks.md` from the checks themselves.

It ends with 1, and names them on stderr, when examples do not give the verdict that the page promises.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from babel import Locale

from contentops.check.catalogue import FAMILIES, Rule, rules
from contentops.check.example import subject_of
from contentops.check.model import NEEDS
from contentops.check.page import Page
from contentops.check.runner import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contentops.check.model import Example

_LINE = 160
"""Characters of an example's line that are printed."""

_HEAD = """# Checks

Printed from the checks by `python -m contentops.check.docs > docs/checks.md`; to change this page, change a check.

A check of severity **block** keeps a text from going live until the text is mended or a person waives the finding with
a reason. **warn** asks a person to look, **note** informs. Some findings of a check are milder than the check's
severity. A check that cannot say anything about a text is *not applicable* there and says why. One that fails is never
counted as passed: it becomes a finding itself.

To add a check, add a file to a family's folder in `src/contentops/check/`: its name is the rule's id."""


def document() -> str:
    """The whole page, in Markdown, ending in a line break."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield ""
    yield "| rule | severity | finds |"
    yield "|---|---|---|"
    for rule in rules():
        yield f"| [{rule.id}](#{rule.id}) | {rule.check.severity} | {rule.check.title} |"
    for family in FAMILIES:
        yield f"\n## {family.capitalize()}\n"
        yield importlib.import_module(f"{__package__}.{family}").__doc__ or ""
        for rule in rules():
            if rule.family == family:
                yield from _section(rule)
    yield "\n## What a check can ask for\n"
    yield "The parameters of a check's function are its needs; without one of them it does not apply, and says why.\n"
    yield "| need | the reason given where it is missing |"
    yield "|---|---|"
    yield from (f"| `{need}` | {reason} |" for need, reason in NEEDS.items())


def _section(rule: Rule) -> Iterator[str]:
    check = rule.check
    yield f"\n### {rule.id}\n"
    yield f"{check.title}. Severity: **{check.severity}**.\n"
    yield f"**Why it matters.** {check.why}\n"
    yield f"**What to do.** {check.advice}\n"
    needs = ", ".join(f"`{name}`" for name in check.needs)
    yield f"**Needs** {needs}" + (
        f"; takes {', '.join(f'`{n}`' for n in check.welcome)} where given." if check.welcome else "."
    )
    for title, finds in (("Finds something in", True), ("Finds nothing in", False)):
        yield f"\n{title}:\n"
        yield from (f"- {_shown(example)}" for example in check.examples if example.finds is finds)


def _shown(example: Example) -> str:
    parts = []
    if example.source:
        parts.append(_text(example.source, "sv"))
    if example.target:
        parts.append(_text(example.target, example.locale))
    parts += [f"the glossary has {e.source} = {' or '.join(e.targets)}" for e in example.expects]
    parts += [f"the engine did not know {word}" for word in example.unknown_words]
    parts += [f"the target is set to {example.formality}"] if example.formality else []
    return "; ".join(parts)


def _text(text: str | Page, locale: str) -> str:
    if isinstance(text, Page):
        lines = [line if len(line) <= _LINE else f"{line[:_LINE]}…" for line in dict.fromkeys(text.lines)]
        return f"{_name(text.locale)}: {' / '.join(f'`{line}`' for line in lines)}"
    return f"{_name(locale)}: “{text}”"


def _name(locale: str) -> str:
    return Locale.parse(locale).get_display_name("en") or locale


def broken_examples(of: Iterable[Rule] | None = None) -> list[str]:
    """The examples that do not give the verdict that they promise, in words; of all checks, when none are given."""
    return [
        f"{rule.id}: example {number} should find {'something' if example.finds else 'nothing'}: {_shown(example)}"
        for rule in (rules() if of is None else of)
        for number, example in enumerate(rule.check.examples, 1)
        if (run(subject_of(example), [rule]).outcomes[0].outcome == "findings") is not example.finds
    ]


if __name__ == "__main__":
    sys.stdout.write(document())
    if broken := broken_examples():
        sys.exit("\n".join(broken))
