"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.contrasts import TIME_WORDS, lists, turned
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    for language in (source_language, target_language):
        if not lists(language, TIME_WORDS):
            raise NotApplicable(f"locales/{language.locale}/language.toml has no [time_words]")
    for one in turned(pair.source_shown, pair.target_shown, source_language, target_language, TIME_WORDS):
        yield Flaw(message=str(one))


CHECK = Check(
    severity="block",
    title="A span of time is another one",
    why="A dose a day that becomes one a week is seven times too small, and weeks of treatment are not months.",
    advice="Name the span that the source names: day, week, month, year.",
    find=_find,
    examples=(
        Example(source="Ta 10 mg per dag.", target="Tag 10 mg om ugen.", finds=True),
        Example(source="Ta det i två veckor.", target="Ta det i to måneder.", locale="nb", finds=True),
        Example(source="En gång i veckan.", target="Kerran päivässä.", locale="fi", finds=True),
        Example(source="Barn 1–5 år.", target="Kinder von 1 bis 5 Monaten.", locale="de", finds=True),
        Example(source="En 12-veckors studie.", target="A 12-month study.", locale="en", finds=True),
        Example(source="En gång om dagen.", target="Én gang i døgnet.", locale="nb", finds=False),
        Example(source="Ta den dagligen i 8 veckor.", target="Tag den hver dag i 8 uger.", finds=False),
        Example(source="Barn 1–5 år.", target="Kinder von 1 bis 5 Jahren.", locale="de", finds=False),
        Example(source="Vila ett halvår.", target="Rest for six months.", locale="en", finds=False),
        Example(source="5-åringar sover 11 timmar.", target="5-vuotiaat nukkuvat 11 tuntia.", locale="fi", finds=False),
    ),
)
