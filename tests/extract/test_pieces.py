from __future__ import annotations

from dataclasses import replace

from contentops.article.model import Paragraph, Text
from contentops.extract.pieces import Piece


def test_a_piece_with_another_block_has_the_text_of_that_block() -> None:
    piece = Piece(Paragraph(inlines=(Text("Zink"),)))
    assert piece.text == "Zink"

    assert replace(piece, block=Paragraph(inlines=(Text("Järn"),))).text == "Järn"
