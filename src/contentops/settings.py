"""Settings: `contentops.toml`, or sensible defaults without it."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contentops.article.record import State
from contentops.errors import UsageError
from contentops.language.language import did_you_mean, language
from contentops.secrets import SHOWN
from contentops.translate import engine
from contentops.translate.setup import Setup

FILE = "contentops.toml"
FORMALITIES = ("", "formal", "informal")
QUIET_DAYS = 7
"""A blog that has been written every week and then gives nothing new for so long may well have moved."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target: a locale on a market, how its pages are addressed, what may go live, which engines are asked.

    ``formality`` is how readers are addressed where the language has two ways ("Sie" or "du"): formal, informal or "".
    """

    name: str
    locale: str
    market: str = ""
    url: str = ""
    live: tuple[State, ...] = (State.APPROVED,)
    engines: tuple[str, ...] = ("apertium",)
    formality: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The shop and its targets.

    ``sources`` are what a nightly run works on, in ``store``; ``quiet_days`` without a new page call for a look (0: never).
    ``sites`` names, for files and folders of pages, the shop file or folder of shop files that they are read by.
    ``engines`` are the settings of engines that have some, by name.
    ``preview_url`` is where people open the preview, ``readers`` are the names that the review form offers.
    """

    shop: str = "shop"
    time_zone: str = "Europe/Stockholm"
    base_url: str = ""
    targets: tuple[Target, ...] = ()
    sources: tuple[Path, ...] = ()
    quiet_days: int = QUIET_DAYS
    sites: tuple[tuple[Path, Path], ...] = ()
    store: Path = Path("out")
    database: str = ""
    preview_url: str = ""
    readers: tuple[str, ...] = ()
    engines: tuple[Setup, ...] = ()

    def setup(self, engine: str) -> Setup:
        """What an engine is made from: as set, else nothing."""
        return next((setup for setup in self.engines if setup.name == engine), Setup(engine))

    def target(self, name: str) -> Target:
        """The target of that name: as set, else the locale of its name with the defaults."""
        for target in self.targets:
            if target.name == name:
                return target
        known = {target.name for target in self.targets}
        try:
            language(name)
        except UsageError as error:
            near = did_you_mean(name, known)
            raise UsageError(
                f"{error.message}" if not near else f"unknown target {name!r}{near}", hint=error.hint
            ) from error
        if name == "sv":
            raise UsageError("sv is the source's locale.", hint="Name a target, such as da, nb or nn.")
        return Target(name, name)


def load(path: Path | None = None) -> Settings:
    """The settings of a file; of `contentops.toml` in the working folder when none is named; else the defaults.

    The environment goes before the file: CONTENTOPS_SETTINGS names it, CONTENTOPS_STORE and CONTENTOPS_PREVIEW_URL take
    the place of two of its values. Paths in the file are relative to it. Raises UsageError that names the file and the key.
    """
    settings = _read(path)
    return replace(
        settings,
        store=Path(os.environ.get("CONTENTOPS_STORE") or settings.store),
        preview_url=os.environ.get("CONTENTOPS_PREVIEW_URL") or settings.preview_url,
    )


def _read(path: Path | None) -> Settings:
    if path is None and (named := os.environ.get("CONTENTOPS_SETTINGS")):
        path = Path(named)
    if path is None:
        path = Path(FILE)
        if not path.is_file():
            return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such settings file.", hint="Check --settings.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}.", hint="It is TOML; see docs/architecture.md.") from error
    _only(data, {"shop", "targets", "sources", "store", "desk", "state", "engines"}, path, "")
    shop = _table(data, "shop", path)
    _only(shop, {"id", "time_zone", "base_url"}, path, "shop.")
    sources = _table(data, "sources", path)
    _only(sources, {"pages", "quiet_days", "sites"}, path, "sources.")
    sites = _table(sources, "sites", path, "sources.")
    store = _table(data, "store", path)
    _only(store, {"folder"}, path, "store.")
    desk = _table(data, "desk", path)
    _only(desk, {"preview_url", "readers"}, path, "desk.")
    state = _table(data, "state", path)
    _only(state, {"database"}, path, "state.")
    pages = _list(sources.get("pages", []), path, "sources.pages")
    quiet_days = sources.get("quiet_days", QUIET_DAYS)
    if not isinstance(quiet_days, int) or isinstance(quiet_days, bool) or quiet_days < 0:
        raise UsageError(f"{path}: sources.quiet_days: {quiet_days!r} is no number of days.", hint="0 turns it off.")
    targets = _table(data, "targets", path)
    engines = _table(data, "engines", path)
    return Settings(
        shop=_text(shop, "id", "shop", path, "shop."),
        time_zone=_text(shop, "time_zone", "Europe/Stockholm", path, "shop."),
        base_url=_text(shop, "base_url", "", path, "shop."),
        targets=tuple(_target(name, _table(targets, name, path, "targets."), path) for name in targets),
        sources=tuple(path.parent / page for page in pages),
        quiet_days=quiet_days,
        sites=tuple((path.parent / page, path.parent / _site(sites, page, path)) for page in sites),
        store=path.parent / _text(store, "folder", "out", path, "store."),
        database=_text(state, "database", "", path, "state."),
        preview_url=_text(desk, "preview_url", "", path, "desk."),
        readers=_list(desk.get("readers", []), path, "desk.readers"),
        engines=tuple(_setup(name, _table(engines, name, path, "engines."), path) for name in engines),
    )


def _setup(name: str, values: dict[str, Any], path: Path) -> Setup:
    _known_engine(name, path, f"engines.{name}")
    setup = Setup(name, values, path)
    setup.only(engine.options(name))
    return setup


def _known_engine(name: str, path: Path, where: str) -> None:
    if name not in engine.names():
        raise UsageError(
            f"{path}: {where}: unknown engine {name!r}{did_you_mean(name, engine.names())}.",
            hint=f"Known are {', '.join(engine.names())}.",
        )


def _target(name: str, values: dict[str, Any], path: Path) -> Target:
    where = f"targets.{name}."
    _only(values, {"locale", "market", "url", "live", "engines", "formality"}, path, where)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise UsageError(
            f"{path}: targets.{name}: no name of a target.", hint="Use letters, digits, hyphen, underscore."
        )
    locale = _text(values, "locale", name, path, where)
    language(locale)
    engines = _list(values.get("engines", ["apertium"]), path, f"{where}engines")
    url = _text(values, "url", "", path, where)
    live = _list(values.get("live", ["approved"]), path, f"{where}live")
    for named in engines:
        _known_engine(named, path, f"{where}engines")
        if engines.count(named) > 1:
            raise UsageError(
                f"{path}: {where}engines: {named} stands there twice.",
                hint="Name each once: one that failed would be asked, and paid, for the same again.",
            )
    for unknown in re.findall(r"\{[^}]*\}", url):
        if unknown not in ("{slug}", "{id}", "{locale}"):
            raise UsageError(f"{path}: {where}url: unknown {unknown}.", hint="Known are {slug}, {id} and {locale}.")
    formality = _text(values, "formality", "", path, where)
    if formality not in FORMALITIES:
        raise UsageError(
            f"{path}: {where}formality: {formality!r}{did_you_mean(formality, filter(None, FORMALITIES))}.",
            hint='Write "formal" (Sie, te), "informal" (du, sinä), or leave it out.',
        )
    states = {state.value for state in State} - {State.MISSING, State.SOURCE, State.NEEDS_WORK}
    for state in live:
        if state not in states:
            raise UsageError(
                f"{path}: {where}live: {state!r} cannot go live.", hint=f"Possible: {', '.join(sorted(states))}."
            )
    return Target(
        name,
        locale,
        market=_text(values, "market", "", path, where),
        url=url,
        live=tuple(State(state) for state in live),
        engines=engines,
        formality=formality,
    )


def _site(sites: dict[str, Any], page: str, path: Path) -> Path:
    file = Path(_text(sites, page, "", path, "sources.sites."))
    if not (path.parent / file).exists() or not file.name:
        raise UsageError(
            f"{path}: sources.sites.{page}: there is no {str(file)!r}.",
            hint="Name a shop file, or a folder of shop files; paths are relative to the settings file.",
        )
    return file


def _table(values: dict[str, Any], key: str, path: Path, where: str = "") -> dict[str, Any]:
    table = values.get(key, {})
    if not isinstance(table, dict):
        # `deepl = "…"` under [engines] is somebody's key.
        shown = SHOWN if f"{where}{key}".startswith("engines") else repr(table)
        raise UsageError(
            f"{path}: {where}{key}: {shown} is no table.", hint=f"Write [{where}{key}] and its settings below."
        )
    return table


def _text(values: dict[str, Any], key: str, default: str, path: Path, where: str) -> str:
    text = values.get(key, default)
    if not isinstance(text, str):
        raise UsageError(f"{path}: {where}{key}: {text!r} is no text.", hint=f'Write {key} = "…".')
    return text


def _list(value: Any, path: Path, where: str) -> tuple[str, ...]:  # noqa: ANN401  # whatever the file holds
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise UsageError(
            f"{path}: {where}: {value!r} is no list of names.", hint=f'Write {where.rpartition(".")[2]} = ["…"].'
        )
    return tuple(value)


def _only(values: dict[str, Any], known: set[str], path: Path, where: str) -> None:
    for key in values:
        if key not in known:
            raise UsageError(
                f"{path}: unknown setting {where}{key}{did_you_mean(key, known)}.",
                hint=f"Known: {', '.join(sorted(known))}.",
            )
