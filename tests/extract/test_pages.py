"""Golden pairs: each folder of tests/pages holds a page and the article, findings included, that it must become.

A folder may also hold `without.txt`, what stands around the article and must not come with it, a string a line; and
`exceptions.toml`, what of `expected.json` is not reached yet ([[exception]] with `what` and `why`). A case with exceptions
has to fail, so that the file goes once it passes.

After a change that is meant, `python -m tests.extract.test_pages NAME...` writes the expectation anew; read its diff.
"""

from __future__ import annotations

import html
import json
import sys
import tomllib
from collections.abc import Iterator
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


def marked(case: str) -> object:
    """The case, expected to fail where it lists exceptions."""
    path = PAGES / case / "exceptions.toml"
    if not path.exists():
        return case
    exceptions = tomllib.loads(path.read_text(encoding="utf-8"))["exception"]
    reason = "; ".join(f"{entry['what']}: {entry['why']}" for entry in exceptions)
    return pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=reason))


def strings(value: object) -> Iterator[str]:
    """What a reader sees of a part of an article: every string but types, ids and addresses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name not in ("type", "id", "href", "src", "url"):
                yield from strings(entry)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_page_becomes_the_article_that_was_read_in_it(case: str) -> None:
    expected = json.loads((PAGES / case / "expected.json").read_text(encoding="utf-8"))

    assert outcome(case) == expected


@pytest.mark.parametrize("case", [case for case in CASES if (PAGES / case / "without.txt").exists()])
def test_nothing_of_the_shop_is_in_the_article(case: str) -> None:
    around = (PAGES / case / "without.txt").read_text(encoding="utf-8").splitlines()
    page = next(path for path in (PAGES / case).glob("page.*"))
    source = page.read_bytes()
    shown = html.unescape(source.decode("utf-8", "ignore") + source.decode("cp1252", "ignore"))
    article = outcome(case)["article"]
    text = "\n".join(strings([article[part] for part in ("title", "lead", "blocks", "references")]))

    assert [string for string in around if string not in shown] == []  # else it would prove nothing
    assert [string for string in around if string in text] == []


def write(cases: list[str]) -> None:
    for case in cases or CASES:
        text = json.dumps(outcome(case), ensure_ascii=False, indent=1) + "\n"
        (PAGES / case / "expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
