"""Keys of engines that fail, in a run under the real Prefect: they are in nothing that anybody is shown."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.stack import Stack
from tests.prefect_stack import artifacts, log
from tests.shop import OATS, page

pytestmark = pytest.mark.usefixtures("apertium")

ENGINES = ("deepl", "libretranslate", "llm")
KEYS = {name: f"planted/{name}+key=5f3a9" for name in ENGINES}


class Echoing(BaseHTTPRequestHandler):
    """Fails, and says with which key it was asked: in the reason, in a header, in the body."""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("utf-8", "replace")
        said = json.dumps({"error": f"refused: {self.headers.get('Authorization')} {asked}", "message": asked}).encode()
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("X-Asked-With", str(self.headers.get("Authorization")))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST  # noqa: N815  # as the standard library names it

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=[401, 400], ids=["the key is refused", "the request is refused"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echoing)
    server.status = request.param  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_keys_of_engines_that_fail_are_in_no_log_artifact_state_or_file(
    stack: Stack, tmp_path: Path, address: str
) -> None:
    settings = tmp_path / "contentops.toml"
    tables = "".join(f'[engines.{name}]\nkey = "{key}"\nurl = "{address}"\n' for name, key in KEYS.items())
    tables += 'model = "m"\n'  # of the last
    settings.write_text(f"[targets.de]\nengines = {json.dumps(ENGINES)}\n{tables}", encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "grot.html").write_text(page("Gröt till frukost", OATS, name="grot"), encoding="utf-8")
    store = tmp_path / "store"
    env = {"CONTENTOPS_STORE": str(store), "CONTENTOPS_SETTINGS": str(settings), "PREFECT_LOGGING_LEVEL": "DEBUG"}
    ordered = stack.order(
        "localize/localize", {"pages": str(tmp_path / "pages"), "targets": ["de"]}, job_variables={"env": env}
    )
    run = stack.ended(ordered)
    left = artifacts(stack, run["id"])
    assert all(f"{name}: " in left["localize-summary"]["data"] for name in ENGINES), left  # each was asked, and failed
    shown = {
        "the run": json.dumps(run),
        "its log": "\n".join(log(stack, run["id"])),
        "its artifacts": json.dumps(left),
        **{str(path): path.read_bytes().decode("utf-8", "replace") for path in store.rglob("*") if path.is_file()},
    }
    assert [(where, name) for where, text in shown.items() for name, key in KEYS.items() if key in text] == []
