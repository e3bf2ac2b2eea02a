"""What is served, and how it may be cached.

/live.json           the pointer to the current live manifest: asked for again each time
/objects/<sha256>    live manifests and documents: never change
/preview/…           the desk's preview, only with ``drafts``
/                    the preview, or a page that says what there is
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from contentops.errors import StoreDamaged
from contentops.publish.serve.files import read, read_object

_ASK_AGAIN = "no-cache"
_FOR_EVER = "public, max-age=31536000, immutable"
_JSON = "application/json; charset=utf-8"
# From Python's own table alone: what a machine's mime.types says differs from machine to machine.
_TYPES = mimetypes.MimeTypes()


def application(store: Path, *, drafts: bool) -> Starlette:
    """The site of a store. Its endpoints read files and so are plain functions: Starlette runs them in threads."""
    public, preview = store / "public", store / "preview"

    def live(request: Request) -> Response:
        return _answer(request, _found(read(public, "live.json"), "Nothing has been published yet."), _JSON, _ASK_AGAIN)

    def an_object(request: Request) -> Response:
        data = _found(read_object(public, request.path_params["name"]), "There is no public object of this name.")
        return _answer(request, data, _JSON, _FOR_EVER)

    def a_page(request: Request) -> Response:
        name: str = request.path_params["name"]
        if not name or name.endswith("/"):
            name += "index.html"
        data = _found(read(preview, name), "There is no such page in the preview. A run writes it at its end.")
        answer = _answer(request, data, _type(name), _ASK_AGAIN)
        answer.headers["x-robots-tag"] = "noindex, nofollow"
        return answer

    def start(request: Request) -> Response:
        return _answer(request, _start(public).encode(), _type("index.html"), _ASK_AGAIN)

    def to_preview(_: Request) -> Response:
        return RedirectResponse("/preview/", headers={"cache-control": _ASK_AGAIN})

    routes = [Route("/live.json", live), Route("/objects/{name}", an_object)]
    if drafts:
        routes += [Route(path, to_preview) for path in ("/", "/preview")]
        routes += [Route("/preview/{name:path}", a_page)]
    else:
        routes += [Route("/", start)]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _refused, StoreDamaged: _damaged})
    app.router.redirect_slashes = False
    return app


def _answer(request: Request, data: bytes, content_type: str, cache: str) -> Response:
    """``data`` with its hash as the tag, or 304 to who has it already."""
    tag = f'"{hashlib.sha256(data).hexdigest()}"'
    headers = {"etag": tag, "cache-control": cache}
    known = [known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=content_type, headers=headers)


def _found(data: bytes | None, otherwise: str) -> bytes:
    if data is None:
        raise HTTPException(404, otherwise)
    return data


def _type(name: str) -> str:
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("/json", "+json", "/javascript", "+xml", "/xml"))
    return f"{kind}; charset=utf-8" if is_text else kind


def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = {**(error.headers or {}), "cache-control": _ASK_AGAIN}
    return PlainTextResponse(f"{error.detail}\n", error.status_code, headers)


def _damaged(_: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", 500, {"cache-control": "no-store"})


def _start(public: Path) -> str:
    """The start page of who may see no drafts. It reads the public side alone."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    rows = _rows(public)
    articles = len({row["article"] for row in rows})
    return templates.get_template("start.html.j2").render(rows=rows, articles=articles)


def _rows(public: Path) -> list[dict[str, Any]]:
    pointer = read(public, "live.json")
    if pointer is None:
        return []
    try:
        manifest = read_object(public, json.loads(pointer)["manifest"])
        if manifest is None:
            raise StoreDamaged("live.json: its manifest is missing.", hint="Run contentops verify.")
        rows: list[dict[str, Any]] = json.loads(manifest)["rows"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged("live.json: does not lead to a manifest.", hint="Run contentops verify.") from error
    return rows
