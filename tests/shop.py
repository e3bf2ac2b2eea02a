"""A small shop for tests: pages written here, a store, and an engine whose text is Danish enough for the checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from contentops.pipeline.localize import localize
from contentops.pipeline.run import Options, targets_of
from contentops.pipeline.summary import Summary
from contentops.publish.store import Store
from contentops.review import Desk, at_desk
from contentops.settings import Settings
from contentops.translate.engine import Answer

OATS = (
    "Gröt är en enkel frukost som de flesta tycker om.",
    "Koka gröten i 5 minuter och rör hela tiden.",
    "Smaken blir rundare med lite salt och en klick smör.",
    "Den som vill kan servera den med färska bär.",
)
PEAS = (
    "Ärtor passar bra i en soppa på torsdagar.",
    "Lägg dem i vatten kvällen före middagen.",
    "Soppan ska sjuda i 90 minuter på låg värme.",
    "Servera den med senap och ett gott bröd.",
)
TEA = (
    "Te smakar bäst när vattnet nyss har kokat.",
    "Låt bladen dra i 3 minuter under lock.",
    "En skiva citron ger drycken en frisk ton.",
    "Drick den gärna medan den är varm.",
)


def page(title: str, sentences: Sequence[str], *, name: str = "", nonce: str = "", heading: str = "Så gör du") -> str:
    """A shop's page: chrome, a title, and the sentences in two paragraphs under a heading."""
    half = len(sentences) // 2
    canonical = f'<link rel="canonical" href="https://butik.example/blogg/{name}">' if name else ""
    under = f"<h2>{heading}</h2>" if heading else ""
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title} | Butiken</title>{canonical}'
        f'<script nonce="{nonce}">window.cart = {{}};</script></head><body>'
        f'<header><nav><a href="/">Hem</a> <a href="/varukorg">Varukorg</a></nav></header>'
        f"<main><article><h1>{title}</h1><p>{' '.join(sentences[:half])}</p>{under}"
        f"<p>{' '.join(sentences[half:])}</p></article></main>"
        f"<footer><p>Kundtjänst öppet vardagar</p></footer></body></html>"
    )


_WORDS = {
    "är": "er", "en": "en", "ett": "et", "som": "som", "de": "de", "och": "og", "att": "at", "i": "i", "med": "med",
    "på": "på", "den": "den", "kan": "kan", "vill": "vil", "ska": "skal", "blir": "bliver", "lite": "lidt",
    "till": "til", "inte": "ikke", "ej": "ikke", "hela": "hele", "tycker": "synes", "om": "om", "flesta": "fleste",
    "enkel": "enkel", "när": "når", "nyss": "lige", "har": "har", "ger": "giver", "under": "under", "bra": "godt",
    "före": "før", "dem": "dem", "gott": "godt", "gärna": "gerne", "medan": "mens", "varm": "varm", "för": "for",
    "många": "mange", "också": "også", "eller": "eller", "från": "fra", "av": "af", "mot": "mod",
}  # fmt: skip
_LETTERS = str.maketrans({"ö": "ø", "ä": "æ", "Ö": "Ø", "Ä": "Æ"})


@dataclass
class WordByWord:
    """An engine that is deterministic and leaves the tokens alone. ``asked`` is all that it was asked, with the target."""

    name: str = "apertium"
    trusted: bool = False
    version: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)

    def targets(self) -> tuple[str, ...]:
        return ("da", "nb", "nn")

    def unusable(self, target: str) -> str:
        return "" if target in self.targets() else f"it has no route to {target}"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        self.asked += [(text, target) for text in texts]
        return [Answer(f"{self._said(text)}{self.version}") for text in texts]

    def close(self) -> None:
        pass

    def _said(self, text: str) -> str:
        return re.sub(r"[^\W\d_]+", self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        if word.isupper() and len(word) > 2:
            return word
        said = _WORDS.get(word.casefold(), word.translate(_LETTERS))
        return said.capitalize() if word[0].isupper() else said


@dataclass
class Shop:
    """A folder of pages and the store that is made of them."""

    pages: Path
    store: Path
    settings: Settings = field(default_factory=Settings)
    to: tuple[str, ...] = ("da", "nb")

    def write(self, name: str, html: str | bytes) -> Path:
        path = self.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html.encode() if isinstance(html, str) else html)
        return path

    def localize(self, *paths: Path, **options: Any) -> Summary:  # noqa: ANN401
        return localize(
            paths or (self.pages,), targets_of(self.settings, self.to), self.store, self.settings, Options(**options)
        )

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        with at_desk(self.store, self.settings) as desk:
            yield desk

    def live(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The live rows by article and target."""
        return {(row["article"], row["target"]): row for row in Store(self.store).manifest("public")["rows"]}

    def drafts(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The draft rows by article and target, the source's included."""
        return {(row["article"], row["target"]): row for row in Store(self.store).manifest("private")["rows"]}

    def get(self, name: str) -> Any:  # noqa: ANN401  # JSON
        return Store(self.store).get(name)

    def record(self, article: str, target: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(self.drafts()[article, target]["record"])
        return found

    def objects(self) -> set[str]:
        """Every object there is, and where: "private/…", "public/…"."""
        return {
            f"{side}/{path.name}"
            for side in ("public", "private")
            for path in (self.store / side / "objects").iterdir()
        }

    def article(self) -> str:
        """The id of the only article."""
        (found,) = {article for article, _ in self.drafts()}
        return found


Engines = Callable[[str], Any]


def inject(monkeypatch: pytest.MonkeyPatch, engine: WordByWord) -> WordByWord:
    """Lets every run use this engine, under whatever name it asks for one."""
    monkeypatch.setattr("contentops.pipeline.run.make", lambda _, __=None: engine)
    monkeypatch.setattr("contentops.pipeline.dry_run.make", lambda _, __=None: engine)
    monkeypatch.setattr("contentops.pipeline.run.names", lambda: (engine.name, "newer"))
    return engine
