"""Neural models on this machine: CTranslate2 and sentencepiece, from a folder of models (`contentops models`).

A model translates from Swedish, or from what another one has translated Swedish to: where there is none from Swedish to a
target, two go one after the other, by English if they can. What a model loses, invents or repeats is refused here; whether
what it says is right no machine knows, so its text is a draft unless the settings say otherwise.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from contentops.errors import EngineUnavailable, ModelError
from contentops.language.language import locales
from contentops.translate.answers import refusal
from contentops.translate.engine import Answer, Refused, Reply
from contentops.translate.models.folder import models, standard_folder
from contentops.translate.models.model import Model
from contentops.translate.models.network import Effort, Network, missing_packages
from contentops.translate.setup import Setup

OPTIONS = ("folder", "device", "threads", "batch", "beam", "trusted")
_SOURCE = "sv"
_BETWEEN = "en"
"""The language that most models translate from or to; asked first where two models go one after the other."""


class Neural:
    """The engine. Models are loaded when they are first needed, and stay."""

    name = "neural"

    def __init__(self, folder: Path, effort: Effort, *, trusted: bool = False) -> None:
        self.trusted = trusted
        self._folder = folder
        self._effort = effort
        self._networks: dict[str, Network] = {}
        self._models: list[Model] | None = None
        self._loading = threading.Lock()

    def targets(self) -> tuple[str, ...]:
        """Every locale that there is: a model can be had for each."""
        return tuple(locale for locale in locales() if locale != _SOURCE)

    def unusable(self, target: str) -> str:
        """Why not: packages that are not installed, no such locale, no model."""
        if target not in self.targets():
            return f"there is no locale {target}"
        if missing := missing_packages():
            return missing
        try:
            if self._route(target):
                return ""
            if not self._there():
                return f"no model is installed in {self._folder}; run: contentops models install FILE-OR-ADDRESS"
        except ModelError as error:
            return f"{error}"
        return f"no model leads from Swedish to {target}; run: contentops models install FILE-OR-ADDRESS"

    def translate(self, texts: Sequence[str], target: str) -> list[Reply]:
        """Each text by the models on the way, one after the other; refused with the reason of the first that fails."""
        try:
            route = self._route(target)
            networks = [self._network(model) for model in route]
        except ModelError as error:
            raise EngineUnavailable(f"neural: {error.message}", hint=error.hint) from error
        if not networks:
            raise EngineUnavailable(f"neural cannot translate to {target}: {self.unusable(target)}.")
        now: list[str | Refused] = list(texts)
        for network, locale in zip(networks, [*(model.source for model in route[1:]), target], strict=True):
            asked = [i for i, text in enumerate(now) if isinstance(text, str)]
            sources = [text for text in now if isinstance(text, str)]
            for i, source, answer in zip(asked, sources, network.translate(sources, locale), strict=True):
                why = "" if isinstance(answer, Refused) else refusal(source, answer, locale)
                now[i] = Refused(why) if why else answer
        way = "+".join(f"{model.name}@{model.version}" for model in route)
        return [text if isinstance(text, Refused) else Answer(text, way=way) for text in now]

    def close(self) -> None:
        """Frees the models."""
        with self._loading:
            self._networks.clear()

    def _there(self) -> list[Model]:
        if self._models is None:
            self._models = models(self._folder)[0]
        return self._models

    def _route(self, target: str) -> tuple[Model, ...]:
        """The models on the way to a target, one or two; none where there is no way. Of several ways the first by name."""
        there = self._there()
        last = [model for model in there if model.serves(target)]
        if direct := next((model for model in last if model.source == _SOURCE), None):
            return (direct,)
        pairs = (
            (model.source != _BETWEEN, model.name, first.name, first, model)
            for model in last
            for first in there
            if first.source == _SOURCE and first.serves(model.source)
        )
        best = min(pairs, key=lambda pair: pair[:3], default=None)
        return best[3:] if best else ()

    def _network(self, model: Model) -> Network:
        with self._loading:
            if model.name not in self._networks:
                self._networks[model.name] = Network(model, self._effort)
            return self._networks[model.name]


class _Trusted(Neural):
    """One that the settings trust: it is asked for several texts at a time all the same, as it costs nothing."""

    texts_in_request = 20
    requests_at_once = 1


def folder_of(setup: Setup) -> Path:
    """Where the models are."""
    return setup.path("folder", standard_folder())


def effort_of(setup: Setup) -> Effort:
    """How much of the machine they take. Raises UsageError for a wrong setting."""
    usual = Effort()
    return Effort(
        device=setup.text("device", usual.device),
        threads=setup.whole("threads", usual.threads, least=1),
        batch=setup.whole("batch", usual.batch, least=1),
        beam=setup.whole("beam", usual.beam, least=1),
    )


def engine(setup: Setup) -> Neural:
    """The engine with its settings, nothing loaded yet. Raises UsageError for a wrong one."""
    trusted = setup.flag("trusted", default=False)
    return (_Trusted if trusted else Neural)(folder_of(setup), effort_of(setup), trusted=trusted)
