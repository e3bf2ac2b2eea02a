"""The flow does what `contentops localize` does, and its final state says how it went."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from contentops.pipeline.summary import Failure, Summary
from flows import localize as module

PROJECT = Path(__file__).parents[2]
PAGE = """<!doctype html><html lang="sv"><head><title>Zink i maten</title></head><body><article><h1>Zink i maten</h1>
<p>Zink finns i nötkött och i ostron, och kroppen behöver lite av det varje dag för att må bra.</p>
<h2>Hur mycket?</h2><p>Vuxna behöver 9 mg om dagen enligt myndigheten. Det räcker gott för de allra flesta.</p>
</article></body></html>"""

SUMMARY = Summary(
    articles=2,
    unchanged=0,
    targets=("da",),
    memory=0,
    translated=9,
    missing=0,
    waiting=2,
    live=0,
    held=(),
    failed=(),
    release=1,
    objects_written=4,
    rows=({"article": "zink", "target": "da", "state": "machine-draft", "held": [], "missing": 0, "withdrawn": False},),
    engines_unusable=(),
    changed_site="",
    store=Path("out"),
    preview=Path("out/preview/index.html"),
)


@pytest.mark.parametrize(
    ("summary", "name", "kind"),
    [
        (SUMMARY, "Completed", "COMPLETED"),
        (
            replace(SUMMARY, held=({"article": "zink", "target": "da", "rules": ["x"]},)),
            "Completed with findings",
            "COMPLETED",
        ),
        (replace(SUMMARY, failed=(Failure("a.html", "a.html: empty."),)), "Completed with failures", "COMPLETED"),
        (replace(SUMMARY, changed_site="5 of 9 are gone"), "Completed with failures", "COMPLETED"),
        (replace(SUMMARY, articles=0, failed=(Failure("a.html", "a.html: empty."),)), "Failed", "FAILED"),
    ],
)
def test_the_final_state_tells_how_the_run_went(summary: Summary, name: str, kind: str) -> None:
    state = module.final_state(summary)
    assert (state.name, state.type.value) == (name, kind)


def test_the_artifact_says_in_words_and_in_a_table_what_came_out() -> None:
    text = module.markdown(SUMMARY)
    assert "2 drafts waiting for a person, 0 live." in text
    assert "| zink | da | machine-draft |  |" in text


def test_retries_and_time_outs_are_around_files_alone() -> None:
    assert [task.retries for task in (module.find_pages, module.publish, module.preview)] == [2, 2, 2]
    assert module.work_on_batch.retries == 0
    assert module.publish.timeout_seconds


def test_the_flow_holds_no_logic_of_its_own() -> None:
    # What `contentops localize` calls, in the same order: the steps are the pipeline's.
    steps = re.findall(r"way\.(\w+)\(", inspect.getsource(module))
    assert [step for step in steps if step[0].islower()] == ["survey", "work", "publish", "batches"]


@pytest.mark.usefixtures("apertium")
def test_the_flow_runs_without_a_server_started_by_hand(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "zink.html").write_text(PAGE, encoding="utf-8")
    (pages / "tom.html").write_text("", encoding="utf-8")
    store = tmp_path / "store"
    env = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    }
    done = subprocess.run(
        [sys.executable, "-m", "flows.localize", "--source", str(pages), "--to", "da", "--out", str(store)],
        cwd=PROJECT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert done.returncode == 1, done.stderr
    assert "Completed with failures. 1 article" in done.stdout
    assert "tom.html: " in done.stdout
    assert (store / "private" / "draft.json").exists()
    assert "zink.html: new" in done.stderr
