"""Keys of engines that fail, in a run under the real Prefect: they are in nothing that anybody is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.stack import Stack
from tests.prefect_stack import artifacts, log
from tests.shop import OATS, page
from tests.translate.engines.stub import Request, Response, Stub, serving, shown

pytestmark = pytest.mark.usefixtures("apertium")

ENGINES = ("deepl", "libretranslate", "llm")
KEYS = {name: f"planted/{name}+key=5f3a9" for name in ENGINES}


@dataclass(frozen=True)
class Echoing:
    """Fails, and says with which key it was asked: in the reason, in a header, in the body."""

    status: int

    def texts(self, request: Request) -> list[str]:
        del request
        return []

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        del said
        key, asked = str(request.headers.get("authorization")), request.body.decode()
        body = json.dumps({"error": f"refused: {key} {asked}", "message": asked})
        return Response(body, self.status, {"X-Asked-With": key})


@pytest.fixture(params=[401, 400], ids=["the key is refused", "the request is refused"])
def service(request: pytest.FixtureRequest) -> Iterator[Stub]:
    with serving(Echoing(request.param)) as stub:
        yield stub


def test_keys_of_engines_that_fail_are_in_no_log_artifact_state_or_file(
    stack: Stack, tmp_path: Path, service: Stub
) -> None:
    settings = tmp_path / "contentops.toml"
    tables = "".join(f'[engines.{name}]\nkey = "{key}"\nurl = "{service.url}"\n' for name, key in KEYS.items())
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
    said = (json.dumps(run), "\n".join(log(stack, run["id"])), json.dumps(left))
    assert {name: found for name, key in KEYS.items() if (found := shown(key, (), service, *said, store))} == {}
