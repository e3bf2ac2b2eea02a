"""The four ways in which a check ends, and what it is given."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from contentops.article.record import SegmentRecord
from contentops.check.catalogue import Rule, rules
from contentops.check.example import subject_of
from contentops.check.model import (
    Check,
    Example,
    Flaw,
    NotApplicable,
    SegmentPair,
    Sentence,
    Subject,
    pairs_of,
)
from contentops.check.page import Page, page
from contentops.check.runner import judging, run, run_on_pair
from contentops.language.language import language, locales

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from contentops.article.model import Article
    from contentops.article.record import Severity
    from contentops.check.model import Glossary
    from contentops.language.language import Language

TWO = page("sv", "# Gröt", "Gröt är gott.", "Nötter är gott.").article


def rule(find: Callable[..., Iterable[Flaw]], severity: Severity = "warn", family: str = "translation") -> Rule:
    check = Check(severity=severity, title="T", why="W.", advice="Do this.", find=find, examples=())
    return Rule("a-rule", family, check)


def pair(source: str, target: str, address: str = "p-1#0") -> SegmentPair:
    return SegmentPair(address, address.partition("#")[0], "paragraph", source, source, target, target)


def in_danish(*pairs: SegmentPair, **more: object) -> Subject:
    languages = {"source_language": language("sv"), "target_language": language("da")}
    return Subject(pairs=pairs, **languages, **more)  # type: ignore[arg-type]


def test_a_finding_says_where_it_stands_and_what_to_do() -> None:
    def find(sentence: Sentence) -> Iterator[Flaw]:
        if "Nötter" in sentence.shown:
            yield Flaw(message="nuts")

    checks = run(Subject.alone(TWO), [rule(find, "block")])
    (finding,) = checks.items
    assert (finding.rule, finding.severity, finding.message) == ("a-rule", "block", "nuts")
    assert (finding.text, finding.hint) == ("Nötter är gott.", "Do this.")
    assert finding.block == TWO.blocks[1].id
    assert finding.segment == f"{finding.block}#0"
    assert checks.outcomes[0].outcome == "findings"


def test_a_check_that_finds_nothing_is_clean() -> None:
    def find(article: Article) -> list[Flaw]:
        return [] if article.title else [Flaw(message="no title")]

    assert run(Subject.alone(TWO), [rule(find)]).outcomes[0].outcome == "clean"


def test_a_check_whose_need_is_missing_does_not_apply_and_says_so() -> None:
    def find(glossary: Glossary) -> list[Flaw]:
        return [Flaw(message=f"{glossary}")]

    outcome = run(Subject.alone(TWO), [rule(find)]).outcomes[0]
    assert (outcome.outcome, outcome.reason) == ("not-applicable", "there is no glossary")


def test_a_check_of_pairs_does_not_apply_to_a_source_alone() -> None:
    def find(pair: SegmentPair) -> list[Flaw]:
        return [Flaw(message=pair.target)]

    outcome = run(Subject.alone(TWO), [rule(find)]).outcomes[0]
    assert (outcome.outcome, outcome.reason) == ("not-applicable", "there is no sentence with its translation")


def test_a_check_may_say_itself_that_it_does_not_apply() -> None:
    def find(language: Language) -> list[Flaw]:
        raise NotApplicable(f"nothing is known about {language.name}")

    outcome = run(Subject.alone(TWO), [rule(find)]).outcomes[0]
    assert (outcome.outcome, outcome.reason) == ("not-applicable", "nothing is known about svenska")


def test_a_check_that_does_not_apply_to_one_sentence_still_judges_the_others() -> None:
    def find(sentence: Sentence) -> Iterator[Flaw]:
        if "Gröt" in sentence.shown:
            raise NotApplicable("no porridge")
        yield Flaw(message="nuts")

    checks = run(Subject.alone(TWO), [rule(find)])
    assert checks.outcomes[0].outcome == "findings"
    assert [finding.text for finding in checks.items] == ["Nötter är gott."]


@pytest.mark.parametrize(("severity", "of_the_crash"), [("block", "block"), ("warn", "warn"), ("note", "warn")])
def test_a_crash_is_never_clean_and_holds_the_text_when_the_check_would(
    severity: Severity, of_the_crash: Severity
) -> None:
    def find(article: Article) -> list[Flaw]:
        raise KeyError(article.title)

    checks = run(Subject.alone(TWO), [rule(find, severity)])
    assert (checks.outcomes[0].outcome, checks.outcomes[0].reason) == ("crashed", "KeyError: 'Gröt'")
    assert checks.items[0].severity == of_the_crash
    assert "could not finish (KeyError: 'Gröt')" in checks.items[0].message
    assert bool(checks.blocking) == (severity == "block")


def test_a_crash_harms_neither_the_other_sentences_nor_the_other_checks() -> None:
    def breaks(sentence: Sentence) -> Iterator[Flaw]:
        if "Gröt" in sentence.shown:
            raise ValueError("porridge")
        yield Flaw(message="nuts")

    def works(article: Article) -> list[Flaw]:
        return [Flaw(message=article.locale)]

    checks = run(Subject.alone(TWO), [rule(breaks), rule(works)])
    assert [outcome.outcome for outcome in checks.outcomes] == ["crashed", "findings"]
    assert [finding.message for finding in checks.items if "could not" not in finding.message] == ["nuts", "sv"]


def test_a_check_is_given_what_it_declared_and_nothing_else() -> None:
    given: list[dict[str, object]] = []

    class Spy:
        def __call__(self, **values: object) -> list[Flaw]:
            given.append(values)
            return []

    def declared(pair: SegmentPair, target_language: Language, glossary: object = None) -> None: ...

    spy = Spy()
    spy.__signature__ = inspect.signature(declared)  # type: ignore[attr-defined]
    subject = in_danish(pair("Gröt.", "Grød."), source=TWO, target=TWO)
    assert run(subject, [rule(spy)]).outcomes[0].outcome == "clean"
    assert given == [{"pair": subject.pairs[0], "target_language": language("da")}]


def test_what_is_welcome_is_given_where_it_is() -> None:
    def find(pair: SegmentPair, unknown_words: tuple[str, ...] = ()) -> list[Flaw]:
        return [Flaw(message=f"{pair.target} {unknown_words}")]

    told = in_danish(pair("a", "A", "p-1#0"), pair("b", "B", "p-2#0"), unknown_words={"p-1#0": ("x",)})
    assert [f.message for f in run(told, [rule(find)]).items] == ["A ('x',)", "B ()"]
    untold = in_danish(pair("a", "A"))
    assert [f.message for f in run(untold, [rule(find)]).items] == ["A ()"]


def test_the_article_under_check_is_the_translation_where_there_is_one() -> None:
    def find(article: Article, language: Language, prose: tuple[str, ...]) -> list[Flaw]:
        return [Flaw(message=f"{article.title} {language.locale} {prose}")]

    danish = page("da", "# Grød", "Grød er godt.").article
    assert run(Subject.of(source=TWO, target=danish), [rule(find)]).items[0].message == "Grød da ('Grød er godt.',)"
    assert run(Subject.alone(danish), [rule(find)]).items[0].message == "Grød da ('Grød er godt.',)"


def test_the_gate_runs_what_judges_one_translation_and_nothing_that_judges_the_content() -> None:
    claim = pair("Havre sänker kolesterolet.", "Havre sænker kolesterolet.")
    assert "disease-claim" in {finding.rule for finding in run(in_danish(claim)).items}
    gate = run_on_pair(in_danish(claim))
    assert gate.items == ()
    assert {"numbers-and-units", "citations", "negation", "engine-marks"} <= {o.rule for o in gate.outcomes}
    assert "lost-list" not in {outcome.rule for outcome in gate.outcomes}


def test_the_gate_stops_a_translation_with_another_dose() -> None:
    gate = run_on_pair(in_danish(pair("Ta 300 mg.", "Tag 350 mg.")))
    assert [(finding.rule, finding.message) for finding in gate.blocking] == [
        ("numbers-and-units", "the source says 300 mg, the translation 350 mg")
    ]


def test_what_judges_many_pairs_finds_in_each_what_a_run_on_it_alone_does() -> None:
    pairs = [
        pair("Ta 300 mg.", "Tag 350 mg."),
        pair("Havre sänker kolesterolet.", "Havre sænker kolesterolet."),
        pair("Ta inte 5 mg (1) utan mat.", "Tag mad 50 mg (2) med *mad mad.", "p-2#0"),
    ]
    judge = judging(in_danish(), rules())
    assert [tuple(judge(one)) for one in pairs] == [run_on_pair(in_danish(one)).items for one in pairs]
    assert [bool(judge(one)) for one in pairs] == [True, False, True]


def test_what_judges_many_pairs_takes_a_crash_for_a_finding_and_goes_on() -> None:
    def breaks(pair: SegmentPair) -> Iterator[Flaw]:
        raise ValueError(pair.target)

    def does_not_apply(pair: SegmentPair) -> Iterator[Flaw]:
        raise NotApplicable(pair.target)

    def works(sentence: Sentence) -> Iterator[Flaw]:
        yield Flaw(message=sentence.shown)

    checks = [rule(breaks, "block"), rule(does_not_apply), rule(works), rule(works, family="seo")]
    one = pair("Gröt.", "Grød.")
    found = judging(in_danish(), checks)(one)
    assert found == list(run_on_pair(in_danish(one), checks).items)
    assert [(finding.severity, finding.text) for finding in found] == [("block", "Grød."), ("warn", "Grød.")]


def test_missing_translations_make_no_pair() -> None:
    def segment(text: str) -> SegmentRecord:
        return SegmentRecord(
            address="p#0", block="p", role="paragraph", source="Ja.", source_shown="Ja.", text=text, shown=text
        )

    assert pairs_of([segment(""), segment("Jo.")]) == (pair("Ja.", "Jo.", "p#0"),)


def test_no_check_crashes_on_an_empty_article() -> None:
    empty = page("sv").article
    for subject in (Subject.alone(empty), Subject.of(source=empty, target=page("da").article), Subject()):
        assert [o for o in run(subject).outcomes if o.outcome == "crashed"] == []


def test_a_locale_without_the_limits_is_told_which_it_lacks() -> None:
    bare = replace(language("da"), locale="fo", data={})
    subject = Subject(target=page("da", "# Grød", "Grød er godt.").article, target_language=bare)
    reasons = {outcome.rule: outcome.reason for outcome in run(subject).outcomes}
    assert reasons["lix"] == "locales/fo/language.toml has no lix_baseline in [readability]"
    assert reasons["disease-claim"] == "locales/fo/language.toml has no disease in [claims]"


def test_an_example_of_one_check_crashes_no_other() -> None:
    subjects = [subject_of(example) for one in rules() for example in one.check.examples if _known(example)]
    assert len(subjects) > len(rules())
    assert [o for subject in subjects for o in run(subject).outcomes if o.outcome == "crashed"] == []


def _known(example: Example) -> bool:
    return all(page.locale in locales() for page in (example.source, example.target) if isinstance(page, Page))
