"""The memory as files at a store: what is taken, what is refused, and what the next run makes of it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contentops.article.record import State
from contentops.errors import ReviewError, StoreError, UsageError
from contentops.review.memory import Imported, Terms, entries_by_kind, export, import_
from contentops.settings import Settings
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import IMPORTED, Entry, Memory
from contentops.translate.interchange.memory import csv, tmx
from tests.shop import OATS, PEAS, Shop, WordByWord, page
from tests.translate.interchange.memory.entries import entry
from tests.translate.interchange.memory.test_tmx import foreign, tu

FISH = ("Fisk är bra.", "Fisk er godt.")


class At:
    """A store with a memory, and a folder for files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"

    def put(self, *entries: Entry, locale: str = "da") -> None:
        import_(self.store, Settings(), [], Terms("Eva"))  # makes it
        self._memory(locale, lambda memory: memory.put(entries))

    def get(self, source: str, locale: str = "da") -> Entry | None:
        name = entry(source, "").key
        found: Entry | None = self._memory(locale, lambda memory: memory.get([name]).get(name))
        return found

    def all(self, locale: str = "da") -> list[Entry]:
        found: list[Entry] = self._memory(locale, lambda memory: list(memory.entries()))
        return found

    def _memory(self, locale: str, ask: Any) -> Any:  # noqa: ANN401
        database = connect(sqlite_url(self.store / "private" / "state.db"))
        try:
            return ask(Memory(database, "sv", locale))
        finally:
            database.dispose()

    def take(self, *texts: str, name: str = "file.tmx", by: str = "Nils", **terms: Any) -> Imported:  # noqa: ANN401
        files = []
        for number, text in enumerate(texts):
            files.append(self.folder / (f"{number}-{name}" if number else name))
            files[-1].write_text(text, encoding="utf-8", newline="")
        return import_(self.store, Settings(), files, Terms(by, **terms))

    def export(self, form: str = "tmx", *to: str) -> str:
        out = io.StringIO()
        write = (lambda e: tmx.write(e, "sv")) if form == "tmx" else csv.write
        export(self.store, Settings(), to, write, out.write)
        return out.getvalue()


@pytest.fixture
def at(tmp_path: Path) -> At:
    return At(tmp_path)


def counts(done: Imported) -> tuple[int, ...]:
    return done.added, done.replaced, done.same, done.kept, done.number_refused


# --------------------------------------------------------------------------------------------------------- what it becomes


def test_what_nobody_stands_for_is_a_draft_of_whoever_took_it(at: At) -> None:
    done = at.take(foreign(tu(*FISH)))
    assert counts(done) == (1, 0, 0, 0, 0)
    taken = at.get(FISH[0])
    assert taken
    assert (taken.text, taken.state, taken.engine, taken.by) == (FISH[1], State.MACHINE_DRAFT, IMPORTED, "Nils")
    assert taken.at.endswith("+00:00")
    assert taken.imported


def test_what_somebody_stands_for_is_approved_by_her(at: At) -> None:
    at.take(foreign(tu(*FISH)), approved=True)
    taken = at.get(FISH[0])
    assert taken
    assert (taken.state, taken.engine, taken.by) == (State.APPROVED, "", "Nils")


def test_a_file_cannot_approve_anything_by_itself(at: At, tmp_path: Path) -> None:
    other = At(tmp_path / "other")
    other.folder.mkdir()
    mine = entry(*FISH)
    other.put(mine)
    at.take(other.export())
    taken = at.get(FISH[0])
    assert taken
    assert (taken.state, taken.by, taken.text) == (State.MACHINE_DRAFT, "Nils", FISH[1])
    at.take(other.export(), approved=True)
    assert at.get(FISH[0]) == mine  # whoever approved it did


@pytest.mark.parametrize("form", ["tmx", "csv"])
def test_a_changed_text_is_hers_who_takes_it_and_not_his_who_approved_another(at: At, form: str) -> None:
    at.put(entry(*FISH), entry("Ta ⟦1:quantity⟧.", "Tag ⟦1⟧.", State.MACHINE))
    changed = at.export(form).replace("Fisk er godt.", "Fisk er dejligt.")
    done = at.take(changed, name=f"file.{form}", approved=True, replace=True)
    assert counts(done) == (0, 0, 1, 0, 0)
    assert [(one.ours, one.theirs, one.by, one.replaced) for one in done.conflicts] == [
        ("Fisk er godt.", "Fisk er dejligt.", "Eva Ek", True)
    ]
    taken = at.get(FISH[0])
    assert taken
    assert (taken.text, taken.by, taken.state) == ("Fisk er dejligt.", "Nils", State.APPROVED)


def test_rows_of_a_spreadsheet_become_hers_who_wrote_approved_into_them(at: At) -> None:
    at.put(entry(*FISH, State.MACHINE_DRAFT), entry("Ägg.", "Æg.", State.MACHINE_DRAFT))
    text = at.export("csv").replace("godt.,da,machine-draft", "godt.,da,approved")
    assert counts(at.take(text, name="file.csv", approved=True)) == (0, 1, 1, 0, 0)
    assert [(one.text, one.state, one.by) for one in at.all()] == [
        ("Fisk er godt.", State.APPROVED, "Nils"),
        ("Æg.", State.MACHINE_DRAFT, ""),
    ]


@pytest.mark.parametrize("form", ["tmx", "csv"])
def test_an_export_makes_another_store_the_same(at: At, tmp_path: Path, form: str) -> None:
    some = [
        entry(*FISH),
        entry("Ta ⟦1:quantity⟧ nu.", "Tag ⟦1⟧ nu.", State.MACHINE_DRAFT, terms="0a1b"),
        replace(
            entry("=1 ⟦1:link⟧x⟦/1:link⟧", "-1 ⟦1⟧y⟦/1⟧\x07", State.MACHINE, engine="deepl"), unknown=("x", "å\x00")
        ),
        entry("Ägg.", "Æg.", State.MACHINE_DRAFT, engine=IMPORTED, by="Bo", at="2026-02-03T04:05:06+00:00"),
        entry("Ost.", "Ost?", State.NEEDS_WORK, engine="", by="Bo", at="2026-02-03T04:05:06+00:00"),
    ]
    at.put(*some)
    at.put(entry(*FISH), locale="nb")
    new = At(tmp_path / "new")
    new.folder.mkdir()
    done = new.take(at.export(form), name=f"file.{form}", approved=True)
    assert counts(done) == (6, 0, 0, 0, 0)
    assert new.all() == at.all()
    assert new.all("nb") == at.all("nb") == [entry(*FISH)]
    assert new.export(form) == at.export(form)
    assert counts(new.take(at.export(form), name=f"file.{form}", approved=True)) == (0, 0, 6, 0, 0)


# ------------------------------------------------------------------------------------------------------- what stands there


def existing(state: State, engine: str = "apertium") -> Entry:
    return entry(FISH[0], "Fisk er sundt.", state, **({} if state is State.APPROVED else {"engine": engine}))


def test_an_approved_text_stays_and_is_named_beside_the_files(at: At) -> None:
    ours = existing(State.APPROVED)
    for approved in (False, True):
        at.put(ours)
        done = at.take(foreign(tu(*FISH)), approved=approved)
        assert counts(done) == (0, 0, 0, 0, 0)
        assert at.get(FISH[0]) == ours
        (conflict,) = done.conflicts
        assert (conflict.line, conflict.ours, conflict.theirs, conflict.replaced) == (1, ours.text, FISH[1], False)
        assert "kept, approved by Eva Ek: Fisk er sundt." in done.words()
        assert done.ok


def looked_at(text: str) -> Entry:
    return entry(FISH[0], text, State.NEEDS_WORK, engine="", by="Bo", at="2026-02-03T04:05:06+00:00")


@pytest.mark.parametrize("form", ["tmx", "csv"])
def test_what_is_to_be_looked_at_again_stays_that_whoever_takes_it(at: At, tmp_path: Path, form: str) -> None:
    at.put(looked_at("Fisk?"))
    assert "needs-work" in at.export(form)
    for number, ours in enumerate([None, existing(State.MACHINE_DRAFT), existing(State.MACHINE, "deepl")]):
        new = At(tmp_path / f"new{number}")
        new.folder.mkdir()
        if ours:
            new.put(ours)
        new.take(at.export(form), name=f"file.{form}")
        assert new.all() == [looked_at("Fisk?")]


def test_it_never_takes_the_place_of_an_approved_text(at: At, tmp_path: Path) -> None:
    other = At(tmp_path / "other")
    other.folder.mkdir()
    for text, outcome in (("Fisk?", (0, 0, 0, 0, 0)), ("Fisk er sundt.", (0, 0, 1, 0, 0))):
        other.put(looked_at(text))
        at.put(existing(State.APPROVED))
        done = at.take(other.export(), approved=True, replace=True)
        assert counts(done) == outcome
        assert [one.replaced for one in done.conflicts] == [False] * (text == "Fisk?")
        assert at.get(FISH[0]) == existing(State.APPROVED)


def test_a_conflict_with_it_does_not_call_it_approved(at: At) -> None:
    at.put(looked_at("Fisk?"))
    done = at.take(foreign(tu(*FISH)), approved=True)
    assert "kept, to be looked at again, sent back by Bo: Fisk?" in done.words()
    assert at.get(FISH[0]) == looked_at("Fisk?")
    assert at.take(foreign(tu(*FISH)), approved=True, replace=True).conflicts[0].replaced
    assert [(one.text, one.state, one.by) for one in at.all()] == [(FISH[1], State.APPROVED, "Nils")]


def test_its_own_words_are_approved_by_her_who_stands_for_them(at: At) -> None:
    at.put(looked_at(FISH[1]))
    assert counts(at.take(foreign(tu(*FISH)))) == (0, 0, 1, 0, 0)
    assert counts(at.take(foreign(tu(*FISH)), approved=True)) == (0, 1, 0, 0, 0)
    assert [(one.text, one.state, one.by) for one in at.all()] == [(FISH[1], State.APPROVED, "Nils")]


def test_a_translation_may_be_long_where_its_source_is(at: At) -> None:
    long = "Fisk är bra. " * 300
    assert counts(at.take(foreign(tu(long, "Fisk er godt! " * 400)), approved=True)) == (1, 0, 0, 0, 0)


def test_it_is_replaced_where_somebody_who_stands_for_the_other_says_so(at: At) -> None:
    at.put(existing(State.APPROVED))
    done = at.take(foreign(tu(*FISH)), approved=True, replace=True)
    assert done.conflicts[0].replaced
    taken = at.get(FISH[0])
    assert taken
    assert (taken.text, taken.by) == (FISH[1], "Nils")


def test_what_nobody_stands_for_cannot_replace_it(at: At) -> None:
    with pytest.raises(UsageError, match="--approved"):
        at.take(foreign(tu(*FISH)), replace=True)


@pytest.mark.parametrize(
    ("ours", "approved", "outcome"),
    [
        (existing(State.MACHINE_DRAFT), False, "replaced"),
        (existing(State.MACHINE_DRAFT, IMPORTED), False, "replaced"),
        (existing(State.MACHINE, "deepl"), False, "kept"),
        (existing(State.MACHINE_DRAFT), True, "replaced"),
        (existing(State.MACHINE, "deepl"), True, "replaced"),
        (replace(existing(State.MACHINE_DRAFT), text=FISH[1]), False, "same"),
        (replace(existing(State.MACHINE_DRAFT), text=FISH[1]), True, "replaced"),
        (replace(existing(State.APPROVED), text=FISH[1]), True, "same"),
    ],
)
def test_a_text_takes_the_place_of_what_is_trusted_less(at: At, ours: Entry, approved: bool, outcome: str) -> None:  # noqa: FBT001
    at.put(ours)
    done = at.take(foreign(tu(*FISH)), approved=approved)
    assert getattr(done, outcome) == 1
    assert sum(counts(done)) == 1
    now = at.get(FISH[0])
    assert now
    assert (now.by == "Nils") == (outcome == "replaced")


def test_of_two_texts_for_a_sentence_the_first_is_taken(at: At) -> None:
    done = at.take(foreign(tu(*FISH), tu(FISH[0], "Fisk!")), foreign(tu(FISH[0], "Fiske!")))
    assert done.passed == {"a sentence that stood in these files before": 2}
    assert [one.text for one in at.all()] == [FISH[1]]


def test_a_dry_run_says_the_same_and_takes_nothing(at: At) -> None:
    text = foreign(tu(*FISH), tu("Ta 5 mg.", "Tag 6 mg."))
    done = at.take(text, dry_run=True)
    assert counts(done) == (1, 0, 0, 0, 1)
    assert done.words().startswith("Dry run, nothing was done. ")
    assert not at.store.exists()
    at.put(existing(State.APPROVED))
    assert at.take(text, dry_run=True, approved=True, replace=True).conflicts[0].replaced
    assert at.get(FISH[0]) == existing(State.APPROVED)


# ------------------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("sv", "da", "reason"),
    [
        ("Ta 10 mg.", "Tag 20 mg.", "the source says 10 mg, the translation 20 mg"),
        ("Ta 2 tabletter.", "Tag 3 tabletter.", "the source says 2, the translation 3"),
        ("Ta 2 tabletter.", "Tag tabletter.", "the source says 2, which the translation does not"),
        ("Fisk <b>nu</b>.", "Fisk nu.", "loses code"),
        ("Fisk.", "Fi\u202esk.", "cannot be seen"),
        ("Fisk.", "Fisk " * 2000, "more than 5000"),
        ("Fisk " * 2000, "Fisk.", "more than 5000"),
        ("Fisk <x0/>.", "Fisk <x0/>.", "nothing says what its codes are"),
    ],
)
def test_a_unit_that_may_not_be_taken_is_named_with_file_number_line_and_reason(
    at: At, sv: str, da: str, reason: str
) -> None:
    escaped = [text.replace("<", "&lt;") for text in (sv, da)]
    done = at.take(foreign(tu("Ägg.", "Æg."), tu(*escaped), tu(*FISH)))
    assert counts(done) == (2, 0, 0, 0, 1)
    assert not done.ok
    (refused,) = done.refused
    assert (refused.file, refused.number, refused.line) == (str(at.folder / "file.tmx"), 2, 2)
    assert reason in refused.reason
    assert f"Refused: {at.folder / 'file.tmx'}: unit 2, line 2: " in done.words()


def test_of_a_thousand_units_exactly_the_damaged_are_refused(at: At) -> None:
    names = [f"{n:03}".translate(str.maketrans("0123456789", "abcdefghij")) for n in range(1000)]
    codes = ("⟦1:quantity⟧ ⟦2:link⟧här⟦/2:link⟧.⟦3:cite⟧", "⟦1⟧ ⟦2⟧her⟦/2⟧.⟦3⟧")
    at.put(*(entry(f"{n} {codes[0]}", f"Sætning {n} {codes[1]}", State.MACHINE_DRAFT) for n in names))
    lines = at.export().split("    <tu>\n")
    damaged = {
        7: ('<ph x="1" type="x-quantity">⟦1:quantity⟧</ph>', ""),
        100: ('<ph x="3" type="x-cite">⟦3:cite⟧</ph>', '<ph x="3">⟦3:cite⟧</ph><ph x="3">⟦3:cite⟧</ph>'),
        201: ('<ph x="3"', '<ph x="4"'),
        302: ('<ept i="2">⟦/2:link⟧</ept>', ""),
        403: ('<bpt i="2" x="2" type="link">⟦2:link⟧</bpt>', ""),
        504: ('<ph x="1" type="x-quantity">', '<ph x="1" type="x-cite">'),
        605: ("Sætning", "Sætning ⟦1⟧"),
        706: ("her", "her<ph x='9'/>"),
        807: ("Sætning", "Sætning ⟧"),
        999: ('x="2"', 'x="5"'),
    }
    for number, change in damaged.items():
        head, _, target = lines[number].partition('<tuv xml:lang="da"')
        assert change[0] in target
        lines[number] = f'{head}<tuv xml:lang="da"{target.replace(*change)}'
    new = At(at.folder / "new")
    new.folder.mkdir()
    done = new.take("    <tu>\n".join(lines))
    assert counts(done) == (990, 0, 0, 0, 10)
    assert {one.number for one in done.refused} == set(damaged)
    assert len(new.all()) == 990


def test_one_file_that_cannot_be_read_fails_alone(at: At) -> None:
    done = at.take("<html/>", foreign(tu(*FISH)), foreign(tu("Ägg.", "Æg."))[:-10])
    assert counts(done) == (2, 0, 0, 0, 0)
    assert [Path(one["source"]).name for one in done.failed] == ["file.tmx", "2-file.tmx"]
    assert not done.ok
    missing = import_(at.store, Settings(), [at.folder / "none.tmx"], Terms("Nils"))
    assert "none.tmx: cannot be read: No such file or directory." in missing.words()


def test_wrong_use_is_said_before_anything_is_done(at: At) -> None:
    with pytest.raises(ReviewError, match="nobody is named"):
        at.take(foreign(tu(*FISH)), by="  ")
    with pytest.raises(UsageError, match=r"does not end in \.tmx or \.csv"):
        at.take(foreign(tu(*FISH)), name="file.xlsx")
    assert not at.store.exists()
    with pytest.raises(StoreError, match="there is no store"):
        at.export()
    with pytest.raises(StoreError, match="there is no store"):
        entries_by_kind(at.store, Settings())


def test_only_the_targets_that_are_asked_for_are_taken(at: At) -> None:
    text = foreign(tu(*FISH), tu("Ägg.", "Egg.", target="nb"))
    assert counts(at.take(text, to=("nb",))) == (1, 0, 0, 0, 0)
    assert at.all() == []
    assert [one.text for one in at.all("nb")] == ["Egg."]


# ------------------------------------------------------------------------------------------------------------- exporting


def test_what_there_is_is_counted_by_locale_state_and_engine(at: At) -> None:
    at.put(entry(*FISH), entry("Ägg.", "Æg.", State.MACHINE_DRAFT), entry("En.", "En.", State.MACHINE_DRAFT))
    at.put(entry(*FISH), locale="nb")
    assert [tuple(one) for one in entries_by_kind(at.store, Settings())] == [
        ("da", "approved", "", 1),
        ("da", "machine-draft", "apertium", 2),
        ("nb", "approved", "", 1),
    ]


def test_an_export_holds_the_targets_that_are_asked_for_else_all(at: At) -> None:
    at.put(entry(*FISH))
    at.put(entry(*FISH), locale="nb")
    assert [at.export("tmx", *to).count("<tu>") for to in ((), ("da",), ("da", "nb"), ("de",))] == [2, 1, 2, 0]


def test_entries_of_which_older_versions_kept_no_kinds_are_left_out_and_counted(at: At) -> None:
    at.put(entry("Ta ⟦1⟧.", "Tag ⟦1⟧."), entry(*FISH))
    said = export(at.store, Settings(), (), lambda entries: [str(len(list(entries)))], lambda _: None)
    assert (said.written, said.left_out) == ({"da": 1}, 1)
    assert said.words() == (
        "1 entry written (1 to da). 1 of an older version were left out: what their codes are is not remembered."
    )


# -------------------------------------------------------------------------------------------------------- the next run


def sources(shop: Shop, target: str) -> dict[str, dict[str, Any]]:
    return {s["source_shown"]: s for s in shop.record(shop.article(), target)["segments"]}


GERMAN = {
    "Gröt är en enkel frukost som de flesta tycker om.": "Brei ist ein einfaches Frühstück, das die meisten mögen.",
    "Koka gröten i 5 minuter och rör hela tiden.": "Den Brei 5 Minuten kochen und ständig rühren.",
}


def test_the_next_run_uses_what_was_taken_where_no_engine_is(shop: Shop) -> None:
    shop.to = ("de",)
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    assert shop.localize().missing == 6
    file = shop.pages.parent / "agency.tmx"
    file.write_text(foreign(*(tu(sv, de, target="de-DE") for sv, de in GERMAN.items())), encoding="utf-8")
    done = import_(shop.store, shop.settings, [file], Terms("Nils", approved=True))
    assert done.articles == 1
    summary = shop.localize()
    assert (summary.missing, summary.memory) == (4, 2)
    found = sources(shop, "de")
    for sv, de in GERMAN.items():
        assert found[sv]["shown"].replace("\xa0", " ") == de
        assert (found[sv]["state"], found[sv]["by"], found[sv]["origin"]) == ("approved", "Nils", "memory")
    assert shop.localize().release is None  # and then nothing changes any more


def test_it_takes_the_place_of_a_draft_and_no_engine_is_asked_again(shop: Shop, engine: WordByWord) -> None:
    shop.to = ("da",)
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.write("arter.html", page("Ärtor till middag", PEAS, name="arter"))
    shop.localize()
    engine.asked.clear()
    file = shop.pages.parent / "agency.tmx"
    file.write_text(foreign(tu(OATS[1], "Kog grøden i 5 minutter, og rør hele tiden.")), encoding="utf-8")
    done = import_(shop.store, shop.settings, [file], Terms("Nils"))
    assert (done.replaced, done.articles) == (1, 1)
    articles = {article for article, _ in shop.drafts()}
    before = {article: shop.record(article, "da") for article in articles}
    for options in ({}, {"retranslate": True}):
        shop.localize(**options)
        (changed,) = [article for article in articles if "grøden i 5" in str(shop.record(article, "da"))] or [""]
        said = {s["source_shown"]: s for s in shop.record(changed, "da")["segments"]}[OATS[1]]
        assert said["shown"].replace("\xa0", " ") == "Kog grøden i 5 minutter, og rør hele tiden."
        assert (said["state"], said["engine"]) == ("machine-draft", IMPORTED)
        if not options:
            assert engine.asked == []
            assert [shop.record(a, "da") == before[a] for a in articles - {changed}] == [True]
    assert not any("rør hela" in text or "5 minuter" in text for text, _ in engine.asked)


PARAGRAPH = "Ta 300 mg på morgonen. Läs sedan <b>mer</b> om gröt."


@pytest.mark.parametrize(
    ("sv", "de"),
    [
        (PARAGRAPH, "Lesen Sie <b>mehr</b> über Brei und nehmen Sie morgens 300 mg."),
        ("Ta <x0/> på morgonen. Läs sedan <g1>mer</g1> om gröt.", "Lesen Sie <g1>mehr</g1>, nehmen Sie <x0/>."),
    ],
)
def test_a_paragraph_that_was_translated_whole_is_known_by_all_its_sentences(shop: Shop, sv: str, de: str) -> None:
    shop.to = ("de",)
    shop.write(
        "grot.html",
        page("Gröt till frukost", (*OATS, PARAGRAPH), name="grot").replace(PARAGRAPH, f"</p><p>{PARAGRAPH}"),
    )
    shop.localize()
    file = shop.pages.parent / "agency.tmx"
    unit = tu(sv.replace("<", "&lt;"), de.replace("<", "&lt;"), target="de")
    file.write_text(foreign(unit), encoding="utf-8")
    done = import_(shop.store, shop.settings, [file], Terms("Nils", approved=True))
    assert (counts(done), done.articles) == ((1, 0, 0, 0, 0), 1)
    shop.localize()
    found = [s for s in shop.record(shop.article(), "de")["segments"] if s["address"].endswith("#all")]
    assert [(s["state"], s["by"]) for s in found] == [("approved", "Nils")]
    assert found[0]["shown"].replace("\xa0", " ").startswith("Lesen Sie mehr")
    assert "300 mg" in found[0]["shown"].replace("\xa0", " ")


def test_codes_that_omegat_names_by_number_alone_are_known_from_the_stores_pages(shop: Shop) -> None:
    shop.to = ("de",)
    sentence = 'Läs <a href="https://butik.example/x">mer om gröt</a> och koka den i <b>5 minuter</b> på låg värme.'
    shop.write("grot.html", page("Gröt till frukost", (*OATS, sentence), name="grot"))
    shop.localize()
    coded = next(s["source"] for s in sources(shop, "de").values() if s["source"].startswith("Läs"))
    tags = coded.replace("⟦1⟧", "<g0>").replace("⟦/1⟧", "</g0>").replace("⟦2⟧", "<g1>").replace("⟦/2⟧", "</g1>")
    tags = tags.replace("⟦3⟧", "<x2/>")
    assert "⟦" not in tags
    said = "Den Brei <g1><x2/> Minuten</g1> kochen und <g0>mehr lesen</g0>."
    sv, de = (text.replace("<", "&lt;") for text in (tags, said))
    file = shop.pages.parent / "project_save.tmx"
    file.write_text(foreign(tu(sv, de, "SV", "DE"), header='creationtool="OmegaT" srclang="SV"'), encoding="utf-8")
    assert counts(import_(shop.store, shop.settings, [file], Terms("Nils"))) == (1, 0, 0, 0, 0)
    shop.localize()
    found = next(s for s in sources(shop, "de").values() if s["source"] == coded)
    assert found["shown"].replace("\xa0", " ") == "Den Brei 5 Minuten kochen und mehr lesen."


def test_a_hundred_refused_are_said_in_part_and_listed_whole(at: At) -> None:
    units: Iterable[str] = (tu(f"Ta {n} mg.", f"Tag {n + 1} mg.") for n in range(1, 101))
    done = at.take(foreign(*units))
    assert done.number_refused == len(done.refused) == len(done.to_json()["refused"]) == 100
    assert done.words().count("Refused: ") == 50
    assert "… and 50 more refused (--json lists them)." in done.words()


def test_a_file_cannot_write_to_the_terminal_what_it_likes(at: At) -> None:
    odd = "\x1b]0;owned\x07 \u202eFisk"
    done = at.take(f"source,target,locale\n{odd} 5 mg,{odd} 6 mg,da\n", name="file.csv")
    assert "\x1b" in done.refused[0].source
    assert done.words().splitlines()[1].endswith(": \ufffd]0;owned\ufffd \ufffdFisk 5 mg")
