"""Whether a model is whole and works: checksums, a sentence, and what it does to what is protected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from contentops.errors import ModelError
from contentops.translate.engine import Refused
from contentops.translate.models.model import Model, checksums
from contentops.translate.models.network import Effort, Network
from contentops.translate.models.spelling import SPELLINGS
from contentops.translate.tokens import TOKEN

_SENTENCES = {
    "sv": "Kroppen behöver vitaminer varje dag.",
    "da": "Kroppen har brug for vitaminer hver dag.",
    "nb": "Kroppen trenger vitaminer hver dag.",
    "nn": "Kroppen treng vitamin kvar dag.",
    "de": "Der Körper braucht jeden Tag Vitamine.",
    "fi": "Keho tarvitsee vitamiineja joka päivä.",
    "en": "The body needs vitamins every day.",
}
_PROTECTED = {
    "sv": (
        "Ta XQAX om dagen i XQBX veckor.",
        "Enligt XQAX bidrar XQBX till musklernas funktion.",
        "Studien XQAX visade ingen effekt på XQBX eller XQCX.",
        "Läs mer på XQAX.",
        "Barn under XQAX ska inte få mer än XQBX.",
        "De fick XQAX varje XQBX och sov bättre än XQCX (XQDX).",
    ),
    "en": (
        "Take XQAX a day for XQBX weeks.",
        "According to XQAX, XQBX helps the muscles to work.",
        "The study XQAX showed no effect on XQBX or XQCX.",
        "Read more at XQAX.",
        "Children under XQAX should not get more than XQBX.",
        "They got XQAX every XQBX and slept better than XQCX (XQDX).",
    ),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a model makes of the test sentence in a locale: ``text``, or why it made nothing of it."""

    locale: str
    sentence: str
    text: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. ``wrong`` is what is wrong with the files; nothing is asked of a model whose files are.

    ``kept`` is how many of the ``protected`` test sentences came back with all that is protected in them, by spelling.
    """

    model: Model
    wrong: tuple[str, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    kept: Mapping[str, int] | None = None
    protected: int = 0

    @property
    def works(self) -> bool:
        """Whether the files are whole and it makes a text of the test sentence in each of its locales."""
        return not self.wrong and not any(spoken.refused for spoken in self.spoken)


def verify(model: Model, effort: Effort) -> Verified:
    """Checks the files of a model, then loads it and asks it. Raises ModelError when it cannot be loaded."""
    if wrong := tuple(_wrong(model)):
        return Verified(model, wrong)
    return _asked(Network(model, effort))


def fitted(model: Model, effort: Effort) -> Verified:
    """The model, loaded and asked, as what it does says: how long a text it reads, and which spelling it gives back best.

    Raises ModelError when it cannot be loaded or makes nothing of a sentence.
    """
    network = Network(model, effort)
    network.model = replace(model, longest=_longest(network))
    found = _asked(network)
    for spoken in found.spoken:
        if spoken.refused:
            raise ModelError(
                f"{model.name}: makes nothing of “{spoken.sentence}” in {spoken.locale}: {spoken.refused}.",
                hint="It is damaged, or not the model that it should be; nothing was installed.",
            )
    kept = found.kept or {}
    spellings = tuple(sorted(model.spellings, key=lambda name: -kept.get(name, 0)))
    return replace(found, model=replace(network.model, spellings=spellings))


def _asked(network: Network) -> Verified:
    model = network.model
    sentence = _SENTENCES.get(model.source.partition("-")[0], _SENTENCES["en"])
    spoken = []
    for locale in model.targets:
        (answer,) = network.translate([sentence], locale)
        refused = answer.reason if isinstance(answer, Refused) else ""
        spoken.append(Spoken(locale, sentence, "" if isinstance(answer, Refused) else answer, refused))
    texts = _PROTECTED.get(model.source.partition("-")[0], ())
    kept = {name: _kept(network, name, texts) for name in SPELLINGS} if texts else None
    return Verified(model, (), tuple(spoken), kept, len(texts))


def _wrong(model: Model) -> list[str]:
    said, there = dict(model.sha256 or {}), checksums(model.folder)
    wrong = [f"{name} is missing" for name in said if name not in there]
    wrong += [
        f"{name} is not the file that was installed" for name in said if name in there and there[name] != said[name]
    ]
    return wrong + [f"{name} was not there when it was installed" for name in there if name not in said]


def _kept(network: Network, name: str, texts: tuple[str, ...]) -> int:
    spelling = SPELLINGS[name]
    locale = next(iter(network.model.targets))
    answers = network.raw([spelling.write(text) for text in texts], locale)
    return sum(
        not isinstance(answer, Refused) and spelling.kept(answer, text) == len(TOKEN.findall(text))
        for text, answer in zip(texts, answers, strict=True)
    )


def _longest(network: Network) -> int:
    """How many pieces the network reads, up to what is said of its kind: one that has places for fewer fails beyond them."""
    fits, fails = 0, network.model.longest + 1
    while fits + 1 < fails:
        tried = fails - 1 if not fits and fails > network.model.longest else (fits + fails) // 2
        if network.reads(tried):
            fits = tried
        else:
            fails = tried
    if not fits:
        raise ModelError(f"{network.model.name}: reads nothing at all.", hint="It is damaged; nothing was installed.")
    return fits
