"""Pages that would make a parser or a pattern of ours run for minutes, lose text in silence or eat the memory.

Each is made for a size ``n``; what is measured is whether the time of twice the size is about twice the time.
"""

from __future__ import annotations

from collections.abc import Callable

PROSE = (
    "Magnesium är ett mineral som kroppen behöver varje dag, bland annat för muskler, nerver och energi. "
    "Det finns i kärnor, nötter och gröna blad, och de flesta får i sig nog av vanlig mat. "
)
HEAD = "<!doctype html><html lang='sv'><head><title>Magnesium i vardagen</title></head><body><main><article>"
TITLE = "<h1>Magnesium i vardagen</h1>"


def article(body: str, head: str = "") -> str:
    """A page with a title, prose before and after, and ``body`` between."""
    opening = HEAD.replace("</head>", f"{head}</head>")
    return f"{opening}{TITLE}<p>{PROSE}</p>{body}<p>{PROSE}</p></article></main></body></html>"


def nested(tag: str, n: int, *, closed: bool = True) -> str:
    """``n`` levels of one element around a text."""
    return article(f"<{tag}>" * n + PROSE + f"</{tag}>" * n * closed)


def inside(opening: str, closing: str, n: int) -> str:
    """``n`` levels of some elements around a text."""
    return article(opening * n + PROSE + closing * n)


def linked(value: str) -> str:
    """A page with JSON-LD."""
    return article("", f'<script type="application/ld+json">{value}</script>')


NUMBERS = "1 2,5 3–4 10 mg (1,2) 1 000 µg [3] 118(3):181 7 % 2024 1,2,3 5-6 "

PAGES: dict[str, tuple[int, Callable[[int], str | bytes]]] = {
    # references and markers
    "a reference of no-break spaces": (
        40_000,
        lambda n: article(f"<h2>Referenser</h2><p>1. Ek 2017{chr(160) * n}x</p><p>2. Ek 2018.</p>"),
    ),
    "a reference of one number": (40_000, lambda n: article(f"<h2>Referenser</h2><p>{'1' * n}</p><p>2. Ek 2018.</p>")),
    "a reference of brackets": (
        40_000,
        lambda n: article(f"<h2>Referenser</h2><p>1. Ek 2017 https://doi.org/10.1000/a{')' * n}</p><p>2. Ek 2018.</p>"),
    ),
    "numbers in raised characters": (
        40_000,
        lambda n: article(f"<p>{'¹,² ' * n}</p><h2>Referenser</h2><p>1. Ek 2018.</p>"),
    ),
    "doses in bold numbers": (5_000, lambda n: article(f"<p>{'<b>300</b> mg ½ dl ' * n}</p>")),
    # nesting
    "div in div": (5_000, lambda n: nested("div", n)),
    "div in div, never closed": (5_000, lambda n: nested("div", n, closed=False)),
    "div that closes itself": (100_000, lambda n: article("<div/>" * n + PROSE)),
    "b in b": (5_000, lambda n: nested("b", n)),
    "i in i, never closed": (5_000, lambda n: nested("i", n, closed=False)),
    "a in a, never closed": (5_000, lambda n: article("<a href='/x'>x" * n)),
    "fonts that paragraphs open again": (900, lambda n: article("".join(f"<p><font size={i}>x" for i in range(n)))),
    "fonts that close themselves": (5_000, lambda n: article("".join(f'<p><font size="{i}"/>x' for i in range(n)))),
    "tables in tables": (5_000, lambda n: inside("<table><tr><td>", "</td></tr></table>", n)),
    "tables without end": (10_000, lambda n: article("<table>" * n + PROSE)),
    "lists in lists": (5_000, lambda n: inside("<ul><li>", "</li></ul>", n)),
    "lists in lists below the limit": (80, lambda n: inside("<ul><li>en punkt", "</li></ul>", n)),
    "quotes below the limit": (240, lambda n: nested("blockquote", n)),
    "div below the limit": (240, lambda n: nested("div", n)),
    "span below the limit": (240, lambda n: nested("span", n)),
    "b and i below the limit": (110, lambda n: inside("<b><i>", "</i></b>", n)),
    "tables below the limit": (50, lambda n: inside("<table><tr><td>", "</td></tr></table>", n)),
    "details below the limit": (230, lambda n: nested("details", n)),
    "svg in svg": (5_000, lambda n: nested("svg", n)),
    "formatting without end": (100_000, lambda n: article("<b><i><u>" * (n // 3) + PROSE)),
    "formatting wrongly nested": (30_000, lambda n: article("<b><p>text</b></p>" * n)),
    "ends of nothing": (150_000, lambda n: article("</div></b></p>" * (n // 3))),
    "depth that a table hides": (30_000, lambda n: article("<div><table><tr><td></div></table>" * (n // 5) + PROSE)),
    "depth that a quoted > hides": (5_000, lambda n: article('<a =">' + "<div>" * n + '">' + PROSE)),
    "depth that a comment hides": (5_000, lambda n: article("<!-->" + "<div>" * n + "-->" + PROSE)),
    # tags and attributes
    "<a <a <a": (100_000, lambda n: article("<a " * n)),
    "<a<a<a": (100_000, lambda n: article("<a" * n)),
    "a million attributes": (1_000_000, lambda n: article(f"<p {'a ' * n}>{PROSE}</p>")),
    "attributes up to the limit": (900, lambda n: article(f"<p {' '.join(f'a{i}=1' for i in range(n))}>{PROSE}</p>")),
    "attributes of a script": (100_000, lambda n: article(f"<script {'a ' * n}></script>")),
    "an attribute of 9 MB": (9_000_000, lambda n: article(f'<p title="{"x" * n}">{PROSE}</p>')),
    "a class of many names": (20_000, lambda n: article(f'<div class="{"kort " * n}"><p>{PROSE}</p></div>')),
    "many classes": (
        20_000,
        lambda n: article("".join(f'<div class="a{i} b{i}"><p>Ord {i}.</p></div>' for i in range(n))),
    ),
    "a class of one long name": (200_000, lambda n: article(f'<div class="{"aB" * n}"><p>{PROSE}</p></div>')),
    "a name of a tag of 1 MB": (1_000_000, lambda n: article(f"<{'x' * n}>{PROSE}")),
    "9 MB of <": (9_000_000, lambda n: article("<" * n)),
    "9 MB of >": (1_000_000, lambda n: article(">" * n)),
    "a quote without end": (1_000_000, lambda n: article(f'{"<p>ord</p>" * (n // 10)}<p title="{"x" * n}')),
    "equals signs": (1_000_000, lambda n: article(f"<p {'=' * n}>{PROSE}</p>")),
    "quotes and equals signs": (300_000, lambda n: article(f"""<p {'="' * n}>{PROSE}</p>""")),
    # texts
    "a text of 20 MB": (20_000_000, lambda n: article(f"<p>{'x' * n}</p>")),
    "a word of 1 MB": (1_000_000, lambda n: article(f"<p>{'x' * n}</p>")),
    "a text of 1 MB": (1_000_000, lambda n: article(f"<p>{PROSE * (n // len(PROSE))}</p>")),
    "NUL bytes": (1_000, lambda n: article("<p>ma\x00gnesium</p>" * n).encode()),
    "invalid UTF-8": (
        10_000,
        lambda n: article("<p>k\udce4rnor och n\udcf6tter</p>" * n).encode("utf-8", "surrogateescape"),
    ),
    "UTF-8 with bad bytes": (
        10_000,
        lambda n: article("<p>kärnor, frön, nötter</p>" * n + "\udcff" * 100).encode("utf-8", "surrogateescape"),
    ),
    "half of UTF-16": (10_000, lambda n: article("<p>kärnor</p>" * n).encode("utf-16")[:-1]),
    "lone surrogates": (10_000, lambda n: article("<p>ord \ud800</p>" * n)),
    "entities": (200_000, lambda n: article(f"<p>{'&auml;' * n}</p>")),
    "entities that hide": (100_000, lambda n: article(f"<p>{'x&#8203;&#x202E;' * (n // 2)}</p>")),
    "entities of nothing": (200_000, lambda n: article(f"<p>{'&x' * n}</p>")),
    "comments": (60_000, lambda n: article("<!-- x -->" * n)),
    "a comment without end": (2_000_000, lambda n: article("<!--" + "- " * (n // 2))),
    "a script without end": (2_000_000, lambda n: article("<script>" + "if (a<b) " * (n // 9))),
    "starts of scripts": (200_000, lambda n: article("<script>" + "</scrip " * (n // 8))),
    "a template without end": (1_000_000, lambda n: article("<template>" + "<p>ord</p>" * (n // 10))),
    "a select without end": (500_000, lambda n: article("<select>" + "<option>ord" * (n // 11))),
    "a text area without end": (500_000, lambda n: article("<textarea>" + "<p>ord " * (n // 7))),
    "plaintext": (100_000, lambda n: article("<plaintext>" + "<p>ord " * (n // 7))),
    "CDATA": (500_000, lambda n: article(f"<![CDATA[{'ord ]] ' * (n // 7)}]]>")),
    "CDATA in many": (20_000, lambda n: article(f"<svg>{'<![CDATA[<p>ord]]>' * n}</svg>")),
    "frames only": (100, lambda n: "<html><frameset>" + "<frame src=x>" * n + "</frameset></html>"),
    "processing instructions": (50_000, lambda n: "<?xml version='1.0'?>" + article("<?x y?>" * n)),
    # JSON-LD
    "deep JSON-LD": (100_000, lambda n: linked("[" * n + "]" * n)),
    "deep objects in JSON-LD": (20_000, lambda n: linked('{"@type":"Article","a":' * n + "1" + "}" * n)),
    "JSON-LD of MBs": (2_000_000, lambda n: linked(f'{{"@type":"Article","articleBody":"{"ord " * (n // 4)}"}}')),
    "many things in JSON-LD": (
        10_000,
        lambda n: linked(
            "[" + ",".join(f'{{"@type":"Product","@id":"#{i}","name":"Vara {i}"}}' for i in range(n)) + "]"
        ),
    ),
    "many articles in JSON-LD": (
        5_000,
        lambda n: linked(
            "["
            + ",".join(
                f'{{"@type":"Article","@id":"#{i}","author":{{"@id":"#{i}"}},"image":{{"@id":"#{i}"}}}}'
                for i in range(n)
            )
            + "]"
        ),
    ),
    "many questions in JSON-LD": (
        2_000,
        lambda n: linked(
            '{"@type":"FAQPage","mainEntity":['
            + ",".join(
                f'{{"@type":"Question","name":"Fråga {i}?","acceptedAnswer":{{"text":"Svar."}}}}' for i in range(n)
            )
            + "]}"
        ),
    ),
    "scripts of JSON-LD": (
        5_000,
        lambda n: article("", '<script type="application/ld+json">{"@type":"Article"}</script>' * n),
    ),
    "numbers in JSON-LD": (100_000, lambda n: linked(f'{{"@type":"Article","a":{"9" * n}}}')),
    # patterns
    "spaces": (200_000, lambda n: article(f"<p>ord{' ' * n}ord. {PROSE}</p>")),
    "no-break spaces": (200_000, lambda n: article(f"<p>ord{chr(160) * n}ord. {PROSE}</p>")),
    "spaces and no-break spaces": (
        200_000,
        lambda n: article(f"<p>1{' ' + chr(160)}{(' ' + chr(160)) * (n // 2)}mg</p>"),
    ),
    "digits": (50_000, lambda n: article(f"<p>{'1' * n} mg</p>")),
    "digits and spaces": (50_000, lambda n: article(f"<p>{'1 000 ' * (n // 6)}mg</p>")),
    "digits and commas": (50_000, lambda n: article(f"<p>{'1,' * (n // 2)} mg</p>")),
    "digits and dashes": (50_000, lambda n: article(f"<p>{'1–' * (n // 2)} mg</p>")),
    "digits and points": (50_000, lambda n: article(f"<p>{'1.' * (n // 2)} mg</p>")),
    "commas": (50_000, lambda n: article(f"<p>{',' * n}</p>")),
    "dashes": (50_000, lambda n: article(f"<p>{'-' * n}</p>")),
    "dashes and spaces": (50_000, lambda n: article(f"<p>{'- ' * (n // 2)}</p>")),
    "points": (50_000, lambda n: article(f"<p>{'.' * n}</p>")),
    "exclamation marks and quotes": (50_000, lambda n: article(f"<p>{'!”' * (n // 2)}</p>")),
    "brackets": (50_000, lambda n: article(f"<p>{'(' * n}</p>")),
    "square brackets": (50_000, lambda n: article(f"<p>{'[1' * (n // 2)}</p>")),
    "citations without end": (
        50_000,
        lambda n: article(f"<p>ord ({'1,' * (n // 2)}</p><h2>Källor</h2><ol><li>En bok, 2020</ol>"),
    ),
    "citations": (
        50_000,
        lambda n: article(f"<p>{'ord (1,2). ' * (n // 11)}</p><h2>Källor</h2><ol><li>A, 2020<li>B, 2021</ol>"),
    ),
    "linked citations": (
        2_000,
        lambda n: article(
            f"<p>{'ord (<a href=#r1>1</a>, <a href=#r2>2</a>). ' * n}</p><h2>Källor</h2><ol><li>A, 2020<li>B, 2021</ol>"
        ),
    ),
    "numbers of every form": (50_000, lambda n: article(f"<p>{NUMBERS * (n // len(NUMBERS))}</p>")),
    "raised numbers": (5_000, lambda n: article(f"<p>{'ord<sup>1,2</sup> ' * n}</p>")),
    "raised commas": (50_000, lambda n: article(f"<p>ord<sup>{'1,' * (n // 2)}</sup></p>")),
    "Av Av Av": (100_000, lambda n: article(f"<p>{'Av ' * (n // 3)}</p>")),
    "Av in lines": (5_000, lambda n: article("<p>Av Anna Ek</p>" * n)),
    "a byline of 100,000 characters": (
        100_000,
        lambda n: article(f"<p class=byline>Text: {'Anna Ek ' * (n // 8)}</p>"),
    ),
    "a title of 100,000 characters": (100_000, lambda n: article(f"<h1>{'Ett ord ' * (n // 8)}</h1>")),
    "a head's title of 100,000 bars": (
        100_000,
        lambda n: article("").replace(
            "Magnesium i vardagen</title>", f"Magnesium i vardagen {'| x ' * (n // 4)}</title>"
        ),
    ),
    "a heading of 100,000 characters": (100_000, lambda n: article(f"<h2>{'Ett ord ' * (n // 8)}</h2>")),
    "capitals": (100_000, lambda n: article(f"<p>{'Anna ' * (n // 5)}</p>")),
    "initials": (100_000, lambda n: article(f"<p>{'A.' * (n // 2)} Ek</p>")),
    "colons": (100_000, lambda n: article(f"<p>{'ord: ' * (n // 5)}</p>")),
    "addresses": (100_000, lambda n: article(f"<p>{'https://' * (n // 8)}</p>")),
    "half of a DOI": (100_000, lambda n: article(f"<h2>Källor</h2><ol><li>{'10.1234/' * (n // 8)}</ol>")),
    "templates": (100_000, lambda n: article(f"<p>{'{{ ' * (n // 3)}</p>")),
    "templates in one": (100_000, lambda n: article(f"<p>{'{% <% {{ ' * (n // 9)}</p>")),
    "dates": (100_000, lambda n: article(f"<p>{'12 januari ' * (n // 11)}</p>")),
    "prices": (5_000, lambda n: article("<div><span>199 kr</span></div>" * n)),
    "a price of 100,000 digits": (100_000, lambda n: article(f"<span>{'1' * n} kr</span>")),
    "a language of 100,000 characters": (
        100_000,
        lambda n: article("").replace("lang='sv'", f"lang='{'sv-' * (n // 3)}'"),
    ),
    "a column of numbers": (50_000, lambda n: article(f"<p>{'100 ' * (n // 4)}</p><p>{'100.' * (n // 4)}</p>")),
    "signs of a question": (50_000, lambda n: article(f"<details><summary>Vad? {'+' * n}x</summary>{PROSE}</details>")),
    "titles with bars": (
        50_000,
        lambda n: (
            article("").replace("Magnesium i vardagen</title>", f"{'a | b ' * (n // 6)}</title>").replace(TITLE, "")
        ),
    ),
    # many of one kind
    "items": (10_000, lambda n: article(f"<ul>{''.join(f'<li>punkt {i}' for i in range(n))}</ul>")),
    "numbered items": (10_000, lambda n: article(f"<ol>{''.join(f'<li>punkt {i}' for i in range(n))}</ol>")),
    "items of links": (
        10_000,
        lambda n: article(f"<ul>{''.join(f'<li><a href=/{i}>sida {i}</a>' for i in range(n))}</ul>"),
    ),
    "typed items": (3_000, lambda n: article("".join(f"<p>• punkt {i}</p>" for i in range(n)))),
    "typed numbers": (3_000, lambda n: article("".join(f"<p>{i}. punkt</p>" for i in range(n)))),
    "references": (
        5_000,
        lambda n: (
            article(f"<p>{PROSE}</p>")
            + f"<h2>Källor</h2><ol>{''.join(f'<li>Ek A. Bok {i}. https://doi.org/10.1000/x{i}' for i in range(n))}</ol>"
        ),
    ),
    "br": (20_000, lambda n: article(f"<p>ord{'<br>' * n}ord. {PROSE}</p>")),
    "lines by br": (20_000, lambda n: article(f"<p>{'en rad<br>' * n}</p>")),
    "paragraphs by br": (10_000, lambda n: article(f"<div>{'en rad till<br><br>' * n}</div>")),
    "paragraphs": (30_000, lambda n: article("".join(f"<p>Stycke {i}: {PROSE[:110]}</p>" for i in range(n)))),
    "short paragraphs": (20_000, lambda n: article("<p>ord</p>" * n)),
    "paragraphs in div": (
        10_000,
        lambda n: article("".join(f"<div>Stycke {i}: {PROSE[:110]}</div>" for i in range(n))),
    ),
    "one paragraph again and again": (10_000, lambda n: article(f"<p>{PROSE}</p>" * n)),
    "paragraphs without end": (10_000, lambda n: article("".join(f"<p>Stycke {i}: {PROSE[:110]}" for i in range(n)))),
    "headings": (5_000, lambda n: article("".join(f"<h2>Rubrik {i}</h2><p>{PROSE}</p>" for i in range(n)))),
    "headings without text": (5_000, lambda n: article("".join(f"<h2>Rubrik {i}</h2>" for i in range(n)))),
    "h1": (5_000, lambda n: article("".join(f"<h1>Rubrik {i}</h1><p>{PROSE}</p>" for i in range(n)))),
    "bold paragraphs": (5_000, lambda n: article("".join(f"<p><b>Rubrik {i}</b></p><p>{PROSE}</p>" for i in range(n)))),
    "questions": (
        2_000,
        lambda n: article("".join(f"<details><summary>Vad {i}?</summary>{PROSE}</details>" for i in range(n))),
    ),
    "articles": (2_000, lambda n: "".join(f"<article><h2>Rubrik {i}</h2><p>{PROSE}</p></article>" for i in range(n))),
    "links": (10_000, lambda n: article(f"<p>{''.join(f'<a href=/{i}>ord</a> ' for i in range(n))}</p>")),
    "images": (5_000, lambda n: article("".join(f"<img src=/{i}.jpg alt=bild>" for i in range(n)))),
    "figures": (
        3_000,
        lambda n: article(
            "".join(f"<figure><img src=/{i}.jpg><figcaption>{i}</figcaption></figure>" for i in range(n))
        ),
    ),
    "rows": (5_000, lambda n: article(f"<table>{''.join(f'<tr><td>{i}<td>{i} mg' for i in range(n))}</table>")),
    "columns": (10_000, lambda n: article(f"<table><tr>{'<td>1 mg' * n}</table>")),
    "spans": (1_000, lambda n: article(f"<table>{'<tr><td rowspan=65534 colspan=1000>x' * n}</table>")),
    "spans of a billion": (
        100,
        lambda n: article(f"<table>{'<tr><td rowspan=999999999 colspan=999999999>x' * n}</table>"),
    ),
    "spans in the text": (20_000, lambda n: article(f"<p>{'<span>ord </span>' * n}</p>")),
    "bold in the text": (10_000, lambda n: article(f"<p>{'<b>ord</b> ' * n}</p>")),
    "metas": (
        5_000,
        lambda n: article("", "".join(f'<meta property="article:tag" content="ord {i}">' for i in range(n))),
    ),
    "chrome": (5_000, lambda n: article("<div class=cookie>Kakor</div>" * n)),
    "products": (3_000, lambda n: article("<div class=product-card><a href=/x>Vara</a><span>199 kr</span></div>" * n)),
    # plain text
    "a line of text": (1_000_000, lambda n: f"Magnesium i vardagen\n\n{PROSE * (n // len(PROSE))}"),
    "lines of text": (
        20_000,
        lambda n: "Magnesium i vardagen\n\n" + "\n\n".join(f"Stycke {i}: {PROSE}" for i in range(n)),
    ),
    "typed items in text": (20_000, lambda n: f"Magnesium i vardagen\n\n{PROSE}\n" + "- en punkt\n" * n + PROSE),
    "items ever deeper in text": (
        500,
        lambda n: f"Magnesium\n\n{PROSE}\n" + "\n".join(f"{' ' * 2 * i}- punkt" for i in range(n)),
    ),
    "spaces in text": (200_000, lambda n: f"Magnesium i vardagen\n\n{PROSE}\n{' ' * n}x\n- {' ' * n}x"),
    "tabs in text": (200_000, lambda n: f"Magnesium i vardagen\n\n{PROSE}\n{chr(9) * n}- x"),
    "broken lines in text": (20_000, lambda n: "Magnesium i vardagen\n\n" + f"{'ord ' * 20}\n" * n),
    "empty lines": (500_000, lambda n: f"Magnesium i vardagen\n{PROSE}" + "\n" * n + PROSE),
    "commas in text": (1_000_000, lambda n: "," * n),
    "capitals in text": (100_000, lambda n: f"Magnesium\n\n{PROSE}\n\nAv {'Anna ' * (n // 5)}"),
}
"""Each page's size, at which it must end with an article or a typed error, and how it is made."""
