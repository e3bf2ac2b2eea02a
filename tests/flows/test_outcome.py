"""What a run leaves for people: its final state, its tables, its warnings; and no secret in any of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contentops.pipeline.summary import Failure, Listed, Summary
from contentops.settings import Settings
from flows.desk import latest
from flows.outcome import final_state, in_words, quiet, scrubbed, summary_markdown

ROW: dict[str, Any] = {
    "article": "zink",
    "target": "da",
    "state": "machine-draft",
    "object": "1f",
    "live": None,
    "held": [],
    "missing": 0,
    "withdrawn": False,
    "behind": False,
}
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
    rows=(ROW,),
    engines_unusable=(),
    changed_site="",
    store=Path("out"),
    preview=Path("out/preview/index.html"),
    newest_page="2026-03-01T04:30:00+00:00",
    listed=(Listed(ROW, "Zink | og <b>mad</b>", "1 warning"),),
)
HELD = ({"article": "zink", "target": "da", "rules": ["x"]},)
NOW = datetime(2026, 3, 20, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("summary", "warning", "name", "kind"),
    [
        (SUMMARY, "", "Completed", "COMPLETED"),
        (SUMMARY, "No new page for 19 days", "Completed with findings", "COMPLETED"),
        (replace(SUMMARY, held=HELD), "", "Completed with findings", "COMPLETED"),
        (replace(SUMMARY, failed=(Failure("a.html", "a.html: empty."),)), "", "Completed with failures", "COMPLETED"),
        (replace(SUMMARY, changed_site="5 of 9 are gone"), "", "Completed with failures", "COMPLETED"),
        (replace(SUMMARY, articles=0, failed=(Failure("a.html", "a.html: empty."),)), "", "Failed", "FAILED"),
    ],
)
def test_the_final_state_tells_how_the_run_went(summary: Summary, warning: str, name: str, kind: str) -> None:
    state = final_state(summary, warning)
    assert (state.name, state.type.value) == (name, kind)


def test_other_peoples_words_make_no_column_and_no_mark_up() -> None:
    text = summary_markdown(SUMMARY, Settings(preview_url="http://desk.example/preview"))
    (row,) = (line for line in text.splitlines() if "zink/da.html" in line)
    title = "Zink \\| og \\<b\\>mad\\</b\\>"
    assert (
        row
        == f"| [{title}](http://desk.example/preview/zink/da.html) | da | machine-draft | 1 warning | Read, edit, approve. |"
    )


def test_what_is_not_listed_is_counted() -> None:
    text = summary_markdown(replace(SUMMARY, rows=(ROW, ROW, ROW)), Settings())
    assert "And 2 drafts more" in text


def test_a_row_whose_older_text_is_live_says_so() -> None:
    older = {**ROW, "live": "0a"}
    text = summary_markdown(replace(SUMMARY, listed=(Listed(older, "Zink", "none"),)), Settings())
    assert "machine-draft, an older text is live" in text


def test_a_blog_without_a_new_page_for_long_warns() -> None:
    assert "No new page for 19 days" in quiet(SUMMARY, Settings(), NOW)
    assert quiet(SUMMARY, Settings(quiet_days=20), NOW) == ""
    assert quiet(SUMMARY, Settings(quiet_days=0), NOW) == ""
    assert quiet(replace(SUMMARY, new=1), Settings(), NOW) == ""
    assert quiet(replace(SUMMARY, newest_page=""), Settings(), NOW) == ""


def test_no_secret_reaches_states_artifacts_and_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_API_KEY", "hemlig-nyckel-1")
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "anna:losenord")
    said = "postgresql+psycopg://anna:pass@db/x refused hemlig-nyckel-1 of anna:losenord"
    assert scrubbed(said) == "postgresql+psycopg://anna:***@db/x refused *** of ***"
    failed = replace(SUMMARY, articles=0, failed=(Failure("a", "a: key hemlig-nyckel-1 is wrong"),))
    assert "hemlig" not in (final_state(failed).message or "")
    assert "hemlig" not in summary_markdown(failed, Settings())


@pytest.mark.parametrize(
    ("name", "secret"), [("DB_PASS", True), ("DEEPL_AUTH", True), ("AWS_CREDENTIALS", True), ("KEYMAP", False)]
)
def test_a_secret_is_told_by_a_whole_word_of_its_name(monkeypatch: pytest.MonkeyPatch, name: str, secret: bool) -> None:  # noqa: FBT001
    monkeypatch.setenv(name, "svenska")
    assert ("svenska" not in scrubbed("på svenska")) is secret


def test_a_password_with_odd_signs_is_hidden_whole_and_bytes_that_are_no_text_are_spelled_out() -> None:
    assert scrubbed("redis://:p/w@1@host/0 x") == "redis://:***@host/0 x"
    assert scrubbed("sida-\udcff.html") == "sida-\\udcff.html"


def test_thousands_of_failures_are_counted_and_not_all_listed() -> None:
    many = tuple(Failure(f"{n}.html", f"{n}.html: empty.") for n in range(4_000))
    text = summary_markdown(replace(SUMMARY, failed=many), Settings())
    assert "**4000 pages failed:**" in text
    assert "- and 3950 more; each is a line of the log" in text
    assert len(final_state(replace(SUMMARY, articles=0, failed=many)).message or "") <= 2_000


def test_what_nobody_expected_is_said_in_words_without_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    left: dict[str, str] = {}
    monkeypatch.setattr("flows.outcome.create_markdown_artifact", lambda **a: left.update({a["key"]: a["markdown"]}))
    monkeypatch.setenv("SHOP_TOKEN", "hemlig-nyckel")

    def breaks() -> Any:  # noqa: ANN401
        raise OverflowError("hemlig-nyckel is too large")

    state = in_words("review-refused", breaks, "http://desk.example/zink/da.html")
    assert state.type.value == "FAILED"
    assert "unexpected OverflowError: *** is too large (test_outcome.py:" in (state.message or "")
    assert "Go on in the preview](http://desk.example/zink/da.html)" in left["review-refused"]
    assert "hemlig" not in str(left)


def test_of_the_nights_that_were_missed_the_latest_does_the_work() -> None:
    nights = [(datetime(2026, 3, day, 4, 30, tzinfo=UTC), f"night-{day}") for day in (1, 2, 3)]
    assert [latest(nights, mine) for mine, _ in nights] == ["night-3", "night-3", ""]
