"""Which words of a text count, and to whom each belongs."""

from __future__ import annotations

from collections.abc import Iterable

from contentops.translate.compounds import Compounds, Head
from contentops.translate.coverage import coverage
from contentops.translate.glossary import Glossary, Term

GLOSSARY = Glossary(
    "nb",
    [
        Term("järn", "jern", "noun"),
        Term("brist på järn", "mangel på jern", "phrase"),
        Term("WHO", "WHO", "name"),
        Term("ont i ryggen", "vondt i ryggen", "phrase"),
    ],
    compounds=Compounds({"solros": "solsikke", "björn": "bjørne"}, {"frön": Head("frø", noun=True)}),
)


def engine_has(*words: str) -> object:
    return lambda asked: frozenset(asked) & frozenset(words)


def unknown(*sentences: str, known: Iterable[str] = ()) -> dict[str, int]:
    return dict(coverage(sentences, GLOSSARY, engine_has(*known)).unknown)  # type: ignore[arg-type]


def test_each_content_word_is_a_term_in_a_phrase_a_compound_the_engine_s_or_nobody_s() -> None:
    found = coverage(
        ["Järn hjälper vid brist på järn.", "Solrosfrön smakar mumsigt."],
        GLOSSARY,
        engine_has("hjälper", "smakar"),  # type: ignore[arg-type]
    )
    assert (found.terms, found.phrases, found.compounds, found.engine) == (1, 2, 1, 2)
    assert dict(found.unknown) == {"mumsigt": 1}
    assert (found.glossary, found.words) == (4, 7)
    assert found.share(found.glossary) == 4 / 7


def test_function_words_numbers_units_names_and_addresses_do_not_count() -> None:
    assert unknown("Ta 10 mg och fyra till, det är för dig.") == {}
    assert unknown("Enligt WHO, BMI och Bergström på Apoteket Hjärtat.") == {}
    assert unknown("Se https://shop.example/tokig och info@shop.example nu.") == {}
    assert unknown("Den innehåller ⟦1⟧ tokiga B12-droppar.", known=["innehåller"]) == {"tokiga": 1}


def test_a_capital_at_the_beginning_of_a_sentence_is_no_name() -> None:
    assert unknown("Tokig mat.", known=["mat"]) == {"tokig": 1}


def test_a_compound_that_the_engine_has_whole_is_left_to_it() -> None:
    parts = coverage(["Ät solrosfrön."], GLOSSARY, engine_has())  # type: ignore[arg-type]
    whole = coverage(["Ät solrosfrön."], GLOSSARY, engine_has("solrosfrön"))  # type: ignore[arg-type]
    assert (parts.compounds, parts.engine) == (1, 0)
    assert (whole.compounds, whole.engine) == (0, 1)


def test_without_an_engine_the_glossary_is_all_there_is() -> None:
    found = coverage(["Järn smakar."], GLOSSARY)
    assert found.engine is None
    assert dict(found.unknown) == {"smakar": 1}


def test_the_words_are_counted_as_often_as_they_stand() -> None:
    assert unknown("Tokig mat.", "Mat är tokig.", known=["mat"]) == {"tokig": 2}


def test_a_text_without_content_has_no_share() -> None:
    assert coverage(["Det är så."], GLOSSARY).share(0) == 0.0
