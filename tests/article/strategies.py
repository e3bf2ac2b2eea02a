"""Random articles in normal form, for properties of the document."""

from __future__ import annotations

from hypothesis import strategies as st

from contentops.article import identity
from contentops.article.model import (
    Article,
    Author,
    Break,
    Category,
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
    Seo,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    normal,
)

words = st.sampled_from(
    [
        "magnesium",
        "och",
        "kroppen",
        "bidrar",
        "Till",
        "upptaget",
        "t.ex.",
        "ca",
        "ägg",
        "2,5",
        "år",
        "2024",
        "[1]",
        "⟦",
        "⟧",
        "⟦1⟧",
        ".",
        "!",
        "?",
        ".(",
        "–",
        "\xa0",
    ]
)
prose = st.lists(words, min_size=1, max_size=8).map(" ".join)
quantity = st.sampled_from(
    [
        Quantity("300", "mg", "300 mg"),
        Quantity("7.5", "mg", "7,5 milligram"),
        Quantity("18", "year", "18–50 år", "50"),
        Quantity("40", "percent", "40 %"),
        Quantity("2", "week", "2\u00a0veckor"),
        Quantity("1", "day", "1 dag"),
        Quantity("30", "minute", "30 min"),
    ]
)
cite = st.sampled_from([Cite(("r1",), "(1)"), Cite(("r6", "r1"), "(6,1)"), Cite(("r2",), "[2]")])
leaf = st.one_of(prose.map(Text), quantity, cite, st.just(Break()))


def _wrap(children: st.SearchStrategy) -> st.SearchStrategy:
    inside = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        inside.map(Strong),
        inside.map(Em),
        inside.map(Sup),
        inside.map(Sub),
        inside.map(lambda i: Link("https://e.example/a", i)),
    )


inlines = st.lists(st.recursive(leaf, _wrap, max_leaves=6), max_size=5).map(normal)
item = st.recursive(
    st.builds(Item, inlines=inlines),
    lambda inner: st.builds(Item, inlines=inlines, items=st.lists(inner, max_size=2).map(tuple), ordered=st.booleans()),
    max_leaves=4,
)
cell = st.builds(Cell, inlines=inlines, header=st.booleans(), colspan=st.integers(1, 3))
block = st.recursive(
    st.one_of(
        st.builds(Heading, inlines=inlines, level=st.integers(2, 6)),
        st.builds(Paragraph, inlines=inlines),
        st.builds(List, items=st.lists(item, min_size=1, max_size=3).map(tuple), ordered=st.booleans()),
        st.builds(
            Table, rows=st.lists(st.lists(cell, max_size=2).map(tuple), max_size=2).map(tuple), caption_inlines=inlines
        ),
        st.builds(Image, src=st.just("https://e.example/i.jpg"), alt=prose, caption_inlines=inlines),
        st.builds(Quote, inlines=inlines, source=prose | st.just("")),
    ),
    lambda inner: st.builds(Question, inlines=inlines, blocks=st.lists(inner, max_size=2).map(tuple)),
    max_leaves=3,
)
article = st.builds(
    Article,
    locale=st.just("sv"),
    title=prose,
    blocks=st.lists(block, max_size=5).map(tuple),
    lead_inlines=inlines,
    description=prose | st.just(""),
    categories=st.lists(
        st.builds(Category, id=st.sampled_from(["a", "b"]), name=prose), max_size=2, unique_by=lambda c: c.id
    ).map(tuple),
    author=st.none() | st.builds(Author, name=prose),
    published=st.none() | st.just("2026-03-01"),
    references=st.just((Reference(id="r1", number=1, text="EFSA Journal 2015", url="https://e.example/1"),)),
    seo=st.builds(Seo, title=prose | st.just("")),
).map(identity.mint)
