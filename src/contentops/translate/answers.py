"""What an engine's answer must be before anybody looks at its words: a translation, and not the source, a page or a notice.

A service that fails often says so with a status that all is well: its error page, or a notice that its quota is used up,
arrives as the translation. Judged is what can be told without knowing what is right; a wrong refusal costs a sentence that
another engine or a person translates, a wrong pass may be read by customers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from babel import Locale

from contentops.errors import EngineBusy, EngineFailed, EngineUnavailable
from contentops.language.identify import another, strange
from contentops.language.language import language, locales
from contentops.language.words import plain_case, words
from contentops.translate.tokens import TOKEN


class Notice(NamedTuple):
    """What a service writes in place of a translation: its ``pattern``, and the error that it should have been."""

    pattern: str
    means: type[EngineFailed | EngineUnavailable]
    reason: str

    @property
    def of_itself(self) -> bool:
        """Whether it is about the service, and not about the one text that it did not translate."""
        return self.means is not EngineFailed


_ERROR_PAGE = "it gave an error page instead of a translation"
_USED_UP = "its quota is used up"
_TOO_OFTEN = "it was asked too often"
_PHRASES = (
    "Bad Request|Unauthorized|Forbidden|Not Found|Request Time-?out|Payload Too Large|Too Many Requests|"
    "Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out"
)

NOTICES = (
    Notice(r"<!doctype\s+html|<(?:html|body)\b|<(?:head|title)>", EngineBusy, _ERROR_PAGE),
    Notice(r"\bError \d{3} \([^)]{0,80}\)!!\d", EngineBusy, _ERROR_PAGE),
    Notice(r"\bThat[’']s (?:an error|all we know)\b", EngineBusy, _ERROR_PAGE),
    # A status with its phrase, or such a phrase alone: "500 mg", "en server" and "a bad request" in a text are none.
    Notice(rf"\b[45]\d\d[:\s.–-]{{1,3}}(?:{_PHRASES})\b", EngineBusy, _ERROR_PAGE),
    Notice(rf"\A\s*(?:{_PHRASES})[.!]?\s*\Z", EngineBusy, _ERROR_PAGE),
    Notice(r"\bupstream (?:connect|request) (?:error|timeout)\b", EngineBusy, _ERROR_PAGE),
    Notice(r"\bAttention Required! \| Cloudflare|\benable JavaScript and cookies\b", EngineBusy, _ERROR_PAGE),
    Notice(r"\bunusual traffic from your computer network\b", EngineBusy, _TOO_OFTEN),
    Notice(r"\brate limit (?:has been )?(?:exceeded|reached)\b", EngineBusy, _TOO_OFTEN),
    Notice(r"\bUSED ALL AVAILABLE FREE TRANSLATIONS\b", EngineUnavailable, _USED_UP),
    Notice(r"\bquota (?:has been )?exceeded\b", EngineUnavailable, _USED_UP),
    Notice(r"\bexceeded your (?:\w+ ){0,2}(?:quota|limit)\b", EngineUnavailable, _USED_UP),
    Notice(r"\bQUERY LENGTH LIMIT EXCEEDED\b", EngineFailed, "the text is longer than it takes"),
    Notice(
        r"\bINVALID (?:SOURCE|TARGET) LANGUAGE\b|\bINVALID LANGUAGE PAIR\b", EngineFailed, "it lacks these languages"
    ),
    Notice(r"\bPLEASE SELECT TWO DISTINCT LANGUAGES\b|\bNO QUERY SPECIFIED\b", EngineFailed, "it misread the request"),
    Notice(r"\bMYMEMORY WARNING\b", EngineFailed, "it gave a notice instead of a translation"),
)
"""In their order: the first that is found says what is wrong. Capital letters do not matter."""

_BEGINNING = 5_000
"""Characters within which a notice stands: an answer may be a page of a megabyte."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,6}|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""What nobody sees and programs stumble over: controls, marks of direction and of no width, halves of characters (which no
file can hold), private and unassigned characters (among them those that masking works with), ends of paragraphs."""
_IN_TEXT = frozenset("\t\n\r\u00ad")
"""Of these what may well stand in a text. A soft hyphen is where German has its long words."""
_UNKNOWN = "\ufffd"
_LIKE_LATIN = str.maketrans("ХхЅѕАаВЕеСсМНКОоРрТІіЈјΧΑΒΕΗΙΚΜΝΟΡΤΥΖ", "XxSsAaBEeCcMHKOoPpTIiJjXABEHIKMNOPTYZ")
"""Cyrillic and Greek letters as what they look like."""
_LIKE_TOKEN = re.compile(r"(?<![^\W_])x ?q ?[a-z]{1,2}(?:z[a-z]{2,5})? ?x(?![^\W_])", re.IGNORECASE)

_TIMES = 4
"""A text so many times as long as its source, or so many times shorter, is something else. Good translations between the
languages here stay within 0.5 and 2; one that repeats itself, a chat about the text or a stub is far beyond."""
_LONG = 40
"""Characters from which a text has a length to compare. What is shorter may be one word, or become a phrase."""
_SENTENCE, _SENTENCE_OF_RELATIVES = 4, 8
"""Words in small letters, none of them of the one language only, that are alike in both: "det kan ta tid" is Swedish and
bokmål. So many are a sentence that was not translated."""


def notice(source: str, answer: str) -> Notice | None:
    """What the service says of itself in place of a translation; None where it says nothing, or the source says the same."""
    answer = answer[:_BEGINNING]
    for one in NOTICES:
        if re.search(one.pattern, answer, re.IGNORECASE) and not re.search(one.pattern, source, re.IGNORECASE):
            return one
    return None


def refusal(source: str, answer: str | None, target: str) -> str:
    """Why an answer is no translation of ``source``, in words; "" when it may be one."""
    if answer is None:
        return "it gave no answer"
    if not answer.strip():
        return "it gave an empty answer"
    if said := notice(source, answer):
        return said.reason
    if not _unreadable(answer) <= _unreadable(source):
        return "its answer has characters that cannot be read"
    if _bent_tokens(answer) > _bent_tokens(source):
        return "its answer has what is left of a protected place"
    if any(len(sign.findall(answer)) > len(sign.findall(source)) for sign in (_TAG, _ENTITY)):
        return "it put HTML into the text"
    if _is_echo(source, answer, target):
        return "it gave back the source"
    return _of_another_length(source, answer) or _in_another_language(source, answer, target)


def _unreadable(text: str) -> set[str]:
    """The characters of a text that cannot be read."""
    if text.isprintable() and _UNKNOWN not in text:
        return set()
    odd = {char for char in text if unicodedata.category(char) in _UNSEEN or char == _UNKNOWN}
    return odd - _IN_TEXT


def _bent_tokens(text: str) -> int:
    """How often a text has what looks like a token and is none: "xqax", "XQ AX", one of Cyrillic letters."""
    if text.isascii() and "q" not in text.casefold():
        return 0
    rest = TOKEN.sub(" ", text)
    return len(_LIKE_TOKEN.findall(unicodedata.normalize("NFKC", rest).translate(_LIKE_LATIN)))


def _of_another_length(source: str, answer: str) -> str:
    before, after = len(source.strip()), len(answer.strip())
    if after > _TIMES * max(before, _LONG):
        return "its answer is far longer than the text"
    if before > _LONG and after * _TIMES < before:
        return "its answer is far shorter than the text"
    return ""


def _in_another_language(source: str, answer: str, target: str) -> str:
    if target not in locales():
        return ""
    source, answer = TOKEN.sub(" ", source), TOKEN.sub(" ", answer)
    relatives = language(target).data["words"].get("neighbours", ())
    if (found := another(answer, target, source)) and found not in relatives:
        return f"it answered in {Locale.parse(found).get_display_name('en')}"
    if strange(answer, target):
        return f"its answer does not read as {Locale.parse(target).get_display_name('en')}"
    return ""


def _is_echo(source: str, answer: str, target: str) -> bool:
    """Whether the answer is the source, and should not be: "Omega-3" and "Magnesium, zink" are alike in many languages."""
    if plain_case(source) != plain_case(answer):
        return False
    said = [word for word in words(TOKEN.sub(" ", source)) if word.isalpha()]
    own = [word.casefold() for number, word in enumerate(said) if word.islower() or not number]
    if target not in locales():
        return len(own) >= _SENTENCE
    here, there = language("sv"), language(target)
    swedish = (here.function_words | here.distinctive_words) - there.function_words - there.distinctive_words
    relatives = there.data["words"].get("neighbours", ())
    enough = _SENTENCE_OF_RELATIVES if relatives else _SENTENCE
    return (len(own) > 1 and not swedish.isdisjoint(own)) or len(own) >= enough
