"""MyMemory through deep-translator, against an interface on this machine that answers as it does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from deep_translator.mymemory import MyMemoryTranslator

from contentops.errors import UsageError
from contentops.translate.engine import Answer, make
from contentops.translate.engines.mymemory import OPTIONS, MyMemory
from contentops.translate.remote import ATTEMPTS, Remote
from contentops.translate.setup import Setup
from tests.translate.engines.stub import (
    ASKED,
    FAULTS,
    KEY,
    QUOTA,
    RIGHT,
    TOKENS_LOST,
    Fault,
    Request,
    Response,
    Stub,
    documented,
    german,
    heard,
    localized_by,
    nothing_wrong_stored,
    seconds,
    serving,
    shown,
    swapped,
    words,
)


def body(said: str | None, *matches: dict[str, str], status: int | str = 200, details: str = "") -> str:
    return json.dumps(
        {
            "responseData": {"translatedText": said, "match": 0.85},
            "quotaFinished": False,
            "responseDetails": details,
            "responseStatus": status,
            "matches": matches or "",
        }
    )


class MyMemoryGet:
    """Its interface: the answer, and the entries of its memory that it was taken from."""

    def texts(self, request: Request) -> list[str]:
        assert request.method == "GET"
        assert set(request.query) == {"langpair", "q"}
        return [request.query["q"]]

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        (text,) = said
        other = {"segment": "Något helt annat.", "translation": "Etwas ganz anderes."}
        own = {"segment": request.query["q"], "translation": text or ""}
        return Response(body(text, *((own, other) if text else (other,))))


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(MyMemoryGet()) as stub:
        yield stub


def settings(stub: Stub, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    told = {"accept_unofficial": True, "url": f"{stub.url}/get", "timeout": 10, "requests_per_second": 1000}
    return {**told, **values}


def made(stub: Stub, **values: Any) -> MyMemory:  # noqa: ANN401
    """The engine, asking the stub; it does not really wait between attempts."""
    engine = make("mymemory", Setup("mymemory", settings(stub, **values)))
    assert isinstance(engine, MyMemory)
    engine.sleep = lambda _: None
    return engine


BUSY = ATTEMPTS
OUTCOMES: dict[str, tuple[str, int]] = {
    "too many requests": ("it answered 429 Too Many Requests", BUSY),
    "too many requests, wait": ("it answered 429 Too Many Requests", BUSY),
    "server error": ("it answered 500 Internal Server Error", BUSY),
    "unavailable": ("it answered 503 Service Unavailable", BUSY),
    "not allowed": ("it answered 401 Unauthorized: it asks for a key, or refuses ours", 1),
    "bad request": ("it answered 400 Bad Request", 1),
    "error page with status 200": ("its answer is no JSON object", BUSY),
    "error page as the translation": ("it gave an error page instead of a translation", BUSY),
    "quota text as the translation": ("its quota is used up", 1),
    "hangs": ("it did not answer within 0.2 seconds", BUSY),
    "closes the connection": ("the connection to it failed", BUSY),
    "refuses the connection": ("the connection to it failed", 0),
    "truncated": ("the connection to it failed", BUSY),
    "truncated without a length": ("its answer is no JSON object", BUSY),
    "echo": ("it gave back the source", 1),
    "no translation": ("it gave no answer", 1),
    "empty translation": ("it gave no answer", 1),
    "another language": ("its answer does not read as German", 1),
    "another shape": ("it gave no answer", 1),
    "a list": ("its answer is no JSON object", BUSY),
    "no JSON": ("its answer is no JSON object", BUSY),
    "tokens lost": (RIGHT, 1),
}
"""Of each fault: what comes of a text without tokens, and how often it was asked for."""


def test_every_fault_has_its_outcome_and_the_documentation_says_it() -> None:
    assert list(OUTCOMES) == [fault.name for fault in FAULTS]
    told = {name: reason.replace("0.2 seconds", "30 seconds") for name, (reason, _) in OUTCOMES.items()}
    told["tokens lost"] = TOKENS_LOST
    assert documented("mymemory") == [(name, told[name], requests) for name, (_, requests) in OUTCOMES.items()]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_has_its_outcome_and_nothing_wrong_is_stored(fault: Fault, stub: Stub, tmp_path: Path) -> None:
    stub.put(fault)
    reason, requests = OUTCOMES[fault.name]
    told = {"timeout": seconds(fault)}
    assert (words(made(stub, **told).translate([ASKED], "de")), len(stub.requests)) == ([reason], requests)
    drafted = nothing_wrong_stored(made(stub, **told), tmp_path)
    if fault.name == "tokens lost":
        assert drafted.missing == 1
        assert drafted.refused == {"p0#0": f"mymemory: {TOKENS_LOST}"}
    else:
        assert not drafted.entries
        whys = {re.sub(r"not asked, .* in a row: ", "", why) for why in drafted.refused.values()}
        assert whys == {f"mymemory: {reason}"}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if OUTCOMES[fault.name][1] == BUSY], ids=str)
def test_what_passes_is_asked_again(fault: Fault, stub: Stub) -> None:
    stub.put(fault, None)
    assert words(made(stub, timeout=seconds(fault)).translate([ASKED], "de")) == [RIGHT]
    assert len(stub.requests) == 2


def test_the_languages_have_the_names_that_it_has(stub: Stub) -> None:
    engine = made(stub)
    engine.translate([ASKED], "nn")
    assert stub.requests[0].query["langpair"] == "sv-SE|nn-NO"
    assert (engine.codes["nb"], engine.codes["pt-BR"]) == ("nb-NO", "pt-BR")
    assert set(engine.targets()) == {"da", "de", "en", "fi", "nb", "nn"}
    for code in engine.codes.values():
        MyMemoryTranslator(source="sv-SE", target=code)  # raises for one that it does not know


def test_it_is_asked_over_https() -> None:
    assert MyMemory.address.startswith("https://")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (body("x", status=429, details=QUOTA), "its quota is used up"),
        (body(None, status="403", details="INVALID LANGUAGE PAIR SPECIFIED"), "it lacks these languages"),
        (body("Falsch ist das.", status="403", details="NO WAY"), "it answered 403 Forbidden"),
        (body("Falsch ist das.", status="odd"), "its answer has another shape than it should"),
        (body("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"), "the text is longer than it takes"),
        (json.dumps({"responseData": {"translatedText": ["a"]}}), "its answer has another shape than it should"),
        (json.dumps({"responseData": "a"}), "it gave no answer"),
        (
            json.dumps({"matches": 5, "responseData": {"translatedText": "a"}}),
            "its answer has no translation in it: TypeError",
        ),
    ],
)
def test_what_it_says_of_itself_in_the_body_is_no_translation(answer: str, reason: str, stub: Stub) -> None:
    stub.put(Fault("said", Response(answer)))
    assert words(made(stub).translate([ASKED], "de")) == [reason]


def test_a_translation_of_another_sentence_is_refused(stub: Stub) -> None:
    other = {"segment": "Kroppen behöver zink varje dag.", "translation": "Der Körper braucht jeden Tag Zink."}
    stub.put(Fault("fuzzy", Response(body("Der Körper braucht jeden Tag Zink.", other))))
    assert words(made(stub).translate([ASKED], "de")) == ["it gave somebody's translation of another sentence"]
    same = {"segment": "&quot;kroppen&quot; beh&ouml;ver  järn varje dag", "translation": RIGHT}
    stub.put(Fault("own", Response(body(RIGHT, other, same))))
    assert words(made(stub).translate([ASKED], "de")) == [RIGHT]


def test_where_it_has_no_translation_the_first_match_is_not_taken_for_one(stub: Stub) -> None:
    stub.put(Fault("none", Response(body("", {"segment": "Annat.", "translation": "Anderes."}))))
    assert words(made(stub).translate([ASKED], "de")) == ["it gave no answer"]


def test_character_references_are_read(stub: Stub) -> None:
    stub.put(Fault("signs", Response(body("Der K&ouml;rper braucht &quot;mehr&quot; &amp; das t&#228;glich."))))
    assert words(made(stub).translate([ASKED], "de")) == ['Der Körper braucht "mehr" & das täglich.']


def test_a_long_text_goes_in_parts_below_its_limit(stub: Stub) -> None:
    sentences = [f"Kroppen behöver {number} varje dag." for number in range(40)]
    (answer,) = made(stub).translate([" ".join(sentences)], "de")
    assert isinstance(answer, Answer)
    assert answer.text == " ".join(map(german, sentences))
    assert len(stub.asked) > 2
    assert all(len(text.encode()) < 500 for text in stub.asked)


def test_it_is_used_only_where_that_is_accepted() -> None:
    engine = make("mymemory", Setup("mymemory"))
    assert "accept_unofficial = true into [engines.mymemory]" in engine.unusable("de")
    assert make("mymemory", Setup("mymemory", {"accept_unofficial": True})).unusable("de") == ""


def test_no_answer_of_16_threads_reaches_another_text(stub: Stub) -> None:
    assert swapped(made(stub, requests_at_once=16, requests_per_second=100_000)) == 0
    assert len(set(stub.asked)) == 400


def test_it_has_no_key_and_says_so_without_showing_the_one_that_it_is_given() -> None:
    assert not {"key", "key_file"} & OPTIONS
    with pytest.raises(UsageError, match=r"unknown setting engines.mymemory.key") as refused:
        make("mymemory", Setup("mymemory", {"key": KEY}))
    assert KEY not in f"{refused.value!r} {refused.value}"


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_key_of_the_environment_shows_nowhere(
    fault: Fault, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTENTOPS_MYMEMORY_KEY", KEY)
    monkeypatch.setattr(Remote, "sleep", staticmethod(lambda _: None))
    stub.put(fault)
    with heard() as logged:
        shop, summary = localized_by("mymemory", settings(stub, timeout=seconds(fault)), tmp_path)
    assert stub.requests or fault.wire == "refuse"
    assert shown(KEY, logged, stub, shop.store, summary) == []


def test_a_page_is_localized_by_it(stub: Stub, tmp_path: Path) -> None:
    shop, summary = localized_by("mymemory", settings(stub), tmp_path)
    assert (summary.missing, summary.failed) == (0, ())
    assert shop.drafts()
