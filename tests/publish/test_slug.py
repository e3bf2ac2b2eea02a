from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import UsageError
from contentops.language.language import locales
from contentops.publish.slug import MAX_LENGTH, slugify


@pytest.mark.parametrize(
    ("title", "locale", "slug"),
    [
        ("Søvn og blåbær", "da", "soevn-og-blaabaer"),
        ("Søvn og blåbær", "nb", "sovn-og-blabaer"),
        ("Sömn och blåbär", "sv", "somn-och-blabar"),
        ("Så mye magnesium: 300–350 mg?", "nn", "sa-mye-magnesium-300-350-mg"),
        ("D₃-vitamin & kalk", "da", "d3-vitamin-og-kalk"),
        ("  Café…  ", "da", "cafe"),
        ("Müdigkeit, Größe & Schlaf", "de", "muedigkeit-groesse-und-schlaf"),
        ("Vitamin D & Åre’s salmon", "en", "vitamin-d-and-are-s-salmon"),
        ("!?", "da", ""),
    ],
)
def test_letters_are_written_as_the_locale_writes_them_in_addresses(title: str, locale: str, slug: str) -> None:
    assert slugify(title, locale) == slug


def test_a_composed_and_a_decomposed_letter_give_the_same_slug() -> None:
    assert slugify("Bla\u030ab\u00e6r", "da") == slugify("Bl\u00e5b\u00e6r", "da") == "blaabaer"


def test_a_long_title_is_cut_at_a_word() -> None:
    slug = slugify("magnesium " * 12, "da")
    assert slug == "-".join(["magnesium"] * 7)
    assert len(slug) <= MAX_LENGTH


def test_a_title_of_exactly_the_limit_is_kept_whole() -> None:
    title = f"{'a' * 37} {'b' * 37}"
    assert slugify(title, "da") == title.replace(" ", "-")


def test_one_endless_word_is_cut_hard() -> None:
    assert slugify("a" * 200, "da") == "a" * MAX_LENGTH


def test_an_unknown_locale_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown locale 'dk'"):
        slugify("Søvn", "dk")


@given(st.text(), st.sampled_from(locales()))
def test_a_slug_is_always_safe_and_making_it_twice_is_making_it_once(title: str, locale: str) -> None:
    slug = slugify(title, locale)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= MAX_LENGTH
    assert slugify(slug, locale) == slug
