"""What a check reads from `language.toml`. A list or limit that a locale lacks makes the check not applicable there."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from babel import Locale

from contentops.check.model import NotApplicable

if TYPE_CHECKING:
    from contentops.language.language import Language


def entries(language: Language, table: str, key: str) -> tuple[str, ...]:
    """A list of words. Raises NotApplicable where the locale has no such list; an empty one is an answer."""
    return tuple(_value(language, table, key))


def limit(language: Language, table: str, key: str) -> float:
    """A number. Raises NotApplicable where the locale has none."""
    return float(_value(language, table, key))


def span(language: Language, table: str, key: str) -> tuple[int, int]:
    """A least and a most. Raises NotApplicable where the locale has none."""
    least, most = _value(language, table, key)
    return int(least), int(most)


def bounds(language: Language, table: str, key: str) -> tuple[float, float]:
    """A least and a most that need not be whole. Raises NotApplicable where the locale has none."""
    least, most = _value(language, table, key)
    return float(least), float(most)


def _value(language: Language, table: str, key: str) -> Any:  # noqa: ANN401 - TOML holds any type; the callers convert
    value = language.data.get(table, {}).get(key)
    if value is None:
        raise NotApplicable(f"locales/{language.locale}/language.toml has no {key} in [{table}]")
    return value


@functools.cache
def name(language: Language) -> str:
    """The language's English name, for messages: "Danish"."""
    return Locale.parse(language.locale).get_display_name("en") or language.locale
