"""A sentence as the engine says it, by way of the mask."""

from __future__ import annotations

from contentops.translate.engines.apertium import Apertium
from contentops.translate.glossary import glossary
from contentops.translate.masking import mask, unmask


def said(engine: Apertium, sentence: str, locale: str) -> str:
    masked = mask(sentence, (), glossary(locale))
    answer = engine.translate([masked.text], locale)[0]
    assert answer is not None
    return unmask(masked, answer.text)
