"""MyMemory, a public memory of people's translations with a machine behind it: no key, some thousand characters a day."""

from __future__ import annotations

import html
import json
from typing import Any, ClassVar

from deep_translator.mymemory import MyMemoryTranslator

from contentops.errors import EngineBusy, EngineFailed
from contentops.language.words import words
from contentops.translate.answers import notice
from contentops.translate.deep_translator_remote import UNOFFICIAL, DeepTranslatorRemote, NoTranslation
from contentops.translate.guarded_requests import Page
from contentops.translate.http_errors import error_of
from contentops.translate.setup import Setup

OPTIONS = UNOFFICIAL


class MyMemory(DeepTranslatorRemote):
    """The engine."""

    codes: ClassVar[dict[str, str]] = {
        "bg": "bg-BG",
        "cs": "cs-CZ",
        "da": "da-DK",
        "de": "de-DE",
        "de-AT": "de-AT",
        "de-CH": "de-CH",
        "el": "el-GR",
        "en": "en-GB",
        "en-GB": "en-GB",
        "en-US": "en-US",
        "es": "es-ES",
        "et": "et-EE",
        "fi": "fi-FI",
        "fr": "fr-FR",
        "fr-BE": "fr-BE",
        "hr": "hr-HR",
        "hu": "hu-HU",
        "is": "is-IS",
        "it": "it-IT",
        "lt": "lt-LT",
        "lv": "lv-LV",
        "nb": "nb-NO",
        "nl": "nl-NL",
        "nl-BE": "nl-BE",
        "nn": "nn-NO",
        "no": "nb-NO",
        "pl": "pl-PL",
        "pt": "pt-PT",
        "pt-BR": "pt-BR",
        "ro": "ro-RO",
        "ru": "ru-RU",
        "sk": "sk-SK",
        "sl": "sl-SI",
        "tr": "tr-TR",
        "uk": "uk-UA",
        "zh-Hans": "zh-CN",
        "zh-Hant": "zh-TW",
    }
    translator = MyMemoryTranslator
    swedish = "sv-SE"
    address = "https://api.mymemory.translated.net/get"  # the package's own is plain http
    unofficial = (
        "it is unofficial: whoever likes adds to the memory that it translates by, what it is asked may be kept, and the "
        "characters of a day are few"
    )
    characters_in_text = 400  # it takes 500 bytes, and Swedish letters may have two
    characters_in_request = 400
    requests_per_second = 2.0
    requests_at_once = 2

    def look(self, page: Page, text: str) -> None:
        """Refuses what the service says of itself, and a person's translation of another sentence, which it gives too."""
        try:
            data = page.json()
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise EngineBusy("its answer is no JSON object")
        _well(data, text)
        held = data.get("responseData")
        said = held.get("translatedText") if isinstance(held, dict) else None
        if said is not None and not isinstance(said, str):
            raise EngineFailed("its answer has another shape than it should")
        matches = [match for match in data.get("matches") or [] if isinstance(match, dict)]
        sources = {_plain(str(match.get("segment"))) for match in matches if match.get("translation") == said}
        if sources and _plain(text) not in sources:
            raise NoTranslation("it gave somebody's translation of another sentence")
        # Where there is no translation, the package would take that of the first match; an entity would be seen by readers.
        page.text = json.dumps(
            {"responseData": {"translatedText": html.unescape(said or "")}, "matches": [{"translation": None}]}
        )


def _plain(text: str) -> str:
    """What of a text tells it from another sentence: its words and numbers."""
    return " ".join(words(html.unescape(text))).casefold()


def _well(data: dict[str, Any], text: str) -> None:
    """Raises an EngineError where the service says that it did not translate; its status is in the body."""
    status = str(data.get("responseStatus", 200))
    error = error_of(int(status)) if status.isdecimal() else EngineFailed("its answer has another shape than it should")
    if error and (said := notice(text, str(data.get("responseDetails")))):
        raise said.means(said.reason)
    if error:
        raise error


def engine(setup: Setup) -> MyMemory:
    """A new engine."""
    return MyMemory(setup)
