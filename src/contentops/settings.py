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
from contentops.translate import engine

FILE = "contentops.toml"
QUIET_DAYS = 7
"""A blog that has been written every week and then gives nothing new for so long may well have moved."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target: a locale on a market, how its pages are addressed, what may go live, which engines are asked."""

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
    ``preview_url`` is where people open the preview, ``readers`` are the names that the review form offers.
    """

    shop: str = "shop"
    time_zone: str = "Europe/Stockholm"
    base_url: str = ""
    targets: tuple[Target, ...] = ()
    sources: tuple[Path, ...] = ()
    quiet_days: int = QUIET_DAYS
    store: Path = Path("out")
    database: str = ""
    preview_url: str = ""
    readers: tuple[str, ...] = ()

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
    _only(data, {"shop", "targets", "sources", "store", "desk", "state"}, path, "")
    shop = data.get("shop", {})
    _only(shop, {"id", "time_zone", "base_url"}, path, "shop.")
    sources = data.get("sources", {})
    _only(sources, {"pages", "quiet_days"}, path, "sources.")
    store = data.get("store", {})
    _only(store, {"folder"}, path, "store.")
    desk = data.get("desk", {})
    _only(desk, {"preview_url", "readers"}, path, "desk.")
    state = data.get("state", {})
    _only(state, {"database"}, path, "state.")
    pages = _list(sources.get("pages", []), path, "sources.pages")
    quiet_days = sources.get("quiet_days", QUIET_DAYS)
    if not isinstance(quiet_days, int) or isinstance(quiet_days, bool) or quiet_days < 0:
        raise UsageError(f"{path}: sources.quiet_days: {quiet_days!r} is no number of days.", hint="0 turns it off.")
    return Settings(
        shop=shop.get("id", "shop"),
        time_zone=shop.get("time_zone", "Europe/Stockholm"),
        base_url=shop.get("base_url", ""),
        targets=tuple(_target(name, values, path) for name, values in data.get("targets", {}).items()),
        sources=tuple(path.parent / page for page in pages),
        quiet_days=quiet_days,
        store=path.parent / store.get("folder", "out"),
        database=state.get("database", ""),
        preview_url=desk.get("preview_url", ""),
        readers=_list(desk.get("readers", []), path, "desk.readers"),
    )


def _target(name: str, values: dict[str, Any], path: Path) -> Target:
    where = f"targets.{name}."
    _only(values, {"locale", "market", "url", "live", "engines", "formality"}, path, where)
    locale = values.get("locale", name)
    language(locale)
    for named in values.get("engines", ()):
        if named not in engine.names():
            raise UsageError(
                f"{path}: {where}engines: unknown engine {named!r}{did_you_mean(named, engine.names())}.",
                hint=f"Known are {', '.join(engine.names())}.",
            )
    for unknown in re.findall(r"\{[^}]*\}", values.get("url", "")):
        if unknown not in ("{slug}", "{id}", "{locale}"):
            raise UsageError(f"{path}: {where}url: unknown {unknown}.", hint="Known are {slug}, {id} and {locale}.")
    states = {state.value for state in State} - {State.MISSING, State.SOURCE, State.NEEDS_WORK}
    for state in values.get("live", ()):
        if state not in states:
            raise UsageError(
                f"{path}: {where}live: {state!r} cannot go live.", hint=f"Possible: {', '.join(sorted(states))}."
            )
    return Target(
        name,
        locale,
        market=values.get("market", ""),
        url=values.get("url", ""),
        live=tuple(State(state) for state in values.get("live", ("approved",))),
        engines=tuple(values.get("engines", ("apertium",))),
        formality=values.get("formality", ""),
    )


def _list(value: Any, path: Path, where: str) -> tuple[str, ...]:  # noqa: ANN401  # whatever the file holds
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise UsageError(
            f"{path}: {where}: {value!r} is no list of names.", hint=f'Write {where.split(".")[1]} = ["…"].'
        )
    return tuple(value)


def _only(values: dict[str, Any], known: set[str], path: Path, where: str) -> None:
    for key in values:
        if key not in known:
            raise UsageError(
                f"{path}: unknown setting {where}{key}{did_you_mean(key, known)}.",
                hint=f"Known: {', '.join(sorted(known))}.",
            )
