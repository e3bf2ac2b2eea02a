"""A model at work: texts in, texts out, or why not."""

from __future__ import annotations

import importlib.util
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contentops.errors import ModelError
from contentops.translate.engine import Refused
from contentops.translate.models.layout import vocabulary_of
from contentops.translate.models.model import Model
from contentops.translate.models.repetition import repeated
from contentops.translate.models.spelling import SPELLINGS, Spelling
from contentops.translate.tokens import TOKEN

EXTRA = "contentops[neural]"
_PACKAGES = ("ctranslate2", "sentencepiece")
_PENALTY = 1.3
"""On pieces that were written before, for a text that went round in circles without it (arXiv:1909.05858 has 1.2)."""
_GROWTH, _ROOM = 3, 20
"""An answer has up to so many times the pieces of its source, and so many more. German has 1.3 times those of Swedish."""
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„»«", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("–—−‑", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
    }
)
"""What is written plainly for a model that does not know it; quotes and hyphens get the target's form afterwards."""


def missing_packages() -> str:
    """What to install first, in words; "" when all is there."""
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    return f"{' and '.join(missing)} not installed; run: pip install '{EXTRA}'" if missing else ""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of the machine a model takes.

    ``threads`` are texts that are worked on at a time, each by one core: cores that work on one text together wait for each
    other, and on a busy machine mostly that. ``batch`` are the texts that one core takes at a time, ``beam`` the ways to say
    it that are followed at a time.
    """

    device: str = "cpu"
    threads: int = min(4, os.cpu_count() or 1)
    batch: int = 8
    beam: int = 4


class Network:
    """A model that is loaded. Safe between threads.

    Raises ModelError when it cannot be loaded.
    """

    def __init__(self, model: Model, effort: Effort) -> None:
        if missing := missing_packages():
            raise ModelError(f"{model.name}: {missing}")
        import ctranslate2  # noqa: PLC0415  # loaded by those alone who use it
        import sentencepiece  # noqa: PLC0415

        self.model = model
        self._effort = effort
        if (
            "CT2_VERBOSE" not in os.environ
        ):  # else it tells at each start how it converts a model's numbers for this machine
            ctranslate2.set_log_level(logging.ERROR)
        try:
            self._knows = vocabulary_of({path.name: path for path in model.folder.iterdir()}, "source")
            self._cut, self._join = (
                sentencepiece.SentencePieceProcessor(model_file=str(model.folder / name))
                for name in (model.source_pieces, model.target_pieces)
            )
            self._translator = ctranslate2.Translator(
                str(model.folder),
                device=effort.device,
                inter_threads=effort.threads if effort.device == "cpu" else 1,
                intra_threads=1,
            )
        except (
            OSError,
            RuntimeError,
            ValueError,
            LookupError,
            MemoryError,
        ) as error:  # whatever a damaged file leads to
            raise ModelError(
                f"{model.name}: cannot be loaded: {str(error).strip()}.",
                hint=f"contentops models verify {model.name} tells whether its files are whole.",
            ) from error

    def translate(self, texts: Sequence[str], locale: str) -> list[str | Refused]:
        """Each text, with its tokens, in the locale; or why not."""
        out: dict[int, str | Refused] = {}
        left = list(range(len(texts)))
        for name in self.model.spellings:
            left = self._in_one_spelling(left, texts, locale, SPELLINGS[name], out)
            if not left:
                break
        return [out.get(i, Refused("the model has no way to write what is protected in it")) for i in range(len(texts))]

    def _in_one_spelling(
        self, which: list[int], texts: Sequence[str], locale: str, spelling: Spelling, out: dict[int, str | Refused]
    ) -> list[int]:
        """Puts what came of each into ``out``; returns what is worth another spelling: what has tokens and is not well."""
        asked = [i for i in which if spelling.fits(texts[i])]
        left = [i for i in which if i not in set(asked)]
        written = [spelling.write(texts[i]) for i in asked]
        for i, answer in zip(asked, self.raw(written, locale), strict=True):
            out[i] = answer if isinstance(answer, Refused) else _read(answer, texts[i], spelling)
            if isinstance(out[i], Refused) and TOKEN.search(texts[i]):
                left.append(i)
        return left

    def raw(self, texts: Sequence[str], locale: str) -> list[str | Refused]:
        """Each text as the model says it in the locale, whatever stands in it; or why that is no translation."""
        target = self.model.serves(locale)
        if target is None:
            raise ModelError(f"{self.model.name}: does not translate to {locale}.")
        out: list[str | Refused] = [Refused("")] * len(texts)
        asked: dict[int, list[str]] = {}
        for i, text in enumerate(texts):
            cut = self._pieces(text, self.model.targets[target])
            if isinstance(cut, Refused):
                out[i] = cut
            else:
                asked[i] = cut
        for penalty in (1.0, _PENALTY):
            again: dict[int, list[str]] = {}
            for i, answer in self._decoded(asked, self.model.targets[target], penalty).items():
                out[i] = answer if isinstance(answer, Refused) else self._judged(answer, texts[i], len(asked[i]))
                if isinstance(out[i], _Lost):
                    again[i] = asked[i]
            asked = again
        return out

    def reads(self, pieces: int) -> bool:
        """Whether the network has places for so many pieces."""
        filler = next(iter(sorted(self._knows)), "▁")
        try:
            self._translator.translate_batch(
                [[filler] * pieces], beam_size=1, max_input_length=0, max_decoding_length=1, disable_unk=True
            )
        except (RuntimeError, ValueError):
            return False
        return True

    def _pieces(self, text: str, token: str) -> list[str] | Refused:
        cut: list[str] = self._cut.encode(text, out_type=str)
        if self._unknown(cut):
            cut = self._cut.encode(text.translate(_PLAIN), out_type=str)
        if unknown := self._unknown(cut):
            return Refused(f"the model does not know {', '.join(f'“{piece}”' for piece in unknown[:5])}")
        before = [one for one in (self.model.source_token, token if _is_of_source(token) else "") if one]
        pieces = [*before, *cut, *([self.model.source_end] if self.model.source_end else [])]
        if len(pieces) > self.model.longest:
            return Refused(f"it is too long for the model: {len(pieces)} pieces, of at most {self.model.longest}")
        return pieces

    def _unknown(self, cut: Sequence[str]) -> list[str]:
        """What the network would see as one and the same unknown thing, and leave out or make something up for."""
        said = (piece for piece in cut if self._knows and piece not in self._knows)
        return [shown for piece in said if (shown := piece.strip("▁"))]

    def _decoded(self, asked: Mapping[int, list[str]], token: str, penalty: float) -> dict[int, list[str] | Refused]:
        """The pieces that the network writes for each list of pieces."""
        if not asked:
            return {}
        prefix = [] if not token or _is_of_source(token) else [token]
        most = min(self.model.longest, max(_allowed(len(pieces)) for pieces in asked.values()))
        try:
            results = self._translator.translate_batch(
                list(asked.values()),
                target_prefix=[prefix] * len(asked) if prefix else None,
                max_batch_size=self._effort.batch,
                beam_size=self._effort.beam,
                repetition_penalty=penalty,
                disable_unk=True,
                max_input_length=0,  # by default it would cut off what is longer and say nothing
                max_decoding_length=most,
            )
        except (RuntimeError, ValueError) as error:
            if len(asked) == 1:
                return dict.fromkeys(asked, Refused(f"the model failed: {str(error).strip()}"))
            parts = [self._decoded({i: pieces}, token, penalty) for i, pieces in asked.items()]
            return {i: answer for part in parts for i, answer in part.items()}
        answers = (result.hypotheses[0] for result in results)  # what it was told to begin with is in it
        return {
            i: answer[len(prefix) :] if answer[: len(prefix)] == prefix else answer
            for i, answer in zip(asked, answers, strict=True)
        }

    def _judged(self, answer: Sequence[str], text: str, asked: int) -> str | Refused:
        """The text of what the network wrote, or why that is no translation."""
        if len(answer) >= min(self.model.longest, _allowed(asked)):
            return _Lost("the model's answer goes on and on")
        said = str(self._join.decode(list(answer))).strip()
        if not said:
            return Refused("the model gave an empty answer")
        if phrase := repeated(said, text):
            return _Lost(f"the model repeats “{phrase}”")
        return said


class _Lost(Refused):
    """The model lost its way in it, and may find it with a penalty on what it has said before."""


def _read(answer: str, asked: str, spelling: Spelling) -> str | Refused:
    """The answer with its tokens as they were; or how many of them are not."""
    text = spelling.read(answer, asked)
    if text is not None:
        return text
    lost = max(1, len(TOKEN.findall(asked)) - spelling.kept(answer, asked))
    return Refused(f"the model lost, doubled or made up {lost} of what is protected (amounts, names, links)")


def _allowed(pieces: int) -> int:
    return _GROWTH * pieces + _ROOM


def _is_of_source(token: str) -> bool:
    return token.startswith(">>")
