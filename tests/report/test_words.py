from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from contentops.article.model import Article
from contentops.article.record import Finding, Record, SegmentRecord, Severity, State, Waiver
from contentops.report.site import TargetPage
from contentops.report.words import Words, byline, spelled_date

WORDS = Words("en")


def target(state: State, **more: object) -> TargetPage:
    record = Record(article="a", target="da", locale="da", state=state, source_revision="", document="")
    article = Article(locale="da", title="T", blocks=())
    return TargetPage(target="da", locale="da", document=article, record=record, state=state, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (target(State.MACHINE_DRAFT), "Waits for a person to read and approve it."),
        (target(State.MACHINE, held=("x",)), "Waits for a person to read it and to decide on its findings."),
        (target(State.MISSING, missing=1), "Waits for a translator: 1 sentence is missing."),
        (target(State.MISSING, missing=3, held=("x",)), "Waits for a translator: 3 sentences are missing."),
        (target(State.NEEDS_WORK), "Waits for a translator: it was sent back."),
        (target(State.APPROVED), "Approved; the next release takes it live."),
        (target(State.APPROVED, live=True), "Live; nobody is waited for."),
        (
            target(State.APPROVED, live=True, behind=True),
            "Live as it was; the source has changed since, and the change is to be translated.",
        ),
        (target(State.APPROVED, held=("x",)), "Approved, but held: waits for a decision on its findings."),
        (target(State.APPROVED, live=True, withdrawn=True), "Withdrawn by a person; nobody is waited for."),
        (
            target(State.MACHINE, live=True, rolled_back=3),
            "Readers have release 3 again, until another text is approved or it is restored.",
        ),
    ],
)
def test_it_is_always_said_who_is_waited_for(page: TargetPage, sentence: str) -> None:
    assert WORDS.waits_for(page) == sentence


def test_every_state_and_severity_has_a_name_of_its_own() -> None:
    assert len({WORDS.state(state) for state in State}) == len(State)
    assert len({WORDS.severity(severity) for severity in get_args(Severity)}) == 3


def test_findings_are_counted_by_severity_and_waived_ones_apart() -> None:
    waiver = Waiver(reason="r", by="Mette", at="")
    found = [
        Finding(rule="a", severity="block", message=""),
        Finding(rule="a", severity="block", message="", waiver=waiver),
        Finding(rule="b", severity="warn", message=""),
        Finding(rule="b", severity="warn", message=""),
        Finding(rule="c", severity="note", message=""),
    ]
    assert WORDS.findings(found) == "1 blocking, 2 warnings, 1 note, 1 waived"
    assert WORDS.findings([]) == "No findings"


@pytest.mark.parametrize(
    ("severity", "hint", "words"),
    [
        ("block", "Say it otherwise.", "Say it otherwise."),
        ("block", "", "Edit the sentence, or let it stand with a reason."),
        ("warn", "", "Look at the sentence, and edit it if it is wrong."),
        ("note", "", ""),
    ],
)
def test_a_finding_always_says_what_to_do(severity: Severity, hint: str, words: str) -> None:
    assert WORDS.todo(Finding(rule="r", severity=severity, message="m", hint=hint)) == words


def test_the_source_is_not_mended_here() -> None:
    finding = Finding(rule="r", severity="warn", message="m")
    assert WORDS.todo(finding, in_source=True) == "Look at the Swedish page, and have it mended if it is wrong."


def test_sentences_are_counted_by_where_they_came_from() -> None:
    missing = SegmentRecord(address="p#0", block="p", role="paragraph", source="", source_shown="")
    engine, memory = replace(missing, shown="a", origin="engine"), replace(missing, shown="b", origin="memory")
    assert WORDS.origins([engine, memory, engine, missing]) == [
        ("memory", "1 from memory"),
        ("engine", "2 by an engine"),
        ("", "1 missing"),
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ""),
        ({"origin": "engine", "engine": "apertium"}, "by apertium"),
        ({"origin": "engine", "engine": "apertium/lexical"}, "by apertium"),
        ({"origin": "engine"}, "by an engine"),
        ({"origin": "engine", "engine": "apertium", "by": "Mette", "at": "2026-03-04"}, "by apertium"),
        ({"origin": "engine", "engine": "apertium", "state": State.APPROVED, "by": "Mette"}, "by Mette"),
        ({"origin": "engine", "state": State.APPROVED, "by": "Mette", "at": "2026-03-04"}, "by Mette (Mar 4, 2026)"),
        ({"origin": "engine", "engine": "apertium", "state": State.APPROVED}, "by somebody"),
        ({"origin": "memory", "engine": "apertium", "state": State.APPROVED}, "from memory"),
        ({"origin": "memory"}, "from memory"),
        ({"origin": "memory", "engine": "apertium"}, "from memory (apertium)"),
        ({"origin": "memory", "by": "Mette", "at": "2026-03-04"}, "from memory (Mette, Mar 4, 2026)"),
        ({"origin": "person", "by": "Mette", "at": "2026-03-04T10:00:00Z"}, "written by Mette (Mar 4, 2026)"),
    ],
)
def test_it_is_said_where_a_sentence_came_from(more: dict[str, str], words: str) -> None:
    segment = SegmentRecord(address="p#0", block="p", role="paragraph", source="", source_shown="", **more)  # type: ignore[arg-type]
    assert WORDS.origin(segment) == words


def test_locales_have_names() -> None:
    assert [WORDS.language(code) for code in ("da", "nb", "nn", "sv-FI", "xx")] == [
        "Danish",
        "Norwegian Bokmål",
        "Norwegian Nynorsk",
        "Swedish (Finland)",
        "xx",
    ]
    assert Words("da").language("sv") == "Svensk"


def test_the_byline_is_in_the_reader_s_language_and_says_only_what_is_known() -> None:
    said = {"author": "Karin", "published": "2026-03-01T23:30:00+01:00", "modified": "2026-04-02", "minutes": 4}
    assert byline("da", **said) == "Af Karin · Udgivet 1. marts 2026 · Opdateret 2. april 2026 · 4 min. læsning"  # type: ignore[arg-type]
    assert byline("da", author="", published="", modified="", minutes=0) == ""


@pytest.mark.parametrize(("iso", "words"), [("2026-03-01", "1. mars 2026"), ("2026-03", "2026-03"), ("i går", "i går")])
def test_a_date_is_spelled_no_more_precisely_than_it_is_known(iso: str, words: str) -> None:
    assert spelled_date(iso, "nb") == words
