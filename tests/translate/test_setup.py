"""An engine's table of the settings: what is there, what is wrong, and a key that is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.errors import UsageError
from contentops.secrets import redacted
from contentops.translate.setup import Setup


def test_values_are_what_the_table_says_else_the_default(tmp_path: Path) -> None:
    setup = Setup("x", {"url": "http://here", "rate": 2, "many": 3, "on": False}, tmp_path / "a.toml")
    assert (setup.text("url"), setup.text("other", "b")) == ("http://here", "b")
    assert (setup.number("rate", 1.0), setup.number("none", 1.5)) == (2.0, 1.5)
    assert (setup.whole("many", 1), setup.flag("on", default=True)) == (3, False)
    assert setup.path("none", tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda s: s.text("n"), r"a.toml: engines.x.n: -1 is no text"),
        (lambda s: s.number("t", 1.0), r"engines.x.t: 'a' is no such number"),
        (lambda s: s.number("n", 1.0), r"engines.x.n: -1 is no such number"),
        (lambda s: s.number("nan", 1.0), r"engines.x.nan: nan is no such number"),
        (lambda s: s.whole("f", 1), r"engines.x.f: 1.5 is no such whole number"),
        (lambda s: s.whole("b", 1), r"engines.x.b: True is no such whole number"),
        (lambda s: s.flag("n", default=True), r"engines.x.n: -1 is neither true nor false"),
        (lambda s: s.table("n"), r"engines.x.n: -1 is no table"),
    ],
)
def test_a_wrong_value_is_refused_with_its_file_and_name(ask: object, said: str) -> None:
    setup = Setup("x", {"n": -1, "t": "a", "f": 1.5, "b": True, "nan": float("nan")}, Path("a.toml"))
    assert callable(ask)
    with pytest.raises(UsageError, match=said):
        ask(setup)


def test_an_unknown_setting_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UsageError, match=r"unknown setting engines.x.timout \(did you mean 'timeout'"):
        Setup("x", {"timout": 3}).only({"timeout", "url"})


def test_a_key_comes_from_the_environment_before_a_file_before_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deepl.key").write_text("from-a-file\n", encoding="utf-8")
    both = Setup("deepl", {"key": "in-the-settings", "key_file": "deepl.key"}, tmp_path / "a.toml")
    assert Setup("deepl", {"key": "in-the-settings"}).key() == "in-the-settings"
    assert both.key() == "from-a-file"
    monkeypatch.setenv("CONTENTOPS_DEEPL_KEY", " from-the-environment ")
    assert both.key() == "from-the-environment"
    assert redacted("from-the-environment from-a-file in-the-settings") == "*** *** ***"


def test_a_key_is_not_shown_when_it_is_wrong_or_its_setup_is_printed(tmp_path: Path) -> None:
    wrong = Setup("deepl", {"key": 12345678}, tmp_path / "a.toml")
    with pytest.raises(UsageError) as caught:
        wrong.key()
    assert "12345678" not in f"{caught.value} {wrong!r}"
    missing = Setup("deepl", {"key_file": "none"}, tmp_path / "a.toml")
    with pytest.raises(UsageError, match=r"key_file: .*none cannot be read"):
        missing.key()


@pytest.mark.parametrize(
    "url",
    [
        *("ht!tp://user:{key}@host", "http://user:{key}@host/", "https://host/?key={key}", "http://host#{key}"),
        *(
            "http://[::1",
            "host:5000",
            "ftp://host",
            "http://host:99999",
            "http://host:port",
            "http://ho st",
            "http://a..b",
        ),
        *("http://.", "http://", f"http://{'a' * 64}.se", "http://\udc80x", "https://hö.st/\n"),
    ],
    ids=ascii,
)
def test_what_is_no_address_or_holds_a_password_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(UsageError, match=r"engines\.x\.url: no address of a server") as error:
        Setup("x", {"url": url.format(key="k3y9k3y9")}).address("url")
    assert "k3y9" not in str(error.value)


@pytest.mark.parametrize(
    "url",
    ["", "http://here:5000", "http://here/", "https://a.example/b/c", "http://127.0.0.1:80/m", "http://[::1]:5000"],
)
def test_an_address_is_taken_as_it_is(url: str) -> None:
    assert Setup("x", {"url": url}).address("url") == url


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * 20_000, "it has more than"),
        ("k3y9k3y9ö".encode("utf-16"), "it is no text in UTF-8"),
        (b"k3y9k3y9\nk3y9", "no key"),
        (b"k3y9 k3y9", "no key"),
        ("k3y9k3y9ö".encode(), "no key"),
    ],
)
def test_what_is_no_key_is_refused_and_not_shown(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match=why) as error:
        Setup("x", {"key_file": "key"}, tmp_path / "a.toml").key()
    assert "k3y9" not in f"{error.value!r}{error.value.__cause__!r}{error.value.hint}"


def test_a_file_that_never_ends_is_no_key() -> None:
    with pytest.raises(UsageError, match="it is no file"):
        Setup("x", {"key_file": "/dev/zero"}).key()


def test_a_byte_order_mark_is_no_part_of_a_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("\ufeffk3y9k3y9\r\n", encoding="utf-8")
    assert Setup("x", {"key_file": "key"}, tmp_path / "a.toml").key() == "k3y9k3y9"


def test_numbers_that_nothing_can_hold_are_refused() -> None:
    setup = Setup("x", {"most": 10**20, "endless": float("inf")})
    with pytest.raises(UsageError, match="no such whole number"):
        setup.whole("most", 0)
    with pytest.raises(UsageError, match="no such number"):
        setup.number("endless", 0.0)
