"""A person's plain words get the codes of their sentence in the right places."""

from __future__ import annotations

import pytest

from contentops.article.model import Article, Inlines, Paragraph, Quantity, Text
from contentops.article.segments import Segment, segments
from contentops.errors import ReviewError
from contentops.review.coded import with_codes

WEEKS = (Text("Ta 5 tabletter i "), Quantity("5", "week", "5 veckor"), Text("."))
DOSE = (Text("Ta "), Quantity("300", "mg", "300 mg"), Text(" nu."))


def part(inlines: Inlines) -> Segment:
    [only] = segments(Article(locale="sv", title="", blocks=(Paragraph(id="p1", inlines=inlines),)))
    return only


@pytest.mark.parametrize(
    ("locale", "text", "coded"),
    [
        ("da", "Tag 5 tabletter i 5 uger.", "Tag 5 tabletter i ⟦1⟧\u00a0uger."),
        ("de", "Über 5 Wochen 5 Tabletten einnehmen.", "Über ⟦1⟧\u00a0Wochen 5 Tabletten einnehmen."),
        ("fi", "Ota 5 tablettia 5 viikon ajan.", "Ota 5 tablettia ⟦1⟧\u00a0viikon ajan."),
        ("en", "Vitamin B5 for 5 weeks.", "Vitamin B5 for ⟦1⟧\u00a0weeks."),
        ("en", "Take it in a 5-week course.", "Take it in a ⟦1⟧-week course."),
    ],
)
def test_the_number_of_a_span_is_the_one_beside_its_word(locale: str, text: str, coded: str) -> None:
    assert with_codes(part(WEEKS), text, locale, "sv") == coded


def test_a_number_within_another_is_not_taken() -> None:
    with pytest.raises(ReviewError, match="has lost 5"):
        with_codes(part(WEEKS), "Tag 2,5 tabletter i 15 uger.", "da", "sv")


def test_a_dose_is_found_as_it_is_shown() -> None:
    assert with_codes(part(DOSE), "Tag nu 300 mg.", "da", "sv") == "Tag nu ⟦1⟧."
