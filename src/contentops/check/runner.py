"""Runs checks on a text. Each is given what it asked for and nothing else; one that fails harms no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contentops.article.record import Checks, Finding, Outcome, OutcomeKind
from contentops.check.catalogue import Rule, rules
from contentops.check.model import NEEDS, Flaw, NotApplicable, SegmentPair, Sentence, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def run(subject: Subject, checks: Iterable[Rule] | None = None) -> Checks:
    """Findings and outcomes of ``checks`` (all, when none are given) on ``subject``, in the order of the checks.

    Each check ends in one of four ways: findings, clean, not-applicable (``reason`` says why) or crashed. A crash is
    never clean: it is a finding too, and blocks when the check does, since nobody knows what it would have found.
    """
    values = subject.values()
    chosen = tuple(rules() if checks is None else checks)
    places = subject.segments() if any(rule.check.per_segment for rule in chosen) else []
    items: list[Finding] = []
    outcomes: list[Outcome] = []
    for rule in chosen:
        one = _run_one(rule, values, places)
        items += one.findings
        outcomes.append(one.outcome)
    return Checks(items=tuple(items), outcomes=tuple(outcomes))


def run_on_pair(subject: Subject, checks: Iterable[Rule] | None = None) -> Checks:
    """The checks that judge the translation of one sentence: the gate that a fresh translation must pass.

    ``subject`` needs no articles, only one pair and its languages. Checks of other families are left out: what they
    find stands in the source already, and no other engine would translate it away.
    """
    return run(subject, on_pairs(rules() if checks is None else checks))


def judging(subject: Subject, checks: Iterable[Rule]) -> Callable[[SegmentPair], list[Finding]]:
    """What gives the findings of those of ``checks`` that :func:`run_on_pair` runs, pair by pair.

    ``subject`` has the languages and the glossary of all the pairs, and its own are not looked at. What each check is given
    besides the pair is found once, and no outcomes are told: for thousands of sentences on their way.
    """
    values = subject.values()
    ready = [
        (rule, rule.check.asked.of_segment, fixed)
        for rule in on_pairs(checks)
        if (fixed := rule.check.asked.of_article.of(values)) is not None
    ]

    def findings(pair: SegmentPair) -> list[Finding]:
        place: dict[str, object] = {"sentence": pair.translated, "pair": pair, "unknown_words": None}
        found: list[Finding] = []
        for rule, asked, fixed in ready:
            own = asked.of(place)
            if own is None:
                continue
            try:
                found += _findings(rule, fixed | own, place)
            except NotApplicable:
                continue
            except Exception as error:  # noqa: BLE001 - as in a run of all: nobody knows what it would have found
                found.append(_crashed(rule, error, pair.translated))
        return found

    return findings


def on_pairs(checks: Iterable[Rule]) -> list[Rule]:
    """Those of the checks that :func:`run_on_pair` runs."""
    return [rule for rule in checks if rule.family == "translation" and rule.check.on_one_pair]


@dataclass(slots=True)
class _Run:
    """One check at work: what it found so far and how its calls ended."""

    rule: Rule
    findings: list[Finding] = field(default_factory=list)
    answered: bool = False
    reason: str = ""
    crash: str = ""

    @property
    def outcome(self) -> Outcome:
        kind: OutcomeKind
        if self.crash:
            kind, reason = "crashed", self.crash
        elif self.findings:
            kind, reason = "findings", ""
        elif self.answered:
            kind, reason = "clean", ""
        else:
            kind, reason = "not-applicable", self.reason
        return Outcome(rule=self.rule.id, outcome=kind, reason=reason)

    def call(self, given: dict[str, object], place: dict[str, object]) -> None:
        try:
            self.findings += _findings(self.rule, given, place)
        except NotApplicable as reason:
            self.reason = self.reason or str(reason)
        except Exception as error:  # noqa: BLE001 - whatever a check raises is its own failure; the others go on
            self.crash = self.crash or f"{type(error).__name__}: {error}"
            self.findings.append(_crashed(self.rule, error, _sentence(place)))
        else:
            self.answered = True


def _findings(rule: Rule, given: dict[str, object], place: dict[str, object]) -> list[Finding]:
    """What a check finds; whatever it raises comes through."""
    flaws = list(rule.check.find(**given))
    if not flaws:
        return []
    sentence = _sentence(place)
    return [_finding(rule, flaw, sentence) for flaw in flaws]


def _finding(rule: Rule, flaw: Flaw, sentence: Sentence | None) -> Finding:
    return Finding(
        rule=rule.id,
        severity=flaw.severity or rule.check.severity,
        message=flaw.message,
        block=flaw.block or (sentence.block if sentence else ""),
        segment=flaw.segment or (sentence.address if sentence else ""),
        text=flaw.text or (sentence.shown if sentence else ""),
        hint=flaw.hint or rule.check.advice,
    )


def _crashed(rule: Rule, error: Exception, sentence: Sentence | None) -> Finding:
    what = "this sentence" if sentence else "this article"
    return Finding(
        rule=rule.id,
        severity="block" if rule.check.severity == "block" else "warn",
        message=f"the check could not finish ({type(error).__name__}: {error}), so {what} is unchecked here",
        block=sentence.block if sentence else "",
        segment=sentence.address if sentence else "",
        text=sentence.shown if sentence else "",
        hint="Read it with this rule in mind, and report the failure to those who keep the checks.",
    )


def _run_one(rule: Rule, values: dict[str, object], places: list[dict[str, object]]) -> _Run:
    run_ = _Run(rule)
    asked = rule.check.asked
    fixed = asked.of_article.of(values)
    if fixed is None:
        run_.reason = NEEDS[next(name for name in asked.of_article.needs if values[name] is None)]
        return run_
    if not asked.per_segment:
        run_.call(fixed, {})
        return run_
    wanted = asked.of_segment.needs
    for place in places:
        own = asked.of_segment.of(place)
        if own is not None:
            run_.call(fixed | own, place)
    if not (run_.answered or run_.reason or run_.crash):
        run_.reason = NEEDS[next(name for name in NEEDS if name in wanted or not wanted)]
    return run_


def _sentence(place: dict[str, object]) -> Sentence | None:
    """The sentence of a place, whose translation is under check where it has one."""
    match place:
        case {"pair": SegmentPair() as pair}:
            return pair.translated
        case {"sentence": Sentence() as sentence}:
            return sentence
        case _:
            return None
