"""A person's words for a sentence, with the sentence's codes found in them."""

from __future__ import annotations

import re

from contentops.article.model import Inline, Pair, Quantity, plain
from contentops.article.segments import CODE, Segment, check_codes, localized
from contentops.errors import ReviewError, SegmentError
from contentops.language.language import language
from contentops.language.quantities import joined
from contentops.translate.spans import tied


def with_codes(part: Segment, text: str, locale: str, source_locale: str) -> str:
    """A person's text with the segment's codes: as given, or found by what they show ("(1,2)", "300 mg").

    Raises ReviewError when one of them is not there, or stands there more than once.
    """
    try:
        if CODE.search(text) or not part.codes:
            check_codes(part, text)
            return tied(text, part, language(locale))
        for number, (code, there) in enumerate(zip(part.codes, localized(part, locale, source_locale), strict=True), 1):
            if isinstance(code, Pair):
                # What was emphasised or linked cannot be told from plain words; around the whole it can.
                if not part.text.startswith(f"⟦{number}⟧") or not part.text.rstrip().endswith(f"⟦/{number}⟧"):
                    raise ReviewError(
                        f"{part.address} holds a link or emphasis.",
                        hint=f"Write its codes as in the source: {part.text}",
                    )
                text = f"⟦{number}⟧{text}⟦/{number}⟧"
                continue
            spellings = {plain((one,), cites=True) for one in (code, there)}
            text = _placed(text, number, spellings, part, _beside(text, there, locale))
        check_codes(part, text)
    except SegmentError as error:
        raise ReviewError(error.message, hint=f"The source is: {part.text}") from error
    return tied(text, part, language(locale))


def _beside(text: str, code: Inline, locale: str) -> list[int]:
    """Where the word for a span of time begins, in any form: there ends its number, and not that of the tablets."""
    if not isinstance(code, Quantity):
        return []
    ends = (match.end() for match in re.finditer(r"[\d½¼¾](?=[ \u00a0])", text))
    return [end for end in ends if joined(code.text, code.unit, text[end:], language(locale))]


def _placed(text: str, number: int, spellings: set[str], part: Segment, ends: list[int]) -> str:
    """The text with the code in the place of one of its spellings, of one that ends at ``ends`` where there is one."""
    # The longest first: "300 milligrams" begins with the source's "300 milligram".
    longest = sorted(spellings, key=len, reverse=True)
    pattern = "|".join(re.escape(s).replace("\u00a0", "[ \u00a0]").replace(r"\ ", "[ \u00a0]") for s in longest)
    # Nothing is found within a longer number, or in a name: the 5 of "2,5", "5–7" and "B5".
    found = list(re.finditer(rf"(?<!\d)(?<!\d[.,–-](?=\d))(?<![^\W\d_](?=\d))(?:{pattern})(?!\d|[.,]\d)", text))
    found.sort(key=lambda match: match.end() not in ends)
    # Two equal codes ("300 mg … 300 mg") are taken in order.
    if not found:
        shown = " or ".join(sorted({spelling.replace("\u00a0", " ") for spelling in spellings}))
        raise ReviewError(f"{part.address}: the text has lost {shown}.", hint=f"The source is: {part.shown}")
    return f"{text[: found[0].start()]}⟦{number}⟧{text[found[0].end() :]}"
