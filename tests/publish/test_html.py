from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.article import model
from contentops.article.model import (
    Article,
    Break,
    Cell,
    Cite,
    Em,
    Heading,
    Image,
    Item,
    Link,
    List,
    Paragraph,
    Quantity,
    Question,
    Quote,
    Reference,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
)
from contentops.publish.html import _Writer, article_html, sanitized
from tests.article import strategies

if TYPE_CHECKING:
    from contentops.article.model import Block, Inline

REFERENCES = (
    Reference(id="r1", number=1, text="First & best."),
    Reference(id="r6", number=6, text="Sixth.", url="https://e.example/6", doi="10.1/six"),
)


def html(*blocks: Block, references: tuple[Reference, ...] = ()) -> str:
    return article_html(Article(locale="da", title="Titel", blocks=blocks, references=references))


def inline(*inlines: Inline) -> str:
    written = html(Paragraph(inlines=inlines), references=REFERENCES).splitlines()[0]
    return written.removeprefix("<p>").removesuffix("</p>")


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def test_the_body_has_lead_and_blocks_with_their_ids_and_no_title() -> None:
    article = Article(
        locale="da",
        title="Titel",
        lead_inlines=text("Kort sagt."),
        blocks=(Heading(id="h-1", level=2, inlines=text("Hvad?")), Paragraph(id="p-1", inlines=text("A < B & C"))),
    )
    assert article_html(article) == (
        '<p class="lead">Kort sagt.</p>\n<h2 id="h-1">Hvad?</h2>\n<p id="p-1">A &lt; B &amp; C</p>'
    )


def test_inlines_nest() -> None:
    nested = Strong((Em((Text("CO"), Sub(text("2")), Break(), Sup(text("x")))),))
    assert inline(nested) == "<strong><em>CO<sub>2</sub><br><sup>x</sup></em></strong>"


def test_a_dose_carries_its_value_for_programs() -> None:
    assert inline(Quantity("7.5", "mg", "7,5 mg")) == '<data value="7.5 mg">7,5 mg</data>'
    assert inline(Quantity("18", "year", "18–50 år", "50")) == '<data value="18-50 year">18–50 år</data>'


def test_each_number_of_a_citation_leads_to_its_entry_and_the_marker_reads_as_written() -> None:
    assert inline(Text("Ja"), Cite(("r6", "r1"), " (6,1)")) == (
        'Ja<sup class="cite"> (<a href="#r6" rel="noopener">6</a>,<a href="#r1" rel="noopener">1</a>)</sup>'
    )


def test_a_marker_without_numbers_leads_to_its_first_entry() -> None:
    assert inline(Cite(("r6",), "[*]")) == '<sup class="cite"><a href="#r6" rel="noopener">[*]</a></sup>'


def test_a_citation_without_its_entry_is_plain() -> None:
    assert inline(Cite(("r9",), "(9)")) == '<sup class="cite">(9)</sup>'


def test_a_link_opens_no_door_to_the_page_that_holds_it() -> None:
    link = Link("https://e.example/?a=1&b=2", text("her"))
    assert inline(link) == '<a href="https://e.example/?a=1&amp;b=2" rel="noopener">her</a>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " javascript:x",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "/kurv",
        "//e.example",
        "#top",
        "http://[x",
        "",
    ],
)
def test_a_link_that_is_not_absolute_keeps_its_words_alone(href: str) -> None:
    assert inline(Link(href, text("her"))) == "her"


def test_a_link_inside_a_link_and_a_citation_inside_a_link_are_words() -> None:
    outer = Link("https://a.example/", (Link("https://b.example/", text("b")), Cite(("r1",), "(1)")))
    assert inline(outer) == '<a href="https://a.example/" rel="noopener">b<sup class="cite">(1)</sup></a>'


def test_lists_nest_and_keep_their_kind() -> None:
    items = (Item(id="i-1", inlines=text("A"), items=(Item(id="i-2", inlines=text("B")),), ordered=True),)
    assert html(List(id="l-1", items=items)) == ('<ul id="l-1"><li id="i-1">A<ol><li id="i-2">B</li></ol></li></ul>')


def test_a_table_names_its_columns_and_rows() -> None:
    table = Table(
        id="t-1",
        caption_inlines=text("Pr. portion"),
        rows=(
            (Cell(inlines=text("Mad"), header=True), Cell(inlines=text("Mængde"), header=True, colspan=2)),
            (Cell(inlines=text("Frø"), header=True), Cell(inlines=text("150")), Cell(inlines=())),
        ),
    )
    assert html(table) == (
        '<table id="t-1"><caption>Pr. portion</caption>'
        '<thead><tr><th scope="col">Mad</th><th scope="col" colspan="2">Mængde</th></tr></thead>'
        '<tbody><tr><th scope="row">Frø</th><td>150</td><td></td></tr></tbody></table>'
    )


def test_a_heading_cell_that_reaches_into_the_body_keeps_its_reach() -> None:
    table = Table(
        rows=(
            (Cell(inlines=text("A"), header=True, rowspan=2), Cell(inlines=text("B"), header=True)),
            (Cell(inlines=text("1")),),
        )
    )
    assert "<thead>" not in html(table)
    assert '<th scope="row" rowspan="2">A</th>' in html(table)


def test_a_figure_has_alternative_text_size_and_caption() -> None:
    image = Image(
        id="f-1", src="https://e.example/a.jpg", alt='Et "fad"', caption_inlines=text("Frø"), width=80, height=45
    )
    assert html(image) == (
        '<figure id="f-1"><img src="https://e.example/a.jpg" alt="Et &quot;fad&quot;" width="80" height="45"'
        ' loading="lazy"><figcaption>Frø</figcaption></figure>'
    )


def test_a_decorative_figure_says_so() -> None:
    assert 'alt=""' in html(Image(src="https://e.example/a.jpg"))


def test_a_picture_without_an_address_of_the_web_leaves_its_caption() -> None:
    assert html(Image(src="data:image/png;base64,AA", caption_inlines=text("Frø"))) == (
        "<figure><figcaption>Frø</figcaption></figure>"
    )


def test_who_said_a_quotation_stands_outside_of_it() -> None:
    assert html(Quote(id="q-1", inlines=text("Spis."), source="Karin")) == (
        '<figure class="quote" id="q-1"><blockquote><p>Spis.</p></blockquote><figcaption>Karin</figcaption></figure>'
    )
    assert html(Quote(id="q-1", inlines=text("Spis."))) == '<blockquote id="q-1"><p>Spis.</p></blockquote>'


def test_a_question_is_a_heading_below_the_one_before_it() -> None:
    question = Question(id="faq-1", inlines=text("Hvorfor?"), blocks=(Paragraph(inlines=text("Derfor.")),))
    assert html(Heading(level=3, inlines=text("Spørgsmål")), question).splitlines() == [
        "<h3>Spørgsmål</h3>",
        '<section class="question" id="faq-1">',
        "<h4>Hvorfor?</h4>",
        "<p>Derfor.</p>",
        "</section>",
    ]
    assert "<h2>Hvorfor?</h2>" in html(question)


def test_references_are_numbered_and_headed_in_the_reader_s_language() -> None:
    assert html(references=REFERENCES).splitlines() == [
        '<section class="references" id="references">',
        "<h2>Referencer</h2>",
        "<ol>",
        '<li id="r1" value="1">First &amp; best.</li>',
        '<li id="r6" value="6"><a href="https://e.example/6" rel="noopener">Sixth.</a></li>',
        "</ol>",
        "</section>",
    ]


def test_a_reference_with_a_doi_alone_leads_there() -> None:
    reference = Reference(id="r1", number=1, text="Study.", url="javascript:x", doi="10.1/a b")
    assert '<a href="https://doi.org/10.1/a%20b" rel="noopener">Study.</a>' in html(references=(reference,))


def test_what_is_missing_leaves_no_empty_element() -> None:
    blocks: tuple[Block, ...] = (
        Heading(inlines=()),
        Paragraph(inlines=text(" ")),
        List(items=(Item(inlines=()),)),
        Table(rows=((),)),
        Image(src="x"),
        Quote(inlines=(), source="Karin"),
        Question(inlines=(), blocks=(Paragraph(inlines=()),)),
    )
    assert {type(block) for block in blocks} == set(get_args(get_args(model.Block)[0]))
    assert html(*blocks) == ""


@settings(max_examples=50)
@given(strategies.article)
def test_every_word_of_an_article_stands_in_its_html_and_sanitizing_twice_is_sanitizing_once(article: Article) -> None:
    written = article_html(article)
    reader = Reader(written)
    for inline_ in article.all_inlines():
        if isinstance(inline_, Text | Quantity):
            assert inline_.text.strip() in reader.text
    assert sanitized(written) == written


PAYLOADS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        '" style="background:url(javascript:alert(1))',
        "</p></data></a><svg/onload=alert(1)>",
        "<iframe srcdoc='<script>x</script>'>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<!--><script>alert(1)</script>-->",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        'https://e.example/" onclick="alert(1)',
        "https://e.example/'><script>alert(1)</script>",
    ]
)
HOSTILE = st.builds("{}{}{}".format, st.sampled_from(["", "a ", "&lt;"]), PAYLOADS, st.sampled_from(["", " b"]))


@st.composite
def hostile_articles(draw: st.DrawFn) -> Article:
    """Every place of an article that holds a string, with a payload in it."""

    def words() -> tuple[Inline, ...]:
        return (
            Text(draw(HOSTILE)),
            Link(draw(HOSTILE), (Strong((Text(draw(HOSTILE)),)), Em((Sup((Sub((Text(draw(HOSTILE)),)),)),)))),
            Cite((draw(HOSTILE), "r1"), draw(HOSTILE)),
            Quantity(draw(HOSTILE), draw(HOSTILE), draw(HOSTILE), draw(HOSTILE)),
            Break(),
        )

    def name() -> str:
        return draw(HOSTILE)

    return Article(
        locale="da",
        title=name(),
        lead_inlines=words(),
        references=(
            Reference(id="r1", number=1, text=name(), url=name(), doi=name()),
            Reference(id=name(), number=2, text=name()),
        ),
        blocks=(
            Heading(id=name(), inlines=words()),
            Paragraph(id=name(), inlines=words()),
            List(id=name(), items=(Item(id=name(), inlines=words(), items=(Item(id=name(), inlines=words()),)),)),
            Table(
                id=name(),
                caption_inlines=words(),
                rows=((Cell(inlines=words(), header=True),), (Cell(inlines=words()),)),
            ),
            Image(id=name(), src=name(), alt=name(), caption_inlines=words()),
            Quote(id=name(), inlines=words(), source=name()),
            Question(id=name(), inlines=words(), blocks=(Paragraph(id=name(), inlines=words()),)),
        ),
    )


@settings(max_examples=50)
@given(hostile_articles())
def test_no_script_survives_wherever_a_page_puts_it(article: Article) -> None:
    written = article_html(article)
    assert Reader(written).dangers == []
    assert Reader("\n".join(_Writer(article).lines())).dangers == [], "the first wall stands by itself"
    assert article.references[0].text in Reader(written).text, "the words themselves are shown as words"


def test_the_second_wall_stands_by_itself() -> None:
    hostile = (
        '<p id="p-1" title="x" lang="sv" onclick="x" style="x">a<script>b</script><a href="javascript:c">d</a>'
        '<a href="/kurv">e</a><img src="mailto:x" alt="f"><iframe src="https://e.example"></iframe></p>'
    )
    assert sanitized(hostile) == '<p id="p-1">a<a rel="noopener">d</a><a rel="noopener">e</a><img alt="f"></p>'


def test_the_reader_of_these_tests_sees_dangers() -> None:
    assert Reader('<p onclick="x">').dangers == ["p onclick"]
    assert Reader("<script>x</script>").dangers == ["script"]
    assert Reader('<a href="java\tscript:x">').dangers == ["a href"]
    assert Reader('<img src="data:x">').dangers == ["img src"]


class Reader(HTMLParser):
    """Reads HTML as text and notes what could do harm."""

    _TAGS = frozenset(
        re.findall(
            r"\w+",
            "a blockquote br caption data em figcaption figure h2 h3 h4 h5 h6 img li ol p section strong sub sup table "
            "tbody td th thead tr ul",
        )
    )
    _ATTRIBUTES = frozenset(
        re.findall(r"\w+", "alt class colspan height href id loading rel rowspan scope src value width")
    )

    def __init__(self, written: str) -> None:
        super().__init__()
        self.dangers: list[str] = []
        self._parts: list[str] = []
        self.feed(written)
        self.close()

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._TAGS:
            self.dangers.append(tag)
        for name, value in attrs:
            address = (value or "").startswith(("http://", "https://", "mailto:", "#"))
            if name not in self._ATTRIBUTES or (name in ("href", "src") and not address):
                self.dangers.append(f"{tag} {name}")
