"""Memory of one process that extracts many pages, which must be flat after the first 1,000.

The pages are those of tests/pages and examples, each time with other titles, addresses, class names and ids, so that no
cache can live on meeting the same page again.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from pathlib import Path

from articles import EXAMPLES, word

from contentops.errors import NoArticle
from contentops.extract import extract
from contentops.ingest import decode, is_html

ROOT = Path(__file__).parents[1]
WARM = 1_000


def resident() -> float:
    """Resident memory of this process, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def varied(page: str, one: int) -> str:
    """A page like ``page`` that has not been seen yet."""
    own = word(one)
    if not is_html(page):
        return page.replace(". ", f", {own}. ")
    page = re.sub(r"(https?://[\w.-]+/[\w/-]*[\w-])", rf"\1-{one}", page)
    page = re.sub(r"""((?:class|id)=["']?)""", rf"\1{own}-{one} ", page)
    return re.sub(r"(<(?:p|li|td|h[1-6])\b[^>]*>)", rf"\1{own.capitalize()} ", page)


def main() -> int:
    """Prints the memory after the first 1,000 pages and after all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    number = parser.parse_args().pages
    paths = [*sorted(EXAMPLES.glob("*.html")), *sorted((ROOT / "tests" / "pages").glob("*/page.*"))]
    sources = [decode(path.read_bytes()).text for path in paths]
    refused = 0
    warm = 0.0
    start = time.process_time()
    for one in range(number):
        try:
            extract(varied(sources[one % len(sources)], one))
        except NoArticle:
            refused += 1
        if (one + 1) % WARM == 0:
            gc.collect()
            now = resident()
            warm = warm or now
            print(f"{one + 1:>6} pages: {now:6.1f} MB, {time.process_time() - start:5.0f} s", flush=True)
    print(f"ratio {resident() / warm:.3f}; {refused} pages refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
