"""What is wrong with a source is said; what is right is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.article.record import Finding
from contentops.extract import read
from contentops.extract.losses import phrases, shortcode

PROSE = "Zink finns i kött, ost och fullkorn, och kroppen behöver lite av det varje dag för att må bra."
MORE = "Den som äter blandad kost får oftast i sig tillräckligt, men behovet ökar för gravida och för den som ammar."
REFERENCES = (
    "<h2>Referenser</h2><ol><li>Ek A. Zink. J Nutr. 2019.</li><li>Lind C. Zink i maten. Näringsråd. 2020.</li></ol>"
)
HEAD = (
    '<meta name="author" content="Anna Ek"><meta property="article:published_time" content="2026-03-02">'
    '<meta property="og:type" content="article">'
)


def page(body: str, *, head: str = HEAD, footer: str = "") -> str:
    return (
        f'<!doctype html><html lang="sv"><head><title>Om zink i maten</title>{head}</head><body><article>'
        f"<h1>Om zink i maten</h1><p>{PROSE}</p><h2>Så mycket behöver du</h2>{body}<p>{MORE}</p></article>"
        f"{footer}</body></html>"
    )


def found(
    body: str, rule: str = "", *, url: str | None = "https://butik.example/blogg/zink", **more: str
) -> list[Finding]:
    return [finding for finding in read(page(body, **more), url).findings if rule in ("", finding.rule)]


def test_a_sound_page_has_no_finding() -> None:
    body = (
        f"<p>Zink behövs (1) varje dag (2). <a href='/blogg/jarn'>Läs om järn</a> eller <a href='#svar'>se svaret</a>.</p>"
        f"<p>Det finns i:</p><ul><li>ost</li><li>kött</li></ul><h3 id='svar'>Svaret</h3><p>{MORE.replace('Den', 'Var')}</p>"
        f"{REFERENCES}"
    )

    assert read(page(body).replace(f"<p>{MORE}</p></article>", "</article>"), "https://butik.example/").findings == ()


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("", "has no address"),
        ("#", "leads nowhere"),
        ("#doser", "a place that the page does not have"),
        ("javascript:void(0)", "runs a script"),
        ("http://[", "no browser understands"),
        ("http://", "names no site"),
        ("http://http://butik.example/", "names no site"),
        ("http://localhost/zink", "names no site"),
        ("undefined", "never filled in"),
        ("/blogg/undefined", "never filled in"),
        ("{{ url }}", "never filled in"),
        ("https://butik.example/%7B%7Bhandle%7D%7D", "never filled in"),
        ("file:///C:/zink.docx", "somebody's computer"),
        ("mailto:", "no address to write to"),
    ],
)
def test_a_link_that_leads_nowhere_is_said_with_its_place(href: str, why: str) -> None:
    [finding] = found(
        f"<p>Här kan du läsa mer om <a href='{href}'>dosen för barn</a> och annat.</p>", "source-broken-link"
    )

    assert why in finding.message
    assert (finding.text, bool(finding.block), finding.severity) == ("dosen för barn", True, "warn")


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/blogg/jarn">om järn</a>',
        '<a href="jarn.html?a=1#del">om järn</a>',
        '<a href="https://råd.example/zink">råden</a>',
        '<a href="mailto:fraga@butik.example">fråga oss</a>',
        '<a href="tel:+4681234567">ring</a>',
        '<a href="#top">överst</a>',
        '<a href="#svar">svaret</a><a id="svar"></a>',
        '<a href="#svar">svaret</a><a name="svar"></a>',
        '<a href="#f%C3%B6tter">fötter</a><span id="fötter"></span>',
        '<a href="#sidfot">sidfoten</a>',
        '<a href="#ref9">[1]</a>',
        '<a name="hit">hit</a>',
        '<a href="#:~:text=zink">zink</a>',
    ],
)
def test_a_link_that_can_be_followed_is_no_finding(link: str) -> None:
    body = f"<p>Här kan du läsa mer: {link} eller fråga en läkare.</p>{REFERENCES}"

    assert found(body, "source-broken-link", footer='<footer><p id="sidfot">Butiken</p></footer>') == []


def test_a_broken_link_of_the_shop_is_no_finding() -> None:
    body = "<p>Zink är bra för många.</p><div class='share'><a href='#'>Dela artikeln</a></div>"

    assert found(body, "source-broken-link", footer="<footer><a href=''>Köpvillkor</a></footer>") == []


def test_relative_links_of_a_page_without_an_address_are_said_up_to_a_number() -> None:
    links = "".join(f"<p>Här står en hel del om <a href='/sida-{n}'>ämne {n}</a> och lite till.</p>" for n in range(30))
    findings = found(links, "source-broken-link", url=None)

    assert len(findings) == 21
    assert "relative" in findings[0].message
    assert "10 more" in findings[-1].message


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ('<div class="faktaruta"></div>', "“faktaruta” is empty"),
        ('<aside class="article-fact-box"> <p></p> </aside>', "“article-fact-box” is empty"),
        ('<div class="callout"><h3>Kort om zink</h3></div>', "nothing but its title, “Kort om zink”"),
        ("<ul><li></li><li> </li></ul>", "A list is empty"),
        ("<table><tr><td></td><td></td></tr></table>", "A table is empty"),
        ("<blockquote><p></p></blockquote>", "A quotation is empty"),
    ],
)
def test_an_empty_box_is_said(box: str, said: str) -> None:
    [finding] = found(box + f"<p>{MORE} Och mer.</p>", "source-empty-box")

    assert said in finding.message


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="faktaruta"><h3>Kort om zink</h3><p>{PROSE} Och mer.</p></div>',
        '<div class="faktaruta"><img src="/zink.png" width="300" height="200"></div>',
        '<div class="spacer"></div>',
        '<div class="factory"></div>',
        '<div class="callout" hidden></div>',
        '<ul class="icons"><li><a href="/a"></a></li></ul>',
    ],
)
def test_a_box_that_holds_something_or_means_nothing_is_no_finding(box: str) -> None:
    assert found(box, "source-empty-box") == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>Hur mycket du behöver ser du i tabellen nedan.</p>", "speaks of a table"),
        ("<p>Se tabell 1 för doser i olika åldrar.</p>", "speaks of a table"),
        ("<p>Som bilden nedan visar finns zink i hela kroppen.</p>", "speaks of a picture"),
        ("<p>I videon nedan berättar vår dietist mer.</p>", "speaks of a video"),
        ("<p>Punkterna nedan är de viktigaste.</p>", "speaks of a list"),
        ("<p>Följ stegen här under så blir det rätt.</p>", "speaks of a list"),
        ('<p>[gallery ids="1,2,3"]</p>', "“[gallery ids"),
        ("<p>Zink finns i mat. [products] Och i ost.</p>", "“[products]”"),
        (
            "<p>Så här mycket behöver {{ customer.name }} av zink varje dag, och det är inte svårt att få i sig.</p>",
            "{{",
        ),
        ('<p>Mer text om zink.</p><p>[vc_row el_class="x"]</p>', "“[vc_row"),
        (
            '<p>Se här.</p><iframe src="https://video.example/embed/1" width="560" height="315"></iframe>',
            "video.example",
        ),
        ('<figure><video controls><source src="/zink.mp4"></video></figure>', "/zink.mp4"),
        ("<p>Så ser det ut.</p><img src='' alt='Zink i olika livsmedel'>", "“Zink i olika livsmedel”"),
        ("<p>Formeln är <math><mi>x</mi></math> för alla.</p>", "formula"),
        (
            "<p>Zink behövs för hud, hår och naglar, och den som äter för lite av det kan bli trött och</p>",
            "breaks off",
        ),
        ("<p>Zink behövs för hud, hår och naglar, men den som äter för lite kan bli trött,</p>", "breaks off"),
    ],
)
def test_content_that_seems_lost_is_said(body: str, said: str) -> None:
    findings = found(body, "source-lost-content")

    assert [said in finding.message for finding in findings] == [True], findings


@pytest.mark.parametrize(
    "body",
    [
        "<p>Så mycket som i tabellen nedan.</p><table><tr><th>Ålder</th></tr><tr><td>5 mg</td></tr></table>",
        "<p>Du ser det i tabellen nedan.</p><p><img src='/tabell.png' alt='Tabell' width='600' height='400'></p>",
        "<p>Som bilden nedan visar.</p><img src='/zink.png' alt='Zink' width='600' height='400'>",
        "<p>Punkterna nedan är viktiga.</p><ul><li>Sov</li><li>Ät</li></ul>",
        "<p>Det periodiska systemet är en tabell, och bilden av zink är ljus.</p>",
        "<p>Zink [1] nämns redan [sic] i en gammal bok [red. anm.] om mat.</p>",
        '<iframe src="https://www.googletagmanager.com/ns.html?id=1" width="0" height="0"></iframe>',
        '<iframe src="/pixel" width="1" height="1"></iframe>',
        '<iframe src="/x" style="display: none"></iframe>',
        "<p>Zink behövs för hud, hår och naglar, och den som äter för lite kan bli trött,</p><ul><li>frusen</li></ul>",
        "<p>Zink behövs för hud, hår och naglar, och det är inte alltid lätt att veta vad det beror på</p>",
        "<p>Läs mer om zink, selen och</p>",
        "<p>Så ser det ut.</p><img src='data:image/gif;base64,R0' data-lazy-src='/zink.png' alt='Zink i maten'>",
        "<p>Så ser det ut.</p><img src='' alt=''>",
    ],
)
def test_content_that_is_there_is_no_finding(body: str) -> None:
    assert found(body, "source-lost-content") == []


def test_a_frame_outside_of_the_article_is_no_finding() -> None:
    footer = '<footer><iframe src="https://karta.example/butiken" width="300" height="200"></iframe></footer>'

    assert found("<p>Zink är bra.</p>", "source-lost-content", footer=footer) == []


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Zink finns naturligt i:</p><p>{MORE} Och mer.</p>",
        "<p>Zink finns naturligt i:</p><h3>Brist</h3><p>Brist är ovanligt.</p>",
        f"<ul><li>Ost</li><li>Kött, till exempel:</li></ul><p>{MORE} Och mer.</p>",
        f"<details><summary>Var finns zink?</summary><p>Zink finns i:</p></details><p>{MORE} Och mer.</p>",
    ],
)
def test_a_lead_in_without_its_list_is_said(body: str) -> None:
    assert [finding.severity for finding in found(body, "source-lost-list")] == ["warn"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Zink finns i:</p><ul><li>ost</li><li>kött</li></ul>",
        "<p>Zink finns i:</p><p>– ost</p><p>– kött</p>",
        "<p>Anna Ek säger så här:</p><p>”Ät mer fullkorn, så får du i dig det du behöver.”</p>",
        "<p>Så mycket behöver du:</p><table><tr><th>Ålder</th><th>Zink</th></tr><tr><td>Barn</td><td>5 mg</td></tr></table>",
        f"<p><strong>Tips:</strong></p><p>{MORE} Och mer.</p>",
        "<ul><li>Frukost:<ul><li>gröt</li></ul></li></ul>",
        f"<p>Två saker avgör hur mycket du tar upp:</p><h3>Maten</h3><p>{MORE} Ja.</p><h3>Åldern</h3><p>Ja.</p>",
    ],
)
def test_a_lead_in_that_leads_somewhere_is_no_finding(body: str) -> None:
    assert found(body, "source-lost-list") == []


def test_a_line_that_may_have_meant_the_text_after_it_is_only_noted() -> None:
    [finding] = found(f"<p>Svaret är egentligen ganska enkelt:</p><p>{MORE} Och mer.</p>", "source-lost-list")

    assert finding.severity == "note"


def test_citations_and_references_that_do_not_meet_are_said() -> None:
    body = f"<p>Zink behövs varje dag (1). Det lagras inte [3].</p>{REFERENCES}"

    [finding] = found(body, "source-citation-without-reference")
    assert (finding.text, finding.severity, bool(finding.block)) == ("[3]", "warn", True)
    [finding] = found(body, "source-reference-never-cited")
    assert (finding.text, finding.severity) == ("Lind C. Zink i maten. Näringsråd. 2020.", "note")


def test_a_list_of_which_nothing_is_cited_is_one_finding() -> None:
    body = f"<p>Zink behövs varje dag. {MORE.replace('Den', 'Var')}</p>{REFERENCES}"
    [finding] = found(body, "source-reference-never-cited")

    assert (finding.severity, finding.text, "none of them" in finding.message) == ("note", "", True)


def test_a_reference_list_that_is_missing_altogether_is_said() -> None:
    cited = "<p>Zink behövs för hyn.(1) Det lagras inte. (2,3) Barn behöver mindre.(1)</p>"

    [finding] = found(cited, "source-lost-references")
    assert (finding.text, finding.severity, bool(finding.block)) == ("(1)", "warn", True)
    assert found(cited + REFERENCES, "source-lost-references") == []
    for counted in (
        "Gör så här: (1) koka, (2) rör och (3) ät.",
        "Av dem svarade 12 (4) och 13 (5).",
        "Zink.(1) Järn. (2)",
    ):
        assert found(f"<p>{counted}</p>", "source-lost-references") == []


def test_a_text_that_stands_twice_is_said_once_also_in_an_answer() -> None:
    assert len(MORE) < 120
    assert found(f"<p>{MORE}</p>", "source-duplicate-paragraph") == []  # too short to be sure
    longer = f"<p>{MORE} {PROSE}</p>"
    assert len(found(longer + "<p>Annat.</p>" + longer, "source-duplicate-paragraph")) == 1
    answer = f"<h2>Vanliga frågor</h2><details><summary>Hur mycket?</summary>{longer}</details>"
    assert len(found(longer + answer, "source-duplicate-paragraph")) == 1
    assert (
        len(found(longer + longer.replace(" ", "  ").replace("gravida", "GRAVIDA"), "source-duplicate-paragraph")) == 1
    )
    assert found(longer + longer.replace("gravida", "barn"), "source-duplicate-paragraph") == []


def test_author_and_date_that_are_missing_are_noted() -> None:
    findings = found("<p>Zink är bra.</p>", head="")

    assert [(finding.rule, finding.severity) for finding in findings] == [
        ("source-missing-author", "note"),
        ("source-missing-date", "note"),
    ]


def test_heading_levels_that_skip_and_empty_sections_are_said() -> None:
    body = f"<p>Zink är bra.</p><h4>För barn</h4><p>{MORE} Och mer.</p><h2>Tom</h2><h2>Mer</h2>"

    assert [finding.text for finding in found(body, "source-heading-skip")] == ["För barn"]
    assert [finding.text for finding in found(body, "source-empty-section")] == ["Tom"]
    sound = f"<p>Zink är bra.</p><h3>För barn</h3><p>{MORE} Och mer.</p><h2>Mer</h2>"
    assert found(sound, "source-heading-skip") == found(sound, "source-empty-section") == []


def test_letters_that_were_lost_are_said() -> None:
    broken = page("<p>Zink är bra för håret och naglarna, och för hyn på äldre dagar. Så är det.</p>").encode()
    broken = broken.replace("hyn på".encode(), b"hyn p\xe5")

    [finding] = [finding for finding in read(broken).findings if finding.rule == "source-replaced-bytes"]
    assert "1 byte sequence" in finding.message
    [finding] = found("<p>Zink \ufffdr bra f\ufffdr h\ufffdret.</p>", "source-replaced-bytes")
    assert "3 character(s)" in finding.message
    [finding] = found("<p>Zink Ã¤r bra fÃ¶r hÃ¥ret.</p>", "source-garbled-letters")
    assert "Ã¤r bra" in finding.text
    assert found("<p>Zink är bra för São Paulo.</p>", "source-garbled-letters") == []


def test_every_rule_is_explained_in_the_documentation() -> None:
    root = Path(__file__).parents[2]
    code = (root / "src/contentops/extract/findings.py").read_text(encoding="utf-8")
    text = (root / "docs/extraction.md").read_text(encoding="utf-8")
    rules = {line.split('"')[1] for line in code.splitlines() if line.strip().startswith("rule=")}

    assert len(rules) > 10
    assert {rule for rule in rules if f"`{rule}`" not in text} == set()


def test_patterns_are_linear_on_hostile_text() -> None:
    """They end: a pattern that takes its square on 200,000 characters runs for minutes."""
    words = phrases("sv")
    for text in (
        "tabellen " * 20_000,
        "[a " * 60_000,
        "[gallery " + "a=" * 90_000,
        "i tabell " * 20_000,
        "{{ a" * 50_000,
    ):
        for pattern in (words.tables, words.images, words.videos, words.lists, shortcode()):
            assert len(pattern.findall(text)) < 10
