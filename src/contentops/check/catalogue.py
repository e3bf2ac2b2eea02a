"""Every check that there is, found by its file."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.check.model import Check

FAMILIES = ("translation", "readability", "seo", "claims", "source")
"""The folders of checks, in the order in which people read their findings."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with the id that its file's name gives it."""

    id: str
    family: str
    check: Check


@functools.cache
def rules() -> tuple[Rule, ...]:
    """All checks, by family and then by id."""
    return tuple(rule for family in FAMILIES for rule in _family(family))


def _family(family: str) -> list[Rule]:
    folder = Path(__file__).parent / family
    names = sorted(module.name for module in pkgutil.iter_modules([str(folder)]))
    return [
        Rule(name.replace("_", "-"), family, importlib.import_module(f"{__package__}.{family}.{name}").CHECK)
        for name in names
    ]
