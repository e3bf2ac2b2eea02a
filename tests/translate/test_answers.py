"""What is no translation is refused, and why; what only looks like it passes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from contentops.errors import EngineBusy, EngineFailed, EngineUnavailable
from contentops.translate.answers import NOTICES, notice, refusal
from tests.translate.engines.stub import ERROR_PAGE, ERROR_TEXT, FRENCH, QUOTA

SOURCE = "Kroppen behöver järn varje dag, och det finns i kött och i bladen på de grönsaker som vi äter."
GERMAN = "Der Körper braucht jeden Tag Eisen, und es steckt in Fleisch und in den Blättern des Gemüses, das wir essen."
KNOWN_GOOD = [
    (pair["sv"], locale, right)
    for path in sorted((Path(__file__).parents[1] / "check" / "known_good").glob("*.toml"))
    for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
    for locale, right in pair.items()
    if locale in ("da", "nb", "nn", "de", "en", "fi")
]


def test_what_a_person_wrote_is_never_refused() -> None:
    assert len(KNOWN_GOOD) > 700
    assert [(right, why) for sv, locale, right in KNOWN_GOOD if (why := refusal(sv, right, locale))] == []


NOTICED = (
    (ERROR_PAGE, EngineBusy),
    (ERROR_TEXT, EngineBusy),
    ("Error 500 (Server Error)!!1500.That's an error.", EngineBusy),
    ("502 Bad Gateway nginx/1.24.0", EngineBusy),
    ("HTTP 429: Too Many Requests", EngineBusy),
    ("Service Unavailable", EngineBusy),
    ("upstream connect error or disconnect/reset before headers", EngineBusy),
    ("Our systems have detected unusual traffic from your computer network.", EngineBusy),
    ("Please enable JavaScript and cookies to continue", EngineBusy),
    ("API rate limit exceeded", EngineBusy),
    (QUOTA, EngineUnavailable),
    ("You exceeded your current quota, please check your plan and billing details.", EngineUnavailable),
    ("Quota exceeded", EngineUnavailable),
    ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", EngineFailed),
    ("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", EngineFailed),
    ("'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", EngineFailed),
    ("PLEASE SELECT TWO DISTINCT LANGUAGES", EngineFailed),
    ("MYMEMORY WARNING: SOMETHING NEW", EngineFailed),
    ("That’s all we know.", EngineBusy),
)


@pytest.mark.parametrize(("answer", "means"), NOTICED)
def test_what_a_service_says_of_itself_is_the_error_that_it_should_have_been(
    answer: str, means: type[Exception]
) -> None:
    found = notice(SOURCE, answer)
    assert found
    assert found.means is means
    assert refusal(SOURCE, answer, "de") == found.reason


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Ta 500 mg om dagen.", "Take 500 mg a day."),
        ("Kliniken har en server för bokningar.", "The clinic has a server for bookings."),
        ("Felet kan bero på 500 olika gener.", "The error may be due to 500 different genes."),
        ("Tjänsten är tillfälligt stängd.", "The service is unavailable at times, and a bad request is refused."),
        ("Överskrid inte gränsen för salt.", "Do not exceed the limit for salt, and keep within the quota."),
        ("Det är inte ett fel.", "That is not an error."),
        ("Sidan visar “404 Not Found” när den saknas.", "The page shows “404 Not Found” when it is missing."),
        ("Värdet p < 0,05 är säkert.", "The value p < 0.05 is certain, and q > 0.1 is not."),
        ("Fråga Johnson & Johnson.", "Ask Johnson & Johnson."),
        ("Skriv <b> före ordet.", "Write <b> before the word."),
    ],
)
def test_words_of_a_text_are_no_notice(source: str, answer: str) -> None:
    assert refusal(source, answer, "en") == ""


def test_every_notice_is_in_these_tests() -> None:
    assert {notice(SOURCE, answer) for answer, _ in NOTICED} == set(NOTICES)


@pytest.mark.parametrize(
    ("source", "answer", "target"),
    [
        (SOURCE, SOURCE, "de"),
        (SOURCE, f"  {SOURCE.upper()} ", "nb"),
        ("Ät mer fisk.", "ät  mer fisk.", "da"),
        ("Mat och sömn", "Mat och sömn", "fi"),
        ("Ta XQAX om dagen till maten.", "Ta XQAX om dagen till maten.", "nb"),
        ("Kalium magnesium zink selen koppar", "Kalium magnesium zink selen koppar", "en"),
    ],
)
def test_the_source_is_no_answer(source: str, answer: str, target: str) -> None:
    assert refusal(source, answer, target) == "it gave back the source"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Omega-3", "de"),
        ("Omega-3 Forte, 60 kapslar", "nb"),
        ("Magnesium", "de"),
        ("Magnesium, zink, selen", "nb"),
        ("XQAX", "fi"),
        ("XQAX–XQBX XQCX", "en"),
        ("Karolinska Institutet, Uppsala", "en"),
        ("Anna Berg och", "de"),
        ("WHO: 2 000 kcal", "fi"),
        ("Det kan ta tid.", "nb"),
        ("Vitamin D", "da"),
    ],
)
def test_what_is_the_same_in_both_languages_may_come_back(text: str, target: str) -> None:
    assert refusal(text, text, target) == ("" if text != "Anna Berg och" else "it gave back the source")


@pytest.mark.parametrize(
    ("answer", "target", "reason"),
    [
        (GERMAN, "en", "it answered in German"),
        (GERMAN, "nb", "it answered in German"),
        (
            "The body needs iron every day, and it is found in meat and in the leaves we eat.",
            "de",
            "it answered in English",
        ),
        ("Kroppen behöver järn varje dag, det finns i kött och även i gröna blad.", "nb", "it answered in Swedish"),
        (
            "Keho tarvitsee rautaa joka päivä, ja sitä on lihassa ja myös niiden lehdissä.",
            "da",
            "it answered in Finnish",
        ),
        (FRENCH, "de", "its answer does not read as German"),
        (FRENCH, "nb", "its answer does not read as Norwegian Bokmål"),
        (FRENCH, "fi", "its answer does not read as Finnish"),
    ],
)
def test_another_language_is_no_answer(answer: str, target: str, reason: str) -> None:
    assert refusal(SOURCE, answer, target) == reason


@pytest.mark.parametrize(
    ("source", "answer", "target"),
    [
        # Near relatives are told apart by the checks, over a whole paragraph.
        ("Järn är viktigt för alla.", "Mænd og børn får meget jern af det gennem kød og æg.", "nb"),
        ("“The body needs iron, and it is found in meat.”", "„The body needs iron, and it is found in meat.“", "de"),
        ("Vila.", "Rest.", "de"),
        (SOURCE, GERMAN, "pt-BR"),
    ],
)
def test_a_language_is_not_guessed(source: str, answer: str, target: str) -> None:
    assert refusal(source, answer, target) == ""


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "it gave no answer"),
        (" \n", "it gave an empty answer"),
        (f"<p>{GERMAN}</p>", "it put HTML into the text"),
        (GERMAN.replace("braucht", "&quot;braucht&quot;"), "it put HTML into the text"),
        (GERMAN.replace("ö", "\ufffd"), "its answer has characters that cannot be read"),
        (f"{GERMAN}\x00", "its answer has characters that cannot be read"),
        (" ".join([GERMAN] * 5), "its answer is far longer than the text"),
        ("Eisen.", "its answer is far shorter than the text"),
    ],
)
def test_what_is_no_text_is_refused(answer: str | None, reason: str) -> None:
    assert refusal(SOURCE, answer, "de") == reason


def test_a_short_text_may_become_a_phrase_and_not_a_chat() -> None:
    phrase = "Zur gesunden Ernährung gehören viele Ballaststoffe und auch Obst"
    assert refusal("Kostråd", phrase, "de") == ""
    assert refusal("Kostråd", f"{phrase}. {phrase}. {phrase}.", "de") == "its answer is far longer than the text"


@pytest.mark.parametrize(
    "odd",
    [
        *("\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\u061c", "\ud800", "\ufdd2", "\ufffe", "\ue000"),
        *("\x85", "\x9b", "\u2028", "\U000e0041", "\x1b"),
    ],
    ids=ascii,
)
def test_what_nobody_can_see_is_refused_unless_the_source_has_it(odd: str) -> None:
    at = GERMAN.index("braucht")
    answer = f"{GERMAN[:at]}{odd}{GERMAN[at:]}"
    assert refusal(SOURCE, answer, "de") == "its answer has characters that cannot be read"
    assert refusal(f"{SOURCE}{odd}", answer, "de") == ""
    assert refusal(f"{SOURCE}\u00a0\u200c", answer, "de") == "its answer has characters that cannot be read"


@pytest.mark.parametrize(
    "fine", ["\u00a0", "\u202f", "\u2009", "\u00ad", "\n", "−", "⅓", "é", "e\u0301", "👍"], ids=ascii
)
def test_what_may_stand_in_a_text_is_read(fine: str) -> None:
    assert refusal(SOURCE, GERMAN.replace("braucht ", f"braucht {fine} "), "de") == ""


@pytest.mark.parametrize("bent", ["xqax", "XqAx", "XQ AX", "X QA X", "\u0425Q\u0410\u0425", "ＸＱＡＸ", "xqbznuax"])
def test_a_bent_token_beside_the_right_ones_is_refused(bent: str) -> None:
    source, answer = SOURCE.replace("järn", "XQAX järn"), GERMAN.replace("Eisen", "XQAX Eisen")
    assert refusal(source, answer, "de") == ""
    left = answer.replace("Fleisch", f"Fleisch ({bent})")
    assert refusal(source, left, "de") == "its answer has what is left of a protected place"
    assert refusal(f"{source} ({bent})", left, "de") == ""
