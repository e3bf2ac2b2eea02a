"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.contrasts import CALENDAR, lists, turned
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    for language in (source_language, target_language):
        if not lists(language, CALENDAR):
            raise NotApplicable(f"locales/{language.locale}/language.toml has no [calendar]")
    for one in turned(pair.source_shown, pair.target_shown, source_language, target_language, CALENDAR):
        yield Flaw(message=str(one))


CHECK = Check(
    severity="block",
    title="A month or a day of the week is another one",
    why="Advice for the dark months, a date or a time of opening is wrong by one word, and nothing else shows it.",
    advice="Write the month or the day that the source has.",
    find=_find,
    examples=(
        Example(source="Från oktober till april.", target="Fra oktober til august.", finds=True),
        Example(source="Den 3 maj 2019.", target="Den 3. juni 2019.", locale="nb", finds=True),
        Example(source="Öppet på måndagar.", target="Open on Tuesdays.", locale="en", finds=True),
        Example(source="Solen räcker inte i mars.", target="Aurinko ei riitä toukokuussa.", locale="fi", finds=True),
        Example(source="Från oktober till april.", target="Fra oktober til april.", finds=False),
        Example(source="Den 3 maj kan du börja.", target="You may start on 3 May.", locale="en", finds=False),
        Example(source="I januari.", target="Tammikuussa.", locale="fi", finds=False),
        Example(source="I april eller maj.", target="Om våren.", locale="nb", finds=False),
    ),
)
