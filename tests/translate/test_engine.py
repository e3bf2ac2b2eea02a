from __future__ import annotations

import pytest

from contentops.errors import UsageError
from contentops.translate.engine import make, names


def test_the_engines_are_the_files_of_their_folder() -> None:
    assert "apertium" in names()


@pytest.mark.parametrize("name", names())
def test_an_engine_is_named_as_its_file_and_says_what_it_can(name: str) -> None:
    engine = make(name)
    assert engine.name == name
    assert engine.targets()
    assert all(isinstance(engine.unusable(target), str) for target in engine.targets())
    assert engine.unusable("xx")
    engine.close()


def test_an_unknown_engine_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UsageError, match=r"unknown engine 'apertum' \(did you mean 'apertium'"):
        make("apertum")
