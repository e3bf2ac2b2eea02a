"""The words that Apertium is told of: each entry of the data by its own example, the mapping by streams written here."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contentops.errors import UsageError
from contentops.language.language import folder
from contentops.translate.engines import apertium as engine_module
from contentops.translate.engines.apertium import Apertium, Part
from contentops.translate.glossary import glossary
from contentops.translate.lexemes import Lexemes, Renamed, _wordings, lexemes, uncapitalized, worded
from contentops.translate.masking import mask, unmask

FILES = sorted(folder().glob("*/apertium.toml"))
DATA: dict[str, dict[str, Any]] = {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
ENTRIES = [(locale, number) for locale, data in DATA.items() for number in range(len(data.get("lexeme", [])))]
AT_THE_END = frozenset({"nb"})
"""Locales whose lexemes are renamed before the generator of the last mode, and not on the seam of two."""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The Danish file of a folder of locales that a test may write."""
    monkeypatch.setenv("CONTENTOPS_LOCALES", str(tmp_path))
    (tmp_path / "da").mkdir()
    lexemes.cache_clear()
    _wordings.cache_clear()
    yield tmp_path / "da" / "apertium.toml"
    lexemes.cache_clear()
    _wordings.cache_clear()


def answer(engine: Apertium, text: str, locale: str, known: Lexemes) -> str:
    lemmas = engine._ask("swe-nob", Part.TO_TRANSFER, engine_module._question(uncapitalized(text))).answer()
    assert lemmas
    if locale in AT_THE_END:
        generator = [stage for stage in engine_module._stages("swe-nob") if stage.startswith("lt-proc")][-1].replace(
            " -z", ""
        )
        generated = subprocess.run(
            shlex.split(generator), input=known.mapped(lemmas).encode(), capture_output=True, check=True
        )
        return engine_module._plain(generated.stdout.decode())
    raw = engine._ask("nob-dan", Part.FROM_DICTIONARY, known.mapped(lemmas)).answer()
    assert raw
    return engine_module._plain(raw)


# -------------------------------------------------------------------------------------------------------------------- data


@pytest.mark.parametrize(("locale", "number"), ENTRIES, ids=str)
def test_every_lexeme_does_what_its_example_says_and_is_needed_for_it(real: Apertium, locale: str, number: int) -> None:
    entry = DATA[locale]["lexeme"][number]
    without = Lexemes(r for i, r in enumerate(lexemes(locale).entries) if i != number)
    said = answer(real, entry["sv"], locale, lexemes(locale))
    assert entry[locale].casefold() in said.casefold()
    assert not re.search("[@#]", said)
    assert said != answer(real, entry["sv"], locale, without)


def test_every_word_that_is_no_name_is_a_word_and_with_a_capital_may_be_a_name(apertium: None) -> None:  # noqa: ARG001
    words = DATA["sv"]["no_names"]
    assert len(words) == len(set(words))
    analyser = shlex.split(engine_module._stages("swe-nob")[0].replace(" -z", ""))
    for text, named in ((" . ".join(words), False), (" . ".join(word.capitalize() for word in words), True)):
        said = subprocess.run(analyser, input=text.encode(), capture_output=True, check=True).stdout.decode()
        analyses = re.findall(r"\^(?!\./)(.*?)\$", said)
        assert len(analyses) == len(words)
        for analysis in analyses:
            assert re.search(r"/[^/]*<(?!np>)[a-z]+>", analysis), analysis
            assert not named or "<np>" in analysis, analysis


def test_a_word_is_uncapitalized_only_when_it_stands_whole_at_the_start_and_is_no_name() -> None:
    assert uncapitalized("Bristen är vanlig.") == "bristen är vanlig."
    for text in (
        "Björn är trött.",
        "BRISTEN är vanlig.",
        "Bristen-testet är nytt.",
        "Vid1 är bra.",
        "”Bristen”",
        "",
        "XQAX är bra.",
    ):
        assert uncapitalized(text) == text


# ----------------------------------------------------------------------------------------------------------------- mapping


def test_the_most_tags_win_and_what_follows_them_is_kept() -> None:
    known = Lexemes([Renamed("frukt<n>", "grøde<n>"), Renamed("frukt<n><m>", "frukt<n><f>")])
    assert known.mapped("^frukt<n><m><sg><ind>$ ^frukt<n><nt><sg>$") == "^frukt<n><f><sg><ind>$ ^grøde<n><nt><sg>$"


def test_a_capital_is_kept_and_nothing_else_is_touched() -> None:
    known = Lexemes([Renamed("inn<adv>", "inn<pr>")])
    assert known.mapped("^Inn<adv>$^.<sent>$[][\n]") == "^Inn<pr>$^.<sent>$[][\n]"
    for stream in ("^*XQAX$ ^innen<adv>$", "^inn<pr>$", r"\^inn<adv>\$", r"^inn\<adv>$", "inn<adv>", ""):
        assert known.mapped(stream) == stream


def test_a_lexeme_is_found_beside_lemmas_with_signs_that_are_escaped() -> None:
    known = Lexemes([Renamed("frukt<n>", "grøde<n>"), Renamed(r"a\^b<n>", "c<n>")])
    assert known.mapped(r"^\<\$<sym>$^frukt<n>$ ^a\^b<n><sg>$") == r"^\<\$<sym>$^grøde<n>$ ^c<n><sg>$"


def test_the_particle_of_a_verb_belongs_to_its_name() -> None:
    known = Lexemes([Renamed("gå<vblex># inn", "inngå<vblex>")])
    assert known.mapped("^gå<vblex><pres># inn$ ^gå<vblex><pres>$") == "^inngå<vblex><pres>$ ^gå<vblex><pres>$"


def test_the_neighbours_decide_where_an_entry_names_them() -> None:
    known = Lexemes(
        [
            Renamed("barn<n><sg>", "barn<n><pl>", not_after="<det>.*<sg>"),
            Renamed("så<adv>", "slik<adv>", after="^$", before="<adj>"),
        ]
    )
    assert known.mapped("^for<pr>$ ^barn<n><sg>$") == "^for<pr>$ ^barn<n><pl>$"
    assert known.mapped("^en<det><sg>$ ^barn<n><sg>$") == "^en<det><sg>$ ^barn<n><sg>$"
    assert known.mapped("^Så<adv>$ ^god<adj>$") == "^Slik<adv>$ ^god<adj>$"
    assert known.mapped("^er<v>$ ^så<adv>$ ^god<adj>$") == "^er<v>$ ^så<adv>$ ^god<adj>$"
    assert known.mapped("^Så<adv>$ ^er<v>$") == "^Så<adv>$ ^er<v>$"


def test_a_part_may_stand_behind_some_that_follow() -> None:
    known = Lexemes([Renamed("trenge<v>", "ha<v>", ahead="(?!å<)", over="(?:ikke<adv> )*", then="bruk<n>$ ^for<pr>")])
    assert known.mapped("^Trenge<v>$ ^ikke<adv>$ ^tid<n>$.") == "^Ha<v>$ ^ikke<adv>$ ^bruk<n>$ ^for<pr>$ ^tid<n>$."
    assert known.mapped("^trenge<v>$ ^tid<n>$") == "^ha<v>$ ^bruk<n>$ ^for<pr>$ ^tid<n>$"
    assert known.mapped("^trenge<v>$^.<sent>$") == "^ha<v>$ ^bruk<n>$ ^for<pr>$^.<sent>$"
    assert known.mapped("^trenge<v>$ ^ikke<adv>$") == "^ha<v>$ ^ikke<adv>$ ^bruk<n>$ ^for<pr>$"
    assert known.mapped("^trenge<v>$ ^å<part>$") == "^trenge<v>$ ^å<part>$"


def test_a_lexeme_may_become_several(own: Path) -> None:
    own.write_text('[[lexeme]]\nfrom = "for å<cnjsub>"\nto = "for<pr> å<part>"\n', encoding="utf-8")
    assert lexemes("da").mapped("^for å<cnjsub>$ ^få<v>$") == "^for<pr>$ ^å<part>$ ^få<v>$"


def test_a_locale_without_a_file_renames_nothing(own: Path) -> None:
    assert not own.exists()
    assert lexemes("da").mapped("^inn<adv>$") == "^inn<adv>$"


@pytest.mark.parametrize(
    "text", ["[[lexeme", '[[lexeme]]\nfrom = "a<n>"\n', '[[lexeme]]\nfrom = "a"\nto = "b"\nafter = "("\n']
)
def test_a_broken_file_is_named(own: Path, text: str) -> None:
    own.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"da/apertium\.toml"):
        lexemes("da")


# ----------------------------------------------------------------------------------------------------------------- wording

WORDINGS = [(locale, number) for locale, data in DATA.items() for number in range(len(data.get("wording", [])))]


@pytest.mark.parametrize(("locale", "number"), WORDINGS, ids=str)
def test_every_wording_does_what_its_example_says_and_is_needed_for_it(
    real: Apertium, locale: str, number: int
) -> None:
    entry = DATA[locale]["wording"][number]
    masked = mask(entry["sv"], (), glossary(locale))
    answer = real.translate([masked.text], locale)[0]
    assert answer
    said = unmask(masked, answer.text)
    assert entry[locale] not in said
    assert entry[locale] in worded(said, locale)


def test_the_infinitive_of_a_passive_stands_behind_an_auxiliary_only() -> None:
    assert worded("Det skal ikkje blir brukt.", "nn") == "Det skal ikkje bli brukt."
    for text in ("Når du kan, blir det brukt.", "Det blir brukt.", "Kan det blir brukt."):
        assert worded(text, "nn") == text
    assert worded("kan blir brukt", "nb") == "kan blir brukt"


def test_a_broken_wording_is_named(own: Path) -> None:
    own.write_text('[[wording]]\nfrom = "("\nto = ""\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"da/apertium\.toml"):
        worded("det", "da")
