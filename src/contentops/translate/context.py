"""What an engine that reads more than a sentence is told of it: the text around it, terms, and approved neighbours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from contentops.article.record import State
from contentops.article.segments import Segment, localized, show
from contentops.state.memory import Entry, key
from contentops.translate.engine import Context
from contentops.translate.glossary import Glossary

_LONGEST_AROUND = 1_000
"""Characters. The rest of a very long paragraph tells nothing more of a sentence, and is paid for with each of them."""
_EXAMPLES = 3
"""Approved sentences, the nearest."""


def contexts(
    segments: Sequence[Segment], known: Mapping[str, Entry], wanted: Collection[str], glossary: Glossary, formality: str
) -> dict[str, Context]:
    """By key, what there is to know of the ``wanted`` segments; one that stands twice counts where it is first."""
    title = next((segment.shown for segment in segments if segment.role == "title"), "")
    units: dict[str, list[Segment]] = {}
    for segment in segments:
        units.setdefault(_unit(segment), []).append(segment)
    order = list(units)
    places = {unit: place for place, unit in enumerate(order)}
    approved = [
        (place, segment, entry)
        for place, segment in enumerate(segments)
        if (entry := known.get(key(segment))) and entry.state is State.APPROVED
    ]
    found: dict[str, Context] = {}
    for place, segment in enumerate(segments):
        own = key(segment)
        if own not in wanted or own in found:
            continue
        here = places[_unit(segment)]
        near = [order[here]] if len(units[order[here]]) > 1 else order[max(0, here - 1) : here + 2]
        nearest = sorted(approved, key=lambda one: abs(one[0] - place))[:_EXAMPLES]
        found[own] = Context(
            title=title,
            around="\n".join(_shown(units[unit]) for unit in near)[:_LONGEST_AROUND],
            terms=_terms(segment, glossary),
            examples=tuple(
                (one.shown, show(entry.text, localized(one, glossary.locale, "sv")))
                for _, one, entry in sorted(nearest, key=lambda one: one[0])
            ),
            formality=formality,
        )
    return found


def _unit(segment: Segment) -> str:
    return segment.address.rpartition("#")[0]


def _shown(sentences: Sequence[Segment]) -> str:
    return " ".join(segment.shown for segment in sentences)


def _terms(segment: Segment, glossary: Glossary) -> tuple[tuple[str, str], ...]:
    text = segment.shown
    hits = ((text[hit.start : hit.end], hit.term.target) for hit in glossary.hits(text))
    return tuple(dict.fromkeys((here, there) for here, there in hits if here != there))
