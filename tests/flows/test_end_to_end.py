"""The real server, the real worker, the real forms: what a content manager does, from the preview to the live JSON."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError  # noqa: A004  # its own

from contentops.publish.store import Store
from flows.stack import PROJECT, Stack, StackFailed, running
from tests.browser import NewPage
from tests.prefect_stack import artifacts, log, on, processes, until
from tests.shop import OATS, page

pytestmark = pytest.mark.usefixtures("apertium")


@dataclass(frozen=True)
class Drafted:
    """An article, and the run that drafted it."""

    article: str
    run: str


@pytest.fixture(scope="module")
def drafted(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """An article in the stack's store, localized by the form."""
    pages = tmp_path_factory.mktemp("pages")
    (pages / "grot.html").write_text(page("Gröt till frukost", OATS, name="grot"), encoding="utf-8")
    run = stack.ended(stack.order("localize/localize", {"pages": str(pages), "targets": ["da"]}))
    assert run["state"]["name"] == "Completed", log(stack, run["id"])
    (article,) = {row["article"] for row in Store(stack.store).manifest("private")["rows"]}
    return Drafted(article, run["id"])


def live(store: Path) -> dict[str, Any]:
    """What downstream sites get of a store's first live article, by the pointer, the manifest and the object."""
    public = store / "public"
    pointer = json.loads((public / "live.json").read_bytes())
    manifest = json.loads((public / "objects" / pointer["manifest"]).read_bytes())
    document: dict[str, Any] = json.loads((public / "objects" / manifest["rows"][0]["object"]).read_bytes())
    return document


def test_a_run_by_the_form_leaves_a_summary_and_its_progress(stack: Stack, drafted: Drafted) -> None:
    left = artifacts(stack, drafted.run)
    assert f"]({stack.preview_url}/{drafted.article}/da.html)" in left["localize-summary"]["data"]
    assert left["localize-progress"]["data"] == 100
    lines = until(
        lambda: [line for line in log(stack, drafted.run) if "batch 1" in line] and log(stack, drafted.run), "it"
    )
    assert [line for line in lines if "deployment" not in line.lower() and "flow" not in line.lower()][:2] == [
        "0 of 1 article unchanged, 1 due",
        "batch 1 of 1: 1 article, 1 new, 6 sentences translated",
    ]
    assert not [line for line in lines if line == "Finished in state Completed()"]  # a task's: noise


def test_the_schema_refuses_a_wrong_value_before_the_run(stack: Stack) -> None:
    with pytest.raises(Exception, match=r"409|422"):
        stack.order("localize/localize", {"targets": ["dk"]})


def field(form: Page, title: str) -> Any:  # noqa: ANN401
    """The text area of a field of Prefect's form."""
    named = re.compile(rf"^\s*{title}(\s+\(Optional\))?\s*$")
    return form.locator(".schema-form-property", has=form.get_by_text(named)).last.locator("textarea")


def submitted(stack: Stack, form: Page) -> dict[str, Any]:
    """Writes the reader's name into the open form, submits it, and waits for the run."""
    runs = {"flows": {"name": {"any_": ["review"]}}, "sort": "EXPECTED_START_TIME_DESC"}
    before = {run["id"] for run in stack.ask("flow_runs/filter", runs)}
    name = field(form, "Your name")
    name.wait_for()
    assert field(form, "Article").input_value()
    name.fill("Anna Berg")
    # Requests go through the browser's route only while it is waited for. A busy server may refuse one ("Oops"): a person
    # would submit again, too.
    for within in (20_000, 20_000, 60_000):
        form.get_by_role("button", name="Submit").click()
        with contextlib.suppress(TimeoutError):
            form.wait_for_url("**tab=Runs", timeout=within)
            break
    new = until(lambda: [r["id"] for r in stack.ask("flow_runs/filter", runs) if r["id"] not in before], "the run")
    return stack.ended(new[0])


def test_from_a_click_in_the_preview_to_the_live_json(stack: Stack, drafted: Drafted, new_page: NewPage) -> None:
    desk = new_page(viewport={"width": 1440, "height": 1200})
    desk.goto(f"{stack.preview_url}/")
    desk.get_by_role("main").locator("a[href$='/da.html']").first.click()
    desk.wait_for_url(f"**/preview/{drafted.article}/da.html")

    title = Store(stack.store).get(Store(stack.store).manifest("private")["rows"][0]["object"])["title"]
    edit = desk.locator('a[href*="title%230"]', has_text=re.compile("edit", re.IGNORECASE)).first
    edit.focus()
    edit.click()
    text = field(desk, "The text")
    text.wait_for()
    assert text.input_value() == title
    text.fill("Grød & bær om morgenen")
    run = submitted(stack, desk)
    assert run["name"] == f"Edit {drafted.article} in da, Anna Berg"
    assert run["state"]["name"] == "Completed", run["state"]["message"]
    (answer,) = artifacts(stack, run["id"]).values()
    assert "written by Anna Berg. Its checks are clean." in answer["data"]
    assert not Store(stack.store).manifest("public")["rows"]

    desk.goto(f"{stack.preview_url}/{drafted.article}/da.html")
    assert "Grød & bær om morgenen" in desk.get_by_role("heading", level=1).inner_text().replace("\u00a0", " ")
    desk.get_by_role("link", name="Approve").first.click()
    run = submitted(stack, desk)
    assert run["state"]["message"].endswith("It is live.")
    assert live(stack.store)["title"].replace("\u00a0", " ") == "Grød & bær om morgenen"


def test_a_run_waits_for_another_one_and_says_for_whom(stack: Stack, tmp_path: Path) -> None:
    (tmp_path / "grot.html").write_text(page("Gröt till frukost", OATS, name="grot"), encoding="utf-8")
    store = Store(tmp_path / "store")
    store.create()
    with store.lock("the nightly run “calm-owl”"):
        run = stack.order("localize/localize", {"pages": str(tmp_path), "targets": ["da"]}, **on(store.root))
        progress = until(lambda: artifacts(stack, run).get("localize-progress"), "the progress")
        assert progress["description"].startswith("Waiting for the nightly run “calm-owl”")
        until(lambda: [line for line in log(stack, run) if "waiting for the nightly run “calm-owl”" in line], "the log")
        assert stack.run(run)["state"]["type"] == "RUNNING"
    assert stack.ended(run)["state"]["name"] == "Completed"


def test_of_three_missed_nights_one_run_does_the_work(stack: Stack, tmp_path: Path) -> None:
    stack.stop("worker")
    now = datetime.now(UTC)
    (tmp_path / "contentops.toml").write_text('[sources]\npages = ["pages"]\n[targets.da]\n', encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "grot.html").write_text(page("Gröt till frukost", OATS, name="grot"), encoding="utf-8")
    env = {"CONTENTOPS_SETTINGS": str(tmp_path / "contentops.toml"), "CONTENTOPS_STORE": str(tmp_path / "store")}
    missed = [
        stack.order(
            "nightly/nightly",
            state={
                "type": "SCHEDULED",
                "state_details": {"scheduled_time": (now - timedelta(days=days)).isoformat()},
            },
            job_variables={"env": env},
        )
        for days in (3, 2, 1)
    ]
    stack.start_worker()
    ended = [stack.ended(run)["state"]["name"] for run in missed]
    assert ended == ["Skipped", "Skipped", "Completed"]
    assert len(Store(tmp_path / "store").manifest("private")["rows"]) == 2


def test_make_ui_ends_with_all_that_it_started(tmp_path: Path) -> None:
    (tmp_path / "grot.html").write_text(page("Gröt till frukost", OATS, name="grot"), encoding="utf-8")
    command = [sys.executable, "-m", "flows.stack", "--source", str(tmp_path / "grot.html"), "--to", "da"]
    command += ["--out", str(tmp_path / "store"), "--port", "0", "--preview-port", "0"]
    env = {**os.environ, "PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_URL": "http://127.0.0.1:9/other"}
    with subprocess.Popen(command, cwd=PROJECT, env=env, stderr=subprocess.PIPE, text=True) as ui:
        assert ui.stderr
        said = ""
        for line in ui.stderr:
            said += line
            if line.startswith("Ctrl-C"):
                break
        children = [pid for pid in Path("/proc").glob("[0-9]*") if _home_of(pid) == str(tmp_path / "prefect")]
        ui.send_signal(signal.SIGINT)
        time.sleep(0.3)
        ui.send_signal(signal.SIGINT)  # an impatient person
        rest = ui.stderr.read()
        assert ui.wait(60) == 0
    assert "\nCompleted. 1 article" in said, said
    assert re.search(r"Prefect   http://127\.0\.0\.1:\d+/runs ", said)
    assert rest.strip() == "All ended."
    assert len(children) >= 4  # itself, server, worker, preview
    time.sleep(0.5)
    assert [pid for pid in Path("/proc").glob("[0-9]*") if _home_of(pid) == str(tmp_path / "prefect")] == []


def _home_of(process: Path) -> str:
    try:
        environ = (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return ""
    return next((e.decode().partition("=")[2] for e in environ if e.startswith(b"PREFECT_HOME=")), "")


def test_a_second_stack_on_one_home_is_refused(stack: Stack, tmp_path: Path) -> None:
    with pytest.raises(StackFailed, match="another `make ui` is at work"), running(tmp_path / "store", stack.home):
        pass


def test_nothing_of_the_stack_listens_to_others(stack: Stack) -> None:
    # The server has no login unless one is set: it answers this machine alone.
    for pid in processes(stack, "server start") + processes(stack, "serve"):
        assert pid
    listening = subprocess.run(["cat", "/proc/net/tcp"], capture_output=True, text=True, check=True).stdout
    ports = {f"{stack.port:04X}", f"{stack.preview_port:04X}"}
    hosts = {
        line.split()[1].split(":")[0] for line in listening.splitlines()[1:] if line.split()[1].split(":")[1] in ports
    }
    assert hosts == {"0100007F"}
