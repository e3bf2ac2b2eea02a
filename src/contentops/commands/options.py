"""What commands have in common: options, and JSON on stdout."""

from __future__ import annotations

import json
from pathlib import Path

import click

from contentops.errors import StoreError

DONE, HELD_OR_FAILED, WRONG_USE = 0, 1, 2

AS_JSON = click.option("--json", "as_json", is_flag=True, help="JSON on stdout, for programs.")
SETTINGS = click.option(
    "--settings", type=click.Path(path_type=Path), help="The settings file [default: contentops.toml, if it is there]."
)


def print_json(value: object) -> None:
    """A value on stdout, as JSON that people can read too."""
    try:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    except OSError as error:
        raise StoreError(f"stdout: cannot be written: {error.strerror}.") from error
