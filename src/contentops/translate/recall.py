"""What an engine has answered before in the very way that it would answer now: it is not asked for that again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence

from contentops.state.answers import Kept
from contentops.state.memory import Entry, Memory
from contentops.translate.engine import Answer, ByRequest, ByWay, Context, Engine
from contentops.translate.masking import Masked

Asked = tuple[Masked, Context | None]
"""What an engine is asked: a masked text, and what there is to know of it."""


class Recall:
    """The kept answers of one engine. ``way`` is as entries name it ("llm/model;prompt=1"); "" keeps nothing."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        costs: object = engine
        way = engine.way() if isinstance(engine, ByWay) and isinstance(costs, ByRequest) else ""
        self.way = f"{engine.name}/{way}" if way else ""
        self._answers = memory.answers
        self._depends: dict[str, str] = {}

    def answered(self, keys: Sequence[str], ask: Callable[[], Sequence[Asked]]) -> dict[str, Answer]:
        """By key, what it has answered to these very questions: the same terms in them, readers addressed alike.

        ``ask`` gives the questions, in the order of the keys; it is called where answers are kept.
        """
        if not self.way:
            return {}
        self._depends.update((key, _depends(*one)) for key, one in zip(keys, ask(), strict=True))
        way = self.way.partition("/")[2]
        kept = self._answers.get(self.way, self._depends)
        return {key: Answer(one.text, one.unknown, way) for key, one in kept.items()}

    def keep(self, entries: Iterable[Entry]) -> None:
        """Keeps what it has answered now to what was asked for."""
        if self.way:
            made = [entry for entry in entries if entry.engine == self.way]
            self._answers.put(self.way, [(e.key, self._depends[e.key], Kept(e.text, e.unknown)) for e in made])


def _depends(masked: Masked, context: Context | None) -> str:
    seen = [masked.terms, context.formality if context else ""]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:16]
