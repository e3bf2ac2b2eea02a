"""How what is protected is spelled for a network.

A network has never seen our tokens. It cuts them into pieces and mostly copies them, as it copies names and codes, but one
network loses what the next one keeps. So there is more than one spelling: which of them a model gives back is tried when it
is installed, and a text whose tokens do not come back is asked again in the next one. What comes back in none is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contentops.translate.tokens import LETTERS, TOKEN, number


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way. ``form`` has {name}, a token's letters, or {number}, from 1; ``pattern`` finds it again."""

    form: str
    pattern: re.Pattern[str]

    def fits(self, text: str) -> bool:
        """Whether nothing else in the text looks like it."""
        return not self.pattern.search(TOKEN.sub(" ", text))

    def write(self, text: str) -> str:
        """The text with its tokens spelled so."""
        return TOKEN.sub(lambda token: self.form.format(name=token[1], number=number(token[1]) + 1), text)

    def read(self, answer: str, asked: str) -> str | None:
        """The answer with the tokens of what was ``asked``; None when one of them is lost, doubled or new."""
        tokens = {number(token[1]) + 1: token.group() for token in TOKEN.finditer(asked)}
        if sorted(self._numbers(answer)) != sorted(tokens):
            return None
        return self.pattern.sub(lambda found: tokens[_numbered(found[1])], answer)

    def kept(self, answer: str, asked: str) -> int:
        """How many of the tokens of what was ``asked`` stand in the answer once each."""
        found = list(self._numbers(answer))
        return sum(found.count(number(token[1]) + 1) == 1 for token in TOKEN.finditer(asked))

    def _numbers(self, answer: str) -> list[int]:
        return [_numbered(found[1]) for found in self.pattern.finditer(answer)]


def _numbered(found: str) -> int:
    return int(found) if found.isdigit() else number(found.upper()) + 1


SPELLINGS = {
    # A network may change capitals; which thing is meant stays plain.
    "letters": Spelling("XQ{name}X", re.compile(rf"(?<![^\W_])XQ([{LETTERS}]+)X(?![^\W_])", re.IGNORECASE)),
    "code": Spelling("X{number}", re.compile(r"(?<![^\W_])X(\d{1,4})(?![^\W_])", re.IGNORECASE)),
    "brackets": Spelling("[{number}]", re.compile(r"\[ ?(\d{1,4}) ?\]")),
}
"""All spellings by name, in the order in which they are tried where nothing is known of a model."""
