"""The real engine, for one module's tests at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contentops.translate.engines.apertium import Apertium


@pytest.fixture(scope="module")
def real(apertium: None) -> Iterator[Apertium]:  # noqa: ARG001  # it skips where Apertium is missing
    """Apertium, ended behind the module's last test."""
    engine = Apertium()
    yield engine
    engine.close()
