from __future__ import annotations

import pytest

from contentops.article.record import SegmentRecord
from contentops.report.acts import editable


@pytest.mark.parametrize(
    ("source", "text", "shown", "edited"),
    [
        ("Frön.", "Frø.", "Frø.", "Frø."),
        ("Ta ⟦1⟧.", "Tag ⟦1⟧.", "Tag 5 mg.", "Tag 5 mg."),
        ("Läs ⟦1⟧här⟦/1⟧.", "Læs ⟦1⟧her⟦/1⟧.", "Læs her.", "Læs ⟦1⟧her⟦/1⟧."),
        ("⟦1⟧Läs ⟦2⟧.⟦/1⟧", "⟦1⟧Læs ⟦2⟧.⟦/1⟧", "Læs 5 mg.", "Læs 5 mg."),
        ("⟦1⟧⟦2⟧Läs⟦/2⟧⟦/1⟧", "⟦1⟧⟦2⟧Læs⟦/2⟧⟦/1⟧", "Læs", "⟦1⟧⟦2⟧Læs⟦/2⟧⟦/1⟧"),
        ("Frön.", "", "", ""),
        ("Läs ⟦1⟧här⟦/1⟧.", "", "", "Läs ⟦1⟧här⟦/1⟧."),
    ],
)
def test_a_sentence_is_edited_in_plain_words_unless_they_would_lose_its_links(
    source: str, text: str, shown: str, edited: str
) -> None:
    segment = SegmentRecord(
        address="p#0", block="p", role="paragraph", source=source, source_shown="", text=text, shown=shown
    )
    assert editable(segment) == edited
