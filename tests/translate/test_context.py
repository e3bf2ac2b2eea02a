from __future__ import annotations

from contentops.article.model import Article, Heading, Paragraph, Text
from contentops.article.record import State
from contentops.article.segments import segments
from contentops.state.memory import Entry, key
from contentops.translate.context import contexts
from contentops.translate.glossary import Glossary, Term

ARTICLE = Article(
    locale="sv",
    title="Om fisk",
    blocks=(
        Heading(id="h", level=2, inlines=(Text("Vad är fisk?"),)),
        Paragraph(id="p", inlines=(Text("Fisk simmar. Den äts ofta. Den är god."),)),
        Paragraph(id="q", inlines=(Text("Kött är något annat."),)),
    ),
)


def test_a_sentence_has_its_paragraph_around_it_and_a_heading_the_paragraphs_next_to_it() -> None:
    parts = segments(ARTICLE)
    by_text = {part.text: key(part) for part in parts}
    found = contexts(parts, {}, set(by_text.values()), Glossary("de", []), "formal")
    assert found[by_text["Den äts ofta."]].around == "Fisk simmar. Den äts ofta. Den är god."
    assert found[by_text["Vad är fisk?"]].around == "Om fisk\nVad är fisk?\nFisk simmar. Den äts ofta. Den är god."
    assert {context.title for context in found.values()} == {"Om fisk"}
    assert {context.formality for context in found.values()} == {"formal"}


def test_terms_of_the_sentence_and_the_nearest_approved_sentences_are_told() -> None:
    parts = segments(ARTICLE)
    wanted = next(part for part in parts if part.text == "Kött är något annat.")
    approved = next(part for part in parts if part.text == "Den är god.")
    machine = next(part for part in parts if part.text == "Fisk simmar.")
    known = {
        key(approved): Entry(key(approved), "", "Er ist gut.", State.APPROVED, by="Eva"),
        key(machine): Entry(key(machine), "", "Fisch schwimmt.", State.MACHINE, "deepl"),
    }
    found = contexts(parts, known, {key(wanted)}, Glossary("de", [Term("kött", "Fleisch", "noun")]), "")
    assert list(found) == [key(wanted)]
    assert found[key(wanted)].terms == (("Kött", "Fleisch"),)
    assert found[key(wanted)].examples == (("Den är god.", "Er ist gut."),)
