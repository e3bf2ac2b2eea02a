from __future__ import annotations

from dataclasses import replace

from contentops.article.codec import document_from_json, to_json
from contentops.article.model import Article, Cite, Paragraph, Reference, Text
from contentops.publish.document import count_words, document, reading_minutes

SOURCE = Article(
    locale="sv",
    title="Sömn och magnesium",
    id="somn-och-magnesium",
    slug="somn-magnesium-guide",
    blocks=(Paragraph(id="p-1", inlines=(Text("Ät 2,5 dl omega-3 t.ex. så"), Cite(("r1",), " (1)"), Text("."))),),
    references=(Reference(id="r1", number=1, text="A long list of words that nobody reads."),),
)
DANISH = replace(SOURCE, locale="da", title="Søvn og magnesium")


def paragraph(words: int) -> Article:
    return replace(SOURCE, title="", blocks=(Paragraph(id="p-1", inlines=(Text("ord " * words),)),))


def test_the_article_s_own_fields_are_kept_and_survive_json() -> None:
    made = document(DANISH)
    assert document_from_json(to_json(made)) == made
    assert (made.title, made.blocks, made.references) == (DANISH.title, DANISH.blocks, DANISH.references)
    assert '<p id="p-1">Ät 2,5 dl omega-3' in made.html
    assert made.jsonld["headline"] == "Søvn og magnesium"


def test_the_same_article_gives_the_same_document_even_when_made_of_a_document() -> None:
    once = document(DANISH)
    assert document(DANISH) == once
    assert document(once, slug=once.slug) == once


def test_the_source_keeps_the_slug_of_its_page() -> None:
    assert document(SOURCE).slug == "somn-magnesium-guide"


def test_a_translation_gets_a_slug_of_its_own_title() -> None:
    assert document(DANISH).slug == "soevn-og-magnesium"


def test_a_slug_that_a_person_chose_wins() -> None:
    assert document(DANISH, slug="bedre-soevn").slug == "bedre-soevn"
    assert document(SOURCE, slug="battre-somn").slug == "battre-somn"


def test_while_the_title_is_missing_the_id_stands_in_for_the_slug() -> None:
    assert document(replace(DANISH, title="")).slug == "somn-och-magnesium"


def test_the_address_is_made_of_the_target_s_pattern() -> None:
    made = document(DANISH, url_pattern="https://butik.example/{locale}/{slug}?a={id}&b={0.__class__}")
    assert made.jsonld["url"] == ("https://butik.example/da/soevn-og-magnesium?a=somn-och-magnesium&b={0.__class__}")


def test_without_a_pattern_no_address_is_made_up() -> None:
    assert not {"url", "@id", "mainEntityOfPage"} & document(DANISH).jsonld.keys()


def test_words_are_counted_as_people_count_them_without_apparatus() -> None:
    # Sömn och magnesium | Ät 2,5 dl omega-3 t.ex. så
    assert count_words(SOURCE) == 9


def test_reading_takes_whole_minutes_rounded_up_and_at_least_one() -> None:
    assert [reading_minutes(paragraph(words)) for words in (0, 1, 200, 201, 400, 401)] == [1, 1, 1, 2, 2, 3]
    assert document(paragraph(401)).jsonld["timeRequired"] == "PT3M"
