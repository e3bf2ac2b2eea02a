"""LIX counted by hand, and textstat kept to languages that it knows and to one thread each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from contentops.article.identity import mint
from contentops.article.model import Cite, Paragraph, Text
from contentops.check.page import page
from contentops.check.prose import sentences
from contentops.language.readability import FLESCH_LOCALES, _statistics, lix, reading_ease

GERMAN = ("Wir essen gern Brot.", "Die Ernährung der Bevölkerung verändert sich langsam.")
SPANISH = ("Comemos pan y fruta.", "La alimentación de la población cambia lentamente.")


def test_lix_of_sentences_counted_by_hand() -> None:
    # 4 + 6 words in 2 sentences; long (7 letters or more): havregryn, D-vitamin (8 letters), blåbären.
    index = lix(["Vi äter ju havregryn.", "Det finns D-vitamin i de blåbären."])
    assert (index.words, index.sentences, index.long_words) == (10, 2, 3)
    assert index.value == pytest.approx(10 / 2 + 100 * 3 / 10)


def test_seven_letters_make_a_word_long() -> None:
    assert lix(["vitamin vatten"]).long_words == 1
    assert lix(["vitamin vatten"], long_word=6).long_words == 2


def test_lix_of_nothing_is_nothing() -> None:
    assert lix([]).value == 0
    assert lix(["–"]).sentences == 0


def test_running_text_is_split_by_block_and_leaves_headings_tables_and_citations_out() -> None:
    article = page(
        "sv", "# Titel", "## Rubrik utan punkt", "Ät t.ex. gröt.(1,2) Den mättar.", "- ägg", "- bröd", "| cell | cell |"
    ).article
    assert sentences(article) == ("Ät t.ex. gröt.", "Den mättar.", "ägg", "bröd")


def test_a_citation_leaves_no_word_behind() -> None:
    lone = page("sv", "# T").article
    inlines = (Text("Det hjälper "), Cite(("r1",), "(1)"), Text("mycket."))
    assert sentences(mint(replace(lone, blocks=(Paragraph(inlines=inlines),)))) == ("Det hjälper mycket.",)


def test_reading_ease_is_amstads_formula_on_our_own_sentences() -> None:
    # Amstad: 180 - words a sentence - 58.5 * syllables a word. Wir es-sen gern Brot: 4 words, 5 syllables by the
    # hyphenation that textstat counts with (it cuts no single vowel off).
    assert reading_ease(["Wir essen gern Brot."], "de") == pytest.approx(180 - 4 - 58.5 * 5 / 4)


def test_an_abbreviation_ends_no_sentence_for_textstat() -> None:
    assert reading_ease(["Wir essen z.B. gern Brot."], "de") == pytest.approx(
        reading_ease(["Wir essen zB gern Brot."], "de")
    )


@pytest.mark.parametrize("locale", ["sv", "da", "nb", "nn", "fi", "en"])
def test_no_formula_is_lent_from_another_language(locale: str) -> None:
    assert locale not in FLESCH_LOCALES
    with pytest.raises(ValueError, match="no formula"):
        reading_ease(GERMAN, locale)


def test_threads_do_not_set_each_others_language() -> None:
    with ThreadPoolExecutor(1) as other:
        german = other.submit(_statistics, "de").result()
        reading_ease(SPANISH, "es")
        assert german.flesch_reading_ease("Wir essen gern Brot.") == pytest.approx(180 - 4 - 58.5 * 5 / 4)


def test_one_thread_makes_one_object() -> None:
    assert _statistics("de") is _statistics("es")
