"""Two articles that together hold every kind of block and inline; their JSON stands in `golden/`."""

from __future__ import annotations

from contentops.article.identity import mint
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
)

ZINC = mint(
    Article(
        locale="sv",
        title="Zink – litet mineral, stor uppgift",
        description="Vad zink gör i kroppen, och i vilken mat det finns.",
        lead_inlines=(
            Text("Zink behövs i "),
            Strong((Text("små mängder"),)),
            Text(" varje dag."),
            Cite(("r1",), "(1)"),
        ),
        categories=(Category(id="mineraler", name="Mineraler"), Category(id="hud-har", name="Hud & hår")),
        author=Author(name="Maja Lindqvist", url="https://shop.example/om/maja"),
        published="2026-02-10",
        modified="2026-03-01T08:30:00+01:00",
        image="https://shop.example/bilder/zink.jpg",
        seo=Seo(title="Zink: intag och livsmedel"),
        source_url="https://shop.example/blogg/zink",
        blocks=(
            Heading(level=2, inlines=(Text("Hur mycket behövs?"),)),
            Paragraph(
                inlines=(
                    Text("Vuxna rekommenderas "),
                    Quantity("9", "mg", "9–12 mg", "12"),
                    Text(" per dag. Mer än "),
                    Quantity("25", "mg", "25 mg"),
                    Text(" bör "),
                    Em((Text("inte"),)),
                    Text(" tas utan råd."),
                    Cite(("r1", "r2"), "(1,2)"),
                )
            ),
            List(
                items=(
                    Item(inlines=(Text("nötkött"),)),
                    Item(
                        inlines=(Text("skaldjur, såsom"),),
                        items=(Item(inlines=(Text("ostron"),)), Item(inlines=(Text("krabba"),))),
                    ),
                )
            ),
        ),
        references=(
            Reference(
                id="r1",
                number=1,
                text="EFSA. Scientific opinion on dietary reference values for zinc. 2014.",
                url="https://efsa.example/zinc",
                doi="10.2903/j.efsa.2014.3844",
            ),
            Reference(id="r2", number=2, text="Nordic Nutrition Recommendations 2023."),
        ),
    )
)

EVERYTHING = mint(
    Article(
        locale="sv",
        title="Allt som en artikel kan hålla",
        blocks=(
            Table(
                caption_inlines=(Text("Zink i mat"),),
                rows=(
                    (
                        Cell(inlines=(Text("Livsmedel"),), header=True),
                        Cell(inlines=(Text("Zink"),), header=True, colspan=2),
                    ),
                    (
                        Cell(inlines=(Text("Ostron"),), rowspan=2),
                        Cell(inlines=(Quantity("39.3", "mg", "39,3 mg"),)),
                        Cell(inlines=(Text("per "), Quantity("100", "g", "100 g"))),
                    ),
                ),
            ),
            Image(
                src="https://shop.example/ostron.jpg",
                alt="Ett fat ostron",
                caption_inlines=(Text("Ostron"),),
                width=800,
            ),
            Quote(inlines=(Text("Ät varierat,"), Break(), Text("så räcker det.")), source="Maja Lindqvist, dietist"),
            List(
                ordered=True, items=(Item(inlines=(Text("Koka "), Link("https://shop.example/ris", (Text("riset"),)))),)
            ),
            Question(
                inlines=(Text("Hur skrivs vatten?"),),
                blocks=(Paragraph(inlines=(Text("H"), Sub((Text("2"),)), Text("O, i m"), Sup((Text("3"),)))),),
            ),
        ),
    )
)

SAMPLES = {"zinc": ZINC, "everything": EVERYTHING}
