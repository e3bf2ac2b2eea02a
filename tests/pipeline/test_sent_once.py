"""How many sentences an engine is sent: what is equal once in a run, what was edited once in each target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from contentops.translate.engine import Answer
from tests.shop import OATS, Shop, WordByWord, inject, page

TITLE = "Gröt på morgonen gör gott"


def rich(*, title: str = TITLE, item: str = "havregryn och vatten", cell: str = "smör eller olja") -> str:
    """A page whose title stands in its head, its description and above the text, with a list and a table."""
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="https://butik.example/blogg/grot"><meta property="og:title" content="{title}">'
        f'<meta name="description" content="{OATS[0]}"></head>'
        f"<body><main><article><h1>{title}</h1><p>{OATS[0]} {OATS[1]}</p><h2>Så gör du</h2>"
        f'<figure><img src="/grot.jpg" alt="{title}"></figure><p>{OATS[2]} {OATS[3]}</p>'
        f"<ul><li>{item}</li><li>lite salt</li><li>{item}</li></ul>"
        f"<table><tr><th>Till gröten</th><th>När</th></tr><tr><td>{cell}</td><td>genast</td></tr>"
        f"<tr><td>färska bär</td><td>sist</td></tr></table></article></main></body></html>"
    )


def sent(engine: WordByWord) -> Counter[tuple[str, str]]:
    """What the engine was asked since the last question, with the target."""
    found = Counter(engine.asked)
    engine.asked.clear()
    return found


def test_what_stands_twice_in_an_article_is_sent_once_for_each_target(shop: Shop, engine: WordByWord) -> None:
    shop.write("grot.html", rich())
    summary = shop.localize()
    record = shop.record(shop.article(), "da")
    texts = Counter(s["source"] for s in record["segments"])
    assert texts[TITLE] > 1
    assert texts["havregryn och vatten"] == 2
    roles = {s["role"] for s in record["segments"]}
    assert {"title", "heading", "description", "paragraph", "item", "cell"} <= roles
    asked = sent(engine)
    assert set(asked.values()) == {1}
    assert len(asked) > len(texts)
    assert summary.translated == 2 * len(texts)


@pytest.mark.parametrize(
    "edited",
    [
        {"title": "Gröt på kvällen gör gott"},
        {"item": "rågflingor och vatten"},
        {"cell": "smör eller grädde"},
    ],
    ids=["the title, which stands in many places", "two list items", "a table cell"],
)
def test_one_edited_sentence_is_one_sentence_for_each_target(
    shop: Shop, engine: WordByWord, edited: dict[str, str]
) -> None:
    shop.write("grot.html", rich())
    shop.localize()
    sent(engine)
    shop.write("grot.html", rich(**edited))
    summary = shop.localize()
    asked = sent(engine)
    assert Counter(target for _, target in asked.elements()) == {"da": 1, "nb": 1}
    assert summary.translated == 2


def test_what_stands_in_two_articles_of_a_run_is_sent_once(shop: Shop, engine: WordByWord) -> None:
    shop.write("a.html", page("Gröt till frukost", OATS, name="a"))
    shop.write("b.html", page("Varför vi äter så tidigt", OATS, name="b"))
    shop.localize()
    assert set(sent(engine).values()) == {1}


def test_what_is_made_anew_is_sent_once_in_a_run_too(shop: Shop, engine: WordByWord) -> None:
    shop.write("a.html", page("Gröt till frukost", OATS, name="a"))
    shop.write("b.html", page("Varför vi äter så tidigt", OATS, name="b"))
    shop.localize()
    first = sent(engine)
    engine.version = " igen"
    summary = shop.localize(retranslate=True)
    again = sent(engine)
    assert (again, summary.translated) == (first, first.total())
    for article, _ in shop.drafts():
        texts = [s["text"] for s in shop.record(article, "da")["segments"]]
        assert all("igen" in text for text in texts)
    # The next run may ask for them once more.
    shop.localize(retranslate=True)
    assert sent(engine) == first


class Losing(WordByWord):
    """Gives no answer to what holds a word."""

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        answers = super().translate(texts, target)
        return [None if "rundare" in text else answer for text, answer in zip(texts, answers, strict=True)]


def test_what_no_engine_could_translate_is_not_tried_again_in_the_same_run(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = inject(monkeypatch, Losing())
    shop.write("a.html", page("Gröt till frukost", OATS, name="a"))
    shop.write("b.html", page("Varför vi äter så tidigt", OATS, name="b"))
    assert shop.localize().missing == 4
    assert set(sent(engine).values()) == {1}
    for article in {article for article, _ in shop.drafts()}:
        record = shop.record(article, "da")
        assert [s["comment"] for s in record["segments"] if not s["text"]] == ["apertium: it gave no answer"]
    assert shop.localize().missing == 4
    assert len(sent(engine)) == 2
