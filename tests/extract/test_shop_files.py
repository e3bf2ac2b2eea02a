"""Shop files: what each key does, whose pages they take, and how a wrong one is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from contentops.article.model import Article, Author
from contentops.errors import UsageError
from contentops.extract import Site, Sites, extract, read, sites
from contentops.extract.explain import explain
from contentops.extract.sites import KEYS, host_in, load, load_folder, made_by, match

PAGE = (Path(__file__).parents[1] / "pages" / "shop-file" / "page.html").read_bytes()
EXAMPLE = match("https://www.skafferiet.example/lasning/havregryn")
PROSE = "Havre odlas i hela landet, och den trivs bäst i ett svalt klimat med mycket regn på våren. " * 3
MORE = "Den mals till mjöl, valsas till gryn, eller blir till en dryck som många häller i kaffet. " * 3


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="sv"><title>Om havre</title>{head}<body>{body}</body></html>'


def article(html: str, **keys: object) -> Article:
    return extract(page(html), site=Site(**keys))  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------------- the example


def test_the_example_uses_and_explains_every_key() -> None:
    assert EXAMPLE is not None
    assert {name for name in KEYS if getattr(EXAMPLE, name)} == KEYS
    lines = Path(EXAMPLE.path).read_text(encoding="utf-8").splitlines()
    block_starts = [number for number, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    assert all(lines[number - 1].startswith("#") or (number - 1) in block_starts for number in block_starts)


@pytest.mark.parametrize("name", sorted(KEYS - {"hosts"}))
def test_every_key_of_the_example_changes_its_page(name: str) -> None:
    assert EXAMPLE is not None
    without = replace(EXAMPLE, **{name: getattr(Site(), name)})
    assert extract(PAGE, site=without) != extract(PAGE)


def test_the_example_makes_the_article_of_its_page() -> None:
    found = extract(PAGE)
    assert (found.title, found.seo.title) == ("Havregryn i tre former", "Havregryn: så väljer du rätt sort")
    assert found.lead.startswith("På hyllan står tre sorters havregryn")
    assert found.author == Author(name="Maja Sjö", url="https://www.skafferiet.example/om/maja")
    assert (found.published, [category.name for category in found.categories]) == (
        "2026-03-04",
        ["Frukost", "Spannmål"],
    )
    for kept in ("En portion havregryn på 40 g", "Fiberhavregryn har fått extra havrekli."):
        assert kept in found.text
    for gone in ("kundklubben", "Hylla 14", "Plocka ned", "Ställ bredvid", "Kanel", "syskonen Alm", "Skafferiet & Co"):
        assert gone not in found.text


def test_the_explanation_tells_what_each_key_did() -> None:
    said = re.sub(r"\d+ characters", "N characters", explain(read(PAGE)))
    for line in (
        "  <div spalt-b>, N characters: named by the shop's file",
        "  cut '.kundklubb': 1 element",
        "  title '.etikett-stor': “Havregryn i tre former – Skafferiet & Co”",
        "  published '.stampel': 2026-03-04",
        "  the shop's file: 2 pieces, N characters",
        "    <p lagerrad>, N characters: “Hylla 14, tredje facket från vänster, brukar vara påfylld före klockan tio.”",
    ):
        assert line in said.splitlines()


def test_the_explanation_has_no_signs_that_a_terminal_obeys() -> None:
    body = f"<article><h1>Om havre</h1><p>{PROSE}</p></article><footer>Sidfot \x1b[2J\u202e här</footer>"
    said = explain(read(page(body)))
    assert "Sidfot" in said
    assert all(sign.isprintable() or sign == "\n" for sign in said)


def test_of_a_page_without_chrome_nothing_was_cut() -> None:
    assert explain(read(f"Om havre i köket\n\n{PROSE}\n\n{MORE}\n")).splitlines() == [
        "The page is plain text: all of its lines were looked at.",
        "Nothing was cut.",
    ]


# ----------------------------------------------------------------------------------------------------------- the corners


def test_selectors_that_find_nothing_change_nothing_and_are_told() -> None:
    body = f"<article><h1>Om havre</h1><p>{PROSE}</p><h2>Mer</h2><p>{MORE}</p></article>"
    keys = dict.fromkeys(("body", "title", "lead", "author", "published", "categories"), ".ingen")
    site = Site(cut=(".ingen",), keep=(".ingen",), **keys)  # type: ignore[arg-type]
    extraction = read(page(body), site=site)
    assert extraction.article == extract(page(body))
    assert {effect.did for effect in extraction.effects} == {"nothing was found"}
    assert len(extraction.effects) == 8


def test_a_body_in_several_elements_is_read_in_the_order_of_the_page() -> None:
    one = f'<h1>Om havre</h1><aside class="b"><p>{PROSE}</p></aside><p>Emellan står annat.</p>'
    found = article(f'{one}<div class="a"><h2>Sist</h2><p>{MORE}</p></div>', body=".a, .b")
    assert found.text.split("\n") == ["Om havre", PROSE.strip(), "Sist", MORE.strip()]


def test_what_is_kept_stays_in_what_is_cut_by_its_name() -> None:
    inner = '<div class="cart"><p>Köp</p></div><p>Fullkorn mättar längre.</p>'
    body = (
        f'<article><h1>Om havre</h1><p>{PROSE}</p><aside><div class="fakta">{inner}</div><p>Annat</p></aside></article>'
    )
    found = article(body, keep=(".fakta",))
    assert "Köp\nFullkorn mättar längre." in found.text
    assert "Fullkorn" not in article(body).text


def test_what_is_kept_stays_above_the_title_too() -> None:
    top = "<div class='ruta'>Skörden i år: god.</div><p>Nyheter</p>"
    html = f"<main>{top}<h1>Om havre</h1><p>{PROSE}</p><p>{MORE}</p></main>"

    assert "Skörden i år: god." in article(html, keep=(".ruta",)).text
    assert "Skörden i år: god." not in article(html).text


def test_a_form_or_a_menu_that_is_kept_is_read() -> None:
    for tag in ("form", "nav", "footer"):
        body = (
            f'<article><h1>Om havre</h1><p>{PROSE}</p><{tag} class="k"><p>Blötlägg över natten.</p></{tag}></article>'
        )
        assert "Blötlägg" in article(body, keep=(".k",)).text
        assert "Blötlägg" not in article(body).text


def test_what_is_cut_goes_from_what_is_kept() -> None:
    body = f'<article><h1>Om havre</h1><p>{PROSE}</p><div class="k"><p>Ett.</p><p class="c">Två.</p></div></article>'
    text = article(body, keep=(".k",), cut=(".c",)).text
    assert ("Ett." in text, "Två." in text) == (True, False)


def test_a_lead_that_stands_outside_the_body_comes_first() -> None:
    lead = "Havre är ett sädesslag som många äter till frukost."
    text = f"<article><p>{PROSE}</p><h2>Mer</h2><p>{MORE}</p></article>"
    body = f'<h1>Om havre</h1>{text}<footer><p class="l">{lead}</p></footer>'
    found = article(body, lead=".l")
    assert (found.lead, lead in "\n".join(block.text for block in found.blocks)) == (lead, False)


def test_a_page_cannot_mark_itself() -> None:
    marked = f'<p data-contentops-shop="cut">{PROSE}</p>'
    body = f"<article><h1>Om havre</h1>{marked}<h2>Mer</h2><p>{MORE}</p></article>"
    assert article(body, cut=(".x",)) == article(body)
    assert article(body).text.count("Havre odlas") == 3


def test_values_of_meta_elements_and_of_datetime_are_read() -> None:
    head = '<meta name="penna" content="Maja Sjö">'
    body = (
        f'<article><h1>Om havre</h1><p>{PROSE}</p><p><time datetime="2026-03-04T08:00">i förrgår</time></p></article>'
    )
    found = extract(page(body, head), site=Site(author="meta[name=penna]", published="time"))
    assert (found.author, found.published) == (Author(name="Maja Sjö"), "2026-03-04T08:00")


def test_a_date_that_is_none_is_told() -> None:
    body = f'<article><h1>Om havre</h1><p>{PROSE}</p><p class="d">i våras</p></article>'
    extraction = read(page(body), site=Site(published=".d"))
    assert [(effect.key, effect.did) for effect in extraction.effects] == [("published", "no date in “i våras”")]


def test_of_a_plain_text_words_and_the_sites_name_go() -> None:
    text = f"Om havre i köket | Havrebutiken\n\n{PROSE}\n\nTill grynhyllan\n\n{PROSE}\n"
    site = Site(lines=frozenset(["till grynhyllan"]), site_name="Havrebutiken", body=".x")
    found = extract(text, site=site)
    assert (found.title, "grynhyllan" in found.text, "Havrebutiken" in found.text) == ("Om havre i köket", False, False)


# ------------------------------------------------------------------------------------------------------------ whose pages


def test_without_shop_files_no_selector_is_run_and_no_address_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(sites, "shipped", Sites)
    monkeypatch.setattr(sites, "urlsplit", never)
    monkeypatch.setattr("contentops.extract.shop._marked", never)
    monkeypatch.setattr("contentops.extract.shop.replace", never)
    assert extract(PAGE, "https://www.skafferiet.example/lasning/havregryn").title == "Läsning från skafferiet"


FOLDER = Sites(
    {"butik.example": Site(title="a"), "*.kedja.example": Site(title="b"), "fisk.kedja.example": Site(title="c")}
)


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://butik.example/blogg/a", "a"),
        ("http://WWW.Butik.example:8080/", "a"),
        ("butik.example", "a"),
        ("https://blogg.butik.example/", ""),
        ("https://enbutik.example/", ""),
        ("https://kedja.example/", "b"),
        ("https://a.b.kedja.example/", "b"),
        ("https://fisk.kedja.example/", "c"),
        ("https://example/", ""),
        ("/blogg/a", ""),
        ("http://[::1", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_file_takes_the_pages_of_its_hosts(url: str | None, title: str) -> None:
    found = FOLDER.match(url)
    assert (found.title if found else "") == title


def test_a_host_with_swedish_letters_is_the_same_in_either_spelling(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('hosts = ["hälsa.example"]', encoding="utf-8")
    folder = load_folder(tmp_path)
    assert folder.match("https://www.hälsa.example/") is folder.match("https://xn--hlsa-loa.example/") is not None


def test_the_address_of_the_page_goes_before_what_the_page_says_of_itself() -> None:
    body = (
        f'<article><h1>Om havre</h1><h2 class="a">Gröt</h2><p>{PROSE}</p><h2 class="b">Bröd</h2><p>{MORE}</p></article>'
    )
    html = page(body, '<link rel="canonical" href="https://a.example/">')
    folder = Sites({"a.example": Site(title=".a"), "b.example": Site(title=".b")})
    assert extract(html, site=folder).title == "Gröt"
    assert extract(html, "https://b.example/x", site=folder).title == "Bröd"
    assert extract(html, "https://c.example/x", site=folder).title == "Gröt"
    assert extract(html).title == "Om havre"


def test_a_file_of_ones_own_goes_before_the_shipped_one() -> None:
    own = Sites({"skafferiet.example": Site(site_name="Skafferiet & Co")})
    assert read(PAGE, site=own).site == own.by_host["skafferiet.example"]
    assert read(PAGE, site=Sites()).site == EXAMPLE


def test_by_what_a_page_is_read_names_version_host_and_file() -> None:
    site, other = Site(title="a"), Site(title="b")
    folder = Sites({"butik.example": site})
    assert made_by("3", None, None) == "3"
    assert made_by("3", "https://www.annan.example/a", folder) == "3 annan.example"
    assert made_by("3", "https://www.butik.example/a", folder) == f"3 butik.example {site.fingerprint}"
    assert made_by("3", None, site) == f"3 - {site.fingerprint}"
    assert site.fingerprint != other.fingerprint
    assert [host_in(made) for made in ("3", "3 annan.example", "3 a.example 0f", "3 - 0f")] == [
        "",
        "annan.example",
        "a.example",
        "",
    ]


# -------------------------------------------------------------------------------------------------------------- wrong ones


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("body", "cannot be read"),
        ('bodi = ".a"', r"unknown key bodi \(did you mean 'body'\?\)\. Known: author, body, boxes,"),
        ('path = "x"', "unknown key path"),
        ("body = 5", "body: 5 is no text"),
        ('body = ""', "body: '' is no text"),
        ('body = [".a"]', r"body: \['\.a'\] is no text"),
        ('body = "p["', r"body: 'p\[' is no CSS selector\. Write it as in a style sheet"),
        ('cut = ".a"', r"cut: '\.a' is no list of texts\. Write cut = "),
        ('cut = [".a", 5]', "cut: .* is no list of texts"),
        ('keep = [".a", "p::"]', "keep: 'p::' is no CSS selector"),
        ('hosts = ["https://butik.example/"]', "hosts: 'https://butik.example/' is no host"),
        ('hosts = ["*"]', r"hosts: '\*' is no host"),
        ("lines = 5", "lines: 5 is no list"),
        ("site_name = []", r"site_name: \[\] is no text"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "butik.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=complaint) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.hint


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such shop file"):
        sites.at(tmp_path / "gone.toml")
    (tmp_path / "a.toml").write_bytes(b"lines = ['\xe5']")
    with pytest.raises(UsageError, match="cannot be read"):
        sites.at(tmp_path / "a.toml")


def test_in_a_folder_each_file_needs_hosts_that_no_other_claims(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('hosts = ["butik.example"]', encoding="utf-8")
    assert sites.at(tmp_path) == Sites({"butik.example": Site(hosts=("butik.example",))})
    (tmp_path / "b.toml").write_text('hosts = ["www.butik.example"]', encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.toml: hosts: 'butik.example' is claimed by .*a\.toml too"):
        sites.at(tmp_path)
    (tmp_path / "b.toml").write_text('title = "h1"', encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.toml: hosts: in a folder of shop files each needs one"):
        sites.at(tmp_path)


def test_an_element_is_named_without_blanks_that_nobody_wrote() -> None:
    said = explain(
        read(page(f'<p>{PROSE}</p><div id="cookie">Vi använder kakor. Godkänn alla kakor.</div><p>{MORE}</p>'))
    )
    assert "<div cookie>" in said
    assert "named 'cookie'" in said
