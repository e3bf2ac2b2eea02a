"""Google Translate by way of its page for simple browsers: without a key, without a contract, without a promise."""

from __future__ import annotations

import re
from typing import ClassVar

from deep_translator.google import GoogleTranslator

from contentops.errors import EngineBusy
from contentops.translate.deep_translator_remote import UNOFFICIAL, DeepTranslatorRemote
from contentops.translate.guarded_requests import Page
from contentops.translate.setup import Setup

OPTIONS = UNOFFICIAL

_RESULT = re.compile(
    r"""<div\b[^<>]{0,200}\bclass=["']?(?:t0|result-container)\b[^<>]{0,200}>(.*?)(</div>|\Z)""", re.DOTALL
)
_BREAK = re.compile(r"\s{0,9}<br\b[^<>]{0,200}>\s{0,9}", re.IGNORECASE)


class Google(DeepTranslatorRemote):
    """The engine. Norwegian is bokmål there, Portuguese that of Brazil; it has no nynorsk."""

    codes: ClassVar[dict[str, str]] = {
        **{code: code for code in ("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "is", "it")},
        **{code: code for code in ("lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "tr", "uk")},
        "de-AT": "de",
        "de-CH": "de",
        "en-GB": "en",
        "en-US": "en",
        "fr-BE": "fr",
        "nb": "no",
        "nl-BE": "nl",
        "no": "no",
        "pt-BR": "pt",
        "zh-Hans": "zh-CN",
        "zh-Hant": "zh-TW",
    }
    translator = GoogleTranslator
    unofficial = (
        "it is unofficial: it reads a page that Google makes for people, without a contract, and may be blocked or answer "
        "otherwise any day"
    )
    requests_per_second = 2.0
    requests_at_once = 2

    def look(self, page: Page, text: str) -> None:
        """Refuses a page that breaks off in the translation; puts a space where a line ends: the package has none there."""
        del text
        result = _RESULT.search(page.text)
        if not result:  # an error page, a question whether one is a person: with status 200 both
            raise EngineBusy("its page has no translation in it")
        if not result[2]:
            raise EngineBusy("its page breaks off within the translation")
        page.text = _BREAK.sub(" ", page.text)


def engine(setup: Setup) -> Google:
    """A new engine."""
    return Google(setup)
