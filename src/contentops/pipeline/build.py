"""Building: an accepted source becomes a document and a record in one target.

Drafted from memory and engines, filled into the source's structure, checked, and kept under its hash. Nothing is built
when nothing that it depends on has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from contentops.article.alignment import continued
from contentops.article.codec import digest, to_json
from contentops.article.model import Article
from contentops.article.record import (
    Checks,
    Finding,
    Origin,
    Outcome,
    Provenance,
    Record,
    SegmentRecord,
    Similar,
    State,
    record_from_json,
    record_to_json,
)
from contentops.article.segments import Segment, fill, localized, segments, show, units
from contentops.check.catalogue import rules
from contentops.check.model import Sentence, Subject, pairs_of
from contentops.check.runner import judging
from contentops.check.runner import run as run_checks
from contentops.language.language import language
from contentops.pipeline.run import SOURCE_LOCALE, Run
from contentops.publish.document import document
from contentops.publish.slug import slugify
from contentops.settings import Target
from contentops.state.desk import Decisions, FieldText, Return
from contentops.state.sources import Build, Source
from contentops.translate.draft import Drafted, Gate, draft
from contentops.translate.engine import Engine
from contentops.translate.glossary import Glossary, glossary
from contentops.translate.wholes import parts_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Built:
    """A build: its manifest row, whether that differs from the one before, and what the drafting did."""

    row: Row
    changed: bool = True
    from_memory: int = 0
    translated: int = 0
    refused: dict[str, str] | None = None


def still_good(run: Run, article: str, revision: str, target: Target | None) -> Build | None:
    """The newest build, if nothing that it depends on has changed since."""
    build = run.builds.get(target.name if target else SOURCE_LOCALE, {}).get(article)
    if build is None or build.inputs != run.inputs(article, revision, target):
        return None
    if target and (run.options.retranslate or (build.row["missing"] and run.engines(target)[0])):
        return None
    return build if run.store.has(build.row["object"]) and run.store.has(build.row["record"]) else None


def build_source(run: Run, source: Source) -> Built:
    """The Swedish source as a document with its record: what was found in it, and whether its newest scrape is held."""
    checks = run_checks(Subject.of(source=source.article))
    checks = replace(checks, items=(*source.findings, *checks.items))
    name = run.store.put(to_json(document(source.article)))
    record = Record(
        article=source.id,
        target=SOURCE_LOCALE,
        locale=source.article.locale,
        state=State.SOURCE,
        source_revision=source.revision,
        document=name,
        segments=tuple(
            SegmentRecord(
                address=s.address, block=s.block, role=s.role, source=s.text, source_shown=s.shown, state=State.SOURCE
            )
            for s in segments(source.article)
        ),
        checks=checks,
        provenance=Provenance(source=source.path, bytes_sha256=source.bytes_sha256, extractor=source.extractor),
    )
    row = _row(run, record, source.article.slug or source.id, held=["source-shrunk"] if source.held else [])
    before = run.builds.get(SOURCE_LOCALE, {}).get(source.id)
    run.sources.built(source.id, SOURCE_LOCALE, Build(run.inputs(source.id, source.revision, None), row))
    return Built(row, changed=before is None or before.row != row)


def build_target(
    run: Run, source: Source, target: Target, *, engines: list[Engine], written: Collection[str] = ()
) -> Built:
    """The article in a target, drafted, checked and kept.

    ``written`` are the addresses of segments that a person has just written here, and not elsewhere.
    """
    terms = glossary(target.locale)
    memory = run.memory(target.locale)
    parts = parts_of(units(source.article), memory)
    drafted = draft(
        parts,
        memory,
        engines,
        terms,
        gate(target.locale, terms),
        retranslate=run.options.retranslate,
        asked=run.asked(target.locale),
        formality=target.formality,
    )
    run.worked(drafted.work)
    texts = {address: entry.text for address, entry in drafted.entries.items()}
    about = run.decisions(source.id)
    own_words = _own_words(source.article, about.fields.get(target.name, {}))
    article = written_into(replace(fill(source.article, target.locale, texts), slug=""), own_words)
    slug = (
        own_words.get("slug")
        or run.live_slugs.get((source.id, target.name))
        or slugify(article.title, target.locale)
        or source.id
    )
    published = document(article, slug=_unlike_others(run, source.id, target, slug), url_pattern=target.url)
    name = run.store.put(to_json(published))

    before = _before(run, source, target, parts)
    records = tuple(
        _segment(
            part,
            drafted,
            target,
            before.get(part.address, _Before()),
            about.returns.get(target.name, ()),
            written=part.address in written,
        )
        for part in parts
    )
    records = tuple(
        _with_similar(run, target.locale, part, record, before.get(part.address, _Before()))
        for part, record in zip(parts, records, strict=True)
    )
    checks = _checked(run, source, target, article, records, drafted, terms, own_words)
    state = _state(records, name, about, target.name)
    record = Record(
        article=source.id,
        target=target.name,
        locale=target.locale,
        state=state,
        source_revision=source.revision,
        document=name,
        segments=records,
        checks=checks,
        provenance=Provenance(
            source=source.path,
            bytes_sha256=source.bytes_sha256,
            extractor=source.extractor,
            engines=tuple(sorted({r.engine for r in records if r.engine})),
        ),
    )
    row = _row(run, record, published.slug, held=sorted({finding.rule for finding in checks.blocking}))
    if target.url:
        row["url"] = (
            target.url.replace("{slug}", published.slug).replace("{id}", source.id).replace("{locale}", target.locale)
        )
    approval = about.approvals.get(target.name)
    if approval and approval.document == name and approval.row != row:
        # What a later release falls back to is what holds of the approved text today, not on the day of its approval.
        run.desk.keep(replace(approval, row=row, record=row["record"]))
        run.forget_decisions()
    old = run.builds.get(target.name, {}).get(source.id)
    build = Build(run.inputs(source.id, source.revision, target), row)
    run.sources.built(source.id, target.name, build)
    run.builds.setdefault(target.name, {})[source.id] = build  # an article of the same run must not take its slug
    return Built(
        row,
        changed=old is None or old.row != row,
        from_memory=drafted.from_memory,
        translated=drafted.translated,
        refused=drafted.refused,
    )


def _row(run: Run, record: Record, slug: str, *, held: list[str]) -> Row:
    return {
        "article": record.article,
        "target": record.target,
        "locale": record.locale,
        "state": record.state.value,
        "object": record.document,
        "record": run.store.put(record_to_json(record)),
        "slug": slug,
        "source_revision": record.source_revision,
        "held": held,
        "missing": sum(s.state is State.MISSING for s in record.segments),
    }


def gate(locale: str, terms: Glossary) -> Gate:
    """What blocks a translation into a locale: the checks that judge one sentence."""
    here, there = language(SOURCE_LOCALE), language(locale)
    may_block = [rule for rule in rules() if rule.check.severity == "block"]  # the worst that a check gives
    findings = judging(Subject(source_language=here, target_language=there, glossary=terms), may_block)

    def refuse(segment: Segment, text: str) -> str:
        pairs = pairs_of((_pair(segment, text, locale),))
        return "; ".join(finding.message for pair in pairs for finding in findings(pair) if finding.blocks)

    return refuse


def _pair(segment: Segment, text: str, locale: str) -> SegmentRecord:
    return SegmentRecord(
        address=segment.address,
        block=segment.block,
        role=segment.role,
        source=segment.text,
        source_shown=segment.shown,
        text=text,
        shown=show(text, localized(segment, locale, SOURCE_LOCALE)) if text else "",
    )


def _segment(
    part: Segment,
    drafted: Drafted,
    target: Target,
    before: _Before,
    returned: tuple[Return, ...],
    *,
    written: bool,
) -> SegmentRecord:
    entry = drafted.entries.get(part.address)
    if entry is None:
        reason = drafted.refused.get(part.address, "")
        return replace(_pair(part, "", target.locale), comment=reason, previous=before.previous)
    back = next((r for r in returned if r.segment == part.address and r.text == entry.text), None)
    origin: Origin = "engine" if entry.engine else "person"
    if not written and part.address not in drafted.fresh:
        # What stood here already came from where it came then: a build that translates nothing changes no record.
        origin = before.origin if before.origin and before.text == entry.text else "memory"
    return replace(
        _pair(part, entry.text, target.locale),
        state=State.NEEDS_WORK if back else entry.state,
        origin=origin,
        engine=entry.engine,
        by=back.by if back else entry.by,
        at=back.at if back else entry.at,
        comment=back.comment if back else "",
        previous=before.previous if before.previous != entry.text else "",
    )


def _checked(
    run: Run,
    source: Source,
    target: Target,
    article: Article,
    records: tuple[SegmentRecord, ...],
    drafted: Drafted,
    terms: Glossary,
    own_words: dict[str, str],
) -> Checks:
    unknown = {address: entry.unknown for address, entry in drafted.entries.items() if not entry.by_person}
    subject = Subject.of(
        source=source.article,
        target=article,
        pairs=pairs_of(records),
        glossary=terms,
        unknown_words=unknown,
        formality=target.formality,
    )
    subject = replace(
        subject,
        unpaired=tuple(
            Sentence(name, "", "description" if name.endswith("description") else "seo", text, text)
            for name, text in own_words.items()
            if name != "slug"
        ),
    )
    checks = run_checks(subject)
    missing = [r for r in records if r.state is State.MISSING]
    if missing:
        reasons = sorted({r.comment for r in missing if r.comment})
        why = f" ({'; '.join(reasons)})" if reasons else ""
        checks = replace(
            checks,
            items=(
                *checks.items,
                Finding(
                    rule="missing-translation",
                    severity="warn",
                    message=f"{len(missing)} of {len(records)} sentences have no translation{why}.",
                    hint="Translate them: contentops xliff export, review STORE edit, or run again with an engine.",
                ),
            ),
            outcomes=(*checks.outcomes, Outcome(rule="missing-translation", outcome="findings")),
        )
    return waived(checks, run.decisions(source.id), target.name)


def waived(checks: Checks, about: Decisions, target: str) -> Checks:
    """The checks with the waivers that people gave."""
    return replace(checks, items=tuple(replace(f, waiver=about.waiver(target, f)) for f in checks.items))


def _state(records: tuple[SegmentRecord, ...], name: str, about: Decisions, target: str) -> State:
    """The lowest state of the segments; approved only when a person approved this very document."""
    whole = [r for r in about.returns.get(target, ()) if not r.segment and r.text == name]
    lowest = min((r.state for r in records), key=lambda state: state.rank, default=State.MACHINE)
    if whole:
        return min(State.NEEDS_WORK, lowest, key=lambda state: state.rank)
    approval = about.approvals.get(target)
    if lowest is State.APPROVED:
        # Approved sentences in a new order are no approved article: nobody has read them so.
        return State.APPROVED if approval and approval.document == name else State.MACHINE
    return lowest


@dataclass(frozen=True, slots=True)
class _Before:
    """Of the build before, at the sentence that one continues: its text, where that came from, what was suggested for it.

    ``previous`` is the translation that the source has moved on from, "" when the sentence says what it said. ``same`` tells
    whether it does.
    """

    text: str = ""
    origin: Origin = ""
    previous: str = ""
    similar: tuple[Similar, ...] = ()
    same: bool = False


def _before(run: Run, source: Source, target: Target, parts: tuple[Segment, ...]) -> dict[str, _Before]:
    """What was there before, by the address of the sentence now; one that was put in has nothing."""
    build = run.builds.get(target.name, {}).get(source.id)
    if build is None or not run.store.has(build.row["record"]):
        return {}
    record = record_from_json(run.store.get(build.row["record"]))
    moved_on = record.source_revision != source.revision
    pairs = continued([(r.address, r.source) for r in record.segments], [(part.address, part.text) for part in parts])
    found: dict[str, _Before] = {}
    for new, old in pairs.items():
        part, r = parts[new], record.segments[old]
        same = r.source == part.text
        found[part.address] = _Before(r.text, r.origin, _previous(r, same=same, moved_on=moved_on), r.similar, same)
    return found


def _previous(before: SegmentRecord, *, same: bool, moved_on: bool) -> str:
    """The text to show beside a sentence: the one it had when it last was as somebody may have read it."""
    if before.state is State.APPROVED and moved_on:
        return "" if same else before.text
    # An edit of an edit that nobody has approved yet: the text that stood here first is what the reader knows.
    return before.previous or ("" if same else before.text)


def _with_similar(run: Run, locale: str, part: Segment, record: SegmentRecord, before: _Before) -> SegmentRecord:
    """The record of a sentence that waits for a person, with what was approved for sentences nearly like it.

    Looked for when the sentence is new or missing: what was suggested beside a draft stays until the draft is another.
    """
    if record.state not in (State.MISSING, State.NEEDS_WORK, State.MACHINE_DRAFT):
        return record
    if record.text and before.same and before.text == record.text:
        return replace(record, similar=before.similar)
    return replace(record, similar=run.suggestions(locale).nearest(part))


def _own_words(source: Article, fields: Mapping[str, FieldText]) -> dict[str, str]:
    """A person's words by field; not where the source has come to say something, which is translated as a sentence."""
    said = {"description": source.description, "seo.title": source.seo.title, "seo.description": source.seo.description}
    return {name: field.text for name, field in fields.items() if not said.get(name)}


def written_into(article: Article, words: Mapping[str, str]) -> Article:
    """The article with a person's words in the fields that no sentence of the source fills."""
    seo = article.seo
    return replace(
        article,
        description=words.get("description", article.description),
        seo=replace(
            seo,
            title=words.get("seo.title", seo.title),
            description=words.get("seo.description", seo.description),
        ),
    )


def _unlike_others(run: Run, article: str, target: Target, slug: str) -> str:
    """The slug, with a bit of the article's id when another article of the target has the same."""
    others = {build.row["slug"] for other, build in run.builds.get(target.name, {}).items() if other != article}
    # Readers may still have another article under an address that its draft has given up.
    others |= {live for (other, name), live in run.live_slugs.items() if name == target.name and other != article}
    return f"{slug}-{digest(article)[:6]}" if slug in others else slug
