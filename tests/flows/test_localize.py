"""The flows do what the pipeline does, with Prefect taken off; and once with it, without a server started by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.settings import Settings
from flows import localize, nightly, steps
from flows.forms import DEFAULT_TARGETS, REDO_TRANSLATIONS
from tests.shop import OATS, PEAS, Shop, WordByWord, page

PROJECT = Path(__file__).parents[2]
PAGE = """<!doctype html><html lang="sv"><head><title>Zink i maten</title></head><body><article><h1>Zink i maten</h1>
<p>Zink finns i nötkött och i ostron, och kroppen behöver lite av det varje dag för att må bra.</p>
<h2>Hur mycket?</h2><p>Vuxna behöver 9 mg om dagen enligt myndigheten. Det räcker gott för de allra flesta.</p>
</article></body></html>"""


def by_hand(form: Any) -> Any:  # noqa: ANN401  # what the server hands on, whatever it is
    """The manual flow, as a submitted form starts it."""
    return localize.localize.fn(form)


class Seen:
    """What a run would have shown in Prefect: its steps, its log, its progress, its artifacts."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.log: list[str] = []
        self.problems: list[str] = []
        self.progress: list[tuple[float, str]] = []
        self.artifacts: dict[str, str] = {}

    def step(self, name: str, step: Callable[[], Any], *, retried: bool = False) -> Any:  # noqa: ANN401, ARG002
        self.steps.append(name)
        return step()

    def show(self, percent: float, now: str) -> None:
        self.progress.append((percent, now))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """The flows without Prefect."""
    seen = Seen()
    monkeypatch.setattr(steps, "_seen", seen.step)
    monkeypatch.setattr(steps, "say", seen.log.append)
    monkeypatch.setattr(steps, "warn", seen.problems.append)
    monkeypatch.setattr(
        "flows.outcome.create_markdown_artifact", lambda **a: seen.artifacts.update({a["key"]: a["markdown"]})
    )
    for flow in (localize, nightly):
        monkeypatch.setattr(flow, "Progress", lambda _: seen)
        monkeypatch.setattr(flow, "review_form_address", lambda: "http://desk.example/run")
    monkeypatch.setattr(nightly, "superseded_by", lambda: "")
    monkeypatch.setattr(nightly, "warn", seen.problems.append)
    return seen


@pytest.fixture
def settings(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What both flows load."""
    shop.pages.mkdir(exist_ok=True)
    settings = Settings(sources=(shop.pages,), store=shop.store, preview_url="http://desk.example/preview/")
    for flow in (localize, nightly):
        monkeypatch.setattr(flow, "load", lambda: settings)
    return settings


@pytest.mark.usefixtures("engine", "settings")
def test_the_manual_flow_leaves_counts_a_table_and_links(shop: Shop, seen: Seen) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    state = by_hand({"targets": ["da"]})
    assert (state.name, state.type.value) == ("Completed", "COMPLETED")
    text = seen.artifacts["localize-summary"]
    article = shop.article()
    assert text.startswith("1 article (0 unchanged), 1 target (da). Sentences: ")
    assert "1 draft waiting for a person, 0 live. 1 new page." in text
    assert f"](http://desk.example/preview/{article}/da.html) | da |" in text
    assert "Read, edit, approve." in text
    assert seen.progress[-1] == (100, "Done")


@pytest.mark.usefixtures("engine", "settings")
def test_one_line_of_the_log_for_a_batch_and_one_for_a_problem(shop: Shop, seen: Seen) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    empty = shop.write("tom.html", "")
    state = by_hand({"targets": ["da"]})
    assert state.name == "Completed with failures"
    assert [line.split(":")[0] for line in seen.log] == ["0 of 2 articles unchanged, 2 due", "batch 1 of 1"]
    (problem,) = seen.problems
    assert str(empty) in problem
    assert "empty" in problem
    assert f"- {empty}" in seen.artifacts["localize-summary"].replace("\\", "")


@pytest.mark.usefixtures("settings")
def test_all_that_has_not_changed_is_one_step(shop: Shop, seen: Seen, engine: WordByWord) -> None:
    for number in range(30):
        shop.write(f"{number}.html", page(f"Gröt nummer {number}", OATS, name=str(number)))
    by_hand({"targets": ["da"]})
    assert [step for step in seen.steps if step.startswith("batch")] == ["batch 1 of 2", "batch 2 of 2"]
    seen.steps.clear()
    engine.asked.clear()
    shop.write("7.html", page("Ärter på torsdag", PEAS, name="7"))
    by_hand({"targets": ["da"]})
    assert seen.steps == ["find pages", "settle what has not changed", "batch 1 of 1", "publish", "write the preview"]
    assert "29 of 30 articles unchanged, 1 due" in seen.log
    seen.steps.clear()
    state = by_hand({"targets": ["da"]})
    assert seen.steps == ["find pages", "settle what has not changed", "publish", "write the preview"]
    assert state.message == "30 articles (30 unchanged), 1 target (da)."


@pytest.mark.usefixtures("settings")
def test_what_to_do_again_is_chosen_in_the_form(shop: Shop, seen: Seen, engine: WordByWord) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    by_hand({"targets": ["da"]})
    asked = len(engine.asked)
    by_hand({"targets": ["da"]})
    assert len(engine.asked) == asked
    by_hand({"targets": ["da"], "redo": [REDO_TRANSLATIONS]})
    assert len(engine.asked) == 2 * asked
    assert seen.problems == []


@pytest.mark.usefixtures("settings")
def test_a_dry_run_says_what_would_be_done_and_does_nothing(shop: Shop, seen: Seen, engine: WordByWord) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    state = by_hand({"targets": ["da"], "dry_run": True})
    assert state.message == "Dry run: 1 new, 0 changed, 0 unchanged. Nothing was done."
    assert "To da: 6 sentences to translate" in seen.artifacts["localize-summary"]
    assert not engine.asked
    assert not shop.store.exists()


@pytest.mark.usefixtures("engine", "settings", "seen")
@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"targets": ["dk"]}, "“Languages”: 'dk' cannot be chosen (did you mean 'da'?)."),
        ({"targets": []}, "“Languages” is empty. Choose one or more."),
        ({"pages": "/nowhere"}, "/nowhere: there is no such file or folder."),
        ({"redo": ["everything"]}, "“Do again, too”: 'everything' cannot be chosen"),
        ({"dry": True}, "The form has no field “dry” (did you mean 'dry_run'?)"),
        ({"pages": "x" * 5_000}, "there is no such file or folder"),
        ({"engine": "y" * 5_000}, "“Translation engine”: 'yyy"),
        (7, "the form is empty."),
    ],
)
def test_a_wrong_value_is_refused_in_words_before_anything_is_done(shop: Shop, form: Any, message: str) -> None:  # noqa: ANN401
    state = by_hand(form)
    assert state.type.value == "FAILED"
    assert message in (state.message or "")
    assert len(state.message or "") < 400
    assert not shop.store.exists()


@pytest.mark.usefixtures("engine")
def test_a_night_works_on_the_configured_pages(shop: Shop, seen: Seen, settings: Settings) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    assert settings.sources == (shop.pages,)
    state = nightly.nightly.fn()
    assert state.name == "Completed"
    assert set(shop.drafts()) == {(shop.article(), target) for target in ("sv", *DEFAULT_TARGETS)}
    assert "nightly-summary" in seen.artifacts


def test_a_night_without_configured_pages_says_where_to_set_them(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "load", Settings)
    state = nightly.nightly.fn()
    assert (state.type.value, seen.steps) == ("FAILED", [])
    assert "[sources] pages" in (state.message or "")


@pytest.mark.usefixtures("settings", "engine")
def test_a_missed_night_leaves_the_work_to_the_latest(shop: Shop, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "superseded_by", lambda: "sunny-otter")
    state = nightly.nightly.fn()
    assert (state.name, seen.steps, shop.store.exists()) == ("Skipped", [], False)
    assert "sunny-otter" in (state.message or "")


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
    assert "batch 1 of 1: 1 article, 1 new" in done.stderr
