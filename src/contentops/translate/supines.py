"""Swedish leaves out "har" in subordinate clauses ("när du ätit") where its neighbours need it ("når du har spist").

The word is put into the text that an engine sees; the words are data, in `locales/sv/supines.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass

from contentops.language.language import folder
from contentops.translate.infinitives import leaves_nothing_out
from contentops.translate.patterns import any_of

_BETWEEN = 4
"""Words that may stand between the opening of a clause and its supine: "som de flesta av oss fått"."""
_BEFORE = 3
"""Words before the opening among which a "har" takes the supine for itself: "hon har som barn fått"."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Words:
    left_out: re.Pattern[str]
    supines: frozenset[str]
    verbs: frozenset[str]
    past: frozenset[str]
    without_subject: frozenset[str]
    auxiliaries: frozenset[str]


def with_auxiliaries(text: str, locale: str) -> str:
    """The text as an engine reads it best: "när du har ätit" for "när du ätit", with "hade" where the sentence is past."""
    if not leaves_nothing_out(locale):
        return text
    words = _words()
    if words.supines.isdisjoint(_WORD.findall(text.lower())):
        return text
    past = not words.past.isdisjoint(_WORD.findall(text.lower()))

    def put_in(match: re.Match[str]) -> str:
        between = _WORD.findall(match["between"].lower())
        before = _WORD.findall(re.split(r"[.,;:!?]", text[: match.start()].lower())[-1])[-_BEFORE:]
        has_subject = between or match["opening"].lower() in words.without_subject
        if not has_subject or not words.verbs.isdisjoint(between) or not words.auxiliaries.isdisjoint(before):
            return match[0]
        return f"{match['opening']}{match['between']} {'hade' if past else 'har'} {match['supine']}"

    return words.left_out.sub(put_in, text)


@functools.cache
def _words() -> _Words:
    data = tomllib.loads((folder() / "sv" / "supines.toml").read_text(encoding="utf-8"))
    within = rf" (?!(?:{any_of(data['openings'])})(?!\w))[^\W\d_]+"
    return _Words(
        re.compile(
            rf"(?<![\w-])(?P<opening>{any_of(data['openings'])})(?P<between>(?:{within}){{0,{_BETWEEN}}}?)"
            rf" (?P<supine>{any_of(data['supines'])})(?![\w-])",
            re.IGNORECASE,
        ),
        frozenset(_WORD.findall(supine)[-1] for supine in data["supines"]),
        frozenset(data["verbs"]),
        frozenset(data["past"]),
        frozenset(data["without_subject"]),
        frozenset(data["auxiliaries"]),
    )
