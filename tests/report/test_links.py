from __future__ import annotations

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from contentops.report.links import ReviewForm, fingerprint

FORM = ReviewForm("http://127.0.0.1:4200/deployments/deployment/1/run")


def filled(link: str) -> dict[str, object]:
    """What a browser hands to the form."""
    parts = urlsplit(link)
    assert parts.fragment == ""
    ((name, (value,)),) = parse_qs(parts.query, strict_parsing=True).items()
    assert name == "parameters"
    form: dict[str, object] = json.loads(value)["form"]
    return form


@pytest.mark.parametrize(
    "text", ["blåbær & ærter", "a=b", "50 % #1", 'sagde "ja"', "it's", "a+b", "⟦1⟧her⟦/1⟧", "<b>", "\\"]
)
def test_a_text_comes_out_of_the_form_as_it_went_in(text: str) -> None:
    link = FORM.link("Edit", "magnesium", "da", place="p-1#0", source=text, text=text)
    assert link.isascii()
    assert not set(link) & set(" \"'<>⟦")
    given = {"action": "Edit", "article": "magnesium", "target": "da", "place": "p-1#0", "source": text, "text": text}
    assert {name: value for name, value in filled(link).items() if name != "shown"} == given
    assert json.loads(unquote(unquote(urlsplit(link).query.removeprefix("parameters="))))["form"]["text"] == text


def test_an_edit_names_what_the_sentence_says_now() -> None:
    assert filled(FORM.link("Edit", "a", "da", text="nu"))["shown"] == f".{fingerprint('nu')}"
    assert filled(FORM.link("Edit", "a", "da", shown="3f", text="nu"))["shown"] == f"3f.{fingerprint('nu')}"
    assert "shown" not in filled(FORM.link("Edit", "a", "da"))
    assert fingerprint("nu") != fingerprint("da")


def test_a_field_without_a_value_is_left_to_the_form() -> None:
    assert filled(FORM.link("Withdraw", "a", "da")) == {"action": "Withdraw", "article": "a", "target": "da"}
    assert filled(FORM.link("Roll back", "a", "da", release=3))["release"] == 3
