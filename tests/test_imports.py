"""Who may import whom: the rooms of the house, read from every module's own text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import contentops

PACKAGE = Path(contentops.__file__).parent
FLOWS = Path(__file__).parents[1] / "flows"

STAGES = ("ingest", "extract", "translate", "check", "publish", "report")
"""In the order of the way: a stage may import itself and those before it."""
GROUND = frozenset({"article", "language", "state", "errors"})

MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "language": frozenset({"errors"}),
    "article": frozenset({"language", "errors"}),
    "state": frozenset({"article", "language", "errors"}),
    **{stage: GROUND | set(STAGES[:number]) for number, stage in enumerate(STAGES)},
    "settings": GROUND | {"translate"},
    "pipeline": GROUND | set(STAGES) | {"settings"},
    "review": GROUND | set(STAGES) | {"settings", "pipeline"},
    "commands": GROUND | set(STAGES) | {"settings", "pipeline", "review"},
    "cli": GROUND | set(STAGES) | {"settings", "pipeline", "review", "commands"},
    "serve": GROUND | {"publish", "settings"},
}
TOP = {"__init__", "__main__"}


def modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py"))


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Every module that a file imports anywhere in it, in a function too, by its whole name."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = ".".join(package.split(".")[: len(package.split(".")) - level + 1]) if level else ""
                origin = ".".join(part for part in (base, module) if part)
                yield origin
                yield from (f"{origin}.{name.name}" for name in names)
            case _:
                pass


def imports_of(path: Path, root: Path) -> set[str]:
    package = ".".join(path.parent.relative_to(root.parent).parts)
    return set(imported(ast.parse(path.read_text(encoding="utf-8")), package))


def room(name: str) -> str:
    """The room of a module of contentops: "extract" of contentops.extract.tree."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def rooms_of(path: Path) -> set[str]:
    """The rooms that a module imports from, its own left out."""
    own = room(".".join(("contentops", *path.relative_to(PACKAGE).with_suffix("").parts)))
    there = {room(name) for name in imports_of(path, PACKAGE) if name.split(".")[0] == "contentops"}
    return {name for name in there if name and ((PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file())} - {
        own
    }


@pytest.mark.parametrize("path", modules(PACKAGE), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_the_rooms_below_its_own(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own in TOP:
        assert rooms_of(path) == set()
        return
    assert own in MAY_IMPORT, f"{own} is a new room: say here what it may import"
    assert rooms_of(path) <= MAY_IMPORT[own]


@pytest.mark.parametrize("path", modules(PACKAGE), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_in_the_package_knows_prefect_or_the_flows(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path, PACKAGE)} & {"prefect", "flows", "tests"}


@pytest.mark.parametrize("path", modules(FLOWS), ids=lambda path: path.name)
def test_the_flows_take_from_this_project_only_the_package(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports_of(path, FLOWS)}
    assert not roots & {"tests", "benchmarks", "scripts"}
    assert roots & {"contentops", "prefect"} or path.name == "__init__.py"


@pytest.mark.parametrize("room", sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()))
def test_every_room_stands_in_the_rules(room: str) -> None:
    assert room in MAY_IMPORT


def test_the_rules_see_an_import_wherever_it_stands() -> None:
    text = """
from . import store
def f():
    from contentops.report import site
    import prefect.flows
from ..state import desk
"""
    assert set(imported(ast.parse(text), "contentops.publish")) == {
        "contentops.publish",
        "contentops.publish.store",
        "contentops.report",
        "contentops.report.site",
        "prefect.flows",
        "contentops.state",
        "contentops.state.desk",
    }
