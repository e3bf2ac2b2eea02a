"""What an engine is made from: its table of the settings, its key, and who keeps account of what it spends."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from contentops import secrets
from contentops.errors import UsageError
from contentops.language.language import did_you_mean


class Ledger(Protocol):
    """Keeps account of the characters that engines are sent."""

    def spend(self, engine: str, characters: int) -> str:
        """Books the characters, and returns ""; or, where they are more than may be spent, why not, and books nothing."""


class Unlimited:
    """No account is kept."""

    def spend(self, engine: str, characters: int) -> str:
        """Nothing is refused."""
        del engine, characters
        return ""


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings of one engine.

    ``values`` is its table `[engines.<name>]`, as the file has it; ``file`` is that file, which errors name and which paths
    are relative to. A value that is not there is "" or the default that is asked with.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    file: Path = Path("contentops.toml")
    ledger: Ledger = field(default_factory=Unlimited)

    def only(self, known: Collection[str]) -> None:
        """Raises UsageError for a setting that the engine does not have."""
        for key in self.values:
            if key not in known:
                raise UsageError(
                    f"{self.file}: unknown setting engines.{self.name}.{key}{did_you_mean(key, known)}.",
                    hint=f"Known: {', '.join(sorted(known))}." if known else f"{self.name} has no settings.",
                )

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "no text", f'Write {key} = "…".')
        return value

    def number(self, key: str, default: float, *, least: float = 0.0) -> float:
        """A number, not below ``least``."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= least:
            raise self._wrong(key, "no such number", f"Write a number of at least {least:g}.")
        return float(value)

    def whole(self, key: str, default: int, *, least: int = 0) -> int:
        """A whole number, not below ``least``."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self._wrong(key, "no such whole number", f"Write a whole number of at least {least}.")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Yes or no."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "neither true nor false", f"Write {key} = true or {key} = false.")
        return value

    def table(self, key: str) -> Mapping[str, Any]:
        """A table of its own."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "no table", f"Write [engines.{self.name}.{key}] and its settings below.")
        return value

    def path(self, key: str, default: Path) -> Path:
        """A path; relative to the settings file."""
        value = self.text(key)
        return self.file.parent / Path(value).expanduser() if value else default

    def key(self) -> str:
        """The key: of the environment, CONTENTOPS_<NAME>_KEY; else the content of ``key_file``; else ``key``; else "".

        It is kept out of every message from here on.
        """
        if found := os.environ.get(self.key_variable, "").strip():
            return secrets.keep(found)
        if named := self.text("key_file"):
            path = self.path("key_file", Path(named))
            try:
                return secrets.keep(path.read_text(encoding="utf-8").strip())
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"{self.file}: engines.{self.name}.key_file: {path} cannot be read: {error}.",
                    hint="Put the key alone into that file, readable by whoever runs contentops.",
                ) from error
        return secrets.keep(self.text("key").strip())

    @property
    def key_variable(self) -> str:
        """The variable of the environment that may hold the key: "CONTENTOPS_DEEPL_KEY"."""
        return f"CONTENTOPS_{self.name.upper()}_KEY"

    def _wrong(self, key: str, what: str, hint: str) -> UsageError:
        shown = secrets.SHOWN if "key" in key else repr(self.values.get(key))
        return UsageError(f"{self.file}: engines.{self.name}.{key}: {shown} is {what}.", hint=hint)
