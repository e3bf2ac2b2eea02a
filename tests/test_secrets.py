from __future__ import annotations

import base64
import html
import json
import logging
from urllib.parse import quote

import pytest

from contentops.secrets import Redacting, keep, redacted


@pytest.mark.parametrize(
    "spelled", ["k/e+y=5e2c", quote("k/e+y=5e2c", safe=""), "Authorization: Bearer k/e+y=5e2c", "ay9lK3k9NWUyYw=="]
)
def test_a_kept_secret_is_in_no_text_that_was_redacted(spelled: str) -> None:
    keep("k/e+y=5e2c")
    shown = redacted(f"it failed at {spelled}!")
    assert "***" in shown
    assert spelled.removeprefix("Authorization: Bearer ") not in shown


AWKWARD = "ab/c+d=%q\"u'ö\\<&>é:fx"


@pytest.mark.parametrize(
    "spelled",
    [
        *(repr(AWKWARD), ascii(AWKWARD), repr(AWKWARD.encode()), repr([AWKWARD, "'"]), str({"key": AWKWARD})),
        *(json.dumps(AWKWARD), json.dumps(AWKWARD, ensure_ascii=False), json.dumps(AWKWARD).replace("/", "\\/")),
        *(html.escape(AWKWARD), html.escape(AWKWARD, quote=False), AWKWARD.encode().decode("latin-1")),
        *(quote(AWKWARD, safe=""), quote(AWKWARD, safe="").replace("%2F", "%2f").replace("%C3%B6", "%c3%b6").lower()),
        *(base64.b64encode(AWKWARD.encode()).decode(), base64.urlsafe_b64encode(AWKWARD.encode()).decode()),
        repr(json.dumps(AWKWARD)),
    ],
)
def test_a_secret_is_known_however_something_quotes_it(spelled: str) -> None:
    keep(AWKWARD)
    shown = redacted(f"it said {spelled} of us")
    assert "***" in shown
    assert "q" not in shown.removeprefix("it said ")  # the middle of the key
    assert "fx" not in shown
    assert "YWIv" not in shown


def test_a_very_short_secret_takes_no_letters_out_of_words() -> None:
    assert keep("e") == "e"
    assert redacted("here") == "here"


def test_a_logger_with_the_filter_tells_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    keep("k/e+y=5e2c")
    logger = logging.getLogger("somebody.else")
    logger.addFilter(Redacting())
    logger.warning("it answered %s for %d%%", {"key": "k/e+y=5e2c"}, 5)
    (record,) = caplog.records
    assert record.getMessage() == "it answered {'key': '***'} for 5%"
    assert "5e2c" not in repr(record.__dict__)
