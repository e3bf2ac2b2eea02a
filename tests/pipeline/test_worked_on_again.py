"""What is worked on again, and what is not: one row for each thing that can change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from contentops import extract
from contentops.article.record import State
from contentops.check.model import Subject
from contentops.check.runner import run as run_checks
from contentops.pipeline.summary import Summary
from contentops.settings import Settings, Target
from tests.conftest import Locales
from tests.shop import OATS, PEAS, TEA, Shop, WordByWord, page

PORRIDGE = "grot-3565fd"
"""Approved in Danish, a draft in Norwegian. The soup is a draft in both."""
SOUP = "soppa-914ef2"


class Desk:
    """A shop of two articles after its first run, and a count of the work since."""

    def __init__(self, shop: Shop, engine: WordByWord, request: pytest.FixtureRequest) -> None:
        self.shop, self.engine, self.request = shop, engine, request
        self.monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
        self.options: dict[str, Any] = {}
        self.parsed = self.checked = 0
        shop.write("grot.html", page("Gröt till frukost", OATS, name="grot", heading="Koka den så här"))
        shop.write("soppa.html", page("Soppa på torsdag", PEAS))
        shop.localize()
        with shop.desk() as desk:
            assert desk.approve(PORRIDGE, "da", "Karen Holm").live
        shop.localize()
        self._count()

    def _count(self) -> None:
        reads, checks = extract.read, run_checks

        def read(data: bytes, *, site: extract.Site | extract.Sites | None) -> extract.Extraction:
            self.parsed += 1
            return reads(data, site=site)

        def check(subject: Subject, *some: Any) -> Any:  # noqa: ANN401
            self.checked += not some  # some rules alone are the gate's, which sees one sentence
            return checks(subject, *some)

        self.monkeypatch.setattr(extract, "read", read)
        self.monkeypatch.setattr("contentops.pipeline.build.run_checks", check)
        self.engine.asked.clear()

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.shop.pages / file
        html = path.read_text(encoding="utf-8")
        assert old in html
        path.write_text(html.replace(old, new), encoding="utf-8")

    def edit_locales(self, file: str, *changes: tuple[str, str]) -> None:
        locales: Locales = self.request.getfixturevalue("locales")
        copy, forget = locales
        path = copy / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        forget()

    def segment(self, article: str, target: str, source: str) -> dict[str, Any]:
        record = self.shop.record(article, target)
        (found,) = (s for s in record["segments"] if s["source_shown"] == source)
        return dict(found)


def nothing(_: Desk) -> None:
    pass


def a_new_extractor(desk: Desk) -> None:
    desk.monkeypatch.setattr(extract, "VERSION", "another")


def a_nonce_in_the_page(desk: Desk) -> None:
    desk.edit("grot.html", 'nonce=""', 'nonce="x7Zq"')


def the_cart_in_the_page(desk: Desk) -> None:
    desk.edit("soppa.html", '<a href="/varukorg">Varukorg</a>', '<a href="/varukorg">Varukorg (3)</a>')


def a_sentence_of_a_draft(desk: Desk) -> None:
    desk.edit("soppa.html", PEAS[3], "Servera den med senap och ett mörkt bröd.")


def a_sentence_of_an_approved_article(desk: Desk) -> None:
    desk.edit("grot.html", OATS[2], "Smaken blir rundare med lite salt och en klick honung.")


def a_number_in_a_sentence(desk: Desk) -> None:
    # The sentence is remembered with the kind of its placeholder: another dose is no other sentence.
    desk.edit("soppa.html", "90 minuter", "75 minuter")


def a_new_page(desk: Desk) -> None:
    desk.shop.write("te.html", page("En kopp te", TEA))


def a_new_target(desk: Desk) -> None:
    desk.shop.to = ("da", "nb", "nn")


def a_glossary_entry(desk: Desk) -> None:
    desk.edit_locales(
        "glossary/food.toml",
        ('da = { sg = "morgenmad", sg_def = "morgenmaden"', 'da = { sg = "davre", sg_def = "davren"'),
        (
            'nb = { sg = "frokost", sg_def = "frokosten", gender = "m" }',
            'nb = { sg = "morgenmat", sg_def = "morgenmaten", gender = "m" }',
        ),
    )


def the_engines_version(desk: Desk) -> None:
    desk.engine.version = " (2)"


def the_engine(desk: Desk) -> None:
    desk.options = {"engine": "newer"}


def the_engine_and_it_is_asked_for(desk: Desk) -> None:
    desk.engine.version = " igen"
    desk.options = {"retranslate": True}


def a_threshold(desk: Desk) -> None:
    desk.edit_locales("da/language.toml", ("title_characters = [15, 60]", "title_characters = [40, 60]"))


def a_check(desk: Desk) -> None:
    desk.monkeypatch.setattr("contentops.pipeline.run.fingerprint", lambda: "another")


def the_policy(desk: Desk) -> None:
    bold = Target("nb", "nb", live=(State.MACHINE_DRAFT, State.APPROVED))
    desk.shop.settings = replace(Settings(), targets=(bold,))


Then = Callable[[Desk, Summary], None]


def is_no_release(desk: Desk, summary: Summary) -> None:
    assert (summary.release, summary.unchanged) == (None, 2)
    assert "nothing was translated and nothing was written" in summary.words()
    assert desk.shop.live()[PORRIDGE, "da"]["state"] == "approved"


def keeps_the_documents(desk: Desk, _: Summary) -> None:
    assert desk.shop.live()[PORRIDGE, "da"]["state"] == "approved"
    assert desk.shop.drafts()[PORRIDGE, "da"]["object"] == desk.shop.live()[PORRIDGE, "da"]["object"]


def keeps_the_old_translation_beside_the_new(desk: Desk, _: Summary) -> None:
    for target, old in (
        ("da", "Server den med senap og et godt brød."),
        ("nb", "Server den med senap og et godt brød."),
    ):
        segment = desk.segment(SOUP, target, "Servera den med senap och ett mörkt bröd.")
        assert segment["previous"] == old
        assert segment["shown"] not in ("", old)
        others = [s for s in desk.shop.record(SOUP, target)["segments"] if s["address"] != segment["address"]]
        assert {s["previous"] for s in others} == {""}


def is_a_draft_again_in_that_sentence_only(desk: Desk, _: Summary) -> None:
    states = {s["source_shown"]: s["state"] for s in desk.shop.record(PORRIDGE, "da")["segments"]}
    assert states.pop("Smaken blir rundare med lite salt och en klick honung.") == "machine-draft"
    assert set(states.values()) == {"approved"}
    assert desk.shop.drafts()[PORRIDGE, "da"]["state"] == "machine-draft"


def has_the_new_number(desk: Desk, _: Summary) -> None:
    shown = desk.segment(SOUP, "da", "Soppan ska sjuda i 75 minuter på låg värme.")["shown"]
    assert "75\u00a0minutter" in shown


def marks_the_approved_sentences(desk: Desk, _: Summary) -> None:
    danish = desk.shop.record(PORRIDGE, "da")
    assert {s["state"] for s in danish["segments"]} == {"approved"}
    assert "morgenmad" in desk.segment(PORRIDGE, "da", "Gröt till frukost")["shown"]
    found = {f["segment"] for f in danish["checks"]["items"] if f["rule"] == "glossary"}
    assert found == {"title#0", "lead#0"}
    assert "morgenmat" in desk.segment(PORRIDGE, "nb", "Gröt till frukost")["shown"]


def keeps_what_a_person_approved(desk: Desk, _: Summary) -> None:
    approved = desk.segment(PORRIDGE, "da", OATS[3])
    assert (approved["state"], approved["by"], "igen" in approved["text"]) == ("approved", "Karen Holm", False)
    assert "igen" in desk.segment(PORRIDGE, "nb", OATS[3])["text"]
    assert desk.shop.live()[PORRIDGE, "da"]["state"] == "approved"


def has_new_findings(desk: Desk, _: Summary) -> None:
    assert "title-length" in {f["rule"] for f in desk.shop.record(SOUP, "da")["checks"]["items"]}
    assert "title-length" not in {f["rule"] for f in desk.shop.record(SOUP, "nb")["checks"]["items"]}


def is_decided_anew(desk: Desk, summary: Summary) -> None:
    assert set(desk.shop.live()) == {(PORRIDGE, "da"), (PORRIDGE, "nb"), (SOUP, "nb")}
    assert summary.live == 3
    desk.shop.settings = Settings()
    desk.shop.localize()
    assert set(desk.shop.live()) == {(PORRIDGE, "da")}


def the_form_of_address(desk: Desk) -> None:
    desk.shop.settings = Settings(targets=(Target("da", "da", formality="formal"),))


def nothing_more(_: Desk, __: Summary) -> None:
    pass


@dataclass(frozen=True)
class Row:
    """What changed, and the work that follows. ``translated`` counts the sentences that the engine was asked, by target;
    ``checked`` the documents that were checked: each article has one in Swedish and one for each target.
    """

    changed: Callable[[Desk], None]
    parsed: int = 0
    translated: tuple[tuple[str, int], ...] = ()
    checked: int = 0
    writes: bool = False
    then: Then = nothing_more


TABLE = (
    Row(nothing, then=is_no_release),
    Row(a_new_extractor, parsed=2, checked=6, writes=True, then=keeps_the_documents),
    Row(a_nonce_in_the_page, parsed=1, then=is_no_release),
    Row(the_cart_in_the_page, parsed=1, then=is_no_release),
    Row(
        a_sentence_of_a_draft,
        parsed=1,
        translated=(("da", 1), ("nb", 1)),
        checked=3,
        writes=True,
        then=keeps_the_old_translation_beside_the_new,
    ),
    Row(
        a_sentence_of_an_approved_article,
        parsed=1,
        translated=(("da", 1), ("nb", 1)),
        checked=3,
        writes=True,
        then=is_a_draft_again_in_that_sentence_only,
    ),
    Row(a_number_in_a_sentence, parsed=1, checked=3, writes=True, then=has_the_new_number),
    # Its heading is known: the soup has the same.
    Row(a_new_page, parsed=1, translated=(("da", 5), ("nb", 5)), checked=3, writes=True),
    Row(a_new_target, translated=(("nn", 12),), checked=2, writes=True),
    Row(
        a_glossary_entry,
        translated=(("nb", 2),),
        checked=6,
        writes=True,
        then=marks_the_approved_sentences,
    ),
    Row(the_engines_version, then=is_no_release),
    Row(the_engine, then=is_no_release),
    Row(
        the_engine_and_it_is_asked_for,
        translated=(("da", 6), ("nb", 12)),
        checked=4,
        writes=True,
        then=keeps_what_a_person_approved,
    ),
    Row(a_threshold, checked=6, writes=True, then=has_new_findings),
    Row(a_check, checked=6, then=keeps_the_documents),
    Row(the_form_of_address, checked=2),
    Row(the_policy, writes=True, then=is_decided_anew),
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.changed.__name__)
def test_only_what_changed_is_worked_on_again(
    row: Row, shop: Shop, engine: WordByWord, request: pytest.FixtureRequest
) -> None:
    desk = Desk(shop, engine, request)
    before = shop.objects()
    row.changed(desk)
    summary = shop.localize(**desk.options)
    by_target = {target: sum(asked == target for _, asked in engine.asked) for target in ("da", "nb", "nn")}
    assert {target: count for target, count in by_target.items() if count} == dict(row.translated)
    assert summary.translated == sum(by_target.values())
    assert desk.parsed == row.parsed
    assert desk.checked == row.checked
    assert summary.objects_written == len(shop.objects() - before)
    assert bool(summary.objects_written) is row.writes
    assert before <= shop.objects()
    row.then(desk, summary)


def test_a_page_whose_bytes_are_known_is_not_even_parsed(
    shop: Shop, engine: WordByWord, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS))
    shop.localize()
    engine.asked.clear()

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(extract, "read", fail)
    monkeypatch.setattr("contentops.pipeline.build.run_checks", fail)
    monkeypatch.setattr("contentops.publish.store.Store.put", fail)
    summary = shop.localize()
    assert (summary.failed, summary.unchanged, engine.asked) == ((), 1, [])


@pytest.mark.usefixtures("apertium")
def test_with_the_real_engine_one_edited_sentence_is_one_sentence_in_each_target(shop: Shop) -> None:
    path: Path = shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    first = shop.localize()
    assert (first.translated, first.missing, first.live) == (12, 0, 0)
    again = shop.localize()
    assert (again.translated, again.objects_written, again.release) == (0, 0, None)
    path.write_text(path.read_text(encoding="utf-8").replace("färska bär", "frysta bär"), encoding="utf-8")
    edited = shop.localize()
    assert (edited.translated, edited.memory, edited.missing) == (2, 10, 0)
