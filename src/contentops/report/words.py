"""What the preview says in words: states, severities, who is waited for. Colour only repeats it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from contentops.article.record import State
from contentops.language.catalog import messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contentops.article.record import Finding, SegmentRecord, Severity
    from contentops.report.rows import GridCell, Suggested, Unit
    from contentops.report.site import Earlier, TargetPage

_DATE = len("2026-03-01")

_STATES = {
    State.MISSING: "Missing translation",
    State.NEEDS_WORK: "Needs work",
    State.MACHINE_DRAFT: "Machine draft",
    State.MACHINE: "Machine translation",
    State.APPROVED: "Approved",
    State.SOURCE: "Source text",
}
_SEVERITIES: dict[Severity, str] = {"block": "Blocking", "warn": "Warning", "note": "Note"}
_KINDS = {
    "behind": "Behind the source",
    "held": "Held",
    "needs-work": "Needs work",
    "missing": "Missing sentences",
    "waiting": "Waiting to be read",
    "approved": "Approved",
    "live": "Live",
    "rolled-back": "Rolled back",
    "withdrawn": "Withdrawn",
}
_ORIGINS = {"memory": "from memory", "engine": "by {engine}", "person": "written by {by}"}
_ROLES = {
    "title": "Title",
    "description": "Description",
    "seo": "Title in search results",
    "category": "Category",
    "lead": "Lead",
    "caption": "Caption",
    "alt": "Alternative text",
    "attribution": "Who said it",
    "question": "Question",
}


class Words:
    """The preview's words in one language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._catalog = messages(locale)

    def say(self, message: str, **values: object) -> str:
        """The message in this language, with values put into its braces."""
        return self._catalog.gettext(message).format(**values)

    def count(self, one: str, many: str, count: int) -> str:
        """``one`` or ``many``, whichever the language takes for ``count``, which stands in its ``{count}``."""
        return self._catalog.ngettext(one, many, count).format(count=count)

    def state(self, state: State) -> str:
        """A state's name."""
        return self.say(_STATES[state])

    @property
    def kinds(self) -> tuple[str, ...]:
        """The filters, in the order in which they are offered."""
        return tuple(_KINDS)

    def kind(self, kind: str) -> str:
        """A filter's name."""
        return self.say(_KINDS[kind])

    def state_of(self, page: TargetPage) -> str:
        """The name of a page's state; sentences that people approved one by one are not called a machine's."""
        segments = page.record.segments
        if page.state is State.MACHINE and segments and all(s.state is State.APPROVED for s in segments):
            return self.say("Not approved as a whole")
        return self.state(page.state)

    def severity(self, severity: Severity) -> str:
        """A severity's name."""
        return self.say(_SEVERITIES[severity])

    def language(self, locale: str) -> str:
        """A locale's name in this language: "Danish"; the code itself where Babel does not know it."""
        try:
            name = Locale.parse(locale, sep="-").get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            name = None
        return name[:1].upper() + name[1:] if name else locale

    def label(self, unit: Unit) -> str:
        """What a unit is, where its setting does not show it: "Title"; else ""."""
        return self.say(_ROLES[unit.role]) if unit.role in _ROLES else ""

    def cell(self, cell: GridCell) -> str:
        """Which cell of a table it is: "Row 2, column 1"."""
        return self.say("Row {row}, column {column}", row=cell.row, column=cell.column)

    def origin(self, segment: SegmentRecord) -> str:
        """Where a translation came from, in words; "" while it is missing."""
        if not segment.origin:
            return ""
        unnamed = self.say("a person") if segment.origin == "person" else self.say("an engine")
        engine = segment.engine.partition("/")[0]  # "apertium/lexical": which way it went is of no interest
        words = self.say(_ORIGINS[segment.origin], engine=engine or unnamed, by=segment.by or unnamed)
        if segment.origin == "engine" and segment.state is State.APPROVED:
            # Who stands for the text is told, not who made it: "Approved, by Mette".
            words = self.say(_ORIGINS["engine"], engine=segment.by or self.say("somebody"))
        elif segment.origin == "engine":
            return words  # the day when it did so is of no interest
        approved_by = (
            (segment.by or ("" if segment.state is State.APPROVED else engine)) if segment.origin == "memory" else ""
        )
        more = ", ".join(part for part in (approved_by, spelled_date(segment.at, self.locale, "medium")) if part)
        return f"{words} ({more})" if more else words

    def similar(self, one: Suggested) -> str:
        """What a suggestion is, who stands for it, and how much its sentence is like this one."""
        if one.state is State.APPROVED:
            return self.say("Similar, approved by {by}: {score} %", by=one.by or self.say("somebody"), score=one.score)
        return self.say("Similar, by a trusted engine: {score} %", score=one.score)

    def day(self, iso: str) -> str:
        """An ISO 8601 date or time as a date of this language; as it is when it is less precise than a day."""
        return spelled_date(iso, self.locale)

    def findings(self, findings: Iterable[Finding]) -> str:
        """How many findings stand open, by severity: "2 blocking, 1 warning"; waived ones apart."""
        found = list(findings)
        open_ones = [finding.severity for finding in found if finding.waiver is None]
        waived = len(found) - len(open_ones)
        parts = []
        if blocking := open_ones.count("block"):
            parts.append(self.count("{count} blocking", "{count} blocking", blocking))
        if warnings := open_ones.count("warn"):
            parts.append(self.count("{count} warning", "{count} warnings", warnings))
        if notes := open_ones.count("note"):
            parts.append(self.count("{count} note", "{count} notes", notes))
        if waived:
            parts.append(self.count("{count} waived", "{count} waived", waived))
        return ", ".join(parts) or self.say("No findings")

    def origins(self, segments: Iterable[SegmentRecord]) -> list[tuple[str, str]]:
        """How many sentences came from where: the origin ("" for missing ones) and the count in words."""
        found = [segment.origin if segment.shown else "" for segment in segments]
        said = (
            ("memory", "{count} from memory", "{count} from memory"),
            ("engine", "{count} by an engine", "{count} by an engine"),
            ("person", "{count} by a person", "{count} by a person"),
            ("", "{count} missing", "{count} missing"),
        )
        return [(origin, self.count(one, many, found.count(origin))) for origin, one, many in said if origin in found]

    def changed(self, count: int, since: Earlier) -> str:
        """How many sentences changed since an approval, and whose and when that was."""
        by, day = since.by or self.say("somebody"), self.day(since.at)
        return self._catalog.ngettext(
            "{count} sentence changed since {by} approved it on {day}.",
            "{count} sentences changed since {by} approved it on {day}.",
            count,
        ).format(count=count, by=by, day=day)

    def unchanged(self, since: Earlier) -> str:
        """That no sentence changed since an approval, though the document is another."""
        return self.say(
            "Every sentence is as {by} approved it on {day}; what changed stands beside them: the address, the title or "
            "description in search results, a picture, a reference or the order.",
            by=since.by or self.say("somebody"),
            day=self.day(since.at),
        )

    def todo(self, finding: Finding, *, in_source: bool = False) -> str:
        """What to do about a finding: its own hint, or what always helps."""
        if finding.hint or finding.severity == "note":
            return finding.hint
        if in_source:
            return self.say("Look at the Swedish page, and have it mended if it is wrong.")
        if finding.severity == "block":
            return self.say("Edit the sentence, or let it stand with a reason.")
        return self.say("Look at the sentence, and edit it if it is wrong.")

    def waits_for(self, page: TargetPage) -> str:  # noqa: PLR0911 - one return for each situation
        """Who has to do something, and what; one sentence."""
        if page.withdrawn:
            return self.say("Withdrawn by a person; nobody is waited for.")
        if page.rolled_back:
            return self.say(
                "Readers have release {number} again, until another text is approved or it is restored.",
                number=page.rolled_back,
            )
        if page.missing:
            return self.count(
                "Waits for a translator: {count} sentence is missing.",
                "Waits for a translator: {count} sentences are missing.",
                page.missing,
            )
        match page.state:
            case State.NEEDS_WORK:
                return self.say("Waits for a translator: it was sent back.")
            case State.APPROVED if page.held:
                return self.say("Approved, but held: waits for a decision on its findings.")
            case State.APPROVED if page.live and page.behind:
                return self.say("Live as it was; the source has changed since, and the change is to be translated.")
            case State.APPROVED if page.live:
                return self.say("Live; nobody is waited for.")
            case State.APPROVED:
                return self.say("Approved; the next release takes it live.")
            case _ if page.held:
                return self.say("Waits for a person to read it and to decide on its findings.")
            case _:
                return self.say("Waits for a person to read and approve it.")


def byline(locale: str, *, author: str, published: str, modified: str, minutes: int) -> str:
    """The line under a title as readers of ``locale`` get it; what is not known ("" or 0) is left out."""
    catalog = messages(locale)
    parts = []
    if author:
        parts.append(catalog.gettext("By {author}").format(author=author))
    if published:
        parts.append(catalog.gettext("Published {date}").format(date=spelled_date(published, locale)))
    if modified:
        parts.append(catalog.gettext("Updated {date}").format(date=spelled_date(modified, locale)))
    if minutes:
        parts.append(catalog.gettext("{minutes} min read").format(minutes=minutes))
    return " · ".join(parts)


def spelled_date(iso: str, locale: str, length: Literal["long", "medium"] = "long") -> str:
    """An ISO 8601 date or time in words: "1. marts 2026". The day is the one written, whatever its offset.

    ``length`` "medium" abbreviates the month.

    A value less precise than a day ("2026", "2026-03") or no date at all comes back as it is.
    """
    try:
        return format_date(date.fromisoformat(iso[:_DATE]), length, locale=Locale.parse(locale, sep="-"))
    except ValueError:
        return iso
