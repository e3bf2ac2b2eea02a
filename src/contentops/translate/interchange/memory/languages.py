"""Which locale of ours a file means by a language: "sv-SE", "SV", "swe", "no", "en_GB"."""

from __future__ import annotations

import functools

from babel.core import get_global

from contentops.language.language import locales

_ALSO = {"no": "nb"}
"""What Norwegian is when a file does not say which: tools older than "nb" wrote it so."""


@functools.lru_cache(maxsize=1_000)
def locale_of(language: str) -> str:
    """The locale of a language tag, "" for a language that we do not have. A region that we have is preferred to none."""
    tag = language.strip().replace("_", "-").casefold()
    known = {locale.casefold(): locale for locale in locales()}
    if tag in known:
        return known[tag]
    primary = tag.partition("-")[0]
    primary = get_global("language_aliases").get(primary, primary).partition("_")[0]
    return known.get(primary) or known.get(_ALSO.get(primary, ""), "")
