from __future__ import annotations

from urllib.parse import quote

import pytest

from contentops.secrets import keep, redacted


@pytest.mark.parametrize(
    "spelled", ["k/e+y=5e2c", quote("k/e+y=5e2c", safe=""), "Authorization: Bearer k/e+y=5e2c", "ay9lK3k9NWUyYw=="]
)
def test_a_kept_secret_is_in_no_text_that_was_redacted(spelled: str) -> None:
    keep("k/e+y=5e2c")
    shown = redacted(f"it failed at {spelled}!")
    assert "***" in shown
    assert spelled.removeprefix("Authorization: Bearer ") not in shown


def test_a_very_short_secret_takes_no_letters_out_of_words() -> None:
    assert keep("e") == "e"
    assert redacted("here") == "here"
