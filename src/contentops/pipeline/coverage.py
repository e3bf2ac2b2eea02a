"""What the glossaries know of Swedish pages, for the person who writes them: a table, and the words to add next."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentops import extract
from contentops.article.segments import segments
from contentops.errors import NoArticle, SourceError, UnreadableSource
from contentops.ingest import SourceFile, decode, find, is_html
from contentops.language.language import language, locales
from contentops.language.sentences import split
from contentops.pipeline.shops import shops
from contentops.settings import Settings
from contentops.translate.coverage import Coverage, Known, coverage
from contentops.translate.engine import Listing, make, names
from contentops.translate.glossary import glossary

SOURCE = "sv"


@dataclass(frozen=True, slots=True)
class Report:
    """The coverage of each target over the same sentences. ``listed`` is how many unknown words are named."""

    files: int
    sentences: int
    targets: tuple[Coverage, ...]
    listed: int

    def to_json(self) -> dict[str, Any]:
        """For programs: counts, shares from 0 to 1, and the unknown words, the most frequent first."""
        return {
            "files": self.files,
            "sentences": self.sentences,
            "targets": {found.locale: _to_json(found, self.listed) for found in self.targets},
        }

    def words(self) -> str:
        """For people: a table with a column for each target, and under it the words that nothing knows."""
        head = f"{self.files} file{'s' * (self.files != 1)}, {self.sentences} sentences"
        return "\n".join((head, "", *_table(self.targets), *_missing(self.targets, self.listed)))


def report(paths: Iterable[Path], targets: Sequence[str], settings: Settings, listed: int = 20) -> Report:
    """Reads Swedish pages and texts and counts what each target's glossary knows of them.

    ``targets`` are locales; without any, every locale that has a glossary. Raises UsageError for a locale that we do not
    have, SourceError for a page that cannot be read or is not Swedish.
    """
    asked = tuple(targets) or tuple(one for one in locales() if one != SOURCE and len(glossary(one)))
    for target in asked:
        language(target)
    files = find(paths)
    by_shop = shops(settings)
    sentences = [sentence for file in files for sentence in _sentences(file, by_shop.of(file.path))]
    found = tuple(coverage(sentences, glossary(target), _dictionary(target)) for target in asked)
    return Report(len(files), len(sentences), found, listed)


def _sentences(file: SourceFile, site: extract.Site | extract.Sites | None) -> list[str]:
    data = file.read()
    try:
        article = extract.extract(data, site=site)
    except NoArticle as error:
        text = decode(data).text
        if is_html(text):
            raise error.named(str(file.path)) from error
        return list(_split(text))  # a few lines are no article, and yet a text
    except SourceError as error:
        raise error.named(str(file.path)) from error
    if article.locale != SOURCE:
        raise UnreadableSource(
            f"{file.path}: its language is {article.locale}, not Swedish.",
            hint="The glossary is looked up by Swedish words: give the Swedish page.",
        )
    return [segment.text for segment in segments(article)]


def _split(text: str) -> Iterator[str]:
    ends = [0, *split(text, language(SOURCE)), len(text)]
    for start, end in itertools.pairwise(ends):
        if sentence := text[start:end].strip():
            yield sentence


def _dictionary(target: str) -> Known | None:
    """The dictionary of an engine that translates to the target here; None where there is none."""
    for engine in map(make, names()):
        if isinstance(engine, Listing) and not engine.unusable(target):
            return functools.partial(engine.in_dictionary, target=target)
    return None


def _to_json(found: Coverage, listed: int) -> dict[str, Any]:
    def counted(count: int) -> dict[str, Any]:
        return {"words": count, "share": round(found.share(count), 4)}

    return {
        "content_words": found.words,
        "glossary": {
            **counted(found.glossary),
            "terms": found.terms,
            "phrases": found.phrases,
            "compounds": found.compounds,
        },
        "engine": None if found.engine is None else counted(found.engine),
        "unknown": {
            **counted(found.unknown.total()),
            "most_frequent": [{"word": word, "count": count} for word, count in _ranked(found)[:listed]],
        },
    }


def _table(targets: Sequence[Coverage]) -> Iterator[str]:
    def row(name: str, cells: Iterable[str]) -> str:
        return f"{name:<28}{''.join(f'{cell:>15}' for cell in cells)}".rstrip()

    def cell(found: Coverage, count: int | None) -> str:
        return "-" if count is None else f"{count} {found.share(count):>6.1%}"

    yield row("", (found.locale for found in targets))
    yield row("content words", (f"{found.words} {'':>6}" for found in targets))
    for name, counts in (
        ("in the glossary", [found.glossary for found in targets]),
        ("  as terms", [found.terms for found in targets]),
        ("  in phrases", [found.phrases for found in targets]),
        ("  compounds, by their parts", [found.compounds for found in targets]),
        ("left to the engine", [found.engine for found in targets]),
        ("known to neither", [found.unknown.total() for found in targets]),
    ):
        yield row(name, (cell(found, count) for found, count in zip(targets, counts, strict=True)))


def _missing(targets: Sequence[Coverage], listed: int) -> Iterator[str]:
    """The words to add next, once for targets that lack the same ones."""
    by_words: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for found in targets:
        by_words.setdefault(tuple(_ranked(found)), []).append(found.locale)
    for ranked, lacking in by_words.items():
        yield ""
        if not ranked:
            yield f"{', '.join(lacking)}: every word is known."
            continue
        yield f"{', '.join(lacking)}: add these next ({min(listed, len(ranked))} of {len(ranked)})"
        yield from (f"  {count:>3}  {word}" for word, count in ranked[:listed])


def _ranked(found: Coverage) -> list[tuple[str, int]]:
    return sorted(found.unknown.items(), key=lambda pair: (-pair[1], pair[0]))
