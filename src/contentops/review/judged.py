"""What a translator sent back of an article, judged against what there is now, sentence by sentence.

It is taken where it fits. A sentence is refused, alone and with its reason, when its source has changed since the export,
when its codes are damaged, or when somebody has approved other words for it meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from contentops.article.model import plain
from contentops.article.record import State
from contentops.article.segments import CODE, Segment, check_codes, units
from contentops.errors import ReviewError, SegmentError
from contentops.review.came_back import Taken
from contentops.review.desk import Act, Desk, Writing
from contentops.review.written import translated
from contentops.state.desk import Return
from contentops.state.memory import Entry, identity, key
from contentops.translate.interchange.articles import bilingual
from contentops.translate.interchange.articles.bilingual import WHOLE, Level, RunBack, Sealed, UnitBack, digest
from contentops.translate.interchange.articles.blanks import Blanks
from contentops.translate.interchange.articles.conversion import joined, numbered, own
from contentops.translate.wholes import parts_of

Row = dict[str, Any]

_TO_LOOK_AT = "Came back from the translator to be looked at again."


@dataclass(frozen=True, slots=True)
class Planned:
    """A sentence that is to be written, or with ``back`` sent back as it is."""

    part: Segment
    text: str
    state: State
    comment: str = ""
    back: bool = False


class Judge:
    """Judges what comes back of one article.

    ``planned`` is what is to be written, by the memory's key; ``refused`` are the unit, the segment (or "") and the reason.
    """

    def __init__(self, desk: Desk, row: Row, by: str, *, final: bool, before: Sequence[Judge] = ()) -> None:
        self.row, self._by, self._final = row, by, final
        source, memory, self._record = desk.source(row), desk.memory(row), desk.record(row)
        found = units(source.article)
        sentences = [part for unit in found for part in unit.segments]
        self._units = {digest(key(unit.whole or unit.segments[0])): unit for unit in found if unit.segments}
        self._parts = {digest(key(part)): part for part in reversed(sentences)}
        self._places: dict[str, list[str]] = {}
        for part in sentences:
            self._places.setdefault(key(part), []).append(part.address)
        wholes = [unit.whole for unit in found if unit.whole]
        self._known = memory.get(map(key, (*sentences, *wholes)))
        self._now = {part.address for part in parts_of(found, memory)}
        self.planned: dict[str, Planned] = {}
        # A sentence stands once in the memory, in however many articles and files it comes back.
        self._elsewhere = {
            name: planned
            for judge in before
            if judge.row["locale"] == row["locale"]
            for name, planned in judge.planned.items()
        }
        self._unchanged = self._unsaid = 0
        self._notes: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str, str]] = []

    @property
    def place(self) -> tuple[str, str]:
        """The article and its target."""
        return self.row["article"], self.row["target"]

    def unit(self, back: UnitBack) -> None:
        """Judges a block: sentence by sentence where they are as they were, else as a whole."""
        self._notes += [(back.id, note) for note in back.notes]
        comment = "; ".join(back.notes) or _TO_LOOK_AT
        if not back.seal:
            self._refuse(back.id, "", "what contentops wrote beside it (co:seal) is gone or damaged.")
            return
        back = self._with_blanks(back)
        names = [name for name in back.seal if name != WHOLE] or [WHOLE]
        runs = [run for run in back.runs if run.id]
        ours = [run.id for run in runs]
        if back.cut and ours == names and not self._was_merged(back, runs):
            self._each(back, names, comment)
            return
        try:
            self._whole(back, names, comment)
        except SegmentError as error:
            if not back.cut or ours != [name for name in names if name in ours] or _words_outside(back):
                self._refuse(back.id, "", str(error))
            else:  # a sentence has gone, with its codes: it was not made one with another
                self._each(back, names, comment)
        except ReviewError as error:
            self._refuse(back.id, "", str(error))

    def _each(self, back: UnitBack, names: Sequence[str], comment: str) -> None:
        """Judges a block sentence by sentence; one that is not there is refused."""
        runs = {run.id: run for run in back.runs if run.id}
        for name in names:
            if name not in runs:
                self._refuse(
                    back.id, name, "it is gone. Leave each sentence in its place, or make it one with another."
                )
                continue
            try:
                self._sentence(back, runs[name], comment, len(names))
            except (SegmentError, ReviewError) as error:
                self._refuse(back.id, name, str(error))

    def _with_blanks(self, back: UnitBack) -> UnitBack:
        """The block with the blanks beside its codes that a tool has lost; a text that is as it was exported stays so."""
        known = ((name, self._find(name, sealed)) for name, sealed in back.seal.items())
        blanks = Blanks.of((name, part) for name, part in known if part)
        return replace(
            back,
            runs=tuple(
                replace(run, text=blanks.restored(run.text)) if run.text and not _as_exported(back, run) else run
                for run in back.runs
            ),
        )

    def _refuse(self, unit: str, run: str, reason: str) -> None:
        self.refused.append((unit, f"{unit}#{run}" if run else "", reason))

    @staticmethod
    def _was_merged(back: UnitBack, runs: Sequence[RunBack]) -> bool:
        """Whether words stand outside of the sentences, or one was emptied and another holds what it said."""
        if _words_outside(back):
            return True
        emptied = [run for run in runs if run.text is not None and not run.text.strip() and _changed(back, run)]
        return bool(emptied) and any(_changed(back, run) for run in runs if run not in emptied)

    def _sentence(self, back: UnitBack, run: RunBack, comment: str, siblings: int) -> None:
        sealed = back.seal[run.id]
        changed = _changed(back, run)
        if run.text is None or (not changed and run.level in (None, sealed.level)):
            self._unchanged += 1
            return
        part = self._part(run.id, sealed)
        if not run.text.strip():
            raise ReviewError("the translation is empty.", hint="Write it, or make it one with its neighbour.")
        copied = not changed and sealed.level is Level.TO_DO and sealed.text == digest(numbered(part.text, run.id))
        level = run.level if run.level is not None else sealed.level
        if copied and level < Level.TRANSLATED:
            self._unchanged += 1
            return
        if copied and siblings > 1:
            # The state is the block's: nobody has said of this sentence that its translation is the very same words.
            raise ReviewError("it still has the words of the source, in a block that is said to be translated.")
        self._plan(part, run.id, own(run.text, run.id), sealed, run.level, comment, changed=changed)

    def _part(self, run: str, sealed: Sealed) -> Segment:
        """The sentence (or whole) as it is in the source now. Raises ReviewError when it is not there any more."""
        part = self._find(run, sealed)
        if part is None:
            raise ReviewError("stale: its source has changed since the export.", hint="Export it again.")
        if run != WHOLE and not any(address in self._now for address in self._places[key(part)]):
            raise ReviewError("changed since the export: the block has been translated as a whole.")
        return part

    def _find(self, run: str, sealed: Sealed) -> Segment | None:
        """The sentence (or whole) that a run of a file translates; None when it is not in the source any more."""
        if run != WHOLE:
            return self._parts.get(sealed.of)
        unit = self._units.get(sealed.of)
        return unit.whole if unit else None

    def _plan(
        self,
        part: Segment,
        run: str,
        text: str,
        sealed: Sealed,
        level: Level | None,
        comment: str,
        *,
        changed: bool,
    ) -> None:
        """Plans what is to be written of a sentence whose words or state came back as others."""
        text = translated(text, "the text", part.text)
        _check_codes(part, text, run)
        name = key(part)
        self._refuse_other_words(self._known.get(name), run, text, sealed)
        told = level not in (None, sealed.level)
        level = sealed.level if level is None else level
        if level >= Level.TRANSLATED or (changed and not told and self._final):
            planned = Planned(part, text, State.APPROVED)
        elif changed:
            planned = Planned(part, text, State.NEEDS_WORK, comment)
        elif level < sealed.level:
            planned = Planned(part, text, State.NEEDS_WORK, comment, back=True)
        else:
            self._unchanged += 1
            return
        other = self.planned.get(name) or self._elsewhere.get(name)
        if other and other.text != text:
            raise ReviewError(f"the same sentence is translated otherwise at {other.part.address}, in this import.")
        if self._stands(planned):
            self._unchanged += 1
            return
        self._unsaid += planned.state is State.NEEDS_WORK and not told
        self.planned[name] = planned

    def _refuse_other_words(self, entry: Entry | None, run: str, text: str, sealed: Sealed) -> None:
        """Raises ReviewError when another person has written other words than those that were exported or came back.

        Who sends her own translation again, mended, takes the place of the first.
        """
        own = entry is not None and entry.by == self._by
        if (
            entry
            and entry.by_person
            and not own
            and entry.text != text
            and digest(numbered(entry.text, run)) != sealed.text
        ):
            raise ReviewError(
                f"changed since the export{f' by {entry.by}' if entry.by else ''}: now it says “{entry.text}”.",
                hint="Export it again.",
            )

    def _stands(self, planned: Planned) -> bool:
        """Whether it says that already, with the same trust, wherever it stands in the article."""
        entry = self._known.get(key(planned.part))
        if planned.back or entry is None or (entry.text, entry.state) != (planned.text, planned.state):
            return False
        addresses = {planned.part.address, *self._places.get(key(planned.part), ())}
        return all(s.state is planned.state for s in self._record.segments if s.address in addresses)

    def _whole(self, back: UnitBack, names: Sequence[str], comment: str) -> None:
        """A block whose sentences were made one, put in another order, cut elsewhere, or came back in one piece."""
        of_all = back.seal.get(WHOLE) or back.seal[names[0]]
        said = [run.level for run in back.runs if run.level is not None]
        level = min(said) if said else None
        runs = [run for run in back.runs if run.id or not back.cut]
        if all(run.text is None for run in runs):
            self._unchanged += len(names)
            return
        text = bilingual.together([(run.id, run.text or "") for run in back.runs])
        if digest(text) == of_all.text:
            self._in_one_piece(back, names, level)
            return
        if any(run.text is None for run in runs):
            raise ReviewError("its sentences were made one or put in another order, and a part has no translation.")
        gone = [name for name in names if name not in {run.id for run in runs if (run.text or "").strip()}]
        if back.cut and gone and not any(run.id not in back.seal or _changed(back, run) for run in runs if run.text):
            raise ReviewError(
                f"sentence {', '.join(gone)} is gone, and no other has changed.", hint="Put its words into another."
            )
        unit = self._units.get(of_all.of)
        if unit is None:
            raise ReviewError("stale: its source has changed since the export.", hint="Export it again.")
        sentences = dict(zip(names, unit.segments, strict=False))
        for run in runs:
            part = sentences.get(run.id)
            if part and len(names) > 1 and digest(run.text or "") == digest(numbered(part.text, run.id)):
                raise ReviewError("its sentences were made one or put in another order, and a part is not translated.")
        for name, part in sentences.items():
            if len(names) > 1:
                self._refuse_other_words(self._known.get(key(part)), name, "", back.seal[name])
        part, text = joined(unit, back.runs)
        self._plan(part, names[0] if len(names) == 1 else WHOLE, text, of_all, level, comment, changed=True)

    def _in_one_piece(self, back: UnitBack, names: Sequence[str], level: Level | None) -> None:
        """A block that came back with the same words, but without its sentences: its state counts for each of them."""
        for name in names:
            sealed = back.seal[name]
            if level is None or level <= sealed.level or level < Level.TRANSLATED:
                self._unchanged += 1
                continue
            part = self._part(name, sealed)
            entry = self._known.get(key(part))
            if entry is None or digest(numbered(entry.text, name)) != sealed.text:
                raise ReviewError("it is said to be translated, and a sentence of it has no translation.")
            self._plan(part, name, entry.text, sealed, level, "", changed=False)

    def writing(self) -> Writing | None:
        """What is to be written; None when nothing is."""
        if not self.planned:
            return None
        entries, addresses, settled, comments, sent_back = [], set(), set(), [], []
        at = datetime.now(UTC).isoformat(timespec="seconds")
        for name, planned in self.planned.items():
            places = self._places.get(name) or [planned.part.address]
            returns = [Return(address, planned.text, planned.comment, self._by, at) for address in places]
            if planned.back:
                sent_back += returns
                continue
            source = identity(planned.part.text, planned.part.codes)
            now = self._known.get(name)
            if now and now.text == planned.text:  # whoever wrote it, an engine or a person, stays its author
                entries.append(replace(now, state=planned.state, by=self._by, at=at))
            else:
                entries.append(Entry(name, source, planned.text, planned.state, by=self._by, at=at))
                addresses.update(places)
            settled.update(places)
            comments += returns if planned.state is State.NEEDS_WORK else []
        return Writing(
            self.row, tuple(entries), frozenset(addresses), frozenset(settled), tuple(comments), tuple(sent_back)
        )

    def taken(self, file: str, act: Act | None, unapproved: str) -> Taken:
        """What came of the article, in numbers."""
        approved = sum(planned.state is State.APPROVED for planned in self.planned.values())
        return Taken(
            file=file,
            article=self.row["article"],
            target=self.row["target"],
            approved=approved,
            to_review=len(self.planned) - approved,
            unchanged=self._unchanged,
            notes=tuple(self._notes),
            act=act,
            unapproved=unapproved,
            unsaid=self._unsaid,
        )


def _check_codes(part: Segment, text: str, run: str) -> None:
    """Raises SegmentError, in which a code is called as the file calls it and with what it shows: "0-1 (300 mg)"."""

    def in_the_file(code: re.Match[str]) -> str:
        number = int(code[2])
        if number > len(part.codes):
            return code[0]
        of = part.codes[number - 1]
        named = code[0] if run == WHOLE else f"{run}-{number}"
        return f"{named} ({plain((of,), cites=True).strip() or of.type})"

    try:
        check_codes(part, text)
    except SegmentError as error:
        reason = error.message.removeprefix(f"{part.address}: ")
        raise SegmentError(CODE.sub(in_the_file, reason), hint=error.hint) from error


def _words_outside(back: UnitBack) -> bool:
    """Whether words stand outside of the sentences."""
    between = (bilingual.CODE.sub("", run.text or "") for run in back.runs if not run.id)
    return any(char.isalpha() for text in between for char in text)


def _changed(back: UnitBack, run: RunBack) -> bool:
    """Whether a run says something else than when it was exported."""
    return run.text is not None and run.id in back.seal and digest(run.text) != back.seal[run.id].text


def _as_exported(back: UnitBack, run: RunBack) -> bool:
    """Whether a run, or all of a block that came back in one piece, says what the file said."""
    sealed = back.seal.get(run.id) or back.seal.get(WHOLE)
    return sealed is not None and digest(run.text or "") == sealed.text
