from __future__ import annotations

import json
from dataclasses import replace

from contentops.article.model import (
    Article,
    Author,
    Category,
    Cite,
    Item,
    List,
    Paragraph,
    Question,
    Reference,
    Seo,
    Text,
)
from contentops.publish.jsonld import blog_posting, script

ARTICLE = Article(
    locale="da",
    title="Magnesium hver dag",
    description="Hvor meget magnesium du har brug for.",
    categories=(Category(id="mineraler", name="Mineraler"), Category(id="mat", name="")),
    author=Author(name="Karin Exempel", url="https://butik.example/karin"),
    published="2026-02-11T08:30:00+01:00",
    modified="2026-03-02",
    image="https://butik.example/frø.jpg",
    source_url="https://butik.example/blogg/magnesium",
    references=(
        Reference(id="r1", number=1, text="Nordic Nutrition Recommendations 2023.", doi="10.6027/nord2023-003"),
        Reference(id="r2", number=2, text="A table of foods.", url="https://foods.example/2"),
    ),
    blocks=(Paragraph(id="p-1", inlines=(Text("Spis frø."),)),),
)


def test_a_translation_is_described_with_its_original() -> None:
    assert blog_posting(ARTICLE, words=612, minutes=4, url="https://butik.example/da/magnesium") == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": "https://butik.example/da/magnesium#article",
        "url": "https://butik.example/da/magnesium",
        "mainEntityOfPage": "https://butik.example/da/magnesium",
        "headline": "Magnesium hver dag",
        "description": "Hvor meget magnesium du har brug for.",
        "image": "https://butik.example/frø.jpg",
        "datePublished": "2026-02-11T08:30:00+01:00",
        "dateModified": "2026-03-02",
        "author": {"@type": "Person", "name": "Karin Exempel", "url": "https://butik.example/karin"},
        "inLanguage": "da",
        "articleSection": ["Mineraler"],
        "wordCount": 612,
        "timeRequired": "PT4M",
        "citation": [
            {
                "@type": "ScholarlyArticle",
                "name": "Nordic Nutrition Recommendations 2023.",
                "url": "https://doi.org/10.6027/nord2023-003",
                "identifier": "https://doi.org/10.6027/nord2023-003",
            },
            {"@type": "CreativeWork", "name": "A table of foods.", "url": "https://foods.example/2"},
        ],
        "translationOfWork": {
            "@type": "BlogPosting",
            "inLanguage": "sv",
            "url": "https://butik.example/blogg/magnesium",
        },
    }


def test_what_is_not_known_is_not_said() -> None:
    bare = Article(locale="sv", title="Magnesium", blocks=())
    assert blog_posting(bare, words=1, minutes=1) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "Magnesium",
        "inLanguage": "sv",
        "wordCount": 1,
        "timeRequired": "PT1M",
    }


def test_the_source_is_no_translation() -> None:
    assert "translationOfWork" not in blog_posting(replace(ARTICLE, locale="sv"), words=1, minutes=1)


def test_the_description_for_search_engines_goes_before_the_reader_s() -> None:
    article = replace(ARTICLE, seo=Seo(description="Kort."))
    assert blog_posting(article, words=1, minutes=1)["description"] == "Kort."


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    article = replace(
        ARTICLE, image="/frø.jpg", author=Author(name="Karin", url="javascript:alert(1)"), source_url="http://[x"
    )
    said = blog_posting(article, words=1, minutes=1)
    assert "image" not in said
    assert said["author"] == {"@type": "Person", "name": "Karin"}
    assert said["translationOfWork"] == {"@type": "BlogPosting", "inLanguage": "sv"}


def test_questions_with_answers_become_a_faq_page() -> None:
    answer = (
        Paragraph(inlines=(Text("Af mad er det svært"), Cite(("r1",), " (1)"), Text("."))),
        List(items=(Item(inlines=(Text("frø"),)),)),
    )
    blocks = (
        Question(inlines=(Text("Kan man få for meget?"),), blocks=answer),
        Question(inlines=(Text("Uden svar?"),), blocks=()),
    )
    assert blog_posting(replace(ARTICLE, blocks=blocks), words=1, minutes=1)["hasPart"] == {
        "@type": "FAQPage",
        "inLanguage": "da",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Kan man få for meget?",
                "acceptedAnswer": {"@type": "Answer", "text": "Af mad er det svært.\nfrø"},
            }
        ],
    }


def test_no_text_can_end_the_script_element() -> None:
    said: dict[str, object] = {"headline": "</script><script>alert(1)</script> & \u2028 <!--"}
    element = script(said)
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "\\u003c/script\\u003e" in inside
    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside) == said
