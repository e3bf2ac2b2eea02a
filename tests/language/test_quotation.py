from __future__ import annotations

import pytest

from contentops.language.language import language
from contentops.language.quotation import localized


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Hun sier: ”Spis mer.”", "nb", "Hun sier: «Spis mer.»"),
        ("”Spis mer”, sier hun (”fiskeren”).", "nb", "«Spis mer», sier hun («fiskeren»)."),
        ("”Spis mere.", "da", "“Spis mere."),
        ("Og fisk.”(1)", "nn", "Og fisk.»(1)"),
        ("⟦1⟧”Spis”⟦/1⟧ – ”mer”", "nb", "⟦1⟧«Spis»⟦/1⟧ – «mer»"),
        ("”Spis ⟦1⟧mer⟦/1⟧”", "nb", "«Spis ⟦1⟧mer⟦/1⟧»"),
        ("”Ta ⟦1⟧” og ”spis”⟦2⟧", "nb", "«Ta ⟦1⟧» og «spis»⟦2⟧"),
        ('Et 5" rør, d’Arcys', "nb", 'Et 5" rør, d’Arcys'),
        ("«Spis»", "nb", "«Spis»"),
    ],
)
def test_swedish_marks_are_written_as_the_target_writes_them(text: str, locale: str, expected: str) -> None:
    assert localized(text, language("sv"), language(locale)) == expected
