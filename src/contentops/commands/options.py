"""What commands share: options, exit codes, and how they speak."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import click

from contentops.errors import StoreError

DONE, HELD_OR_FAILED, WRONG_USE = 0, 1, 2


class Folder(click.ParamType[Path]):
    """A store's folder. An empty name would be the working folder, which nobody means."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401
        """The folder's path."""
        if not str(value).strip():
            self.fail("the store needs a name.", param, ctx)
        return Path(value)


BY = click.option("--by", default=getpass.getuser, show_default="your login name", help="Who does this, by name.")
TARGET = click.option("--target", required=True, help="The target, such as da.")
JSON = click.option("--json", "as_json", is_flag=True, help="JSON on stdout, for programs.")
SETTINGS = click.option(
    "--settings", type=click.Path(path_type=Path), help="The settings file [default: contentops.toml, if it is there]."
)
STORE = click.argument("store", type=Folder())


def waiting(holder: str) -> None:
    """Says for whom a command waits."""
    click.echo(f"contentops: waiting for {holder} …", err=True)


def print_json(value: object) -> None:
    """A value as JSON on stdout."""
    try:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    except OSError as error:
        raise StoreError(f"stdout: cannot be written: {error.strerror}.") from error
