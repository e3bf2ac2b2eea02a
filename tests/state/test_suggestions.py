"""What is suggested for a sentence that is nearly one that a person approved, and what never is."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from typing import get_args

import pytest
from rapidfuzz import fuzz
from sqlalchemy import Engine

from contentops.article import model
from contentops.article.model import Cite, Inline, Link, Quantity
from contentops.article.record import Similar, State
from contentops.article.segments import Segment
from contentops.language.language import language
from contentops.state import suggestions as module
from contentops.state.memory import Entry, Memory, Trusted, identity, key
from contentops.state.suggestions import LEAST, MOST, Suggestions

MG, IU = Quantity("300", "mg", "300 mg"), Quantity("400", "iu", "400 IE")
CITED = Cite(("r1",), "(1)")


def segment(text: str, *codes: Inline) -> Segment:
    return Segment("p#0", "paragraph", "p", text, codes)


def remembered(
    text: str, *codes: Inline, state: State = State.APPROVED, danish: str = "", by: str = "Karen Holm"
) -> Entry:
    own = segment(text, *codes)
    return Entry(key(own), identity(text, codes), danish or f"da: {text}", state, "" if by else "apertium", by=by)


def nearest(database: Engine, entries: Iterable[Entry], asked: Segment) -> tuple[Similar, ...]:
    memory = Memory(database, "sv", "da")
    memory.put(list(entries))
    return Suggestions(memory, language("sv")).nearest(asked)


def test_the_text_of_a_sentence_that_is_nearly_this_one_is_suggested_with_who_approved_it(database: Engine) -> None:
    known = remembered("Hemjärn kommer från kött, fisk och blodmat.", danish="Hæmjern kommer fra kød, fisk og blodmad.")
    (found,) = nearest(database, [known], segment("Hemjärn finns i kött, fisk och blodmat."))
    assert (found.text, found.source, found.state, found.by) == (known.text, known.source, "approved", "Karen Holm")
    assert found.score == int(fuzz.ratio(known.source, "Hemjärn finns i kött, fisk och blodmat."))
    assert LEAST <= found.score < 100


def test_at_most_three_are_suggested_the_most_alike_first(database: Engine) -> None:
    words = ("kött", "kött och fisk", "kött, fisk och ägg", "kött, fisk, ägg och bönor")
    known = [remembered(f"Järnet i maten finns mest i {word}.") for word in words]
    found = nearest(database, known, segment("Järnet i maten finns mest i fisk."))
    assert len(found) == MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert found[0].source == "Järnet i maten finns mest i kött."


def test_what_is_not_alike_enough_is_not_suggested(database: Engine) -> None:
    known = remembered("Hemjärn kommer från kött, fisk och blodmat.")
    assert nearest(database, [known], segment("Hemjärn är en form av järn som kroppen tar upp lätt.")) == ()


@pytest.mark.parametrize("state", [State.MACHINE_DRAFT, State.MACHINE])
def test_a_draft_is_no_suggestion_and_what_a_trusted_engine_made_is_one(database: Engine, state: State) -> None:
    known = remembered("Fisk är bra för hjärtat.", state=state, by="")
    found = nearest(database, [known], segment("Fisk är bra för hjärnan."))
    assert [one.state for one in found] == ([State.MACHINE] if state is State.MACHINE else [])


def test_of_two_equally_alike_a_persons_comes_first(database: Engine) -> None:
    engines = remembered("Fisk är bra för hjärnan.", state=State.MACHINE, by="")
    persons = remembered("Fisk är bra för hjärtat.")
    found = nearest(database, [engines, persons], segment("Fisk är bra för hjärnat."))
    assert [one.by for one in found] == ["Karen Holm", ""]


def test_another_pair_of_locales_suggests_nothing(database: Engine) -> None:
    Memory(database, "sv", "nb").put([remembered("Fisk är bra för hjärtat.")])
    assert nearest(database, [], segment("Fisk är bra för hjärnan.")) == ()


def test_the_sentence_itself_is_not_suggested_for_itself(database: Engine) -> None:
    known = remembered("Fisk är bra för hjärtat.")
    assert nearest(database, [known], segment("Fisk är bra för hjärtat.")) == ()


def test_codes_count_by_their_kind_whatever_dose_they_stand_for(database: Engine) -> None:
    known = remembered("Ta ⟦1⟧ om dagen till maten.⟦2⟧", MG, CITED)
    (found,) = nearest(database, [known], segment("Ta ⟦1⟧ om dagen till maten!⟦2⟧", IU, Cite(("r4",), "[4]")))
    assert found.source == "Ta ⟦1:quantity⟧ om dagen till maten.⟦2:cite⟧"
    assert found.score > 95


def test_a_link_around_a_word_takes_little_away(database: Engine) -> None:
    known = remembered("Läs mer om zink hos myndigheten.")
    (found,) = nearest(database, [known], segment("Läs mer om ⟦1⟧zink⟦/1⟧ hos myndigheten.", Link("u", ())))
    assert found.score > 90


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("Ta två tabletter om dagen.", "Ta tre tabletter om dagen."),
        ("Ta 2 tabletter om dagen.", "Ta 3 tabletter om dagen."),
        ("Vitamin B6 finns i fisk och kött.", "Vitamin B12 finns i fisk och kött."),
        ("Studien från 2019 visade det tydligt.", "Studien från 2018 visade det tydligt."),
        ("Ta det till maten varje dag.", "Ta inte det till maten varje dag."),
        ("Det finns bevis för att zink hjälper.", "Det finns inga bevis för att zink hjälper."),
        ("Drick teet med socker varje dag.", "Drick teet utan socker varje dag."),
        ("Ta aldrig mer än så på en dag.", "Ta inte mer än så på en dag."),
        ("Det finns bevis för att zink hjälper.", "Det saknas bevis för att zink hjälper."),
    ],
)
def test_nothing_is_suggested_when_the_numbers_or_the_negations_differ(
    database: Engine, known: str, asked: str
) -> None:
    assert fuzz.ratio(known, asked) >= LEAST
    assert nearest(database, [remembered(known)], segment(asked)) == ()
    assert nearest(database, [remembered(asked)], segment(known)) == ()


def test_nothing_is_suggested_when_one_has_a_dose_more(database: Engine) -> None:
    known = remembered("Kvinnor behöver ⟦1⟧ järn om dagen i genomsnitt.", MG)
    asked = segment("Kvinnor behöver ⟦1⟧ till ⟦2⟧ järn om dagen i genomsnitt.", MG, IU)
    assert nearest(database, [known], asked) == ()


def test_a_number_is_the_same_in_figures_and_in_words_and_so_are_two_words_for_no(database: Engine) -> None:
    assert nearest(
        database, [remembered("Ta två tabletter om dagen till maten.")], segment("Ta 2 tabletter om dagen till maten.")
    )
    assert nearest(
        database,
        [remembered("Det finns inget som helst bevis för det.")],
        segment("Det finns inte något bevis för det."),
    )


def test_what_an_older_version_remembered_without_kinds_is_left_out(database: Engine) -> None:
    own = segment("Ta ⟦1⟧ om dagen till maten.", MG)
    old = Entry(key(own), own.text, "Tag ⟦1⟧ om dagen til maden.", State.APPROVED, by="Karen Holm")
    asked = segment("Ta ⟦1⟧ om dagen efter maten.", MG)
    assert nearest(database, [old], asked) == ()
    assert len(nearest(database, [remembered(own.text, MG)], asked)) == 1


def test_every_kind_of_code_has_a_character_of_its_own() -> None:
    kinds = {one.__dataclass_fields__["type"].default for one in get_args(get_args(model.Inline)[0])}
    assert kinds == set(module._KINDS)


def test_the_memory_is_read_once_for_a_run(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(database, "sv", "da")
    memory.put([remembered("Fisk är bra för hjärtat.")])
    read: list[int] = []
    trusted = Memory.trusted

    def counted(self: Memory) -> list[Trusted]:
        read.append(1)
        return trusted(self)

    monkeypatch.setattr(Memory, "trusted", counted)
    suggestions = Suggestions(memory, language("sv"))
    assert not read
    for text in ("Fisk är bra för hjärnan.", "Fisk är bra för magen."):
        assert suggestions.nearest(segment(text))
    assert len(read) == 1


def test_among_thousands_of_entries_the_three_best_are_those_of_a_comparison_with_all(database: Engine) -> None:
    drawn = random.Random(3)  # noqa: S311  # no secret
    syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiouyåäö"]
    vocabulary = ["".join(drawn.choices(syllables, k=drawn.randint(1, 4))) for _ in range(3000)]
    weights = [1 / rank for rank in range(1, 3001)]

    def sentence() -> list[str]:
        return drawn.choices(vocabulary, weights, k=drawn.randint(5, 16))

    texts = [" ".join(sentence()) for _ in range(6_000)]
    asked = []
    for text in drawn.sample(texts, 40):
        own = text.split()
        for _ in range(len(own) // 4):
            own[drawn.randrange(len(own))] = drawn.choice(vocabulary)
        asked.append(" ".join(own))
    Memory(database, "sv", "da").put([remembered(text) for text in texts])
    suggestions = Suggestions(Memory(database, "sv", "da"), language("sv"))
    suggestions.nearest(segment("allt läses nu"))
    began = time.process_time()
    found = [[one.score for one in suggestions.nearest(segment(text))] for text in asked]
    assert (time.process_time() - began) / len(asked) < 0.02
    known = {text: module.facts(text, language("sv")) for text in texts}
    for text, scores in zip(asked, found, strict=True):
        facts = module.facts(text, language("sv"))
        alike = (fuzz.ratio(text, other) for other in texts if other != text and known[other] == facts)
        assert scores == [int(score) for score in sorted(alike, reverse=True) if score >= LEAST][:MOST]
