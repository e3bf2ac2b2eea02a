"""A number and its unit are one quantity, whatever mark-up stands between them."""

from __future__ import annotations

import pytest

from contentops.article.model import Cite, Em, Inline, Inlines, Link, Quantity, Strong, Sub, Sup, Text, plain
from contentops.extract.quantities import quantified
from contentops.language.language import language

HERE = "https://butik.example/zink"
DOSE = Quantity("300", "mg", "300 mg")


def read(*inlines: Inline) -> Inlines:
    out = quantified(inlines, language("sv"))
    assert plain(out, cites=True) == plain(inlines, cites=True)
    return out


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Strong((Text("300"),)), Text(" mg om dagen")), (Strong((DOSE,)), Text(" om dagen"))),
        ((Text("Ta 300 "), Em((Text("mg"),)), Text(".")), (Text("Ta "), Em((DOSE,)), Text("."))),
        ((Em((Strong((Text("300"),)),)), Text(" mg")), (Em((Strong((DOSE,)),)),)),
        ((Link(HERE, (Text("300"),)), Text(" mg")), (Link(HERE, (DOSE,)),)),
        ((Strong((Text("Dos: 300 mg"),)), Text(" nu")), (Strong((Text("Dos: "), DOSE)), Text(" nu"))),
        ((DOSE_CITED := (Text("300 mg"), Cite(("r1",), "(1)"))), (DOSE, DOSE_CITED[1])),
        ((Text("B"), Sub((Text("12"),)), Text(" 300 mg")), (Text("B"), Sub((Text("12"),)), Text(" "), DOSE)),
        ((Text("300 mg"), Sup((Text("1"),))), (DOSE, Sup((Text("1"),)))),
        (
            (Strong((Text("18"),)), Text("–"), Strong((Text("50"),)), Text(" år")),
            (Strong((Quantity("18", "year", "18–50 år", "50"),)),),
        ),
    ],
)
def test_mark_up_between_number_and_unit_is_looked_through(inlines: Inlines, expected: Inlines) -> None:
    assert read(*inlines) == expected


@pytest.mark.parametrize(
    "inlines",
    [
        (Text("yta 5 m"), Sup((Text("2"),))),
        (Text("10"), Sup((Text("3"),)), Text(" mg")),
        (Text("B"), Sub((Text("12"),))),
        (Strong((Text("omega-3"),)), Text(" mg")),
        (Text("omega "), Strong((Text("3"),)), Text(" 500 mg")),
        (Link(HERE, (Text("300"),)), Text(" "), Link(f"{HERE}#mg", (Text("mg"),))),
        (Text("Om "), Strong((Text("zink"),)), Text(".")),
    ],
)
def test_what_only_looks_like_a_quantity_stays_text(inlines: Inlines) -> None:
    assert read(*inlines) == inlines
