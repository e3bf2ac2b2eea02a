"""False alarms of the gate: what each check of one sentence finds in translations that are right.

python benchmarks/false_alarms.py [--show]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from contentops.check.catalogue import rules
from contentops.check.model import SegmentPair, Subject
from contentops.check.runner import run_on_pair
from contentops.language.language import language, locales
from contentops.translate.glossary import glossary

PAIRS = [
    pair
    for path in sorted((Path(__file__).parents[1] / "tests" / "check" / "known_good").glob("*.toml"))
    for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
]
LOCALES = tuple(locale for locale in locales() if locale != "sv" and any(locale in pair for pair in PAIRS))


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding in a translation that is right."""

    rule: str
    locale: str
    severity: str
    source: str
    target: str
    message: str


def good_pairs(locale: str) -> list[tuple[str, str]]:
    """Swedish sentences with their right translations."""
    return [(pair["sv"], pair[locale]) for pair in PAIRS if locale in pair]


def subject(locale: str, source: str, target: str) -> Subject:
    """One sentence and its translation as the gate sees them, with the glossary that production has."""
    return Subject(
        pairs=(SegmentPair("p-1#0", "p-1", "paragraph", source, source, target, target),),
        source_language=language("sv"),
        target_language=language(locale),
        glossary=glossary(locale),
    )


def alarms(locale: str) -> list[Alarm]:
    """What the checks of one sentence find."""
    return [
        Alarm(finding.rule, locale, finding.severity, source, target, finding.message)
        for source, target in good_pairs(locale)
        for finding in run_on_pair(subject(locale, source, target)).items
    ]


def table() -> str:
    """The counts by check, blocking and others, in Markdown."""
    found = [alarm for locale in LOCALES for alarm in alarms(locale)]
    counted = Counter((alarm.rule, alarm.locale, alarm.severity == "block") for alarm in found)
    heads = [f"{locale} {what} (of {len(good_pairs(locale))})" for locale in LOCALES for what in ("blocked", "warned")]
    lines = [f"| check | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for rule in rules():
        if rule.family == "translation" and rule.check.on_one_pair:
            cells = (str(counted[rule.id, locale, block]) for locale in LOCALES for block in (True, False))
            lines.append(f"| {rule.id} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Prints the table and, if asked, each alarm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="each alarm with its sentences")
    asked = parser.parse_args()
    print(table())
    if asked.show:
        for alarm in (alarm for locale in LOCALES for alarm in alarms(locale)):
            print(f"\n{alarm.rule} ({alarm.severity}): {alarm.message}\n  {alarm.source}\n  {alarm.target}")


if __name__ == "__main__":
    main()
