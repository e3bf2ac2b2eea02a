"""The scorer of the golden pairs: what each loss costs, and how the floors hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import extraction
from benchmarks.extraction import (
    FIELDS,
    Case,
    Floors,
    Score,
    amounts,
    compare,
    failures,
    floors_toml,
    leaks,
    measured,
    raised,
    read_floors,
    speed_ratio,
    totals,
)
from contentops.article.codec import to_json
from contentops.article.model import (
    Article,
    Author,
    Block,
    Category,
    Cell,
    Cite,
    Heading,
    Image,
    Inlines,
    Item,
    List,
    Paragraph,
    Quantity,
    Question,
    Quote,
    Reference,
    Table,
    Text,
)
from contentops.extract import extract


def words(text: str) -> Inlines:
    return (Text(text),)


STEPS = List(
    ordered=True,
    items=(
        Item(inlines=words("Skölj ärtorna."), items=(Item(inlines=words("Kasta skalen.")),)),
        Item(inlines=words("Låt dem ligga i blöt.")),
    ),
)
NUMBERS = Table(
    caption_inlines=words("Järn i baljväxter"),
    rows=(
        (Cell(inlines=words("Baljväxt"), header=True), Cell(inlines=words("Järn"), header=True)),
        (Cell(inlines=words("Kikärta")), Cell(inlines=(Quantity(number="3", unit="mg", text="3 mg"),))),
    ),
)
PICTURE = Image(src="https://butik.example/artor.jpg", alt="En skål ärtor", caption_inlines=words("Gula ärtor"))
QUOTE = Quote(inlines=words("Ärtan är Nordens böna."), source="Maja Ek")
CITED = Paragraph(inlines=(Text("Ärtor ger järn"), Cite(refs=("ref-1", "ref-2"), text=" (1,2)"), Text(".")))
BLOCKS: tuple[Block, ...] = (
    Heading(inlines=words("Så kokar du"), level=2),
    STEPS,
    Heading(inlines=words("Näring"), level=3),
    CITED,
    NUMBERS,
    PICTURE,
    QUOTE,
    Question(inlines=words("Kan man frysa dem?"), blocks=(Paragraph(inlines=words("Ja, i ett halvår.")),)),
)
ARTICLE = Article(
    locale="sv",
    title="Koka ärtor",
    lead_inlines=words("Torkade ärtor är billig mat."),
    author=Author(name="Maja Ek"),
    published="2026-03-02",
    modified="2026-03-09",
    source_url="https://butik.example/blogg/artor",
    image="https://butik.example/artor.jpg",
    categories=(Category(id="mat", name="Mat"), Category(id="rad", name="Råd")),
    references=(
        Reference(id="ref-1", number=1, text="Ek M. Ärtor.", url="https://tidskrift.example/1", doi="10.1234/a"),
        Reference(id="ref-2", number=2, text="Berg A. Bönor."),
    ),
    blocks=BLOCKS,
)


def with_block(old: Block, *new: Block) -> Article:
    blocks = [other for block in BLOCKS for other in (new if block is old else (block,))]
    return replace(ARTICLE, blocks=tuple(blocks))


def below_one(case: Case) -> set[str]:
    return {name for name, score in case.scores.items() if score.f1 < 1}


def test_the_expected_article_scores_one_in_every_field() -> None:
    case = compare("artor", ARTICLE, ARTICLE, ["Lägg i varukorgen"])

    assert set(case.scores) == set(FIELDS)
    assert below_one(case) == set()
    assert all(score.expected for score in case.scores.values())


LOSSES: dict[str, tuple[Article, set[str]]] = {
    "a list item": (with_block(STEPS, replace(STEPS, items=STEPS.items[:1])), {"text", "items"}),
    "the nesting of an item": (
        with_block(
            STEPS, replace(STEPS, items=(replace(STEPS.items[0], items=()), *STEPS.items[0].items, *STEPS.items[1:]))
        ),
        {"items"},
    ),
    "the order of a list": (with_block(STEPS, replace(STEPS, ordered=False)), {"items"}),
    "a level": (with_block(BLOCKS[0], Heading(inlines=words("Så kokar du"), level=3)), {"headings"}),
    "a heading": (with_block(BLOCKS[0], Paragraph(inlines=words("Så kokar du"))), {"headings"}),
    "a citation": (with_block(CITED, Paragraph(inlines=words("Ärtor ger järn."))), {"citations"}),
    "a reference of a citation": (
        with_block(CITED, replace(CITED, inlines=(CITED.inlines[0], Cite(refs=("ref-1",), text=" (1,2)"), Text(".")))),
        {"citations"},
    ),
    "a cell that is a header": (
        with_block(
            NUMBERS, replace(NUMBERS, rows=((*NUMBERS.rows[0][:1], Cell(inlines=words("Järn"))), NUMBERS.rows[1]))
        ),
        {"cells"},
    ),
    "a span": (
        with_block(
            NUMBERS,
            replace(NUMBERS, rows=((replace(NUMBERS.rows[0][0], colspan=2), NUMBERS.rows[0][1]), NUMBERS.rows[1])),
        ),
        {"cells"},
    ),
    "the caption of a table": (with_block(NUMBERS, replace(NUMBERS, caption_inlines=())), {"text", "captions"}),
    "the caption of an image": (with_block(PICTURE, replace(PICTURE, caption_inlines=())), {"text", "captions"}),
    "the words of an image": (with_block(PICTURE, replace(PICTURE, alt="")), {"images"}),
    "who is quoted": (with_block(QUOTE, replace(QUOTE, source="")), {"quotes"}),
    "a question": (
        with_block(BLOCKS[-1], Paragraph(inlines=words("Kan man frysa dem? Ja, i ett halvår."))),
        {"questions"},
    ),
    "a quantity": (
        with_block(
            NUMBERS, replace(NUMBERS, rows=(NUMBERS.rows[0], (NUMBERS.rows[1][0], Cell(inlines=words("3 mg")))))
        ),
        {"quantities"},
    ),
    "a DOI": (
        replace(ARTICLE, references=(replace(ARTICLE.references[0], doi=None), ARTICLE.references[1])),
        {"references"},
    ),
    "a URL": (
        replace(ARTICLE, references=(replace(ARTICLE.references[0], url=None), ARTICLE.references[1])),
        {"references"},
    ),
    "the author": (replace(ARTICLE, author=None), {"metadata"}),
    "the day": (replace(ARTICLE, published="2026-03-03"), {"metadata"}),
    "the day of change": (replace(ARTICLE, modified=None), {"metadata"}),
    "the address": (replace(ARTICLE, source_url="https://butik.example/"), {"metadata"}),
    "the main image": (replace(ARTICLE, image=None), {"metadata"}),
    "the language": (replace(ARTICLE, locale="da"), {"metadata"}),
    "a category": (replace(ARTICLE, categories=ARTICLE.categories[:1]), {"metadata"}),
    "the lead": (replace(ARTICLE, lead_inlines=()), {"text", "metadata"}),
    "the title": (replace(ARTICLE, title="Koka ärtor | Butiken"), {"text", "metadata"}),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_lowers_its_field_and_no_other(loss: str) -> None:
    worse, fields = LOSSES[loss]

    assert below_one(compare("artor", worse, ARTICLE)) == fields


def test_what_is_lost_costs_recall_and_what_is_too_much_precision() -> None:
    worse, _ = LOSSES["a list item"]

    lost = compare("artor", worse, ARTICLE)
    surplus = compare("artor", ARTICLE, worse)

    assert lost.scores["items"] == Score(same=2, found=2, expected=3)
    assert lost.scores["items"].precision == surplus.scores["items"].recall == 1
    assert lost.scores["items"].recall == surplus.scores["items"].precision == pytest.approx(2 / 3)
    assert lost.scores["items"].f1 == surplus.scores["items"].f1 == pytest.approx(0.8)
    assert lost.lost["items"] == surplus.surplus["items"] == ("1 | ordered | Låt dem ligga i blöt.",)


def test_a_field_that_nobody_expects_is_one_until_something_is_found_in_it() -> None:
    bare = Article(locale="sv", title="Koka ärtor", blocks=())

    assert compare("bare", bare, bare).scores["items"].f1 == 1
    assert compare("bare", with_block(BLOCKS[0]), bare).scores["items"].f1 == 0


def test_an_item_that_stands_twice_must_be_found_twice() -> None:
    twice = with_block(STEPS, STEPS, STEPS)

    assert compare("artor", ARTICLE, twice).scores["items"] == Score(same=3, found=3, expected=6)


def test_white_space_and_the_form_of_letters_are_no_difference() -> None:
    spaced = with_block(BLOCKS[0], Heading(inlines=words(" Sa\u030a  kokar\u00a0du"), level=2))

    assert below_one(compare("artor", spaced, ARTICLE)) == set()


@pytest.mark.parametrize(
    "leaking",
    [
        with_block(CITED, CITED, Paragraph(inlines=words("Lägg i  VARUKORGEN nu"))),
        with_block(PICTURE, replace(PICTURE, alt="Lägg i varukorgen")),
        replace(ARTICLE, categories=(Category(id="x", name="Lägg i varukorgen"),)),
        replace(ARTICLE, references=(Reference(id="ref-1", number=1, text="Lägg i varukorgen"),)),
        replace(ARTICLE, description="Lägg i varukorgen"),
    ],
)
def test_a_leak_is_seen_wherever_it_stands(leaking: Article) -> None:
    case = compare("artor", leaking, ARTICLE, ["Lägg i varukorgen", "Nyhetsbrev"])

    assert leaks(leaking, ["Lägg i varukorgen", "Nyhetsbrev"]) == ("Lägg i varukorgen",)
    assert case.scores["clean"].f1 == 0.5
    assert case.surplus["clean"] == ("Lägg i varukorgen",)


def test_the_total_weighs_every_fact_the_same() -> None:
    worse, _ = LOSSES["a list item"]
    cases = [compare("one", worse, ARTICLE), compare("two", ARTICLE, ARTICLE)]

    assert totals(cases)["items"] == Score(same=5, found=5, expected=6)
    assert amounts(cases) | {"cases": 2, "items": 6, "headings": 4} == amounts(cases)


# ----------------------------------------------------------------------------------------------------------------- floors


GOOD = compare("artor", ARTICLE, ARTICLE)
WORSE = compare("artor", LOSSES["a list item"][0], ARTICLE)


def test_a_score_at_its_floor_passes_and_one_below_fails_with_case_field_and_fact() -> None:
    assert failures(measured([WORSE]), [WORSE]) == []
    assert failures(measured([GOOD]), [GOOD]) == []

    told = "\n".join(failures(measured([GOOD]), [WORSE]))

    assert "artor: items 0.8000 is below 1.0000" in told
    assert "all cases: items 0.8000 is below 1.0000" in told
    assert "lost: 1 | ordered | Låt dem ligga i blöt." in told


def test_a_case_that_no_floor_names_must_be_whole() -> None:
    assert any(line.startswith("artor: items") for line in failures(Floors(), [WORSE]))
    assert failures(Floors(), [GOOD]) == []


def test_an_expectation_that_holds_less_than_before_fails_though_the_page_agrees_with_it() -> None:
    shrunk = compare("artor", LOSSES["a list item"][0], LOSSES["a list item"][0])

    assert shrunk.scores["items"].f1 == 1
    assert any("items 2, which must not be fewer than 3" in line for line in failures(measured([GOOD]), [shrunk]))


def test_a_case_that_is_gone_fails() -> None:
    assert any(line.startswith("the expected articles: cases 1") for line in failures(measured([GOOD, WORSE]), [GOOD]))


def test_raising_takes_what_is_better_and_nothing_that_is_worse() -> None:
    low, high = measured([WORSE]), measured([GOOD])

    assert raised(low, [GOOD]) == high
    assert raised(high, [WORSE]) == high
    assert raised(Floors(), [WORSE]).totals["items"] == 1
    assert raised(low, []).cases == low.cases


def test_floors_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(floors_toml(measured([WORSE])), encoding="utf-8")

    assert read_floors(path) == measured([WORSE])
    assert read_floors(tmp_path / "none.toml") == Floors()


# ------------------------------------------------------------------------------------------------------------- the command


PAGE = """<!doctype html><html lang="sv"><title>Koka ärtor</title><body><article><h1>Koka ärtor</h1>
<p>Torkade ärtor är billig mat som räcker länge, och de behöver bara vatten, salt och en lugn kväll på spisen.</p>
<h2>Så kokar du</h2><p>Lägg ärtorna i blöt över natten och häll bort vattnet innan du kokar dem i nytt.</p>
<ul><li>en kopp gula ärtor</li><li>tre koppar vatten</li></ul></article></body></html>"""


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    folder = tmp_path / "pages" / "artor"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    expected = {"article": to_json(extract(PAGE, extraction.URL)), "findings": []}
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    (folder / "without.txt").write_text("Nyhetsbrev\n\nLägg i varukorgen\n", encoding="utf-8")
    return tmp_path


def run(pairs: Path, *more: str) -> int:
    places = ["--pages", str(pairs / "pages"), "--floors", str(pairs / "floors.toml")]
    return extraction.main([*places, "--annotated", str(pairs / "annotated"), *more])


def lose_an_item(pairs: Path) -> None:
    page = pairs / "pages" / "artor" / "page.html"
    page.write_text(PAGE.replace("<li>tre koppar vatten</li>", ""), encoding="utf-8")


def test_the_gate_passes_at_the_floor_and_fails_below_it(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(pairs, "--raise-floors") == 0
    assert run(pairs) == 0
    assert read_floors(pairs / "floors.toml").amounts["clean"] == 2

    lose_an_item(pairs)
    capsys.readouterr()

    assert run(pairs) == 1
    told = capsys.readouterr().out
    assert "artor: items 0.6667 is below 1.0000" in told
    assert "lost: 1 | unordered | tre koppar vatten" in told


def test_floors_are_lowered_by_the_flag_for_it_alone(pairs: Path) -> None:
    run(pairs, "--raise-floors")
    before = (pairs / "floors.toml").read_bytes()
    lose_an_item(pairs)

    assert run(pairs) == 1
    assert (pairs / "floors.toml").read_bytes() == before
    assert run(pairs, "--raise-floors") == 1
    assert (pairs / "floors.toml").read_bytes() == before
    assert run(pairs, "--lower-floors") == 0
    assert read_floors(pairs / "floors.toml").cases["artor"]["items"] == pytest.approx(0.6666)
    assert run(pairs) == 0


def test_a_page_that_gives_no_article_scores_nothing_and_says_why(
    pairs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pairs / "pages" / "artor" / "page.html").write_text("<!doctype html><title>x</title><p>Logga in", encoding="utf-8")

    assert run(pairs) == 1
    printed = capsys.readouterr()
    assert "artor: NoArticle" in printed.err
    assert "artor: headings 0.0000" in printed.out


SCORER = """
import sys
for name in sys.argv[1:]:
    print(f"{name:34} shop     83  0.970  0.949  0.996  0.031 {150 if name.endswith('plain_text') else 50:8.1f}      0")
sys.exit(int(__import__("pathlib").Path(__file__).with_name("code").read_text()))
"""


@pytest.mark.parametrize("installed", [True, False])
def test_the_scorer_of_annotated_pages_runs_beside_the_peer_when_both_are_there(
    pairs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, installed: bool
) -> None:
    (pairs / "annotated").mkdir()
    (pairs / "annotated" / "score.py").write_text(SCORER, encoding="utf-8")
    (pairs / "annotated" / "code").write_text("0", encoding="utf-8")
    monkeypatch.setattr(extraction, "PEER_MODULE", "json" if installed else "no_such_module")

    assert run(pairs) == 0
    told = capsys.readouterr().out
    assert "benchmarks.extraction:plain_text" in told
    assert ("ours over trafilatura's: 3.00" in told) is installed
    assert ("trafilatura is not installed" in told) is not installed

    (pairs / "annotated" / "code").write_text("3", encoding="utf-8")
    assert run(pairs) == 1
    assert run(pairs, "--golden-only") == 0


def test_the_text_for_the_scorer_is_the_reading_text() -> None:
    assert extraction.plain_text(PAGE, None).startswith("Koka ärtor\nTorkade ärtor")


def test_the_peer_is_asked_for_the_text_without_comments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a_peer.py").write_text(
        "def extract(html, url=None, include_comments=True):\n    return None if include_comments else html + str(url)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(extraction, "PEER_MODULE", "a_peer")

    assert extraction.trafilatura("text of ", None) == "text of None"


def test_the_ratio_needs_both_rows() -> None:
    assert speed_ratio("a shop 83 .9 .9 .9 .0 30.0 0\nb shop 83 .9 .9 .9 .0 20.0 0\n", "a", "b") == pytest.approx(1.5)
    assert speed_ratio("a shop 83 .9 .9 .9 .0 30.0 0\n", "a", "b") is None
    assert speed_ratio("", "a", "b") is None
