"""Golden pairs: each folder of tests/pages holds a page and the article, findings included, that it must become.

After a change that is meant, `python -m tests.extract.test_pages NAME...` writes the expectation anew; read its diff.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from contentops.article.codec import to_json
from contentops.extract import read

PAGES = Path(__file__).parents[1] / "pages"
CASES = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())
URL = "https://butik.example/blogg/inlagg"


def outcome(case: str) -> dict[str, Any]:
    page = next(path for path in (PAGES / case).glob("page.*"))
    extraction = read(page.read_bytes(), URL if page.suffix == ".html" else None)
    findings = [{"rule": found.rule, "block": found.block, "text": found.text} for found in extraction.findings]
    return {"article": to_json(extraction.article), "findings": findings}


@pytest.mark.parametrize("case", CASES)
def test_a_page_becomes_the_article_that_was_read_in_it(case: str) -> None:
    expected = json.loads((PAGES / case / "expected.json").read_text(encoding="utf-8"))

    assert outcome(case) == expected


def write(cases: list[str]) -> None:
    for case in cases or CASES:
        text = json.dumps(outcome(case), ensure_ascii=False, indent=1) + "\n"
        (PAGES / case / "expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
