"""DeepL against a stub that answers as its API does: what is asked, what each fault comes to, and where the key is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

import pytest

from contentops.errors import UsageError
from contentops.translate import remote
from contentops.translate.engine import Answer, Context, Refused, make
from contentops.translate.engines.deepl import WITHOUT_GLOSSARY, DeepL
from contentops.translate.glossary import glossary
from contentops.translate.setup import Setup
from contentops.translate.tokens import number, spelled
from tests.translate.engines.stub import (
    FAULTS,
    KEY,
    SENTENCES,
    Fault,
    Request,
    Response,
    Stub,
    german,
    heard,
    localized_by,
    nothing_wrong_stored,
    serving,
    shown,
)


class Api:
    """DeepL's: texts in XML by JSON, and glossaries."""

    def __init__(self) -> None:
        self.glossaries: dict[str, dict[str, Any]] = {}
        self.refuses_glossaries: Response | None = None
        self.room = 1000
        self.made = 0

    def texts(self, request: Request) -> list[str]:
        if request.path != "/v2/translate":
            return []
        return [unescape(re.sub(r'<x id="(\d+)"/>', lambda tag: spelled(int(tag[1])), t)) for t in request.json["text"]]

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        if request.path.startswith("/v3/glossaries"):
            return self.refuses_glossaries or self.about_glossaries(request)
        if (wanted := request.json.get("glossary_id")) and wanted not in self.glossaries:
            return Response('{"message": "Invalid or non-existent glossary"}', 404)
        return Response(json.dumps({"translations": [self.translation(text) for text in said]}))

    def translation(self, text: str | None) -> dict[str, Any]:
        as_xml = None if text is None else re.sub("XQ([A-Z]+)X", lambda t: f'<x id="{number(t[1])}"/>', escape(text))
        return {"detected_source_language": "SV", "text": as_xml, "billed_characters": len(text or "")}

    def about_glossaries(self, request: Request) -> Response:
        if request.method == "GET":
            return Response(json.dumps({"glossaries": list(self.glossaries.values())}))
        if request.method == "DELETE":
            self.glossaries.pop(request.path.rpartition("/")[2])
            return Response(status=204)
        if len(self.glossaries) >= self.room:
            return Response('{"message": "Maximum number of glossaries reached"}', 456)
        self.made += 1
        made = self.hold(request.json["name"], f"made-{self.made}", request.json["dictionaries"])
        return Response(json.dumps(made), 201)

    def hold(
        self, name: str, own: str, dictionaries: Sequence[dict[str, Any]] = (), *, days: int = 0
    ) -> dict[str, Any]:
        """A glossary in the account, so many days old."""
        created = datetime(2026, 11, 20, tzinfo=UTC) - timedelta(days=days)
        listed = [
            {"source_lang": one["source_lang"], "target_lang": one["target_lang"], "entry_count": 1}
            for one in dictionaries
        ]
        self.glossaries[own] = {
            "glossary_id": own,
            "name": name,
            "creation_time": created.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "dictionaries": listed,
        }
        return self.glossaries[own]

    @property
    def names(self) -> list[str]:
        return sorted(one["name"] for one in self.glossaries.values())


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def stub(api: Api) -> Iterator[Stub]:
    with serving(api) as stub:
        handler = stub._server.RequestHandlerClass
        handler.do_DELETE = handler.do_GET  # type: ignore[attr-defined]  # glossaries are deleted so
        yield stub


def deepl(stub: Stub, **values: Any) -> DeepL:  # noqa: ANN401  # settings
    """The engine, which waits for nothing."""
    given = {"key": KEY, "url": stub.url, "glossary": False, "timeout": 1, "requests_per_second": 1000} | values
    engine = make("deepl", Setup("deepl", given))
    assert isinstance(engine, DeepL)
    engine.sleep = lambda _: None
    return engine


def translations(stub: Stub) -> list[Any]:
    """The JSON of the requests that translate."""
    return [request.json for request in stub.requests if request.path == "/v2/translate"]


# ------------------------------------------------------------------------------------------------------- what is asked


def test_a_sentence_is_asked_for_with_its_paragraph_its_formality_and_its_places_as_tags(stub: Stub) -> None:
    engine = deepl(stub)
    about = Context("Mat & sömn", "Kroppen behöver järn varje dag. Ta 5 mg om dagen till maten.", formality="informal")
    assert engine.translate_in_context(["Ta XQAX om dagen till maten."], "de", [about]) == [
        Answer("Nimm XQAX am Tag zum Essen.")
    ]
    (asked,) = translations(stub)
    assert asked == {
        "text": ['Ta <x id="0"/> om dagen till maten.'],
        "source_lang": "SV",
        "target_lang": "DE",
        "context": "Mat & sömn\nKroppen behöver järn varje dag. Ta 5 mg om dagen till maten.",
        "formality": "prefer_less",
        "split_sentences": "0",
        "preserve_formatting": True,
        "tag_handling": "xml",
        "show_billed_characters": True,
    }
    (request,) = stub.requests
    assert request.headers["authorization"] == f"DeepL-Auth-Key {KEY}"
    assert KEY not in request.path
    assert KEY.encode() not in request.body


@pytest.mark.parametrize(("formality", "asked"), [("formal", "prefer_more"), ("informal", "prefer_less"), ("", None)])
def test_formality_is_a_wish_that_is_no_error_where_there_is_no_choice(
    stub: Stub, formality: str, asked: str | None
) -> None:
    deepl(stub).translate_in_context(["Ja."], "fi", [Context(formality=formality)])
    assert [request.get("formality") for request in translations(stub)] == [asked]


def test_texts_with_another_paragraph_around_them_go_in_another_request(stub: Stub) -> None:
    engine = deepl(stub)
    around = [Context(around=f"Stycke {n // 60}.") for n in range(120)]
    engine.translate_in_context([f"Mening {n}." for n in range(120)], "de", around)
    assert [(len(one["text"]), one["context"]) for one in translations(stub)] == [
        (50, "Stycke 0."),
        (10, "Stycke 0."),
        (50, "Stycke 1."),
        (10, "Stycke 1."),
    ]


def test_a_request_stays_below_128_kib_whatever_its_characters_are(stub: Stub) -> None:
    engine = deepl(stub)
    around = Context(around="\U0001f34e" * 1000)
    engine.translate_in_context(["\U0001f34e" * 4000] * 10, "de", [around] * 10)
    assert len(stub.requests) == 5
    assert max(len(request.body) for request in stub.requests) < 128 * 1024


@pytest.mark.parametrize(
    ("target", "values", "code"),
    [
        ("de", {}, "DE"),
        ("nb", {}, "NB"),
        ("da", {}, "DA"),
        ("fi", {}, "FI"),
        ("en", {}, "EN-GB"),
        ("en", {"english": "en-us"}, "EN-US"),
    ],
)
def test_each_locale_has_the_code_of_the_service(stub: Stub, target: str, values: dict[str, Any], code: str) -> None:
    deepl(stub, **values).translate(["Ja."], target)
    assert [request["target_lang"] for request in translations(stub)] == [code]


def test_what_it_cannot_do_is_told_without_asking(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTENTOPS_DEEPL_KEY", raising=False)
    assert deepl(stub).unusable("de") == ""
    assert deepl(stub).unusable("nn") == "it does not translate to nn"
    assert (
        deepl(stub, key="").unusable("de") == "it has no key: set CONTENTOPS_DEEPL_KEY, or key_file in [engines.deepl]"
    )
    with pytest.raises(UsageError, match=r"engines.deepl.english: 'SCOTS' is no English that it writes"):
        deepl(stub, english="Scots")
    assert stub.requests == []


@pytest.mark.parametrize(
    ("key", "host"), [("0a1b-2c3d:fx", "https://api-free.deepl.com"), ("0a1b-2c3d", "https://api.deepl.com")]
)
def test_the_key_tells_which_of_the_vendors_two_services_is_asked(key: str, host: str) -> None:
    engine = make("deepl", Setup("deepl", {"key": key}))
    assert isinstance(engine, DeepL)
    assert engine._made().server_url == host


# ------------------------------------------------------------------------------------------------------------- faults

NO_ANSWER = r"it gave 0 answers to \d texts"
OUTCOMES = {
    "too many requests": "too many requests",
    "too many requests, wait": "too many requests",
    "server error": r"it failed \(Unexpected status code: 500 Internal Server Error\)",
    "unavailable": r"it failed \(Service unavailable\)",
    "not allowed": "the key is refused. Check it in DeepL's account; the key of a free plan ends in “:fx”.",
    "bad request": "Bad request",
    "error page with status 200": NO_ANSWER,
    "error page as the translation": "it gave an error page instead of a translation",
    "quota text as the translation": "its quota is used up",
    "another language": "its answer does not read as German",
    "hangs": r"it did not answer in time \(Request timed out.*",
    "closes the connection": r"it did not answer in time \(Connection failed.*",
    "refuses the connection": r"it did not answer in time \(Connection failed.*",
    "truncated": "Request failed.*IncompleteRead.*",
    "truncated without a length": NO_ANSWER,
    "echo": "it gave back the source",
    "no translation": "it gave no answer",
    "empty translation": "it gave an empty answer",
    "another shape": NO_ANSWER,
    "a list": NO_ANSWER,
    "no JSON": NO_ANSWER,
    "tokens lost": "the engine returned 0 of 1 protected places.",
    # Of this API alone.
    "quota": "the characters of the account's plan are used up.",
    "too large": "Unexpected status code: 413 Request Entity Too Large",
    "overloaded": r"it failed \(Unexpected status code: 529 Unknown\)",
    "a message that is no text": r"its answer has another shape than expected \(TypeError\)",
    "translations that are no translations": r"its answer has another shape than expected \(AttributeError\)",
    "text that is no text": "it gave no answer",
    "tags around words": "it gave back mark-up that it was not sent.",
    "tells the key": r"Bad request, message: \*\*\* is blocked",
}
OWN = (
    Fault("quota", Response('{"message": "Quota Exceeded"}', 456)),
    Fault("too large", Response("", 413)),
    Fault("overloaded", Response("", 529)),
    Fault("a message that is no text", Response('{"message": {"a": 1}}', 400)),
    Fault("translations that are no translations", Response('{"translations": ["Nimm das."]}')),
    Fault("text that is no text", Response('{"translations": [{"text": 7, "billed_characters": 1}]}')),
    Fault("tags around words", Response('{"translations": [{"text": "<b>Nimm</b>", "billed_characters": 1}]}')),
    Fault("tells the key", Response(json.dumps({"message": f"{KEY} is blocked"}), 400)),
)
FEW = {"text that is no text", "tags around words"}
"""Faults that answer one text: only one is asked."""


@pytest.mark.parametrize("fault", [*FAULTS, *OWN], ids=str)
def test_a_fault_refuses_the_text_with_its_reason_stores_nothing_wrong_and_shows_no_key(
    fault: Fault, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault.wire == "hang":
        monkeypatch.setattr(remote, "ATTEMPTS", 2)
    one = fault.wire == "hang" or fault.name in FEW
    engine = deepl(stub)
    stub.put(fault)
    with heard() as logged:
        came = nothing_wrong_stored(engine, tmp_path, SENTENCES[:1] if one else SENTENCES)
    engine.close()
    for reason in came.refused.values():
        assert re.fullmatch(f"deepl: (?:{OUTCOMES[fault.name]})", reason)
    assert came.refused
    assert shown(KEY, logged, stub, engine, came, tmp_path) == []


def test_the_key_goes_to_no_other_place(stub: Stub, tmp_path: Path) -> None:
    with serving(Api()) as other:
        stub.put(Fault("redirect", Response("", 307, {"Location": f"{other.url}/v2/translate"})))
        nothing_wrong_stored(deepl(stub), tmp_path)
        assert all("authorization" not in request.headers for request in other.requests)


def test_what_passes_costs_nothing_but_time(stub: Stub, tmp_path: Path) -> None:
    stub.put(*(fault for fault in FAULTS if fault.name in ("too many requests", "unavailable", "server error")), None)
    came = nothing_wrong_stored(deepl(stub), tmp_path)
    assert (came.translated, came.refused) == (len(SENTENCES), {})


@pytest.mark.parametrize("name", ["not allowed", "quota"])
def test_what_will_not_pass_is_asked_once(name: str, stub: Stub, tmp_path: Path) -> None:
    stub.put(next(fault for fault in (*FAULTS, *OWN) if fault.name == name))
    nothing_wrong_stored(deepl(stub, requests_at_once=1), tmp_path)
    assert len(stub.requests) == 1


def test_an_article_goes_through_and_its_key_is_in_nothing_that_the_run_leaves(
    stub: Stub, api: Api, tmp_path: Path
) -> None:
    with heard() as logged:
        shop, summary = localized_by("deepl", {"key": KEY, "url": stub.url}, tmp_path)
    assert (summary.translated, summary.missing) == (8, 0)
    assert len(api.glossaries) == 1
    assert shown(KEY, logged, stub, shop.settings, summary, tmp_path) == []


def test_sixteen_threads_get_their_own_answers(stub: Stub) -> None:
    engine = deepl(stub, requests_at_once=16)
    stub.said = lambda text: text.replace("Mening", "Satz")

    def asked(thread: int) -> bool:
        texts = [f"Mening {thread} {n} XQAX." for n in range(25)]
        about = [Context(around=f"Stycke {thread} {n // 5}.") for n in range(25)]
        return engine.translate_in_context(texts, "de", about) == [
            Answer(f"Satz {thread} {n} XQAX.") for n in range(25)
        ]

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(asked, range(48)))
    assert len(engine._idle) <= 16
    engine.close()
    for one in translations(stub):
        (thread, paragraph) = re.findall(r"\d+", one["context"])
        assert {re.findall(r"\d+", text)[0] for text in one["text"]} == {thread}
        assert {int(re.findall(r"\d+", text)[1]) // 5 for text in one["text"]} == {int(paragraph)}


# ---------------------------------------------------------------------------------------------------------- the glossary


def glossary_used(stub: Stub) -> list[str | None]:
    return [one.get("glossary_id") for one in translations(stub)]


def test_the_nouns_of_our_glossary_are_made_a_glossary_of_the_account_once(stub: Stub, api: Api) -> None:
    engine = deepl(stub, glossary=True)
    assert engine.translate(["Järn."], "de") == [Answer("Järn.")]
    engine.translate(["Zink."], "de")
    assert glossary_used(stub) == ["made-1", "made-1"]
    (made,) = (request.json for request in stub.requests if request.method == "POST" and "glossar" in request.path)
    (dictionary,) = made["dictionaries"]
    assert (dictionary["source_lang"], dictionary["target_lang"]) == ("SV", "DE")
    entries = dict(line.split("\t") for line in dictionary["entries"].split("\n"))
    assert entries == glossary("de").nouns()
    assert re.fullmatch(r"contentops sv-de [0-9a-f]{12}", made["name"])

    deepl(stub, glossary=True).translate(["Koppar."], "de")
    assert glossary_used(stub)[-1] == "made-1"
    assert api.made == 1


def test_a_glossary_of_other_terms_is_made_anew_and_older_ones_go(stub: Stub, api: Api) -> None:
    for days in (3, 1, 2):
        api.hold(f"contentops sv-de 00000000000{days}", f"old-{days}", days=days)
    api.hold("contentops sv-fi 000000000001", "finnish", days=9)
    api.hold("somebody else's", "theirs", days=9)
    deepl(stub, glossary=True).translate(["Järn."], "de")
    assert glossary_used(stub) == ["made-1"]
    assert set(api.glossaries) == {"made-1", "old-1", "finnish", "theirs"}


def test_where_there_is_room_for_one_glossary_the_older_one_makes_room(stub: Stub, api: Api) -> None:
    api.room = 1
    api.hold("contentops sv-de 000000000001", "old")
    deepl(stub, glossary=True).translate(["Järn."], "de")
    assert set(api.glossaries) == {"made-1"}
    assert glossary_used(stub) == ["made-1"]


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (Response('{"message": "Unsupported glossary language pair"}', 400), "Unsupported glossary language pair"),
        (Response('{"message": "Maximum number of glossaries reached"}', 456), "used up"),
        (Response('{"message": "Not in your plan"}', 403), "the key is refused"),
        (Response("[]"), "another shape|no attribute"),
    ],
)
def test_without_a_glossary_it_goes_on_and_says_so(response: Response, why: str, stub: Stub, api: Api) -> None:
    api.refuses_glossaries = response
    engine = deepl(stub, glossary=True)
    with heard() as logged:
        assert engine.translate(["Järn."], "fi") == [Answer("Järn.", way=WITHOUT_GLOSSARY)]
        engine.translate(["Zink."], "fi")
    (warning,) = [record.getMessage() for record in logged if record.levelname == "WARNING"]
    assert re.search(f"to fi is made without our glossary: .*(?:{why})", warning)
    assert glossary_used(stub) == [None, None]


def test_a_glossary_that_somebody_deleted_is_made_again(stub: Stub, api: Api) -> None:
    engine = deepl(stub, glossary=True)
    engine.translate(["Järn."], "de")
    api.glossaries.clear()
    assert engine.translate(["Zink."], "de") == [Answer("Zink.")]
    assert glossary_used(stub) == ["made-1", "made-1", "made-2"]


def test_a_glossary_that_cannot_be_reached_now_is_asked_for_again(stub: Stub) -> None:
    stub.put(Fault("unavailable", Response("", 503)), None)
    assert deepl(stub, glossary=True).translate(["Järn."], "de") == [Answer("Järn.")]
    assert glossary_used(stub) == ["made-1"]


def test_no_glossary_is_made_where_none_is_wanted(stub: Stub, api: Api) -> None:
    assert deepl(stub, glossary=False).translate([german("Järn.")], "de") == [Answer("Järn.")]
    assert (glossary_used(stub), api.made) == ([None], 0)


def test_a_text_in_an_answer_that_is_longer_than_what_was_asked_is_for_nobody(stub: Stub) -> None:
    stub.put(Fault("more", Response(json.dumps({"translations": [Api().translation("Ja.")] * 3}))))
    assert deepl(stub).translate(["Ja.", "Nej."], "de") == [Refused("it gave 3 answers to 2 texts")] * 2
