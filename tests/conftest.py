"""What several rooms' tests share: a shop with its store, an engine without Apertium, and locales that may be changed."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from contentops.language import language as languages
from contentops.translate.engines.apertium import Apertium
from tests.browser import browser, chromium, new_page  # noqa: F401  # fixtures
from tests.omegat import omegat  # noqa: F401  # a fixture
from tests.prefect_stack import stack  # noqa: F401  # a fixture
from tests.shop import Shop, WordByWord, inject

settings.register_profile("no deadline", deadline=None)  # how long an example takes depends on the machine
settings.load_profile("no deadline")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """An empty shop; its store is made by the first run."""
    return Shop(tmp_path / "pages", tmp_path / "store")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> WordByWord:
    """The engine that every run of this test uses."""
    return inject(monkeypatch, WordByWord())


@pytest.fixture(scope="session")
def apertium() -> None:
    """Skips a test that needs the real engine where Debian's packages are missing."""
    for target in ("da", "nb"):
        if reason := Apertium().unusable(target):
            pytest.skip(f"Apertium cannot be used here: {reason}")


@pytest.fixture(scope="session")
def soak() -> bool:
    """Whether the fault tests run at full counts (make soak)."""
    return os.environ.get("CONTENTOPS_SOAK") == "1"


Locales = tuple[Path, Callable[[], None]]


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Locales]:
    """A copy of the locales that the test may change, and the function that makes the program read them anew."""
    copy = tmp_path / "locales"
    shutil.copytree(languages.folder(), copy)
    real = languages.folder
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("contentops")]
    for module in modules:
        if getattr(module, "folder", None) is real:
            monkeypatch.setattr(module, "folder", lambda: copy)

    def forget() -> None:
        for module in modules:
            for cached in vars(module).values():
                if isinstance(cached, functools._lru_cache_wrapper):
                    cached.cache_clear()

    forget()
    yield copy, forget
    monkeypatch.undo()
    forget()
