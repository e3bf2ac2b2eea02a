"""Drafting with engines made for these tests: visible, deterministic, and gentle with tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from contentops.article.model import Article, Cite, Inlines, Paragraph, Quantity, Text
from contentops.article.record import State
from contentops.article.segments import Segment, segments
from contentops.errors import EngineFailed
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Entry, Memory, key
from contentops.translate import remembered as module
from contentops.translate.draft import Drafted, draft, usable
from contentops.translate.engine import Answer
from contentops.translate.glossary import Glossary, Term
from contentops.translate.masking import mask
from contentops.translate.remembered import terms_hash

WORDS = re.compile(r"[^\W\d_]+")
NO_TERMS = Glossary("da", [])


@dataclass
class Marking:
    """Puts its mark behind every word that is no token. ``asked`` is every text that it was sent."""

    mark: str = "o"
    name: str = "marking"
    trusted: bool = False
    asked: list[str] = field(default_factory=list)
    spoil: Callable[[str], str | None] = lambda text: text
    die_at: int = -1

    def targets(self) -> tuple[str, ...]:
        return ("da",)

    def unusable(self, target: str) -> str:
        return "" if target in self.targets() else f"it knows no {target}"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        assert target == "da"
        if 0 <= self.die_at <= len(self.asked) + len(texts):
            raise KeyboardInterrupt
        self.asked += texts
        said = (self.spoil(WORDS.sub(self._marked, text)) for text in texts)
        return [None if text is None else Answer(text) for text in said]

    def close(self) -> None:
        pass

    def _marked(self, match: re.Match[str]) -> str:
        return match[0] if match[0].isupper() and len(match[0]) > 2 else f"{match[0]}{self.mark}"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    database = connect(sqlite_url(tmp_path / "state.db"))
    yield Memory(database, "sv", "da")
    database.dispose()


def parts(*paragraphs: str | Inlines) -> tuple[Segment, ...]:
    blocks = tuple(
        Paragraph(id=f"p{n}", inlines=(Text(one),) if isinstance(one, str) else one) for n, one in enumerate(paragraphs)
    )
    return segments(Article(locale="sv", title="", blocks=blocks))


def nothing_blocks(_: Segment, __: str) -> str:
    return ""


def texts(drafted: Drafted) -> dict[str, str]:
    return {address: entry.text for address, entry in drafted.entries.items()}


# ----------------------------------------------------------------------------------------------------------------- memory


def test_memory_is_asked_before_an_engine(memory: Memory) -> None:
    fish, rest = parts("Fisk smakar gott.", "Vila är bra.")
    memory.put([Entry(key(fish), fish.text, "Fisk smager godt.", State.APPROVED, by="Eva")])
    engine = Marking()
    drafted = draft((fish, rest), memory, [engine], NO_TERMS, nothing_blocks)
    assert texts(drafted) == {fish.address: "Fisk smager godt.", rest.address: "Vilao äro brao."}
    assert engine.asked == ["Vila är bra."]
    assert (drafted.from_memory, drafted.translated, drafted.missing) == (1, 1, 0)
    assert drafted.fresh == {rest.address}


def test_a_sentence_that_stands_twice_is_sent_once(memory: Memory) -> None:
    engine = Marking()
    drafted = draft(parts("Koka riset.", "Rör om.", "Koka riset."), memory, [engine], NO_TERMS, nothing_blocks)
    assert engine.asked == ["Koka riset.", "Rör om."]
    assert texts(drafted)["p0#0"] == texts(drafted)["p2#0"] == "Kokao riseto."
    assert (drafted.from_memory, drafted.translated, drafted.missing) == (1, 2, 0)


def test_two_doses_of_one_sentence_share_a_translation(memory: Memory) -> None:
    engine = Marking()
    low: Inlines = (Text("Ta "), Quantity("5", "mg", "5 mg"), Text(" om dagen."))
    high: Inlines = (Text("Ta "), Quantity("9", "mg", "9 mg"), Text(" om dagen."))
    drafted = draft(parts(low, high), memory, [engine], NO_TERMS, nothing_blocks)
    assert len(engine.asked) == 1
    assert set(texts(drafted).values()) == {"Tao ⟦1⟧ omo dageno."}


def test_a_second_draft_asks_no_engine(memory: Memory) -> None:
    own = parts("Koka riset.", "Rör om.")
    draft(own, memory, [Marking()], NO_TERMS, nothing_blocks)
    engine = Marking("x")
    again = draft(own, memory, [engine], NO_TERMS, nothing_blocks)
    assert engine.asked == []
    assert (again.from_memory, again.translated) == (2, 0)


@pytest.mark.parametrize(("trusted", "state"), [(True, State.MACHINE), (False, State.MACHINE_DRAFT)])
def test_what_a_machine_made_says_so(memory: Memory, *, trusted: bool, state: State) -> None:
    own = parts("Koka riset.")
    draft(own, memory, [Marking(trusted=trusted)], NO_TERMS, nothing_blocks)
    entry = memory.get([key(own[0])])[key(own[0])]
    assert (entry.state, entry.engine) == (state, "marking")


# ------------------------------------------------------------------------------------------------------- engines and gate


def no_x(_: Segment, text: str) -> str:
    return "it holds an x" if "x" in text else ""


def test_what_the_gate_refuses_goes_to_the_next_engine(memory: Memory) -> None:
    first, second = Marking("x", "first"), Marking("y", "second")
    drafted = draft(parts("Koka riset."), memory, [first, second], NO_TERMS, no_x)
    assert texts(drafted) == {"p0#0": "Kokay risety."}
    assert drafted.entries["p0#0"].engine == "second"


def test_the_next_engine_is_not_asked_for_what_the_first_did_well(memory: Memory) -> None:
    first, second = Marking("y", "first"), Marking("z", "second")
    draft(parts("Koka riset."), memory, [first, second], NO_TERMS, no_x)
    assert second.asked == []


def test_when_every_engine_is_blocked_the_first_ones_text_is_kept_for_a_person_to_mend(memory: Memory) -> None:
    own = parts("Koka riset.")
    drafted = draft(own, memory, [Marking("x", "first"), Marking("xx", "second")], NO_TERMS, no_x)
    assert texts(drafted) == {"p0#0": "Kokax risetx."}
    assert (drafted.translated, drafted.missing) == (1, 0)
    assert "it holds an x" in drafted.refused["p0#0"]
    assert memory.get([key(own[0])])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda text: text.replace("XQAX", ""), "returned 0 of 1 protected places"),
        (lambda text: f"{text} XQAX", "returned 2 of 1 protected places"),
        (lambda text: text.replace("XQAX", "XQBX"), "returned 1 of 1 protected places"),
        (lambda _: None, "gave no answer"),
    ],
    ids=["lost", "doubled", "invented", "no answer"],
)
def test_a_text_that_lost_its_code_is_missing_and_says_why(
    memory: Memory, spoil: Callable[[str], str | None], reason: str
) -> None:
    dose: Inlines = (Text("Ta "), Quantity("5", "mg", "5 mg"), Text(" om dagen."))
    own = parts(dose, "Rör om.")
    drafted = draft(own[:1], memory, [Marking(spoil=spoil)], NO_TERMS, nothing_blocks)
    assert (drafted.entries, drafted.missing) == ({}, 1)
    assert reason in drafted.refused["p0#0"]
    assert "marking" in drafted.refused["p0#0"]
    assert memory.get([key(own[0])]) == {}


def test_an_empty_answer_is_no_translation(memory: Memory) -> None:
    drafted = draft(parts("Rör om."), memory, [Marking(spoil=lambda _: " ")], NO_TERMS, nothing_blocks)
    assert drafted.missing == 1
    assert "empty answer" in drafted.refused["p0#0"]


def test_without_an_engine_what_memory_lacks_is_missing(memory: Memory) -> None:
    drafted = draft(parts("Rör om.", "Koka."), memory, [], NO_TERMS, nothing_blocks)
    assert (drafted.missing, drafted.translated) == (2, 0)
    assert drafted.refused == {"p0#0": "no engine was asked", "p1#0": "no engine was asked"}


class Failing(Marking):
    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        raise EngineFailed(f"no line to {target} for {len(texts)} texts.")


def test_an_engine_that_fails_leaves_the_work_to_the_next(memory: Memory) -> None:
    drafted = draft(parts("Rör om."), memory, [Failing(), Marking("y", "second")], NO_TERMS, nothing_blocks)
    assert texts(drafted) == {"p0#0": "Röry omy."}


def test_a_text_of_nothing_but_protected_places_needs_no_engine(memory: Memory) -> None:
    engine = Marking()
    drafted = draft(parts("www.butik.example/a"), memory, [engine], NO_TERMS, nothing_blocks)
    assert texts(drafted) == {"p0#0": "www.butik.example/a"}
    assert engine.asked == []


def test_what_was_made_is_stored_as_it_arrives(memory: Memory) -> None:
    own = parts(*(f"Mening nummer {'x' * n} här." for n in range(1, 46)))
    with pytest.raises(KeyboardInterrupt):
        draft(own, memory, [Marking(die_at=45)], NO_TERMS, nothing_blocks)
    kept = memory.get(key(part) for part in own)
    assert len(kept) == 30  # a bundle of ten and one of twenty
    second = Marking()
    again = draft(own, memory, [second], NO_TERMS, nothing_blocks)
    assert (again.from_memory, again.translated, len(second.asked)) == (30, 15, 15)


@dataclass
class Counting(Marking):
    """Counts its requests."""

    requests: list[int] = field(default_factory=list)

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        self.requests.append(len(texts))
        return super().translate(texts, target)


@dataclass
class Bundling(Counting):
    """Says how many texts it takes in a request."""

    texts_in_request: int = 50
    requests_at_once: int = 1


@pytest.mark.parametrize(
    ("engine", "requests"),
    [
        (Counting(trusted=True), [1] * 45),
        (Bundling(trusted=True), [45]),
        (Bundling(trusted=True, texts_in_request=30), [30, 15]),
        (Counting(), [10, 20, 15]),
    ],
    ids=["paid for, does not say", "one request for all", "two requests", "costs nothing"],
)
def test_what_may_be_paid_for_is_stored_request_by_request(
    memory: Memory, engine: Counting, requests: list[int]
) -> None:
    own = parts(*(f"Mening nummer {'x' * n} här." for n in range(1, 46)))
    draft(own, memory, [engine], NO_TERMS, nothing_blocks)
    assert engine.requests == requests


def test_a_blocked_text_that_was_paid_for_is_stored_before_the_next_engine_is_asked(memory: Memory) -> None:
    own = parts("Koka riset.")
    paid = Marking("x", "paid", trusted=True)
    with pytest.raises(KeyboardInterrupt):
        draft(own, memory, [paid, Marking(die_at=0)], NO_TERMS, no_x)
    assert memory.get([key(own[0])])[key(own[0])].text == "Kokax risetx."
    again = draft(own, memory, [paid], NO_TERMS, no_x)
    assert (len(paid.asked), again.from_memory) == (1, 1)


def test_a_blocked_text_that_was_paid_for_gives_way_to_the_next_engines(memory: Memory) -> None:
    own = parts("Koka riset.")
    draft(own, memory, [Marking("x", "paid", trusted=True), Marking("y", "second")], NO_TERMS, no_x)
    entry = memory.get([key(own[0])])[key(own[0])]
    assert (entry.text, entry.engine, entry.state) == ("Kokay risety.", "second", "machine-draft")


def test_what_was_asked_before_in_a_run_is_not_asked_again(memory: Memory) -> None:
    asked: dict[str, str] = {}
    engine = Marking(spoil=lambda text: None if "Rör" in text else text)
    own = parts("Koka riset.", "Rör om.")
    for _ in range(2):
        drafted = draft(own, memory, [engine], NO_TERMS, nothing_blocks, retranslate=True, asked=asked)
        assert drafted.refused == {"p1#0": "marking: it gave no answer"}
        assert texts(drafted) == {"p0#0": "Kokao riseto."}
    assert engine.asked == ["Koka riset.", "Rör om."]


# ------------------------------------------------------------------------------------------------- when something changes


def test_a_persons_text_is_kept_whatever_changes(memory: Memory) -> None:
    own = parts("Zink är bra.")
    memory.put([Entry(key(own[0]), own[0].text, "Zink er godt.", State.APPROVED, by="Eva")])
    changed = Glossary("da", [Term("zink", "zinkum", "noun")])
    engine = Marking()
    drafted = draft(own, memory, [engine], changed, nothing_blocks, retranslate=True)
    assert texts(drafted) == {"p0#0": "Zink er godt."}
    assert engine.asked == []


TWELVE_WEEKS = (Text("Vila i "), Quantity("12", "week", "12 veckor"), Text(" nu."))
TWO_MONTHS = (Text("Vila i "), Quantity("2", "month", "2 månader"), Text(" nu."))


def remember_as_one_code(memory: Memory, state: State, engine: str = "", terms: str = "", by: str = "") -> None:
    """What was remembered for "Vila i ⟦1⟧ nu.", a span of any length, while the whole of it was a code."""
    [part] = parts((Text("Vila i "), Quantity("500", "mg", "500 mg"), Text(" nu.")))
    memory.put(
        [
            Entry(
                key(part),
                "Vila i ⟦1:quantity⟧ nu.",
                "Hvil nu i ⟦1⟧!",
                state,
                engine,
                terms,
                by=by,
                at=by and "2026-10-01",
            )
        ]
    )


def test_what_a_person_approved_while_a_span_was_one_code_says_what_it_said(memory: Memory) -> None:
    remember_as_one_code(memory, State.APPROVED, by="Anna Berg")
    engine = Marking()
    weeks, months = parts(TWELVE_WEEKS, TWO_MONTHS)
    drafted = draft((weeks, months), memory, [engine], NO_TERMS, nothing_blocks)
    assert engine.asked == []
    assert texts(drafted) == {
        weeks.address: "Hvil nu i ⟦1⟧\u00a0uger!",
        months.address: "Hvil nu i ⟦1⟧\u00a0måneder!",
    }
    [entry] = memory.get([key(weeks)]).values()
    assert (entry.state, entry.by, entry.at) == (State.APPROVED, "Anna Berg", "2026-10-01")
    assert draft((weeks,), memory, [engine], NO_TERMS, nothing_blocks).from_memory == 1


def test_a_machines_draft_from_that_time_is_made_anew(memory: Memory) -> None:
    remember_as_one_code(memory, State.MACHINE_DRAFT, engine="marking")
    [part] = parts(TWELVE_WEEKS)
    assert texts(draft([part], memory, [Marking()], NO_TERMS, nothing_blocks)) != {}
    assert memory.get([key(part)])[key(part)].state is State.MACHINE_DRAFT


def test_what_was_paid_for_at_that_time_is_not_paid_for_again(memory: Memory) -> None:
    [part] = parts((Text("Vila i "), Quantity("500", "mg", "500 mg"), Text(" nu.")))
    paid = terms_hash(mask(part.text, part.codes, NO_TERMS), "marking", "da", by_rules=False)
    remember_as_one_code(memory, State.MACHINE, engine="marking", terms=paid)
    engine = Marking(trusted=True)
    drafted = draft(parts(TWELVE_WEEKS), memory, [engine], NO_TERMS, nothing_blocks)
    assert (engine.asked, drafted.from_memory) == ([], 1)


def test_a_number_and_the_word_of_its_span_stay_on_one_line(memory: Memory) -> None:
    [part] = parts(TWELVE_WEEKS)
    engine = Marking(mark="", spoil=lambda text: text.replace("veckor", "uger"))
    assert texts(draft([part], memory, [engine], NO_TERMS, nothing_blocks)) == {
        part.address: "Vila i ⟦1⟧\u00a0uger nu."
    }


def test_retranslate_makes_machine_texts_anew_and_only_those(memory: Memory) -> None:
    own = parts("Zink är bra.", "Rör om.")
    memory.put([Entry(key(own[0]), own[0].text, "Zink er godt.", State.APPROVED, by="Eva")])
    draft(own, memory, [Marking("o")], NO_TERMS, nothing_blocks)
    drafted = draft(own, memory, [Marking("y")], NO_TERMS, nothing_blocks, retranslate=True)
    assert texts(drafted) == {"p0#0": "Zink er godt.", "p1#0": "Röry omy."}
    assert (drafted.from_memory, drafted.translated) == (1, 1)


def test_a_glossary_change_redoes_the_machine_segments_in_which_the_entry_occurs_and_no_other(memory: Memory) -> None:
    own = parts("Zink är bra.", "Rör om.", "Mer zink.")
    before = Glossary("da", [Term("zink", "zink", "noun"), Term("sirap", "sirup", "noun")])
    after = Glossary("da", [Term("zink", "zinkum", "noun"), Term("sirap", "melis", "noun")])
    memory.put([Entry(key(own[2]), own[2].text, "Mere zink.", State.APPROVED, by="Eva")])
    draft(own, memory, [Marking()], before, nothing_blocks)
    engine = Marking()
    drafted = draft(own, memory, [engine], after, nothing_blocks)
    assert engine.asked == ["XQAX är bra."]
    assert texts(drafted) == {"p0#0": "Zinkum äro brao.", "p1#0": "Röro omo.", "p2#0": "Mere zink."}


@pytest.mark.parametrize(("trusted", "asked"), [(False, ["Koka riset."]), (True, [])])
def test_new_rules_redo_drafts_and_nothing_that_a_trusted_engine_made(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, *, trusted: bool, asked: list[str]
) -> None:
    own = parts("Koka riset.", "Vila nu.")
    memory.put([Entry(key(own[1]), own[1].text, "Hvil nu.", State.APPROVED, by="Eva")])
    draft(own, memory, [Marking(trusted=trusted)], NO_TERMS, nothing_blocks)
    monkeypatch.setattr(module, "RULES", module.RULES + 1)
    module._rules.cache_clear()
    engine = Marking("x", trusted=trusted)
    draft(own, memory, [engine], NO_TERMS, nothing_blocks)
    module._rules.cache_clear()
    assert engine.asked == asked


@pytest.mark.parametrize(
    ("file", "old", "new", "engine"),
    [
        ("da/language.toml", '7 = ["syv"]', '7 = ["siv"]', "marking"),
        ("sv/language.toml", "joins_requests = [", 'joins_requests = ["plus", ', "marking"),
        ("da/language.toml", "double_definite = false", "double_definite = true", "marking"),
        ("da/language.toml", 'symbol = "tsk."', 'symbol = "tsk"', "marking"),
        ("sv/infinitives.toml", "verbs = [", 'verbs = ["orkade", ', "marking"),
        ("sv/readings.toml", "denials = [", 'denials = ["ack", ', "marking"),
        ("sv/supines.toml", "supines = [", 'supines = ["gapat", ', "marking"),
        ("da/marking.toml", "", "a = 1", "marking"),
        ("sv/apertium.toml", "no_names = [", 'no_names = ["anna", ', "apertium"),
        ("sv/apertium.rlx", "SECTION", "SECTION #", "apertium"),
        ("nb/apertium.toml", "copulas = [", 'copulas = ["tro", ', "apertium"),  # on the way to Danish
        ("da/apertium.toml", "", "# more", "apertium"),
    ],
)
def test_drafts_are_made_anew_when_data_that_masking_or_the_engine_reads_has_changed(
    file: str, old: str, new: str, engine: str, locales: tuple[Path, Callable[[], None]]
) -> None:
    root, forget = locales
    masked = mask("Fisk.", (), NO_TERMS)
    before, other = (terms_hash(masked, name, "da", by_rules=True) for name in (engine, "else"))
    paid = terms_hash(masked, "paid", "da", by_rules=False)
    path = root / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else f"{text}\n{new}\n", encoding="utf-8")
    forget()
    assert terms_hash(masked, engine, "da", by_rules=True) != before
    assert terms_hash(masked, "paid", "da", by_rules=False) == paid
    own = file.rpartition("/")[2].startswith(engine)
    assert (terms_hash(masked, "else", "da", by_rules=True) == other) is own


def test_what_only_checks_read_makes_no_draft_anew(locales: tuple[Path, Callable[[], None]]) -> None:
    root, forget = locales
    before = module._rules("apertium", "da")
    for file, old, new in (
        ("da/language.toml", "transition = [", 'transition = ["nok", '),
        ("nn/language.toml", "single_consonants = true", "single_consonants = false"),
    ):
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    forget()
    assert module._rules("apertium", "da") == before


def test_a_remembered_text_that_does_not_fit_the_segment_is_made_anew(memory: Memory) -> None:
    cited: Inlines = (Text("Fisk är bra."), Cite(("r1",), "(1)"))
    own = parts(cited)
    memory.put([Entry(key(own[0]), own[0].text, "Fisk er godt.", State.MACHINE_DRAFT, engine="old")])
    drafted = draft(own, memory, [Marking()], NO_TERMS, nothing_blocks)
    assert texts(drafted) == {"p0#0": "Fisko äro brao.⟦1⟧"}


# ----------------------------------------------------------------------------------------------------------------- engines


def test_engines_that_cannot_be_used_are_left_out_with_the_reason() -> None:
    good, reasons = usable([Marking()], "nb")
    assert (good, reasons) == ([], ["marking: it knows no nb"])
    good, reasons = usable([Marking()], "da")
    assert ([engine.name for engine in good], reasons) == (["marking"], [])


class TwoWays(Marking):
    """Makes what begins with a capital L lexically, the rest in its only other way."""

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        answers = super().translate(texts, target)
        return [a and Answer(a.text, way="lexical" if a.text.startswith("L") else "") for a in answers]


def test_what_of_an_engine_made_a_text_is_remembered_and_old_texts_stay_until_they_are_asked_for(
    memory: Memory,
) -> None:
    old = draft(parts("Lök är gott."), memory, [Marking(name="engine")], NO_TERMS, nothing_blocks)
    assert [entry.engine for entry in old.entries.values()] == ["engine"]
    both = parts("Lök är gott.", "Lax är gott.", "Fisk är gott.")
    engine = TwoWays("a", name="engine")
    mixed = draft(both, memory, [engine], NO_TERMS, nothing_blocks)
    assert [mixed.entries[s.address].engine for s in both] == ["engine", "engine/lexical", "engine"]
    assert len(engine.asked) == 2
    again = draft(both, memory, [engine], NO_TERMS, nothing_blocks, retranslate=True)
    assert [again.entries[s.address].engine for s in both] == ["engine/lexical", "engine/lexical", "engine"]
