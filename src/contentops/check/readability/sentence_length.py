"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.language_data import limit
from contentops.check.model import Check, Example, Flaw, NotApplicable
from contentops.check.page import page
from contentops.language.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_SHARE = 25
"""Percent of long sentences that a text bears; the limit that readers of web text are usually spared."""
_ENOUGH = 4


def _find(prose: tuple[str, ...], language: Language) -> Iterator[Flaw]:
    most = int(limit(language, "readability", "sentence_words_long"))
    lengths = {sentence: len(words(sentence)) for sentence in prose}
    if len(lengths) < _ENOUGH:
        raise NotApplicable(f"a share needs at least {_ENOUGH} different sentences of running text")
    long = [sentence for sentence, length in lengths.items() if length > most]
    share = 100 * len(long) / len(lengths)
    if share > _SHARE:
        longest = max(long, key=lambda sentence: lengths[sentence])
        yield Flaw(
            message=f"{share:.0f} % of the sentences have over {most} words; the longest has {lengths[longest]}",
            text=longest,
        )


_SHORT = ("Fisk är gott.", "Gröt mättar länge.", "Nötter är små.", "Bär är söta.")
_LONG = (
    "När du handlar mat för hela veckan kan det vara bra att skriva en lista där du samlar allt som behövs till "
    "frukost, lunch och middag så att du slipper gå tillbaka till butiken."
)
_LONG_TOO = (
    "Den som vill äta mer grönt kan börja med att lägga till en enda grönsak till varje måltid och sedan öka lite i "
    "taget tills det känns helt naturligt för hela familjen."
)

CHECK = Check(
    severity="note",
    title="Many long sentences",
    why="A reader of a screen loses the thread of a long sentence; a few are fine, many are not.",
    advice="Begin with the longest: say its parts in sentences of their own.",
    find=_find,
    examples=(
        Example(source=page("sv", "# Mat", _LONG, _LONG_TOO, *_SHORT), finds=True),
        Example(source=page("sv", "# Mat", _LONG, *_SHORT), finds=False),
    ),
)
