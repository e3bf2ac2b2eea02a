"""What translators send back by XLIFF: what is taken, and what is refused alone and with its reason."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from contentops.article.record import State
from contentops.errors import ReviewError
from contentops.pipeline.dry_run import dry_run
from contentops.pipeline.run import targets_of
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.review.came_back import Report
from contentops.review.xliff import outgoing_files, take
from contentops.translate.interchange.articles.xliff import WRITERS, read
from tests.shop import OATS, Shop, WordByWord, page

BY = "Karen Holm"
XLF = "{urn:oasis:names:tc:xliff:document:1.2}"
MARK = f"{XLF}mrk"
OATMEAL = (
    '<!doctype html><html lang="sv"><body><article><h1>Havre i vardagen</h1>'
    "<p>Havregröt innehåller 3 gram fett.(1,2) Läs mer i "
    '<a href="https://butik.example/guide">vår guide till havre</a> när du vill.</p>'
    "<p>Skölj havren väl före kokning. Ta 300 mg på morgonen. Den räcker till 2 kg.</p>"
    "<p>Gröt är en enkel frukost som de flesta tycker om.</p><p>Drick te.</p>"
    "<h2>Källor</h2><ol><li>Andersson A. Oats and water. 2019.</li><li>Berg B. Oats and heat. 2020.</li></ol>"
    "</article></body></html>"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop whose article has no translation to German at all. Made once; each test has a copy."""
    folder = tmp_path_factory.mktemp("german")
    shop = Shop(folder / "pages", folder / "store", to=("de",))
    shop.write("havre.html", OATMEAL)
    shop.localize()
    return shop


@pytest.fixture
def german(made: Shop, shop: Shop) -> Shop:
    """A shop whose article has no translation to German at all."""
    shutil.copytree(made.pages, shop.pages)
    shutil.copytree(made.store, shop.store)
    shop.to = made.to
    return shop


def exported(shop: Shop, target: str = "de", version: str = "1.2", **options: Any) -> str:  # noqa: ANN401
    with shop.desk() as desk:
        return WRITERS[version](outgoing_files(desk, (), target, **options)).decode()


def imported(shop: Shop, text: str, by: str = BY, **options: bool) -> Report:
    with shop.desk() as desk:
        return take(desk, [("back.xlf", file) for file in read(text.encode(), "back.xlf")], by, **options)


def states(shop: Shop, target: str = "de") -> dict[str, str]:
    """The state of every sentence of the only article, by its Swedish words."""
    return {
        s["source_shown"].replace("\u00a0", " "): s["state"] for s in shop.record(shop.article(), target)["segments"]
    }


def shown(shop: Shop, target: str = "de") -> dict[str, str]:
    record = shop.record(shop.article(), target)
    return {s["address"]: s["shown"].replace("\u00a0", " ") for s in record["segments"]}


def reasons(report: Report) -> list[str]:
    return [refusal.reason for refusal in report.refused]


SAID = {
    "Havre i vardagen": "Hafer im Alltag",
    "Havregröt innehåller {0-1} fett.{0-2}": "Haferbrei enthält {0-1} Fett.{0-2}",
    "Läs mer i <1-1>vår guide till havre</1-1> när du vill.": "Mehr steht in <1-1>unserem Ratgeber</1-1>, wenn Sie mögen.",
    "Skölj havren väl före kokning.": "Spülen Sie den Hafer vor dem Kochen gut ab.",
    "Ta {1-1} på morgonen.": "Nehmen Sie {1-1} am Morgen.",
    "Den räcker till {2-1}.": "Er reicht {2-1}.",
    "Gröt är en enkel frukost som de flesta tycker om.": "Brei ist ein einfaches Frühstück, das die meisten mögen.",
    "Drick te.": "Trinken Sie Tee.",
}
ALL = len(SAID)


def plain(element: ET.Element) -> str:
    """A sentence with its codes as {id} and <id>…</id>."""
    out = element.text or ""
    for child in element:
        name = child.get("id")
        out += f"{{{name}}}" if child.tag == f"{XLF}x" else f"<{name}>{plain(child)}</{name}>"
        out += child.tail or ""
    return out


def fill(element: ET.Element, text: str) -> None:
    """Puts a sentence of the form of :func:`plain` into an element."""
    coded = re.sub(r"\{([^}]+)\}", r'<x id="\1"/>', re.sub(r"<(\d[^>]*)>(.*?)</\1>", r'<g id="\1">\2</g>', text))
    new = ET.fromstring(f'<t xmlns="urn:oasis:names:tc:xliff:document:1.2">{coded}</t>')  # noqa: S314
    for child in list(element):
        element.remove(child)
    element.text = new.text
    element.extend(list(new))


Edit = Callable[[ET.Element], None]


def worked_on(text: str, *, state: str | None = "final", said: dict[str, str] = SAID, then: Edit | None = None) -> str:
    """A file of version 1.2 as a translator sends it back: every sentence that ``said`` has, and the state of its block."""
    root = ET.fromstring(text)  # noqa: S314
    for unit in root.iter(f"{XLF}trans-unit"):
        target = unit.find(f"{XLF}target")
        assert target is not None
        touched = False
        for part in [*target.findall(MARK)] or [target]:
            if plain(part) in said:
                fill(part, said[plain(part)])
                touched = True
        if state and touched:
            target.set("state", state)
    if then:
        then(root)
    return ET.tostring(root, encoding="unicode")


def target_of(root: ET.Element, words: str) -> ET.Element:
    """The target of the block whose source has these words."""
    (found,) = (u for u in root.iter(f"{XLF}trans-unit") if words in "".join(u.find(f"{XLF}source").itertext()))  # type: ignore[union-attr]
    target = found.find(f"{XLF}target")
    assert target is not None
    return target


def test_what_a_translator_says_is_done_is_remembered_as_hers_and_the_article_waits_for_its_approval(
    german: Shop,
) -> None:
    article = german.article()
    report = imported(german, worked_on(exported(german)))
    assert reasons(report) == []
    assert set(states(german).values()) == {"approved"}
    assert {s["by"] for s in german.record(article, "de")["segments"]} == {BY}
    assert shown(german)["title#0"] == "Hafer im Alltag"
    row = german.drafts()[article, "de"]
    assert (row["missing"], row["state"]) == (0, "machine")
    assert german.live() == {}
    document = german.get(row["object"])
    assert 'Haferbrei enthält <data value="3 g">3 g</data> Fett.' in document["html"].replace("&nbsp;", " ")
    assert verify(Store(german.store)) == []


def test_with_approve_a_complete_article_is_live_at_once(german: Shop) -> None:
    report = imported(german, worked_on(exported(german)), approve=True)
    (taken,) = report.taken
    assert (taken.approved, taken.unapproved) == (ALL, "")
    assert taken.act is not None
    assert taken.act.live
    assert german.live()[german.article(), "de"]["state"] == "approved"


def test_an_article_is_not_approved_while_anything_of_it_was_refused_or_is_missing_or_blocks(german: Shop) -> None:
    text = exported(german)
    report = imported(german, worked_on(text, said=dict(list(SAID.items())[:-1])), approve=True)
    assert report.taken[0].unapproved == "1 sentence of it is not approved."
    report = imported(german, worked_on(text, said={"Drick te.": "Trinken Sie 5 Tees."}), approve=True)
    assert "numbers-and-units" in report.taken[0].unapproved
    report = imported(german, worked_on(text, said={"Drick te.": "Trinken Sie Tee."}), "Else Editor", approve=True)
    assert "changed since the export by Karen Holm" in reasons(report)[0]
    assert report.taken[0].unapproved == "some of it was refused."
    assert german.live() == {}


def test_a_dry_run_says_what_would_be_done_and_does_nothing(german: Shop) -> None:
    before = german.objects()
    report = imported(german, worked_on(exported(german)), approve=True, dry_run=True)
    assert report.taken[0].approved == ALL
    assert report.words().startswith("Dry run: nothing was written.")
    assert german.objects() == before
    assert set(states(german).values()) == {"missing"}


def test_a_file_that_comes_back_as_it_went_changes_nothing(german: Shop) -> None:
    for version in WRITERS:
        report = imported(german, exported(german, version=version))
        assert (report.taken[0].approved, report.taken[0].to_review, report.taken[0].unchanged) == (0, 0, ALL)
    assert set(states(german).values()) == {"missing"}
    imported(german, worked_on(exported(german)))
    drafts = german.drafts()
    for version in WRITERS:
        assert imported(german, exported(german, version=version)).taken[0].unchanged == ALL
    assert german.drafts() == drafts


@pytest.fixture
def dosed(shop: Shop) -> Shop:
    """A shop with an article whose sentence begins with a dose; nothing of it is translated to German."""
    shop.to = ("de",)
    shop.write(
        "havre.html", page("Havre", (*OATS, "300 mg räcker till frukost.", "Drick te.", "Ta 5 mg nu."), heading="")
    )
    shop.localize()
    return shop


def test_a_word_that_is_stuck_to_a_code_gets_the_blank_of_the_source(dosed: Shop) -> None:
    said = {
        "{1-1} räcker till frukost.": "{1-1}reichen zum Frühstück.",
        "Ta {3-1} nu.": "Jetzt{3-1}nehmen.",
    }
    assert reasons(imported(dosed, worked_on(exported(dosed), said=said, state=None), final=True)) == []
    assert {"300 mg reichen zum Frühstück.", "Jetzt 5 mg nehmen."} <= set(shown(dosed).values())


def test_a_blank_that_only_a_tool_has_lost_is_no_change(dosed: Shop) -> None:
    text = exported(dosed)
    assert '<x id="1-1" ctype="x-quantity" equiv-text="300 mg" /> räcker' in text
    lost = text.replace('equiv-text="300 mg" /> räcker', 'equiv-text="300 mg" />räcker')
    assert lost != text
    (taken,) = imported(dosed, lost, final=True).taken
    assert (taken.approved, taken.to_review, taken.unchanged) == (0, 0, len(states(dosed)))
    assert set(states(dosed).values()) == {"missing"}


def test_a_text_that_somebody_has_approved_without_the_blank_stays_as_it_is(dosed: Shop) -> None:
    with dosed.desk() as desk:
        desk.edit(dosed.article(), "de", "räcker till", "⟦1⟧reichen.", "Eva")
    assert imported(dosed, exported(dosed), final=True).taken[0].unchanged == len(states(dosed))
    assert "300 mgreichen." in shown(dosed).values()


# ------------------------------------------------------------------------------------------------------------------ states


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ("final", "approved"),
        ("signed-off", "approved"),
        ("translated", "approved"),
        ("needs-review-translation", "needs-work"),
        ("needs-translation", "needs-work"),
        ("x-done", "needs-work"),
        (None, "needs-work"),
    ],
)
def test_new_words_are_approved_when_the_file_says_that_they_are_done_and_else_to_be_looked_at(
    german: Shop, state: str | None, becomes: str
) -> None:
    imported(german, worked_on(exported(german), state=state))
    assert set(states(german).values()) == {becomes}


def test_new_words_that_the_file_says_nothing_of_are_approved_when_it_is_told_that_they_are_final(german: Shop) -> None:
    text = worked_on(exported(german), state=None)
    assert "--final takes what has changed as approved" in imported(german, text, dry_run=True).words()
    report = imported(german, text, final=True, approve=True)
    assert report.taken[0].act is not None
    assert report.taken[0].act.live


def test_what_is_to_be_looked_at_carries_the_translators_note_and_can_be_approved_by_a_person(german: Shop) -> None:
    def note(root: ET.Element) -> None:
        for unit in root.iter(f"{XLF}trans-unit"):
            if unit.get("id") == "title":
                ET.SubElement(unit, f"{XLF}note").text = "Besser „Haferflocken“?"

    report = imported(german, worked_on(exported(german), state="needs-review-translation", then=note))
    assert report.taken[0].notes == (("title", "Besser „Haferflocken“?"),)
    record = german.record(german.article(), "de")
    comments = {s["address"]: s["comment"] for s in record["segments"]}
    assert comments["title#0"] == "Besser „Haferflocken“?"
    assert german.drafts()[german.article(), "de"]["state"] == "needs-work"
    assert "Sent back by Karen Holm: Besser „Haferflocken“?" in exported(german)
    german.localize()
    assert set(states(german).values()) == {"needs-work"}  # no run takes it for approved
    with german.desk() as desk:
        assert desk.approve(german.article(), "de", BY).live
    assert set(states(german).values()) == {"approved"}


def test_what_is_to_be_looked_at_is_not_taken_for_approved_in_another_article(german: Shop) -> None:
    imported(german, worked_on(exported(german), state="needs-review-translation"))
    german.write("te.html", page("Te", ("Drick te.", *OATS)))
    german.localize()
    (other,) = {article for article, _ in german.drafts()} - {
        "havre-i-vardagen",
        *(a for a, _ in german.drafts() if a.startswith("havre")),
    }
    found = {s["source_shown"]: s["state"] for s in german.record(other, "de")["segments"]}
    assert found["Drick te."] == "needs-work"


def test_machine_drafts_that_are_said_to_be_final_are_approved_and_keep_their_engine(
    shop: Shop, engine: WordByWord
) -> None:
    shop.to = ("da",)
    shop.write("grot.html", page("Gröt till frukost", OATS))
    shop.localize()
    text = exported(shop, "da")
    assert 'state-qualifier="leveraged-mt"' in text
    assert imported(shop, text).taken[0].unchanged == 6
    assert set(states(shop, "da").values()) == {"machine-draft"}
    report = imported(shop, text.replace('state="needs-review-translation"', 'state="final"'), approve=True)
    assert report.taken[0].approved == 6
    record = shop.record(shop.article(), "da")
    assert {(s["state"], s["engine"], s["by"]) for s in record["segments"]} == {("approved", engine.name, BY)}
    assert shop.live()


def test_approved_words_that_come_back_to_be_looked_at_are_sent_back(german: Shop) -> None:
    imported(german, worked_on(exported(german)), approve=True)
    text = exported(german).replace('state="final"', 'state="needs-review-translation"', 1)
    report = imported(german, text)
    assert report.taken[0].to_review == 1
    assert states(german)["Havre i vardagen"] == "needs-work"
    assert german.live() == {}  # as when a person sends back what is live in these words


def test_the_words_of_the_source_are_a_translation_only_where_somebody_says_so_of_them_alone(german: Shop) -> None:
    def final(root: ET.Element) -> None:
        target_of(root, "Havre i").set("state", "final")
        target_of(root, "Skölj").set("state", "final")

    report = imported(german, worked_on(exported(german), said={}, then=final))
    assert states(german)["Havre i vardagen"] == "approved"
    assert reasons(report) == ["it still has the words of the source, in a block that is said to be translated."] * 3


# --------------------------------------------------------------------------------------------------------- stale and crossed


def test_a_sentence_whose_source_has_changed_is_refused_and_the_others_go_in(german: Shop) -> None:
    text = worked_on(exported(german))
    german.write("havre.html", OATMEAL.replace("Skölj havren väl", "Skölj gärna havren").replace("300 mg", "500 mg"))
    german.localize()
    report = imported(german, text, approve=True)
    (refused,) = report.refused
    assert refused.segment.endswith("#0")
    assert refused.reason == "stale: its source has changed since the export. Export it again."
    assert str(refused).startswith(f"back.xlf: {german.article()} p-")
    found = states(german)
    assert found.pop("Skölj gärna havren före kokning.") == "missing"
    assert set(found.values()) == {"approved"}
    assert "Nehmen Sie 500 mg am Morgen." in shown(german).values()  # another dose is the same sentence


def test_a_sentence_that_has_moved_within_the_article_goes_in(german: Shop) -> None:
    text = worked_on(exported(german))
    german.write("havre.html", OATMEAL.replace("<p>Skölj", "<p>Ät gröt varje dag. Skölj"))
    german.localize()
    assert reasons(imported(german, text)) == []
    assert {s for s, state in states(german).items() if state == "missing"} == {"Ät gröt varje dag."}


def test_words_that_somebody_has_approved_meanwhile_are_not_written_over(german: Shop) -> None:
    text = worked_on(exported(german))
    with german.desk() as desk:
        desk.edit(german.article(), "de", "Drick te.", "Trinken Sie doch Tee.", "Else Editor")
        desk.edit(german.article(), "de", "Havre i vardagen", "Hafer im Alltag", "Else Editor")
    report = imported(german, text)
    assert reasons(report) == [
        "changed since the export by Else Editor: now it says “Trinken Sie doch Tee.”. Export it again."
    ]
    assert "Trinken Sie doch Tee." in shown(german).values()
    assert report.taken[0].unchanged == 1  # the title, which says the same


def test_an_article_target_or_shop_that_is_not_here_is_refused(german: Shop) -> None:
    text = exported(german)
    article = german.article()
    for old, new, reason in (
        (f'original="{article}"', 'original="other"', "there is no such article here."),
        ('co:target="de"', 'co:target="fi"', "the article has no target 'fi' here; it has de."),
        ('co:shop="shop"', 'co:shop="theirs"', "it is of the shop 'theirs', this is 'shop'."),
        ('co:target="de"', "", "it says of no article or target: it was not exported from here."),
        ("co:seal=", "seal=", "what contentops wrote beside it (co:seal) is gone or damaged."),
    ):
        assert old in text
        assert set(reasons(imported(german, text.replace(old, new)))) == {reason}


def test_the_same_sentence_in_two_places_must_not_be_translated_in_two_ways(shop: Shop) -> None:
    shop.to = ("de",)
    shop.write("a.html", page("Gröt", ("Ät gröt.", *OATS, "Ät gröt.")))
    shop.localize()

    def otherwise(root: ET.Element) -> None:
        *_, last = (mark for mark in root.iter(MARK) if mark.text == "Essen Sie Brei.")
        last.text = "Iss Brei."

    text = worked_on(exported(shop), said={"Ät gröt.": "Essen Sie Brei."}, then=otherwise)
    report = imported(shop, text)
    (refused,) = (one for one in report.refused if "otherwise" in one.reason)
    assert refused.reason == "the same sentence is translated otherwise at lead#0, in this import."
    assert refused.segment not in refused.reason


def test_nobody_imports_without_a_name(german: Shop) -> None:
    with pytest.raises(ReviewError, match="nobody is named"):
        imported(german, exported(german), by=" ")


# ----------------------------------------------------------------------------------------------- merged, reordered, whole


def merged(root: ET.Element) -> None:
    """Makes one sentence of the first two of a block, in the manner of a tool that removes the other."""
    target = target_of(root, "Skölj")
    first, second, _ = target.findall(MARK)
    fill(first, "Spülen Sie den Hafer vor dem Kochen gut ab und nehmen Sie {1-1} am Morgen.")
    target.remove(second)


def emptied(root: ET.Element) -> None:
    """The same, in the manner of a tool that can only empty the other."""
    target = target_of(root, "Skölj")
    first, second, _ = target.findall(MARK)
    fill(first, "Spülen Sie den Hafer vor dem Kochen gut ab und nehmen Sie {1-1} am Morgen.")
    fill(second, "")


def in_one_piece(root: ET.Element) -> None:
    """The same, in the manner of a tool that knows of no sentences."""
    text = "Spülen Sie den Hafer vor dem Kochen gut ab und nehmen Sie {1-1} am Morgen. Er reicht {2-1}."
    fill(target_of(root, "Skölj"), text)


@pytest.mark.parametrize("how", [merged, emptied, in_one_piece])
def test_two_sentences_that_were_made_one_stand_for_the_whole_block(german: Shop, how: Edit) -> None:
    report = imported(german, worked_on(exported(german), then=how), approve=True)
    assert reasons(report) == []
    (address,) = (address for address in shown(german) if address.endswith("#all"))
    said = "Spülen Sie den Hafer vor dem Kochen gut ab und nehmen Sie 300 mg am Morgen. Er reicht 2 kg."
    assert shown(german)[address] == said
    assert german.live()
    look = dry_run((german.pages,), targets_of(german.settings, german.to), german.store, german.settings)
    assert look.to_translate == {"de": (0, 0)}
    summary = german.localize(retranslate=True)  # a run keeps what a person has made of it
    assert summary.missing == 0
    assert shown(german)[address] == said


def test_sentences_may_stand_in_another_order(german: Shop) -> None:
    def reorder(root: ET.Element) -> None:
        target = target_of(root, "Skölj")
        first, second, third = target.findall(MARK)
        for child, tail in ((first, " "), (third, " "), (second, "")):
            target.remove(child)
            child.tail = tail
            target.append(child)

    assert reasons(imported(german, worked_on(exported(german), then=reorder))) == []
    (text,) = (text for address, text in shown(german).items() if address.endswith("#all"))
    assert text == "Spülen Sie den Hafer vor dem Kochen gut ab. Er reicht 2 kg. Nehmen Sie 300 mg am Morgen."


def test_a_whole_block_is_shown_edited_sent_back_and_exported_as_one(german: Shop) -> None:
    imported(german, worked_on(exported(german), then=merged))
    article = german.article()
    (address,) = (address for address in shown(german) if address.endswith("#all"))
    with german.desk() as desk:
        assert desk.send_back(article, "de", BY, "Kürzer", address).row["state"] == "needs-work"
        text = "Spülen Sie den Hafer ab, nehmen Sie 300 mg am Morgen. Er reicht 2 kg."
        desk.edit(article, "de", address, text, "Else Editor")
        assert shown(german)[address] == text
    assert 'mid="all"' not in exported(german)  # one sentence needs no marks
    text = exported(german)
    assert text.count('id="all-') == 4  # a dose and a time, in the source and in the target
    said = {
        "Spülen Sie den Hafer ab, nehmen Sie {all-1} am Morgen. Er reicht {all-2}.": "Kurz: {all-1} am Morgen, {all-2}."
    }
    assert reasons(imported(german, worked_on(text, said=said))) == []
    assert shown(german)[address] == "Kurz: 300 mg am Morgen, 2 kg."


def test_a_finding_at_a_whole_block_stands_in_the_preview_and_is_waived_at_its_address(german: Shop) -> None:
    imported(german, worked_on(exported(german), then=merged))
    article = german.article()
    (address,) = (address for address in shown(german) if address.endswith("#all"))
    with german.desk() as desk:
        text = "Spülen Sie den Hafer 7 Minuten ab, nehmen Sie 300 mg am Morgen. Er reicht 2 kg."
        act = desk.edit(article, "de", address, text, BY)
        assert act.row["held"] == ["numbers-and-units"]
        assert {finding.segment for finding in act.checks.blocking} == {address}
        page = (german.store / "preview" / article / "de.html").read_text(encoding="utf-8")
        assert f'id="s-{address.replace("#", "-")}"' in page
        assert desk.waive("numbers-and-units", article, address, "de", "So gewollt", BY).row["held"] == []


def test_a_whole_block_is_sentences_again_when_its_source_changes(german: Shop) -> None:
    imported(german, worked_on(exported(german), then=merged))
    german.write("havre.html", OATMEAL.replace("Den räcker till", "Den räcker nog till"))
    german.localize()
    record = german.record(german.article(), "de")
    block = [s for s in record["segments"] if s["source_shown"].startswith(("Skölj", "Ta ", "Den räcker"))]
    assert [s["state"] for s in block] == ["missing"] * 3
    assert any("Spülen Sie den Hafer" in s["previous"] for s in block)


def test_sentences_of_a_block_that_is_a_whole_meanwhile_are_refused(german: Shop) -> None:
    before = exported(german)
    imported(german, worked_on(before, then=merged))
    report = imported(german, worked_on(before))
    assert reasons(report) == ["changed since the export: the block has been translated as a whole."] * 3


def test_a_translator_sends_her_own_work_again_and_the_second_takes_the_place_of_the_first(german: Shop) -> None:
    text = exported(german)
    assert reasons(imported(german, worked_on(text))) == []
    again = worked_on(text, said=SAID | {"Drick te.": "Tee trinken."})
    assert reasons(imported(german, again)) == []
    assert "Tee trinken." in shown(german).values()
    (reason,) = reasons(imported(german, worked_on(text), by="Else Editor"))
    assert reason.startswith(f"changed since the export by {BY}")


def test_a_whole_does_not_write_over_a_sentence_that_was_approved_meanwhile(german: Shop) -> None:
    text = worked_on(exported(german), then=merged)
    with german.desk() as desk:
        desk.edit(german.article(), "de", "Den räcker till 2 kg.", "Er hält 2 kg.", "Else Editor")
    (reason,) = reasons(imported(german, text))
    assert reason.startswith("changed since the export by Else Editor")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Spülen Sie {1-1}.", "loses code ⟦2⟧ (2 kg)"),
        ("Spülen Sie {1-1}, {1-1}, {2-1}.", "repeats code ⟦1⟧ (300 mg)"),
        ("Spülen Sie {1-1}, {2-1}, {9-1}.", "code 9-1, which is not this block's"),
    ],
)
def test_a_block_in_one_piece_that_has_damaged_a_code_is_refused(german: Shop, text: str, reason: str) -> None:
    text = worked_on(exported(german), then=lambda root: fill(target_of(root, "Skölj"), text))
    (refused,) = imported(german, text).refused
    assert reason in refused.reason
    assert (refused.unit.startswith("p-"), refused.segment) == (True, "")
    assert {s for s, state in states(german).items() if state == "missing"} == {
        "Skölj havren väl före kokning.",
        "Ta 300 mg på morgonen.",
        "Den räcker till 2 kg.",
    }


@pytest.mark.parametrize("empty", [True, False])
def test_a_sentence_that_is_gone_with_its_code_is_refused_and_the_others_go_in(german: Shop, *, empty: bool) -> None:
    def lose(root: ET.Element) -> None:
        target = target_of(root, "Skölj")
        mark = target.findall(MARK)[1]
        fill(mark, "") if empty else target.remove(mark)

    (refused,) = imported(german, worked_on(exported(german), then=lose)).refused
    assert refused.segment.endswith("#1")
    assert refused.reason.startswith("the translation is empty." if empty else "it is gone.")
    assert {s for s, state in states(german).items() if state == "missing"} == {"Ta 300 mg på morgonen."}


def test_a_sentence_that_is_gone_while_no_other_has_changed_was_not_made_one_with_another(german: Shop) -> None:
    def lose(root: ET.Element) -> None:
        target = target_of(root, "Skölj")
        target.remove(target.findall(MARK)[0])

    report = imported(german, worked_on(exported(german), said={}, then=lose), final=True)
    assert reasons(report) == ["sentence 0 is gone, and no other has changed. Put its words into another."]


def test_a_block_that_was_made_one_in_part_with_the_rest_untranslated_is_refused(german: Shop) -> None:
    said = {source: text for source, text in SAID.items() if not source.startswith("Den räcker")}
    (reason,) = reasons(imported(german, worked_on(exported(german), said=said, then=merged)))
    assert "a part is not translated" in reason


def test_a_tool_that_gives_the_same_words_back_in_one_piece_changes_nothing(german: Shop) -> None:
    imported(german, worked_on(exported(german)))

    def flat(root: ET.Element) -> None:
        for target in root.iter(f"{XLF}target"):
            text = "".join(f"{plain(m)}{m.tail or ''}" for m in target.findall(MARK))
            if text:
                fill(target, text)

    report = imported(german, worked_on(exported(german), said={}, then=flat))
    assert (reasons(report), report.taken[0].unchanged) == ([], ALL)
    assert not any(address.endswith("#all") for address in shown(german))


# ------------------------------------------------------------------------------------------------------------------- 2.1


def test_version_2_1_tells_the_state_of_each_sentence(german: Shop) -> None:
    text = exported(german, version="2.1")
    for swedish, translated, state in (
        ("Havre i vardagen", "Hafer im Alltag", "final"),
        ("Skölj havren väl före kokning.", "Spülen Sie den Hafer gut ab.", "translated"),
        ("Drick te.", "Trinken Sie Tee.", "initial"),
    ):
        before = f'state="initial" subState="contentops:missing">\n        <source>{swedish}</source>'
        assert text.count(before) == 1
        text = text.replace(before, f'state="{state}"><source>{swedish}</source><target>{translated}</target>')
    assert reasons(imported(german, text)) == []
    found = states(german)
    assert found["Havre i vardagen"] == found["Skölj havren väl före kokning."] == "approved"
    assert found["Drick te."] == "needs-work"
    assert found["Ta 300 mg på morgonen."] == "missing"
    report = imported(german, exported(german, version="2.1").replace('state="initial"', 'state="reviewed"'))
    assert states(german)["Drick te."] == "approved"
    assert states(german)["Ta 300 mg på morgonen."] == "missing"  # no words, whatever its state
    assert reasons(report) == []


@pytest.mark.parametrize("cut", ["joined", "split"])
def test_segments_of_2_1_may_be_joined_and_split_within_their_block(german: Shop, cut: str) -> None:
    two = "{urn:oasis:names:tc:xliff:document:2.0}"
    root = ET.fromstring(exported(german, version="2.1"))  # noqa: S314  # our own
    (unit,) = (u for u in root.iter(f"{two}unit") if "Skölj" in "".join(u.itertext()))
    first, between, second, _, third = [child for child in unit if child.tag != f"{two}notes"]
    said = {
        first: "Den Hafer abspülen und <ph id='1-1'/> am Morgen nehmen.",
        third: "Er reicht <ph id='2-1'/>.",
    }
    if cut == "joined":
        unit.remove(between)
        unit.remove(second)
    else:
        said = {first: "Den Hafer ", second: "<ph id='1-1'/> am Morgen nehmen. ", third: "Er reicht <ph id='2-1'/>."}
        new = ET.Element(f"{two}segment", id="new", state="final")
        unit.insert(list(unit).index(first) + 1, new)
        said[new] = "abspülen und"
    for segment, text in said.items():
        segment.set("state", "final")
        segment.append(ET.fromstring(f'<target xmlns="{two[1:-1]}">{text}</target>'))  # noqa: S314  # our own
    assert reasons(imported(german, ET.tostring(root, encoding="unicode"))) == []
    (text,) = (text for address, text in shown(german).items() if address.endswith("#all"))
    assert text == "Den Hafer abspülen und 300 mg am Morgen nehmen. Er reicht 2 kg."


def test_only_what_waits_is_exported_when_asked(german: Shop) -> None:
    imported(german, worked_on(exported(german), said={"Drick te.": "Trinken Sie Tee.", "Havre i vardagen": "Hafer"}))
    text = exported(german, waiting=True)
    assert "Drick te." not in text
    assert text.count("<trans-unit ") == 3
    imported(german, worked_on(text))
    with german.desk() as desk:
        assert outgoing_files(desk, (), "de", waiting=True) == []


def test_an_unknown_article_or_target_is_refused_with_what_there_is(german: Shop) -> None:
    with german.desk() as desk:
        with pytest.raises(ReviewError, match="there is no article 'nope'"):
            outgoing_files(desk, ("nope",), "de")
        with pytest.raises(ReviewError, match=r"no drafts in 'fi' here.*There are drafts in de\."):
            outgoing_files(desk, (), "fi")


def test_a_person_reads_what_came_of_it_and_a_program_as_well(german: Shop) -> None:
    report = imported(german, worked_on(exported(german), then=lambda root: fill(target_of(root, "Drick"), "{0-1}")))
    assert f"{german.article()} in de: {ALL - 1} sentences approved, 0 as before, 1 refused." in report.words()
    assert f"Refused: back.xlf: {german.article()} " in report.words()
    value = report.to_json()
    assert value["articles"][0]["approved"] == ALL - 1
    assert value["articles"][0]["missing"] == 1
    assert value["refused"][0]["target"] == "de"
    assert State(value["articles"][0]["state"]) is State.MISSING


@pytest.mark.parametrize("nothing", ["\u200b", "\ufeff", "\u00ad"], ids=ascii)
def test_a_translation_in_which_nothing_can_be_seen_is_refused_and_never_live(german: Shop, nothing: str) -> None:
    back = worked_on(exported(german)).replace("Trinken Sie Tee.", nothing)
    report = imported(german, back, approve=True)
    assert reasons(report) == ["the text holds nothing that can be seen. Write it."]
    assert states(german)["Drick te."] == "missing"
    assert german.live() == {}


def test_what_a_file_says_reaches_the_terminal_without_its_controls(german: Shop) -> None:
    root = ET.fromstring(worked_on(exported(german)))  # noqa: S314
    unit = next(root.iter(f"{XLF}trans-unit"))
    ET.SubElement(unit, f"{XLF}note").text = "\x9b31m rot \u202eabc"
    report = imported(german, ET.tostring(root, encoding="unicode"), dry_run=True)
    assert "the translator notes: \ufffd31m rot \ufffdabc" in report.words()
    assert not re.search("[\x9b\u202e]", report.words())
