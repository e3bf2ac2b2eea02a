"""What an engine is made from: its table of the settings, its key, and who keeps account of what it spends."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from contentops import secrets
from contentops.errors import UsageError
from contentops.language.language import did_you_mean

_MOST = 10**12
"""More than anything that is set here can sensibly be; less than what a database or a clock can hold."""
_LONGEST_KEY = 10_000
"""Bytes. A file of more holds something else, or never ends."""
_ADDRESS = re.compile(r"https?://[!-~]+(?<![/:])/?")


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

    def address(self, key: str) -> str:
        """The address of a server, http or https; "" where none is set.

        Raises UsageError, without showing it, for one that is none, or that holds a password or a query: an address
        stands in logs and in the messages of libraries.
        """
        value = self.text(key)
        if value and not (_ADDRESS.fullmatch(value) and _can_be_split(value)):
            raise UsageError(
                f"{self.file}: engines.{self.name}.{key}: no address of a server.",
                hint=f'Write {key} = "http://host:5000"; a key stands in key_file, not here.',
            )
        return value

    def number(self, key: str, default: float, *, least: float = 0.0, most: float = _MOST) -> float:
        """A number, from ``least`` to ``most``."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self._wrong(key, "no such number", f"Write a number from {least:g} to {most:g}.")
        return float(value)

    def whole(self, key: str, default: int, *, least: int = 0, most: int = _MOST) -> int:
        """A whole number, from ``least`` to ``most``."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self._wrong(key, "no such whole number", f"Write a whole number from {least} to {most}.")
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
            return self._one_word(secrets.keep(found), f"key, of {self.key_variable}")
        if named := self.text("key_file"):
            path = self.path("key_file", Path(named))
            try:
                found = _key_in(path)
            except (OSError, ValueError) as error:
                # Why, and not the error itself: that of another encoding holds what is in the file.
                why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
                raise UsageError(
                    f"{self.file}: engines.{self.name}.key_file: {path} cannot be read: {why}.",
                    hint="Put the key alone into that file, readable by whoever runs contentops.",
                ) from None
            return self._one_word(secrets.keep(found), "key_file")
        return self._one_word(secrets.keep(self.text("key").strip()), "key")

    def _one_word(self, key: str, where: str) -> str:
        if key and not (key.isprintable() and key.isascii() and " " not in key):
            raise UsageError(
                f"{self.file}: engines.{self.name}.{where}: {secrets.SHOWN} is no key: it is not one word of "
                "letters, figures and signs.",
                hint="Put the key alone there, in one line.",
            )
        return key

    @property
    def key_variable(self) -> str:
        """The variable of the environment that may hold the key: "CONTENTOPS_DEEPL_KEY"."""
        return f"CONTENTOPS_{self.name.upper()}_KEY"

    def _wrong(self, key: str, what: str, hint: str) -> UsageError:
        shown = secrets.SHOWN if "key" in key else repr(self.values.get(key))
        return UsageError(f"{self.file}: engines.{self.name}.{key}: {shown} is {what}.", hint=hint)


def _key_in(path: Path) -> str:
    """What is in a file of a key, which an editor may have begun with a byte order mark."""
    if not path.is_file():
        raise OSError(errno.EINVAL, "it is no file" if path.exists() else "there is no such file")
    with path.open("rb") as file:
        content = file.read(_LONGEST_KEY + 1)
    if len(content) > _LONGEST_KEY:
        raise OSError(errno.EFBIG, f"it has more than {_LONGEST_KEY} bytes")
    return content.decode("utf-8-sig").strip()


def _can_be_split(address: str) -> bool:
    """Whether it is a host, a port and a path, and nothing else."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna")
    except ValueError:  # brackets that do not close, a port that is no number, a label that is too long
        return False
    return bool(host) and port != 0 and not any(sign in address for sign in '@?#\\"<>{}|^`')
