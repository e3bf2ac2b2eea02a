"""The glossary's mechanism, and a check of its files: what a language person may have broken is said here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import UsageError
from contentops.language.language import folder, locales
from contentops.translate.glossary import IMPERATIVE, Glossary, Term, genitive, glossary, glossary_fingerprint
from contentops.translate.glossary_files import NO_CELLS, mistakes
from tests.conftest import Locales

TARGETS = tuple(locale for locale in locales() if locale != "sv")
EMBEDDED = ("da", "nb", "nn")
"""Targets whose engine gets terms put in: they need more of them."""
SHIPPED = (*EMBEDDED, "de", "en", "fi")
"""Targets that come with a glossary; one that somebody adds may get its terms later."""
FILES = sorted((folder() / "glossary").glob("*.toml"))


def entries() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in FILES:
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["term"]:
            yield path, entry


def spellings(cell: str | list[str]) -> list[str]:
    return [cell] if isinstance(cell, str) else cell


# --------------------------------------------------------------------------------------------------------------- the files


@pytest.mark.parametrize("locale", SHIPPED)
def test_the_glossary_has_four_hundred_terms_or_more_for_the_embedded_engine_and_250_for_others(locale: str) -> None:
    own = [entry for _, entry in entries() if locale in entry and entry["kind"] == "noun"]
    assert len(own) >= (400 if locale in EMBEDDED else 250)
    assert len(glossary(locale)) >= len(own)


def test_the_files_have_no_mistakes() -> None:
    """Kinds, cells, targets, genders, and forms that stand twice: `test_glossary_files.py` tests that they are seen."""
    assert [str(mistake) for mistake in mistakes()] == []


@pytest.mark.parametrize("target", TARGETS)
def test_no_swedish_form_stands_twice_with_different_targets(target: str) -> None:
    forms = sorted(
        (spelling.casefold(), entry[target][form], path.name)
        for path, entry in entries()
        if target in entry
        for form in entry["sv"]
        if form != "imp"  # found where nothing else is: "Vila" first in a sentence, "vila" elsewhere
        for spelling in spellings(entry["sv"][form])
        # A noun whose singular looks like its plural is one term: the sentence tells which it is.
        if not (form == "sg" and entry["kind"] == "noun" and spelling in spellings(entry["sv"].get("pl", "")))
    )
    grouped = ((source, list(same)) for source, same in groupby(forms, key=lambda form: form[0]))
    assert [same for _, same in grouped if len({target_form for _, target_form, _ in same}) > 1] == []


def test_no_form_has_blanks_at_its_edges_or_two_in_a_row() -> None:
    wrong = [
        f"{path.name}: {spelling!r}"
        for path, entry in entries()
        for language in ("sv", *TARGETS)
        for form, cell in entry.get(language, {}).items()
        if form != "gender"
        for spelling in spellings(cell)
        if spelling != " ".join(spelling.split())
    ]
    assert wrong == []


def test_no_word_is_both_wanted_and_forbidden_for_a_term() -> None:
    wrong = [
        f"{path.name}: {entry['sv']} in {target}: {word}"
        for path, entry in entries()
        for target, words in entry.get("forbidden", {}).items()
        for word in words
        if word.casefold() in {str(cell).casefold() for form, cell in entry[target].items() if form not in NO_CELLS}
    ]
    assert wrong == []


@pytest.mark.parametrize("target", TARGETS)
def test_every_form_of_a_file_is_found_in_a_sentence(target: str) -> None:
    terms = glossary(target)
    lost = [
        spelling
        for _, entry in entries()
        if target in entry
        for form, cell in entry["sv"].items()
        if form != "imp"
        for spelling in spellings(cell)
        if [hit for hit in terms.hits(f"x {spelling} x") if hit.start <= 2 and hit.end >= 2 + len(spelling)] == []
    ]
    assert lost == []


def test_every_request_of_a_file_is_found_first_in_a_sentence_and_no_two_have_one_form() -> None:
    requests = [(path, entry) for path, entry in entries() if "imp" in entry["sv"] and "da" in entry]
    terms = glossary("da")
    lost = [
        entry["sv"]["imp"]
        for _, entry in requests
        if [hit.term.target for hit in terms.hits(f"{entry['sv']['imp'].capitalize()} x")] != [entry["da"]["imp"]]
    ]
    assert lost == []
    assert len({entry["sv"]["imp"] for _, entry in requests}) == len(requests)


@pytest.mark.parametrize(
    ("locale", "target"), [("da", "at holde dig mæt"), ("nb", "å holde deg mett"), ("nn", "å halde deg mett")]
)
def test_a_phrase_that_begins_with_an_infinitive_is_found_with_its_mark(locale: str, target: str) -> None:
    assert target in [hit.term.target for hit in glossary(locale).hits("Det hjälper dig att hålla dig mätt.")]


# ----------------------------------------------------------------------------------------------------------- the mechanism

TERMS = Glossary(
    "da",
    [
        Term("fett", "fedt", "noun"),
        Term("fett i maten", "fedt i maden", "phrase"),
        Term("fett i", "fedt i", "phrase"),
        Term("zink", "zink", "noun", forbidden=("sink",)),
        Term("dosen", "dosen", "noun", after_determiner="dosis"),
        Term("EFSA", "EFSA", "name"),
        Term("bra för", "godt for", "phrase"),
    ],
)


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in TERMS.hits(text)]


def test_of_phrases_that_begin_at_one_word_the_longest_is_taken() -> None:
    assert found("Mindre fett i maten, fett i såsen, fett.") == ["fett i maten", "fett i", "fett"]


_WORDS = st.sampled_from(["fett", "Fett", "i", "maten", "salt", "och", "D-vitamin", "vitamin", "så"])
_PHRASES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(_PHRASES, max_size=8), st.lists(_WORDS, max_size=12), st.sampled_from([" ", "\u00a0", ", "]))
def test_the_hits_are_those_of_a_look_at_every_term_at_every_word(
    sources: list[str], words: list[str], between: str
) -> None:
    text, expected, start = between.join(words), [], 0
    while start < len(text):
        rest = text[start:].replace("\u00a0", " ").casefold()
        terms = [term for term in sources if re.match(rf"{re.escape(term.casefold())}(?![\w-])", rest)]
        if longest := max(terms, key=lambda term: len(term.split()), default=""):
            expected.append((start, start + len(longest)))
        start += len(longest or re.match(r"[\w-]*", rest)[0])  # type: ignore[index]
        start += len(re.match(r"[\s,]*", text[start:])[0])  # type: ignore[index]
    found = Glossary("en", [Term(source, "x", "phrase") for source in sources]).hits(text)
    assert [(hit.start, hit.end) for hit in found] == expected


def test_terms_are_found_whatever_their_case_and_only_as_whole_words() -> None:
    assert found("FETT, Fett, fettsyra, zinkfett") == ["FETT", "Fett"]


def test_a_name_in_capitals_is_no_name_in_small_letters() -> None:
    terms = Glossary("da", [Term("KRAV", "KRAV", "name"), Term("Anna", "Anna", "name")])
    assert [hit.term.source for hit in terms.hits("KRAV är höga krav, anna.")] == ["KRAV", "Anna"]


REQUESTS = Glossary(
    "nb",
    [
        Term("vila", "hvile", "verb"),
        Term("vila", "hvil", IMPERATIVE),
        Term("sov", "sov dypt", IMPERATIVE),
        Term("sov gott", "sov godt", IMPERATIVE),
    ],
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vila ofta.", ["hvil"]),
        ("⟦1⟧Vila⟦/1⟧ ofta.", ["hvil"]),
        ("Sov gott.", ["sov godt"]),
        ("Om du är trött, vila.", ["hvil"]),
        ("Sov och vila.", ["sov dypt", "hvil"]),
        ("Sov gott, vila och ät.", ["sov godt", "hvil"]),
        ("Sov, men låt den vila.", ["sov dypt", "hvile"]),
        ("Sov utan att äta, och vila.", ["sov dypt", "hvil"]),
        ("Du är trött, så vila och sov.", ["hvil", "sov dypt"]),
        ("Du är trött, men vila inte.", ["hvil"]),
        ("Och vila ofta.", ["hvil"]),
        ("Du får äta, men vila.", ["hvile"]),
        ("Sov efter att ha ätit och sov gott.", ["sov dypt", "sov godt"]),
        ("Sov utan att äta och vila sedan.", ["sov dypt", "hvil"]),
        ("Hon kan äta och vila sedan.", ["hvile"]),
        ("Sov mycket, vila ofta.", ["sov dypt", "hvil"]),
        ("Det är sent, så vila.", ["hvil"]),
        ("Det är sent, vila.", ["hvile"]),
        ("Hon är så trött, så vila!", ["hvil"]),
        ("vila ofta.", ["hvile"]),
        ("Du får vila.", ["hvile"]),
        ("Hon sov gott.", []),
        ("Om natten sov hon.", []),
        ("I dag, vila.", ["hvile"]),
        ("Hon äter och vila.", ["hvile"]),
        ("Sov, för att äta och vila.", ["sov dypt", "hvile"]),
        ("Sov mer, vila och ät.", ["sov dypt", "hvil"]),
        ("Det tar tid, så vila.", ["hvil"]),
        ("Och vila.", ["hvil"]),
        ("Hon tipsar: sov, och vila.", ["sov dypt", "hvil"]),
        ("Det hjälper: vila.", ["hvile"]),
        ("Det tar så vila.", ["hvile"]),
        ("Vila hemma är bra, vila.", ["hvil", "hvil"]),
    ],
)
def test_a_request_is_found_only_where_a_sentence_asks(text: str, expected: list[str]) -> None:
    assert [hit.term.target for hit in REQUESTS.hits(text)] == expected


def test_a_phrase_does_not_reach_over_a_full_stop_or_a_code() -> None:
    assert found("Fett. I maten") == ["Fett"]
    assert found("fett ⟦1⟧i maten") == ["fett"]


def test_a_no_break_space_is_a_space() -> None:
    assert found("fett\u00a0i\u00a0maten") == ["fett\u00a0i\u00a0maten"]


def test_nouns_and_names_have_a_derived_genitive() -> None:
    assert [hit.term.target for hit in TERMS.hits("zinks")] == ["zinks"]
    assert [hit.term.target for hit in TERMS.hits("EFSAs")] == ["EFSAs"]
    assert genitive("næringsstof") == "næringsstofs"
    assert genitive("kompleks") == "kompleks'"


def test_where_the_genitive_is_no_s_a_term_in_it_is_expected_in_its_plain_form() -> None:
    body = Glossary("en", [Term("kropp", "body", "noun", also=("bodies",))])
    (expected,) = body.expected("Kropps.", "en")
    assert (expected.targets, expected.also) == (("body",), ("bodies",))


def test_a_name_is_the_same_in_a_target_that_its_entry_does_not_list(locales: Locales) -> None:
    root, forget = locales
    entry = '[[term]]\nkind = "name"\nsv = { base = "Kvarnverket" }\nda = { base = "Kvarnverket" }\n'
    listed = (
        '[[term]]\nkind = "name"\nsv = { base = "Kvarnverket" }\nde = { base = "Kvarnverket", also = ["Mühlenamt"] }\n'
    )
    before = glossary_fingerprint("en")
    (root / "glossary" / "a.toml").write_text(entry, encoding="utf-8")
    (root / "glossary" / "z.toml").write_text(listed, encoding="utf-8")
    forget()
    told = {
        locale: next(iter(glossary(locale).expected("Fråga Kvarnverket.", locale))) for locale in ("da", "de", "en")
    }
    assert {expected.targets for expected in told.values()} == {("Kvarnverket",)}
    assert {locale: expected.also for locale, expected in told.items()} == {"da": (), "de": ("Mühlenamt",), "en": ()}
    assert all(expected.name for expected in told.values())
    assert glossary_fingerprint("en") != before


def test_a_term_has_its_other_forms_and_its_other_number(locales: Locales) -> None:
    root, forget = locales
    entry = (
        '[[term]]\nkind = "noun"\nsv = { sg = "kvarn", pl = "kvarnar" }\n'
        'de = { sg = "Mühle", pl = "Mühlen", gender = "f", also = ["Mahlwerk*"] }\n'
    )
    (root / "glossary" / "tools.toml").write_text(entry, encoding="utf-8")
    forget()
    (expected,) = glossary("de").expected("En kvarn.", "de")
    assert (expected.targets, expected.also, expected.cells) == (("Mühle",), ("Mahlwerk*", "Mühlen"), ("f",))


@pytest.mark.parametrize("locale", ["de", "en"])
def test_a_target_without_parts_of_its_own_has_no_compounds(locale: str) -> None:
    assert [hit.term.kind for hit in glossary(locale).hits("kostråden, kosttermometern")] in (["noun"], [])
    assert glossary(locale).compounds("kosttermometern kostfettet") == {}


def test_a_check_expects_nouns_and_names_and_leaves_phrases_to_the_writer() -> None:
    expected = {e.source: e for e in TERMS.expected("Dosen zink är bra för EFSA.", "da")}
    assert expected.keys() == {"Dosen", "zink", "EFSA"}
    assert expected["Dosen"].targets == ("dosen", "dosis")
    assert expected["zink"].forbidden == ("sink",)
    assert list(TERMS.expected("zink", "nb")) == []


def test_a_broken_file_is_named(locales: Locales) -> None:
    root, forget = locales
    (root / "glossary" / "broken.toml").write_text("[[term]]\nkind = ", encoding="utf-8")
    forget()
    with pytest.raises(UsageError, match=r"broken\.toml"):
        glossary("da")


def test_a_glossary_with_a_mistake_is_refused_for_every_target(locales: Locales) -> None:
    root, forget = locales
    entry = '[[term]]\nkind = "noun"\nsv = { sg = "kvarn", pl = "kvarnar" }\nda = { sg = "kværn", gender = "c" }\n'
    (root / "glossary" / "tools.toml").write_text(entry, encoding="utf-8")
    forget()
    for target in ("da", "nb"):
        with pytest.raises(UsageError, match=r"tools\.toml, line 4: “kvarn”: it has no 'pl' in da"):
            glossary(target)


def test_the_fingerprint_changes_with_a_form_of_its_own_locale_only(locales: Locales) -> None:
    root, forget = locales
    before = {target: glossary_fingerprint(target) for target in TARGETS}
    entry = '[[term]]\nkind = "phrase"\nsv = { base = "kvarn" }\nda = { base = "kværn" }\n'
    (root / "glossary" / "tools.toml").write_text(entry, encoding="utf-8")
    forget()
    after = {target: glossary_fingerprint(target) for target in TARGETS}
    assert {target for target in TARGETS if before[target] != after[target]} == {"da"}


def test_the_swedish_forms_of_the_finnish_terms_are_those_of_the_same_terms_in_other_files() -> None:
    forms = [
        (path.name, spelling)
        for path, entry in entries()
        for cell in entry["sv"].values()
        for spelling in spellings(cell)
    ]
    known = {spelling for name, spelling in forms if name != "finnish.toml"}
    assert [spelling for name, spelling in forms if name == "finnish.toml" and spelling not in known] == []
