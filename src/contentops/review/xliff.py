"""XLIFF of one store: its drafts on their way to translators, and what they send back put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from contentops.article.record import Record, State
from contentops.article.segments import Segment, Unit, units
from contentops.errors import ReviewError, UnknownName
from contentops.language.language import did_you_mean
from contentops.pipeline.summary import count
from contentops.review.came_back import Refusal, Report
from contentops.review.desk import Act, Desk
from contentops.review.judged import Judge
from contentops.review.written import named
from contentops.state.memory import Entry, key
from contentops.translate.glossary import glossary
from contentops.translate.interchange.articles import bilingual
from contentops.translate.interchange.articles.bilingual import WHOLE, FileBack
from contentops.translate.interchange.articles.conversion import Said, outgoing
from contentops.translate.wholes import parts_of

Row = dict[str, Any]

_ROLES = {
    "title": "Title",
    "description": "Description in search results",
    "seo": "Title in search results",
    "lead": "Lead",
    "category": "Category",
    "heading": "Heading",
    "item": "Item of a list",
    "caption": "Caption",
    "cell": "Cell of a table",
    "alt": "What a picture shows, for those who do not see it",
    "quote": "Quotation",
    "attribution": "Who is quoted",
    "question": "Question",
}


def outgoing_files(desk: Desk, articles: Sequence[str], target: str, *, waiting: bool = False) -> list[bilingual.File]:
    """The drafts of these articles (all, if none is named) in a target, for a translator.

    With ``waiting`` only blocks with a sentence that nobody has approved as it is; an article without any is left out.
    Raises ReviewError for an article or target that is not there.
    """
    rows = [desk.row(article, target) for article in articles]
    if not articles:
        rows = [row for row in desk.rows() if row["target"] == target]
        known = sorted({row["target"] for row in desk.rows()})
        if not rows:
            raise UnknownName(
                f"there are no drafts in {target!r} here{did_you_mean(target, known)}.",
                hint=f"There are drafts in {', '.join(known)}." if known else "Run contentops localize first.",
            )
    files = [_file(desk, row, waiting=waiting) for row in rows]
    return [file for file in files if file.units]


def _file(desk: Desk, row: Row, *, waiting: bool) -> bilingual.File:
    source, record, memory = desk.source(row), desk.record(row), desk.memory(row)
    found = units(source.article)
    parts = {part.address: part for part in parts_of(found, memory)}
    said = _said(parts.values(), record, memory.get(map(key, parts.values())))
    out = []
    for unit in found:
        whole = f"{unit.place.address}#{WHOLE}" in parts
        own_parts = unit.parts(whole=whole)
        if not own_parts or (waiting and all(said[p.address].state is State.APPROVED for p in own_parts)):
            continue
        notes = _notes(unit, own_parts, record, row["locale"])
        one = outgoing(unit, said, row["locale"], source.article.locale, whole=whole)
        out.append(bilingual.Unit(one.id, one.role, one.runs, one.codes, notes, one.whole))
    return bilingual.File(
        article=row["article"],
        target=row["target"],
        locale=row["locale"],
        source_locale=source.article.locale,
        shop=desk.shop,
        revision=source.revision,
        title=source.article.title,
        units=tuple(out),
    )


def _said(parts: Iterable[Segment], record: Record, known: dict[str, Entry]) -> dict[str, Said]:
    """What there is of each segment: what a person wrote, wherever that was, else what the draft has."""
    drafted = {(s.address, s.source): s for s in record.segments}
    said = {}
    for part in parts:
        draft = drafted.get((part.address, part.text))
        entry = known.get(key(part))
        if entry and entry.by_person and not (draft and draft.text == entry.text):
            said[part.address] = Said(entry.text, entry.state)
        elif draft:
            said[part.address] = Said(draft.text, draft.state)
        else:
            said[part.address] = Said()
    return said


def _notes(unit: Unit, parts: Sequence[Segment], record: Record, locale: str) -> tuple[str, ...]:
    """What a translator should know of a block: what it is, why it was sent back, which terms occur in it."""
    here = {part.address for part in parts}
    notes = [_ROLES[unit.place.role]] if unit.place.role in _ROLES else []
    notes += [
        f"Sent back{f' by {s.by}' if s.by else ''}: {s.comment}"
        for s in record.segments
        if s.address in here and s.state is State.NEEDS_WORK and s.comment
    ]
    terms: dict[str, str] = {}
    for part in parts:
        for term in glossary(locale).expected(part.shown, locale):
            if term.targets and not term.name:
                terms.setdefault(term.source.casefold(), " / ".join(dict.fromkeys(term.targets)))
    if terms:
        notes.append("Glossary: " + "; ".join(f"{source} = {rendering}" for source, rendering in terms.items()))
    return tuple(notes)


def take(
    desk: Desk,
    files: Iterable[tuple[str, FileBack]],
    by: str,
    *,
    final: bool = False,
    approve: bool = False,
    dry_run: bool = False,
) -> Report:
    """Takes back what translators have done, as the words of ``by``; each file comes with its name.

    A sentence that the file says is translated (or reviewed, or final) is remembered as approved. One with new words that is
    not said to be done is stored to be looked at; with ``final`` it counts as done, for tools that write no states. With
    ``approve`` an article is approved as it then stands, if nothing of it was refused and every sentence of it is approved.
    Raises ReviewError when nobody is named.
    """
    by = named(by)
    report = Report(dry_run=dry_run)
    rows = {(row["article"], row["target"]): row for row in desk.rows()}
    judged: list[tuple[str, Judge]] = []
    for name, file in files:
        row = rows.get((file.article, file.target))
        reason = _not_here(desk, file, row, rows)
        if reason or row is None:
            report.refused.append(Refusal(name, file.article, file.target, reason))
            continue
        judge = Judge(desk, row, by, final=final, before=[one for _, one in judged])
        for unit in file.units:
            judge.unit(unit)
        report.refused += [
            Refusal(name, file.article, file.target, why, unit, segment) for unit, segment, why in judge.refused
        ]
        judged.append((name, judge))
    acts: list[Act | None] = [None] * len(judged)
    if not dry_run:
        _write(desk, [judge for _, judge in judged], acts)
    for number, (name, judge) in enumerate(judged):
        act, unapproved = acts[number], ""
        if approve and not dry_run:
            refused = any((r.article, r.target) == judge.place for r in report.refused)
            act, unapproved = _approved(desk, judge.place, by, act, refused=refused)
        report.taken.append(judge.taken(name, act, unapproved))
    return report


def _write(desk: Desk, judged: Sequence[Judge], acts: list[Act | None]) -> None:
    """Writes what is to be written, and puts what came of each article in its place."""
    writings = {number: writing for number, judge in enumerate(judged) if (writing := judge.writing())}
    for number, act in zip(writings, desk.write(list(writings.values())) if writings else [], strict=True):
        acts[number] = act


def _not_here(desk: Desk, file: FileBack, row: Row | None, rows: Iterable[tuple[str, str]]) -> str:
    """Why an article of a file cannot be taken at all; "" when it can."""
    if not file.article or not file.target:
        return "it says of no article or target: it was not exported from here."
    if file.shop != desk.shop:
        return f"it is of the shop {file.shop!r}, this is {desk.shop!r}."
    if row is None:
        known = sorted(target for article, target in rows if article == file.article)
        if known:
            return f"the article has no target {file.target!r} here; it has {', '.join(known)}."
        return "there is no such article here."
    return ""


def _approved(desk: Desk, place: tuple[str, str], by: str, act: Act | None, *, refused: bool) -> tuple[Act | None, str]:
    """What came of an approval, or why it was not given."""
    row = desk.row(*place)
    waiting = sum(s.state is not State.APPROVED for s in desk.record(row).segments)
    if refused:
        return act, "some of it was refused."
    if waiting:
        return act, f"{count(waiting, 'sentence')} of it {'is' if waiting == 1 else 'are'} not approved."
    if row["held"]:
        return act, f"{', '.join(row['held'])} must be mended or waived first."
    if row["state"] == State.APPROVED:
        return act, ""
    try:
        return desk.approve(*place, by, row["object"]), ""
    except ReviewError as error:
        return act, str(error)
