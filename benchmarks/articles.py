"""Many articles out of the few of examples/: the same pages, with other addresses, titles and, if asked, other sentences."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

EXAMPLES = Path(__file__).parents[1] / "examples"
_LEAST = 25
"""Characters. A shorter piece of text is a menu's or a button's, not a sentence."""


def word(number: int) -> str:
    """A word that no other number gives."""
    syllables = []
    for _ in range(4):
        number, digit = divmod(number, 60)
        syllables.append("bdfgklmnprst"[digit // 5] + "aeiou"[digit % 5])
    return "".join(syllables)


def made(folder: Path, number: int, *, own_sentences: bool) -> Path:
    """A folder of so many pages. With ``own_sentences`` no two articles share a sentence, so that no memory helps."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.html"))]
    for one in range(number):
        html = sources[one % len(sources)]
        html = re.sub(r"https://([\w.-]+\.example/[\w/-]*[\w-])", rf"https://\1-{one}", html)
        html = _own(html, one) if own_sentences else re.sub(r"(<h1[^>]*>)", rf"\1{word(one).capitalize()}: ", html)
        (folder / f"article-{one:05}.html").write_text(html, encoding="utf-8")
    return folder


def _own(html: str, one: int) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for text in soup.find_all(string=True):
        if len(text) >= _LEAST and text.parent and text.parent.name not in ("script", "style", "title"):
            text.replace_with(re.sub(r"(^|[.!?] )(\s*\w+)", rf"\1\2 {word(one)}", str(text)))
    return str(soup)
