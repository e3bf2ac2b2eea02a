"""What a language person may write wrongly in a glossary file is said: where, which entry, what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from contentops.cli import main
from contentops.errors import UsageError
from contentops.pipeline.localize import localize
from contentops.settings import Settings, Target
from contentops.translate.glossary import glossary
from contentops.translate.glossary_files import mistakes
from tests.conftest import Locales
from tests.shop import TEA, Shop, page


def told(locales: Locales, *files: str) -> list[str]:
    """The mistakes of these files, which stand alone in the glossary."""
    root, forget = locales
    for path in (root / "glossary").glob("*.toml"):
        path.unlink()
    for number, text in enumerate(files):
        (root / "glossary" / f"{number}.toml").write_text(text, encoding="utf-8")
    forget()
    return [str(mistake) for mistake in mistakes()]


def noun(**cells: str) -> str:
    return "\n".join(["[[term]]", *(f"{key} = {cell}" for key, cell in ({"kind": '"noun"'} | cells).items())]) + "\n"


SV = '{ sg = "kvarn", sg_def = "kvarnen" }'
NB = '{ sg = "kvern", sg_def = "kverna", gender = "f" }'


@pytest.mark.parametrize(
    ("text", "line", "word", "said"),
    [
        (f"[[term]]\nsv = {SV}\nnb = {NB}\n", 1, "kvarn", "it has no kind"),
        (noun(kind='"nuon"', sv=SV, nb=NB), 2, "kvarn", "'nuon' is no kind.*did you mean 'noun'"),
        (noun(kind="7", sv=SV, nb=NB), 2, "kvarn", "7 is no kind"),
        (noun(kind="[]", sv=SV, nb=NB), 2, "kvarn", "is no kind"),
        (noun(nb=NB), 1, "", "no Swedish cells"),
        (noun(sv='"kvarn"', nb=NB), 3, "kvarn", "no Swedish cells"),
        (noun(sv=SV, nb='"kvern"'), 4, "kvarn", "no table of cells"),
        (noun(sv='{ sgdef = "kvarnen" }'), 3, "kvarnen", "'sgdef' in sv is no cell.*did you mean 'sg_def'"),
        (noun(sv=SV, nb='{ sg = "kvern", gender = "f" }'), 4, "kvarn", "no 'sg_def' in nb"),
        (noun(sv='{ sg = "kvarn" }', nb=NB), 4, "kvarn", "'sg_def' in nb alone"),
        (noun(sv=SV, nb='{ sg = "", sg_def = "kverna", gender = "f" }'), 4, "kvarn", "'sg' in nb is no word"),
        (noun(sv=SV, nb='{ sg = ["kvern"], sg_def = "kverna", gender = "f" }'), 4, "kvarn", "'sg' in nb is no word"),
        (noun(sv="{ sg = [] }"), 3, "", "'sg' in sv is no word"),
        (noun(sv=SV, no=NB), 4, "kvarn", "'no' is no locale.*did you mean 'nb'"),
        (noun(sv=SV, forbiden='{ nb = ["mølle"] }'), 4, "kvarn", "'forbiden'.*did you mean 'forbidden'"),
        (noun(sv=SV, forbidden='{ no = ["mølle"] }'), 4, "kvarn", "'no' is no locale"),
        (noun(sv=SV, forbidden='{ nb = "mølle" }'), 4, "kvarn", "no table of lists"),
        (noun(sv=SV, nb='{ sg = "kvern", sg_def = "kverna" }'), 4, "kvarn", "no gender in nb.*m, f or n"),
        (noun(sv=SV, nb=NB.replace('"f"', '"c"')), 4, "kvarn", "'c' is no gender of norsk bokmål.*m, f or n"),
        (noun(sv=SV, en='{ sg = "mill", sg_def = "mill", gender = "n" }'), 4, "kvarn", "'n' is no gender.*none"),
        (noun(sv=SV, nb=NB.replace("gender", 'also = "mølle", gender')), 4, "kvarn", "'also' in nb"),
        (noun(sv=SV, nb=NB).replace("[[term]]", "[[terms]]"), 1, "", "'terms' is no table.*did you mean 'term'"),
        ('\n[first]\nkvarn = { no = "kvern" }\n', 3, "kvarn", "'no' is no locale"),
        ("[first]\nkvarn = 7\n", 2, "kvarn", "is no word"),
        ('simple = "kvarn"\n', 1, "", "no list of words"),
        ('[[head]]\nkind = "verb"\nsv = { inf = "mala" }\n', 2, "mala", "'verb' is no kind"),
        ("term = [7]\n", 0, "", "it is no table"),
        ("[[term]]\nkind = \n", 0, "", "cannot be read.*line 2"),
    ],
)
def test_a_mistake_is_told_with_its_file_its_line_its_word_and_what_to_do(
    locales: Locales, text: str, line: int, word: str, said: str
) -> None:
    (message,) = told(locales, text)
    where = f"0.toml, line {line}: " if line else "0.toml: "
    assert message.startswith(f"{where}“{word}”: " if word else where)
    assert re.search(said, message)
    assert "{'" not in message


def test_what_is_right_is_no_mistake(locales: Locales) -> None:
    right = noun(sv='{ sg = ["kvarn", "qvarn"], pl = "kvarnar" }', nb='{ sg = "kvern", pl = "kverner", gender = "f" }')
    right += noun(sv='{ sg_def = "dosen" }', da='{ sg = "dosis", sg_def = "dosen", gender = "c" }')
    assert told(locales, f'{right}forbidden = {{ nb = ["mølle"] }}\nnote = "old"\n', "simple = []\n") == []


def test_all_mistakes_of_all_files_are_told_at_once(locales: Locales) -> None:
    wrong = noun(sv=SV, no=NB, kind='"nuon"')
    assert len(told(locales, wrong + wrong, wrong)) == 6
    with pytest.raises(UsageError) as refused:
        glossary("da")
    assert str(refused.value).count("“kvarn”") == 6


def test_a_line_is_that_of_the_entry_and_not_of_the_same_form_before_it(locales: Locales) -> None:
    (message,) = told(locales, noun(sv=SV, nb=NB) + noun(sv=SV, nb=NB, kind='"nuon"'))
    assert message.startswith("0.toml, line 6: ")


def test_a_form_that_stands_twice_with_different_targets_is_told_with_both_places(locales: Locales) -> None:
    other = '[[term]]\nkind = "phrase"\nsv = { base = "Kvarnen" }\nnb = { base = "mølla" }\nda = { base = "møllen" }\n'
    (message,) = told(locales, noun(sv=SV, nb=NB), f"\n{other}")
    assert message.startswith("1.toml, line 4: “Kvarnen”: “kvarnen” stands in 0.toml, line 1 too")
    assert "nb “mølla” here, “kverna” there" in message
    assert "da “" not in message


@pytest.mark.parametrize(
    "twice",
    [
        noun(sv=SV, nb=NB) + noun(sv=SV, nb=NB),
        noun(sv=SV, nb=NB) + noun(sv=SV, da='{ sg = "kværn", sg_def = "kværnen", gender = "c" }'),
        noun(sv='{ sg = "korn", pl = "korn" }', nb='{ sg = "korn", pl = "kornene", gender = "n" }'),
        '[[term]]\nkind = "verb"\nsv = { inf = "mala", imp = "mala" }\nnb = { inf = "male", imp = "mal" }\n',
    ],
)
def test_a_form_may_stand_twice_where_its_targets_are_the_same_or_the_sentence_tells(
    locales: Locales, twice: str
) -> None:
    assert told(locales, twice) == []


def test_the_genders_of_a_new_locale_are_those_of_its_own_file(locales: Locales) -> None:
    root, _ = locales
    (root / "nb").rename(root / "qaa")
    file = root / "qaa" / "language.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["m", "f", "n"]', '["u"]'), encoding="utf-8")
    assert told(locales, noun(sv=SV, qaa=NB.replace('"f"', '"u"'))) == []
    (message,) = told(locales, noun(sv=SV, qaa=NB))
    assert "Write one of u." in message


def test_the_command_lists_mistakes_and_counts_what_has_none(locales: Locales) -> None:
    told(locales, noun(sv=SV, nb=NB))
    right = CliRunner().invoke(main, ["glossary", "check"])
    assert (right.exit_code, right.stdout) == (0, "1 term in 1 file, no mistakes.\n")
    told(locales, noun(sv=SV, no=NB))
    wrong = CliRunner().invoke(main, ["glossary", "check"])
    assert wrong.exit_code == 1
    assert wrong.stdout.startswith("0.toml, line 4: “kvarn”: 'no' is no locale")


def test_a_run_refuses_a_glossary_with_mistakes_before_it_makes_a_store(
    locales: Locales, shop: Shop, tmp_path: Path
) -> None:
    told(locales, noun(sv=SV, no=NB))
    shop.write("te.html", page("Te", TEA))
    with pytest.raises(UsageError, match="the glossary has 1 mistake"):
        localize([shop.pages], (Target("nb", "nb"),), tmp_path / "out", Settings())
    assert not (tmp_path / "out").exists()
