"""Where models are kept, and which there are."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contentops.errors import ModelError
from contentops.translate.models.model import Model, read


def standard_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """CONTENTOPS_MODELS, else `contentops/models` in the user's data folder (XDG_DATA_HOME, or ~/.local/share)."""
    if named := environment.get("CONTENTOPS_MODELS"):
        return Path(named).expanduser()
    data = environment.get("XDG_DATA_HOME", "")
    # The specification has relative paths ignored.
    base = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
    return base / "contentops" / "models"


@dataclass(frozen=True, slots=True)
class Broken:
    """A folder among the models that is none, and why."""

    name: str
    reason: str


def models(folder: Path) -> tuple[list[Model], list[Broken]]:
    """The models of a folder by name, and what stands there and is none. No folder, no models."""
    good, broken = [], []
    try:
        there = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise ModelError(f"{folder}: cannot be read: {error.strerror}.", hint="Check the folder of models.") from error
    for path in there:
        try:
            good.append(read(path))
        except ModelError as error:
            broken.append(Broken(path.name, error.message))
    return good, broken


def find(folder: Path, name: str) -> Model:
    """The model of that name. Raises ModelError with the names that there are."""
    good, broken = models(folder)
    for model in good:
        if model.name == name:
            return model
    for other in broken:
        if other.name == name:
            raise ModelError(f"{name}: {other.reason}", hint="Install it again, or remove it.")
    known = ", ".join(model.name for model in good) or "none"
    raise ModelError(f"there is no model {name!r} in {folder}.", hint=f"Installed: {known}.")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder while something in it changes its place. The kernel frees it when a process dies."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("a+b")
    except OSError as error:
        raise ModelError(
            f"{folder}: cannot be written: {error.strerror}.", hint="CONTENTOPS_MODELS names another folder for models."
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
