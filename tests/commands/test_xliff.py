"""German by XLIFF alone, by the command line, from a Swedish page to live; and what the two commands say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.test_cli import contentops, data

PAGE = """\
<!doctype html><html lang="sv"><head><title>Koka havregrynsgröt rätt | Butiken</title>
<link rel="canonical" href="https://butik.example/blogg/havre">
<meta name="description" content="Havre är enkelt att äta. Så kokar du den.">
<meta property="article:section" content="Kost och hälsa">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting","headline":"Havre i vardagen",
"articleSection":"Kost och hälsa","datePublished":"2026-03-01"}</script></head><body><article>
<h1>Havre i vardagen</h1><p class="lead">Gröt är en enkel frukost som de flesta tycker om.</p>
<p>Havregröt innehåller 3 gram fett.(1,2) Läs mer i
<a href="https://butik.example/guide">vår guide till havre</a> när du vill.</p>
<h2>Så gör du</h2><ul><li>Mät upp 2 dl havre</li><li>Rör om</li></ul>
<figure><img src="https://butik.example/a.jpg" alt="En skål med gröt"><figcaption>Gröt med bär.</figcaption></figure>
<table><caption>Koktid</caption><tr><th>Sort</th><th>Tid</th></tr><tr><td>Fin havre</td><td>5 minuter</td></tr></table>
<blockquote>Jag äter gröt varje dag.<cite>Eva Lund</cite></blockquote>
<h2>Källor</h2><ol><li>Andersson A. Oats and water. 2019.</li><li>Berg B. Oats and heat. 2020.</li></ol>
</article></body></html>
"""
GERMAN = {
    "Havre i vardagen": "Hafer im Alltag",
    "Havre är enkelt att äta.": "Hafer ist einfach zu essen.",
    "Så kokar du den.": "So kochen Sie ihn.",
    "Koka havregrynsgröt rätt": "Haferbrei richtig kochen",
    "Kost och hälsa": "Ernährung und Gesundheit",
    "Gröt är en enkel frukost som de flesta tycker om.": "Brei ist ein einfaches Frühstück, das die meisten mögen.",
    "Havregröt innehåller <0-1/> fett.<0-2/>": "Haferbrei enthält <0-1/> Fett.<0-2/>",
    "Läs mer i <1-1>vår guide till havre</1-1> när du vill.": (
        "Lesen Sie <1-1>unseren Ratgeber zu Hafer</1-1>, wenn Sie wollen."
    ),
    "Så gör du": "So geht es",
    "Mät upp <0-1/> havre": "<0-1/> Hafer abmessen",
    "Rör om": "Umrühren",
    "En skål med gröt": "Eine Schale mit Brei",
    "Gröt med bär.": "Brei mit Beeren.",
    "Koktid": "Kochzeit",
    "Sort": "Sorte",
    "Tid": "Zeit",
    "Fin havre": "Feiner Hafer",
    "Jag äter gröt varje dag.": "Ich esse jeden Tag Brei.",
    "Eva Lund": "Eva Lund",
}
_TARGETS = re.compile(r'(<target state=")needs-translation(">)(.*)(</target>)')
_CODE = re.compile(r'<(?:x|g) id="([^"]+)"[^>]*?( ?/)?>')
_CLOSED = re.compile(r"</g>")


def translated(text: str, german: dict[str, str]) -> str:
    """The file as a translator saves it: each sentence that she knows in German, each block of which she did all final."""

    def sentence(swedish: str) -> str | None:
        codes = {m[1]: m[0] for m in _CODE.finditer(swedish)}
        link = next((name for name, tag in codes.items() if tag.startswith("<g")), "")
        plain = _CODE.sub(lambda m: f"<{m[1]}/>" if m[2] else f"<{m[1]}>", swedish).replace("</g>", f"</{link}>")
        if plain not in german:
            return None
        out = german[plain].replace(f"</{link}>", "</g>") if link else german[plain]
        for name, tag in codes.items():
            out = out.replace(f"<{name}/>", tag).replace(f"<{name}>", tag)
        return out

    def block(match: re.Match[str]) -> str:
        inside, done = match[3], True

        def run(mark: re.Match[str]) -> str:
            nonlocal done
            said = sentence(mark[2])
            done = done and said is not None
            return f"{mark[1]}{said or mark[2]}{mark[3]}"

        if "<mrk" in inside:
            inside = re.sub(r"(<mrk [^>]*>)(.*?)(</mrk>)", run, inside)
        else:
            inside = re.sub(r"()(.*)()", run, inside, count=1)
        return f"{match[1]}{'final' if done else 'needs-translation'}{match[2]}{inside}{match[4]}"

    return _TARGETS.sub(block, text)


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """A store with a German draft of which nothing is translated."""
    (tmp_path / "contentops.toml").write_text('[targets.de]\nurl = "https://shop.example/{slug}"\nengines = []\n')
    (tmp_path / "havre.html").write_text(PAGE, encoding="utf-8")
    made = contentops(
        "localize", tmp_path / "havre.html", "--to", "de", "--out", tmp_path / "out",
        "--settings", tmp_path / "contentops.toml", "--json",
    )  # fmt: skip
    assert data(made)["segments"] == {"memory": 0, "translated": 0, "missing": len(GERMAN)}
    return tmp_path / "out"


def settings(store: Path) -> tuple[str, Path]:
    return "--settings", store.parent / "contentops.toml"


def test_a_page_is_live_in_german_by_xliff_alone(german: Path) -> None:
    file = german.parent / "german.xlf"
    out = contentops("xliff", "export", german, "--target", "de", "--out", file, *settings(german))
    assert (out.exit_code, out.stdout) == (0, "")
    assert f"1 article, {len(GERMAN)} sentences, {len(GERMAN)} of them without a translation." in out.stderr
    file.write_text(translated(file.read_text(encoding="utf-8"), GERMAN), encoding="utf-8")

    back = contentops("xliff", "import", german, file, "--by", "Karen Holm", *settings(german))
    assert back.exit_code == 0, back.stdout
    assert f"{len(GERMAN)} sentences approved" in back.stdout
    assert live(german) == []
    (row,) = data(contentops("review", *settings(german), german, "list", "--json"))["rows"]
    assert (row["missing"], row["held"], row["live"]) == (0, [], None)

    approved = contentops("review", *settings(german), german, "approve", row["article"], "--target", "de")
    assert approved.exit_code == 0, approved.stdout
    (there,) = live(german)
    assert (there["state"], there["slug"], there["url"]) == (
        "approved", "hafer-im-alltag", "https://shop.example/hafer-im-alltag",
    )  # fmt: skip
    document = json.loads((german / "public/objects" / there["object"]).read_bytes())
    assert document["title"] == "Hafer im Alltag"
    assert document["description"] == "Hafer ist einfach zu essen. So kochen Sie ihn."
    assert document["seo"]["title"] == "Haferbrei richtig kochen"
    assert [category["name"] for category in document["categories"]] == ["Ernährung und Gesundheit"]
    assert document["lead"] == "Brei ist ein einfaches Frühstück, das die meisten mögen."
    html = document["html"].replace("&nbsp;", " ")
    for words in (
        'Haferbrei enthält <data value="3 g">3 g</data> Fett.<sup class="cite">',
        'Lesen Sie <a href="https://butik.example/guide"',
        "unseren Ratgeber zu Hafer</a>, wenn Sie wollen.",
        'alt="Eine Schale mit Brei"',
        "Brei mit Beeren.",
        "Kochzeit",
        "Feiner Hafer",
        "5 Minuten",  # nothing to translate for a person: a cell of a quantity
        "Ich esse jeden Tag Brei.",
        "2 dl</data> Hafer abmessen",
    ):
        assert words in html, words
    assert not [swedish for swedish in GERMAN if len(swedish) > len("Eva Lund") and swedish in html]


def live(store: Path) -> list[dict[str, str]]:
    """The live rows of a store."""
    pointer = json.loads((store / "public/live.json").read_bytes())
    manifest = json.loads((store / "public/objects" / pointer["manifest"]).read_bytes())
    rows: list[dict[str, str]] = manifest["rows"]
    return rows


def test_it_is_live_at_once_with_approve_and_not_while_a_sentence_is_missing(german: Path) -> None:
    file = german.parent / "german.xlf"
    text = contentops("xliff", "export", german, "--target", "de", *settings(german)).stdout
    file.write_text(translated(text, {s: g for s, g in GERMAN.items() if s != "Rör om"}), encoding="utf-8")
    arguments = ("xliff", "import", german, file, "--by", "Karen Holm", "--approve", *settings(german))
    result = contentops(*arguments, "--json")
    assert result.exit_code == 1
    (article,) = data(result)["articles"]
    assert (article["missing"], article["live"]) == (1, False)
    assert article["not_approved"] == "1 sentence of it is not approved."
    file.write_text(translated(text, GERMAN), encoding="utf-8")
    result = contentops(*arguments)
    assert result.exit_code == 0, result.stdout
    assert "The article is approved, live." in result.stdout


def test_what_is_refused_ends_with_1_and_is_named_and_the_rest_of_the_batch_goes_on(german: Path) -> None:
    file, none = german.parent / "german.xlf", german.parent / "none.xlf"
    text = translated(contentops("xliff", "export", german, "--target", "de", *settings(german)).stdout, GERMAN)
    file.write_text(re.sub(r"enthält <x [^>]*> Fett", "enthält Fett", text), encoding="utf-8")
    none.write_text("<html/>", encoding="utf-8")
    result = contentops("xliff", "import", german, none, file, "--by", "Karen Holm", *settings(german))
    assert result.exit_code == 1
    assert f"Refused: {none}: not XLIFF 1.2 or 2.1: it begins with <html> without a namespace." in result.stdout
    assert re.search(rf"Refused: {file}: havre-\S+ p-\w+#0: the translation loses code 0-1 \(3 gram\)", result.stdout)
    assert f"{len(GERMAN) - 1} sentences approved, 0 as before, 1 refused." in result.stdout


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_a_file_that_is_exported_to_stdout_is_one_xml_document(german: Path, version: str) -> None:
    result = contentops("xliff", "export", german, "havre", "--target", "de", "--version", version, *settings(german))
    root = ET.fromstring(result.stdout)  # noqa: S314  # our own
    assert root.get("version") == version


def test_where_nothing_waits_no_file_is_written(german: Path) -> None:
    file = german.parent / "german.xlf"
    text = contentops("xliff", "export", german, "--target", "de", *settings(german)).stdout
    file.write_text(translated(text, GERMAN), encoding="utf-8")
    contentops("xliff", "import", german, file, "--by", "Karen Holm", *settings(german))
    again = german.parent / "again.xlf"
    result = contentops("xliff", "export", german, "--target", "de", "--waiting", "--out", again, *settings(german))
    assert (result.exit_code, again.exists()) == (0, False)
    assert "nothing waits in de: no file was written" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("export", "nope", "--target", "de"), 1, "there is no store here"),
        (("export", "{store}", "--target", "fi"), 2, "there are no drafts in 'fi' here"),
        (("export", "{store}", "nope", "--target", "de"), 2, "there is no article 'nope'"),
        (("export", "{store}", "--target", "de", "--version", "3.0"), 2, "3.0"),
        (("export", "{store}", "--target", "de", "--out", "/nowhere/a.xlf"), 1, "/nowhere/a.xlf: cannot be written"),
        (("import", "{store}", "nope.xlf"), 1, "nope.xlf: cannot be read: No such file"),
        (("import", "{store}"), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_said(german: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = contentops("xliff", *(a.format(store=german) for a in arguments), *settings(german))
    assert result.exit_code == code
    assert said in result.output
