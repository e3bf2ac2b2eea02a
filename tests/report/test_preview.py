from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from contentops.article.model import (
    Article,
    Author,
    Category,
    Cell,
    Cite,
    Heading,
    Item,
    Link,
    List,
    Paragraph,
    Quantity,
    Reference,
    Seo,
    Table,
    Text,
)
from contentops.article.record import (
    Checks,
    Finding,
    Outcome,
    Provenance,
    Record,
    SegmentRecord,
    Similar,
    State,
    Waiver,
)
from contentops.article.segments import fill, localized, segments, show
from contentops.errors import UsageError
from contentops.publish.document import document
from contentops.report import preview
from contentops.report.links import fingerprint
from contentops.report.preview import look, write
from contentops.report.site import Earlier, Entry, LiveVersion, Page, Site, TargetPage

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = Article(
    locale="sv",
    title="Magnesium varje dag",
    id="magnesium-varje-dag",
    source_revision="1f",
    description="Så mycket behöver du.",
    categories=(Category(id="mineraler", name="Mineraler"),),
    author=Author(name="Karin Exempel"),
    published="2026-02-11",
    seo=Seo(title="Magnesium: så mycket"),
    source_url="https://butik.example/blogg/magnesium",
    references=(Reference(id="r1", number=1, text="Nordic Nutrition Recommendations 2023.", doi="10.1/n"),),
    blocks=(
        Heading(id="h-1", inlines=(Text("Dosen"),)),
        Paragraph(
            id="p-1",
            inlines=(
                Text("Du behöver "),
                Quantity("7.5", "mg", "7,5 mg"),
                Text(" per kilo"),
                Cite(("r1",), " (1)"),
                Text(". Det skyddar mot högt blodtryck."),
            ),
        ),
        List(id="l-1", items=(Item(id="i-1", inlines=(Text("frön"),)),)),
        Paragraph(id="p-2", inlines=(Text("Läs hos "), Link("https://m.example/", (Text("myndigheten"),)), Text("."))),
    ),
)
DANISH = {
    "title#0": "Magnesium hver dag",
    "description#0": "Så meget har du brug for.",
    "seo.title#0": "Magnesium: så meget",
    "category.mineraler#0": "Mineraler",
    "h-1#0": "Dosis",
    "p-1#0": "Du har brug for ⟦1⟧ pr. kilo⟦2⟧.",
    "p-1#1": "Det beskytter mod højt blodtryk.",
    "i-1#0": "frø",
}
CLAIM = Finding(
    rule="disease-claim",
    severity="block",
    message="Says that a food protects <against> a disease.",
    block="p-1",
    segment="p-1#1",
    text="Det beskytter mod højt blodtryk.",
    hint="Change it, or let it stand with a reason.",
)
WAIVED = Finding(
    rule="glossary",
    severity="warn",
    message="Another word is usual.",
    block="i-1",
    segment="i-1#0",
    hint="Use the usual word.",
    waiver=Waiver(reason="both are right", by="Mette", at="2026-03-04"),
)
WHOLE = Finding(rule="lix", severity="note", message="LIX 38.")
LOST = Finding(rule="lost-list", severity="warn", message="A list seems lost.", block="l-1")


def danish() -> TargetPage:
    records = []
    for segment in segments(SOURCE):
        text = DANISH.get(segment.address, "")
        record = SegmentRecord(
            address=segment.address,
            block=segment.block,
            role=segment.role,
            source=segment.text,
            source_shown=segment.shown,
            text=text,
            shown=show(text, localized(segment, "da", "sv")) if text else "",
            state=State.MACHINE_DRAFT if text else State.MISSING,
            origin="engine" if text else "",
            engine="apertium" if text else "",
        )
        if segment.address == "h-1#0":
            record = replace(record, state=State.APPROVED, origin="memory", by="Mette", previous="Doser")
        if segment.address == "i-1#0":
            record = replace(record, state=State.NEEDS_WORK, origin="person", by="Bo", comment="Hellere kerner?")
        records.append(record)
    checks = Checks(
        items=(CLAIM, WAIVED, WHOLE),
        outcomes=(
            Outcome(rule="disease-claim", outcome="findings"),
            Outcome(rule="hreflang", outcome="not-applicable", reason="no address set"),
            Outcome(rule="negation", outcome="crashed", reason="KeyError: not"),
        ),
    )
    made = document(fill(SOURCE, "da", DANISH), url_pattern="https://butik.example/da/{slug}")
    return TargetPage(
        target="da",
        locale="da",
        document=made,
        record=Record(
            article=SOURCE.id,
            target="da",
            locale="da",
            state=State.MISSING,
            source_revision="1f",
            document="3f9a0c52" * 8,
            segments=tuple(records),
            checks=checks,
            provenance=Provenance(source="examples/magnesium.html"),
        ),
        state=State.MISSING,
        held=("disease-claim",),
        behind=True,
        missing=1,
    )


def norwegian() -> TargetPage:
    record = replace(danish().record, target="nb", locale="nb", state=State.APPROVED, checks=Checks())
    article = replace(SOURCE, locale="nb", title="Magnesium hver dag")
    return TargetPage(target="nb", locale="nb", document=article, record=record, state=State.APPROVED, live=True)


PAGE = Page(article=SOURCE.id, source=SOURCE, source_findings=(LOST,), targets=(danish(), norwegian()))


def entry(page: Page, digest: str = "1") -> Entry:
    return Entry(
        article=page.article, targets=tuple(target.target for target in page.targets), digest=digest, load=lambda: page
    )


SITE = Site(title="Butik: preview", entries=(entry(PAGE),), release=7, store="my store")


class Tree(HTMLParser):
    """Enough of a browser for these tests: elements with attributes, own language, and the text inside them."""

    _VOID = frozenset(["meta", "br", "img"])

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], str, list[str]]] = []
        self._open: list[tuple[str, dict[str, str], str, list[str]]] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        inherited = self._open[-1][2] if self._open else ""
        element: tuple[str, dict[str, str], str, list[str]] = (tag, attributes, attributes.get("lang", inherited), [])
        self.elements.append(element)
        if tag not in self._VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element[3].append(data)

    def text(self, **wanted: str) -> str:
        """Text of the one element with these attributes (``class_`` matches one of its classes)."""
        found = [e for e in self.elements if self._is(e[1], wanted)]
        assert len(found) == 1, f"{wanted}: {len(found)} found"
        return " ".join("".join(found[0][3]).split())

    def language(self, words: str) -> set[str]:
        """The languages under which exactly these words stand in an element of their own."""
        return {lang for _, _, lang, parts in self.elements if " ".join("".join(parts).split()) == words}

    @staticmethod
    def _is(attributes: dict[str, str], wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            have = attributes.get(name.rstrip("_"), "")
            if value != have and not (name == "class_" and value in have.split()):
                return False
        return True


def read(path: Path) -> Tree:
    return Tree(path.read_text(encoding="utf-8"))


@pytest.fixture
def start(tmp_path: Path) -> Path:
    return write(tmp_path / "preview", SITE)


def test_there_is_a_start_page_and_one_for_each_article_and_target(start: Path) -> None:
    assert start.name == "index.html"
    made = {str(path.relative_to(start.parent)) for path in start.parent.rglob("*.html")}
    assert {"index.html", "magnesium-varje-dag/da.html", "magnesium-varje-dag/nb.html"} <= made


def test_the_start_page_says_in_words_what_there_is_and_what_waits(start: Path) -> None:
    page = read(start)
    assert page.text(class_="summary") == (
        "1 article · 2 targets · 1 is held by a finding · 1 sentence waits for a translator"
        " · 1 is behind its source · 1 is live."
    )
    danish, norwegian = (" ".join("".join(e[3]).split()) for e in page.elements if e[1].get("class") == "entry")
    for words in (
        "Danish",
        "Missing translation",
        "Held",
        "Behind the source",
        "1 sentence is missing",
        "disease-claim",
    ):
        assert words in danish
    assert "Approved" in norwegian
    assert "Live" in norwegian


def test_the_start_page_says_what_to_do_to_who_comes_for_the_first_time_and_the_order(start: Path) -> None:
    text = read(start).text(id="main")
    assert "Open an article, read it beside the Swedish, edit what is wrong, approve." in text
    assert "First what needs a person: behind the source, held, sent back" in text


def test_each_filter_is_a_page_that_shows_what_it_counts(start: Path) -> None:
    page = read(start)
    filters = {a["href"] for tag, a, _, _ in page.elements if tag == "a" and a["href"].endswith(".html")}
    assert {"held.html", "live.html", "in-da.html", "in-nb.html"} <= filters
    for name in sorted(p.name for p in start.parent.glob("*.html") if p.name != "act.html"):
        shown = read(start.parent / name)
        entries = [e for e in shown.elements if e[1].get("class") == "entry"]
        (current,) = {
            number
            for tag, a, _, parts in shown.elements
            if "aria-current" in a
            for number in ["".join(parts).split()[-1]]
        }
        assert len(entries) == int(current), name


def test_a_filter_of_a_target_offers_the_kinds_of_that_target_alone(start: Path) -> None:
    page = read(start.parent / "in-nb.html")
    filters = {a["href"]: " ".join("".join(parts).split()) for tag, a, _, parts in page.elements if tag == "a"}
    assert filters["in-nb.live.html"] == "Live 1"
    assert "in-nb.held.html" not in filters
    assert filters["in-da.html"] == "Danish 1"


def test_a_store_without_articles_says_what_to_do(tmp_path: Path) -> None:
    text = write(tmp_path, Site(title="Butik", entries=())).read_text(encoding="utf-8")
    assert "There is no article yet" in text
    assert "Before the first release" in text


def test_an_article_without_targets_shows_what_was_found_in_its_source(tmp_path: Path) -> None:
    site = replace(SITE, entries=(entry(replace(PAGE, targets=())),))
    text = write(tmp_path, site).read_text(encoding="utf-8")
    assert "No target yet." in text
    assert "A list seems lost." in text


@pytest.fixture
def article(start: Path) -> Tree:
    return read(start.parent / "magnesium-varje-dag" / "da.html")


def test_source_and_translation_stand_side_by_side_each_in_its_language(article: Tree) -> None:
    row = article.text(id="s-p-1-0")
    assert "Du behöver 7,5 mg per kilo (1)." in row
    assert "Du har brug for 7,5\u00a0mg pr. kilo (1).".replace("\u00a0", " ") in row
    assert article.language("Det skyddar mot högt blodtryck.") == {"sv"}
    assert article.language("Det beskytter mod højt blodtryk.") == {"da"}
    assert article.language("Magnesium hver dag") == {"da"}
    assert article.language("Magnesium varje dag") == {"sv"}
    assert article.language("What to do next") == {"en"}


def test_a_missing_sentence_is_marked_and_nothing_else_stands_in_its_place(article: Tree) -> None:
    row = article.text(id="s-p-2-0")
    assert row == "sv Läs hos myndigheten. da Missing translation – Waits for a translator Write it"


def test_it_is_said_where_each_sentence_came_from(article: Tree) -> None:
    assert "Machine draft, by apertium" in article.text(id="s-p-1-0")
    assert "M Approved, from memory (Mette) Edit Send back Before the source changed: Doser" in article.text(
        id="s-h-1-0"
    )
    assert "P Needs work, written by Bo Edit Send back Comment: Hellere kerner?" in article.text(id="s-i-1-0")
    assert article.text(class_="origins") == (
        "9 sentences: M 1 from memory, E 6 by an engine, P 1 by a person, – 1 missing"
    )


def test_a_finding_stands_at_its_sentence_with_its_severity_and_what_to_do(article: Tree) -> None:
    row = article.text(id="s-p-1-1")
    assert "Blocking: Says that a food protects <against> a disease. Change it, or let it stand with a reason." in row
    assert "Let it stand" in row
    assert "Blocking" not in article.text(id="s-p-1-0")


def test_a_waived_finding_names_who_let_it_stand_and_why_and_asks_nothing_more(article: Tree) -> None:
    row = article.text(id="s-i-1-0")
    assert "Warning, waived: Another word is usual. Mette lets it stand: both are right (March 4, 2026)" in row
    assert "Use the usual word." not in row
    assert "contentops waive" not in row


def test_findings_of_the_source_are_told_apart(article: Tree) -> None:
    assert "In the source Warning: A list seems lost." in article.text(id="s-i-1-0")


def test_findings_of_no_sentence_and_crashed_checks_are_not_lost(article: Tree) -> None:
    texts = [" ".join("".join(parts).split()) for _, _, _, parts in article.elements]
    assert "LIX 38." in " ".join(texts)
    assert "A check crashed: negation KeyError: not" in texts
    assert "hreflang did not apply: no address set" in texts


def test_the_page_says_what_holds_it_and_how_to_approve_it(tmp_path: Path) -> None:
    article = acted(tmp_path, replace(danish(), missing=0))
    box = next("".join(parts) for tag, a, _, parts in article.elements if a.get("aria-labelledby") == "next")
    assert "disease-claim" in box
    assert "readers have the text from before the source changed, until this one is live" in box
    shown = danish().record.document[:12]
    assert (
        f"contentops review 'my store' approve magnesium-varje-dag --document {shown} --target da --by \"NAME\"" in box
    )
    assert "contentops review 'my store' edit magnesium-varje-dag --target da --by \"NAME\" --segment" in box


def test_an_approved_page_asks_for_no_approval(start: Path) -> None:
    assert " approve " not in (start.parent / "magnesium-varje-dag" / "nb.html").read_text(encoding="utf-8")


def test_the_search_result_is_shown_as_readers_would_find_it(article: Tree) -> None:
    assert article.text(class_="snippet", lang="da") == (
        "butik.example › da › magnesium-hver-dag Magnesium: så meget Så meget har du brug for."
    )


def test_references_are_listed_as_they_are(article: Tree) -> None:
    assert "Nordic Nutrition Recommendations 2023. doi:10.1/n" in [
        " ".join("".join(parts).split()) for tag, _, _, parts in article.elements if tag == "li"
    ]


def test_the_reader_s_view_has_the_byline_of_their_language(article: Tree) -> None:
    assert "Af Karin Exempel · Udgivet 11. februar 2026 · 1 min. læsning" in article.text(class_="page")


def test_ids_are_unique_in_a_page(start: Path) -> None:
    for path in start.parent.rglob("*.html"):
        ids = [attributes["id"] for _, attributes, _, _ in read(path).elements if "id" in attributes]
        assert len(ids) == len(set(ids)), path


def test_links_within_the_preview_lead_to_pages_and_places_that_exist(start: Path) -> None:
    for path in start.parent.rglob("*.html"):
        tree = read(path)
        ids = {attributes.get("id") for _, attributes, _, _ in tree.elements}
        for tag, attributes, _, _ in tree.elements:
            href = attributes.get("href", "")
            if tag == "a" and href.startswith("#"):
                assert href[1:] in ids
            elif tag == "a" and not href.startswith("https://"):
                assert (path.parent / href.partition("?")[0]).is_file()


def test_nothing_in_a_page_runs_whatever_the_texts_hold(tmp_path: Path) -> None:
    evil = "</style></p><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    bad = replace(danish(), held=(evil,))
    bad = replace(
        bad,
        document=replace(bad.document, title=evil, description=evil, slug=evil, html=f"<p>{evil}</p>"),  # type: ignore[call-arg]
        record=replace(
            bad.record,
            segments=tuple(
                replace(
                    s,
                    source_shown=evil,
                    shown=evil,
                    comment=evil,
                    previous=evil,
                    by=evil,
                    engine=evil,
                    similar=(Similar(evil, evil, 80, State.APPROVED, evil),),
                )
                for s in bad.record.segments
            ),
            checks=Checks(
                items=(
                    replace(CLAIM, rule=evil, message=evil, hint=evil),
                    replace(WAIVED, waiver=Waiver(reason=evil, by=evil, at=evil)),
                ),
                outcomes=(Outcome(rule=evil, outcome="crashed", reason=evil),),
            ),
        ),
    )
    source = replace(SOURCE, title=evil, categories=(Category(id="x", name=evil),), published=evil)
    site = replace(SITE, title=evil, entries=(entry(replace(PAGE, source=source, targets=(bad,))),))
    start = write(tmp_path, site)
    for path in (start, start.parent / "magnesium-varje-dag" / "da.html"):
        tree = read(path)
        assert {tag for tag, _, _, _ in tree.elements}.isdisjoint({"script", "iframe", "object"})
        assert [a for tag, a, _, _ in tree.elements if tag == "img" and a] == []
        assert "49" not in tree.text(id="main")
        assert not [name for _, attributes, _, _ in tree.elements for name in attributes if name.startswith("on")]


def test_a_second_writing_changes_no_file(start: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in start.parent.rglob("*.html")}
    write(start.parent, SITE)
    assert {path: path.stat().st_mtime_ns for path in start.parent.rglob("*.html")} == before


def test_an_article_that_is_gone_takes_its_pages_along(start: Path) -> None:
    write(start.parent, replace(SITE, entries=()))
    assert sorted(path.name for path in start.parent.iterdir()) == [".cards.json", "act.html", "index.html"]


@pytest.mark.parametrize("name", ["../live", "/etc/x", "a/b", "", ".hidden", "a.html", "a b", "x" * 201, "å"])
def test_a_name_that_could_lead_elsewhere_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    for page in (replace(PAGE, article=name), replace(PAGE, targets=(replace(danish(), target=name),))):
        with pytest.raises(UsageError, match="cannot be the name of a preview page"):
            write(tmp_path / "preview", replace(SITE, entries=(entry(page),)))
    assert not (tmp_path / "preview").exists()


def test_an_article_whose_digest_is_the_same_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, SITE)

    def unwanted() -> Page:
        raise AssertionError

    same = replace(SITE.entries[0], load=unwanted)
    write(tmp_path, replace(SITE, entries=(same,), release=8))
    assert "Release 8" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "1 is live" in (tmp_path / "index.html").read_text(encoding="utf-8")
    for change in (
        replace(SITE, entries=(replace(same, digest="2"),)),
        replace(SITE, entries=(same,), store="elsewhere"),
    ):
        with pytest.raises(AssertionError):
            write(tmp_path, change)
    write(tmp_path, SITE)
    write(tmp_path, replace(SITE, entries=(same,), form="http://127.0.0.1:4200/run"))  # a page of its own knows it


def test_a_page_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    page = tmp_path / "magnesium-varje-dag" / "nb.html"
    page.unlink()
    write(tmp_path, SITE)
    assert page.is_file()


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"look": "x"}', '{"look": "x", "cards": [[1]]}'])
def test_cards_that_cannot_be_read_are_made_again(tmp_path: Path, kept: str) -> None:
    write(tmp_path, SITE)
    before = (tmp_path / ".cards.json").read_text(encoding="utf-8")
    (tmp_path / ".cards.json").write_text(kept.replace('"x"', f'"{look(SITE)}"'), encoding="utf-8")
    write(tmp_path, SITE)
    assert (tmp_path / ".cards.json").read_text(encoding="utf-8") == before


def test_a_writing_that_is_killed_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    write(tmp_path, SITE)

    def killed() -> Page:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, replace(SITE, entries=(replace(entry(PAGE, "2"), load=killed),)))
    (tmp_path / "magnesium-varje-dag" / "da.html").write_text("half of the other revision", encoding="utf-8")
    write(tmp_path, SITE)  # back to the revision before
    assert "Magnesium" in (tmp_path / "magnesium-varje-dag" / "da.html").read_text(encoding="utf-8")


def test_a_first_writing_that_is_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_KEPT_EVERY", 1)
    read_ones: list[str] = []

    def counted(name: str) -> Entry:
        page = replace(PAGE, article=name)

        def load() -> Page:
            read_ones.append(name)
            return page

        return replace(entry(page), load=load)

    def killed() -> Page:
        raise KeyboardInterrupt

    one, two = counted("one"), counted("two")
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, replace(SITE, entries=(one, replace(two, load=killed))))
    write(tmp_path, replace(SITE, entries=(one, two)))
    assert read_ones == ["one", "two"]


def test_a_long_list_is_cut_into_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    pages = [replace(PAGE, article=f"a-{n}", source=replace(SOURCE, title=f"T {n:03}")) for n in range(201)]
    start = write(tmp_path, replace(SITE, entries=tuple(entry(page) for page in pages)))
    titles = []
    for name in ("index.html", "page-2.html", "page-3.html"):
        tree = read(tmp_path / name)
        titles += ["".join(parts) for tag, _, _, parts in tree.elements if tag == "h2"]
    assert titles == [f"T {n:03}" for n in range(201)]
    assert "1–100 of 201 articles." in read(start).text(id="main")
    links = {a.get("rel"): a["href"] for tag, a, _, _ in read(tmp_path / "page-2.html").elements if tag == "a"}
    assert (links["prev"], links["next"]) == ("index.html", "page-3.html")
    write(tmp_path, SITE)
    assert not (tmp_path / "page-2.html").exists()


# ------------------------------------------------------------------------------------------------- from a page to the act

FORM = "http://127.0.0.1:4200/deployments/deployment/1/run"


def acted(tmp_path: Path, target: TargetPage) -> Tree:
    page = replace(PAGE, targets=(target,))
    start = write(tmp_path, replace(SITE, entries=(entry(page),), form=FORM))
    return read(start.parent / "magnesium-varje-dag" / f"{target.target}.html")


def forms(tree: Tree) -> list[tuple[str, dict[str, object]]]:
    """The words of each link to the form, and what it fills in."""
    found = []
    for tag, attributes, _, parts in tree.elements:
        if tag == "a" and attributes["href"].startswith("../act.html?"):
            (value,) = parse_qs(urlsplit(attributes["href"]).query)["parameters"]
            found.append((" ".join("".join(parts).split()), json.loads(value)["form"]))
    return found


def test_every_sentence_leads_to_the_form_that_edits_it(tmp_path: Path) -> None:
    edits = {f["place"]: f for _, f in forms(acted(tmp_path, danish())) if f["action"] == "Edit"}
    assert {s.address for s in danish().record.segments} <= set(edits)
    assert edits["p-1#1"] == {
        "action": "Edit",
        "article": "magnesium-varje-dag",
        "target": "da",
        "place": "p-1#1",
        "source": "Det skyddar mot högt blodtryck.",
        "text": "Det beskytter mod højt blodtryk.",
        "shown": f"{danish().record.document[:12]}.{fingerprint('Det beskytter mod højt blodtryk.')}",
    }


def test_the_search_result_s_title_description_and_address_can_be_edited(tmp_path: Path) -> None:
    tree = acted(tmp_path, danish())
    fields = {
        f["place"]: f["text"]
        for said, f in forms(tree)
        if said in {"title in search results", "description", "address"}
    }
    assert fields == {
        "seo.title#0": "Magnesium: så meget",
        "description#0": "Så meget har du brug for.",
        "slug": "magnesium-hver-dag",
    }


def test_what_waits_can_be_approved_as_it_was_shown(tmp_path: Path) -> None:
    tree = acted(tmp_path, replace(danish(), missing=0, state=State.MACHINE))
    approvals = [f for said, f in forms(tree) if said == "Approve"]
    assert [f["shown"] for f in approvals] == [danish().record.document] * 2  # above the text and below it
    whole = {said for said, f in forms(tree) if "place" not in f}
    assert whole == {"Approve", "Send back", "Withdraw"}


@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ({}, {"Send back", "Withdraw"}),
        ({"missing": 0, "withdrawn": True}, {"Restore"}),
        ({"missing": 0, "state": State.APPROVED, "live": True}, {"Send back", "Withdraw"}),
        (
            {"missing": 0, "earlier": (LiveVersion(release=3, object="a"), LiveVersion(release=5, object="b"))},
            {"Approve", "Send back", "Withdraw", "Roll back to release 3", "Roll back to release 5"},
        ),
        ({"missing": 0, "rolled_back": 3}, {"Approve", "Restore", "Send back", "Withdraw"}),
    ],
)
def test_only_what_can_be_done_is_offered(tmp_path: Path, more: dict[str, object], offered: set[str]) -> None:
    tree = acted(tmp_path, replace(danish(), **more))  # type: ignore[arg-type]
    assert {said for said, f in forms(tree) if "place" not in f} == offered


def test_a_roll_back_names_its_release(tmp_path: Path) -> None:
    tree = acted(tmp_path, replace(danish(), earlier=(LiveVersion(release=3, object="a"),)))
    (rolled,) = [f for said, f in forms(tree) if said.startswith("Roll back")]
    assert (rolled["action"], rolled["release"]) == ("Roll back", 3)


def test_a_blocking_finding_can_be_let_stand_and_no_other(tmp_path: Path) -> None:
    waivers = [f for _, f in forms(acted(tmp_path, danish())) if f["action"] == "Waive a finding"]
    assert [(f["finding"], f["place"]) for f in waivers] == [("disease-claim", "p-1#1")]


def test_the_commands_stay_for_who_works_in_a_terminal(tmp_path: Path) -> None:
    tree = acted(tmp_path, replace(danish(), missing=0))
    assert "contentops review 'my store' approve" in tree.text(class_="terminal")
    assert "contentops waive 'my store' RULE magnesium-varje-dag BLOCK --target da" in tree.text(class_="terminal")


def test_one_page_knows_the_form_and_hands_on_what_a_link_fills_in(tmp_path: Path) -> None:
    acted(tmp_path, danish())
    knowing = [path.name for path in tmp_path.rglob("*.html") if FORM in path.read_text(encoding="utf-8")]
    assert knowing == ["act.html"]
    text = (tmp_path / "act.html").read_text(encoding="utf-8")
    (script,) = re.findall("<script>(.*)</script>", text)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'" in text
    assert script.startswith(f'const form = "{FORM}";')


def test_the_page_without_a_form_says_how_there_will_be_one(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    assert "No review form is known here yet" in read(tmp_path / "act.html").text(id="main")


def test_an_address_of_the_form_ends_no_script(tmp_path: Path) -> None:
    write(tmp_path, replace(SITE, form="http://x/</script><b>"))
    assert "</script><b>" not in (tmp_path / "act.html").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------- since the last approval


def changed() -> TargetPage:
    now = danish()
    then = tuple(
        replace(s, text="Det beskytter imod højt tryk.", shown="Det beskytter imod højt tryk.")
        if s.address == "p-1#1"
        else s
        for s in now.record.segments
    )
    gone = replace(then[0], address="p-9#0", block="p-9", shown="Den er væk.", source_shown="Den är borta.")
    record = replace(now.record, segments=(*then, gone), document="0" * 64)
    return replace(now, approved=Earlier(record=record, by="Anna", at="2026-03-04T10:00:00Z"))


def test_what_changed_since_the_approval_is_said_and_shown_word_by_word(tmp_path: Path) -> None:
    tree = acted(tmp_path, changed())
    since = tree.text(class_="since")
    assert "2 sentences changed since Anna approved it on March 4, 2026." in since
    assert "1 sentence is gone" in since
    row = tree.text(id="s-p-1-1")
    assert (
        "Since it was approved Det beskytter [removed: imod] [added: mod] højt [removed: tryk] [added: blodtryk] ."
        in row
    )
    assert [a["href"] for tag, a, _, _ in tree.elements if tag == "a" and a.get("class") == "changed"] == ["#s-p-1-1"]
    assert tree.language("Den er væk.") == {"da"}
    assert tree.language("Den är borta.") == {"sv"}


def test_a_document_that_changed_beside_its_sentences_says_so(tmp_path: Path) -> None:
    same = danish()
    earlier = Earlier(record=replace(same.record, document="0" * 64), by="Anna", at="2026-03-04")
    since = acted(tmp_path, replace(same, approved=earlier)).text(class_="since")
    assert "Every sentence is as Anna approved it on March 4, 2026; what changed stands beside them" in since


def test_without_an_earlier_approval_nothing_is_compared(article: Tree) -> None:
    assert not [a for _, a, _, _ in article.elements if a.get("class") == "since"]


# ------------------------------------------------------------------------------------------------------------- suggestions


def suggesting(*similar: Similar, address: str = "p-1#1") -> TargetPage:
    page = danish()
    records = tuple(replace(s, similar=similar) if s.address == address else s for s in page.record.segments)
    return replace(page, record=replace(page.record, segments=records))


APPROVED = Similar("Det skyddar mot lågt blodtryck.", "Det beskytter mod lavt blodtryk.", 91, State.APPROVED, "Mette")


def test_what_was_approved_for_a_similar_sentence_stands_beside_a_draft_with_what_differs(tmp_path: Path) -> None:
    tree = acted(tmp_path, suggesting(APPROVED))
    row = tree.text(id="s-p-1-1")
    assert "Similar, approved by Mette: 91 % Det beskytter mod lavt blodtryk." in row
    assert "Its source, and how this one differs: Det skyddar mot [removed: lågt] [added: högt] blodtryck." in row
    assert tree.text(id="t-p-1-1") == "Det beskytter mod højt blodtryk."
    assert tree.language("Det beskytter mod lavt blodtryk.") >= {"da"}


def test_of_several_suggestions_all_but_the_first_are_folded_away(tmp_path: Path) -> None:
    engines = Similar("Det skyddar mot tryck.", "Det beskytter mod tryk.", 80, State.MACHINE)
    tree = acted(tmp_path, suggesting(APPROVED, engines, replace(engines, score=77), address="p-2#0"))
    row = tree.text(id="s-p-2-0")
    assert "Missing translation" in row
    first, _, folded = row.partition("2 more that are similar")
    assert ("approved by Mette" in first, "approved by Mette" in folded) == (True, False)
    assert "Similar, by a trusted engine: 80 %" in folded
    assert "Similar, by a trusted engine: 77 %" in folded


def test_without_suggestions_nothing_is_said_of_any(article: Tree) -> None:
    assert "imilar" not in article.text(id="main")


def test_a_table_stands_as_a_table_in_both_languages(tmp_path: Path) -> None:
    table = Table(
        id="t-1",
        rows=(
            (Cell(inlines=(Text("Frö"),), header=True), Cell(inlines=(Text("mg"),), header=True)),
            (Cell(inlines=(Text("Pumpa"),)), Cell(inlines=(Text("262"),))),
        ),
    )
    source = replace(SOURCE, blocks=(table,))
    texts = {"t-1.r0c0#0": "Kerner", "t-1.r0c1#0": "mg", "t-1.r1c0#0": "Græskar"}
    records = tuple(
        SegmentRecord(
            address=s.address,
            block=s.block,
            role=s.role,
            source=s.text,
            source_shown=s.shown,
            text=texts.get(s.address, ""),
            shown=texts.get(s.address, ""),
            state=State.MACHINE_DRAFT,
            origin="engine",
        )
        for s in segments(source)
    )
    target = replace(
        danish(), document=document(fill(source, "da", texts)), record=replace(danish().record, segments=records)
    )
    page = replace(PAGE, source=source, targets=(target,))
    start = write(tmp_path, replace(SITE, entries=(entry(page),), form=FORM))
    tree = read(start.parent / "magnesium-varje-dag" / "da.html")
    cells = [" ".join("".join(parts).split()) for tag, _, _, parts in tree.elements if tag == "td"]
    assert cells[:2] == ["Pumpa", "262"]
    assert cells[2].startswith("Græskar E")
    assert cells[3] == "262"
    assert tree.language("Kerner") == {"da"}
    assert "t-1.r1c0#0" in {f.get("place") for _, f in forms(tree)}


def test_the_preview_speaks_the_language_it_is_asked_for(tmp_path: Path) -> None:
    start = write(tmp_path, replace(SITE, locale="da"))
    assert '<html lang="da">' in start.read_text(encoding="utf-8")
    assert "Artikler" in read(start).text(id="main")
