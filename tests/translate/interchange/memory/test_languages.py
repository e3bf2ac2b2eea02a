from __future__ import annotations

import pytest

from contentops.language import language as languages
from contentops.translate.interchange.memory.languages import locale_of
from tests.conftest import Locales


@pytest.mark.parametrize("unknown", ["", "fr", "xx-SE", "*all*", "svenska", "s", "é"])
def test_a_language_that_we_do_not_have_is_none(unknown: str) -> None:
    assert locale_of(unknown) == ""


def test_a_region_that_we_have_is_preferred_to_the_language(locales: Locales) -> None:
    folder, forget = locales
    (folder / "en").rename(folder / "en-GB")
    forget()
    assert "en-GB" in languages.locales()
    assert locale_of("EN_gb") == "en-GB"
    assert locale_of("en-US") == ""
