"""The command line as programs outside the project use it: names, exit codes, what goes to stdout."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from contentops.cli import main
from contentops.translate.engine import names
from tests.shop import OATS, PEAS, Shop, WordByWord, inject, page

README = Path(__file__).parents[1] / "README.md"
PORRIDGE = "grot-3565fd"
CLAIM = "Havre kan sänka kolesterolet."
BY = ("--by", "Karen Holm")

DOCUMENT = {
    *("schema", "shop", "id", "locale", "source_locale", "source_url", "source_revision", "slug", "title"),
    *("description", "lead", "categories", "author", "published", "modified", "image", "reading_minutes", "blocks"),
    *("references", "html", "seo", "jsonld"),
}
ROW = {"article", "target", "locale", "state", "object", "slug", "source_revision", "held", "behind", "missing"}


def contentops(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def data(result: Result) -> Any:  # noqa: ANN401  # JSON
    """What stands on stdout: one JSON value and nothing beside it."""
    return json.loads(result.stdout)


@dataclass(frozen=True)
class At:
    """A store with an article that may go live and one that is held, and the result of the run that made it."""

    pages: Path
    store: Path
    made: Result


@pytest.fixture
def at(tmp_path: Path, engine: WordByWord) -> At:
    assert engine.asked == []
    shop = Shop(tmp_path / "pages", tmp_path / "store")
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.write("havre.html", page("Havre i köket", (*PEAS, CLAIM), name="havre"))
    made = contentops("localize", shop.pages, "--to", "da,nb", "--out", shop.store, "--json")
    return At(shop.pages, shop.store, made)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article without findings, for what only reads."""
    folder = tmp_path_factory.mktemp("one")
    with pytest.MonkeyPatch.context() as monkeypatch:
        inject(monkeypatch, WordByWord())
        shop = Shop(folder / "pages", folder / "store")
        shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
        shop.localize()
    return shop.store


# --------------------------------------------------------------------------------------------------------- the commands


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")


COMMANDS = dict(commands(main))


def test_the_fixed_names_are_there() -> None:
    fixed = {"extract", "localize", "check", "verify", "engines", "review", "waive", "withdraw", "restore"}
    fixed |= {"memory", "xliff"}
    fixed |= {f"review {act}" for act in ("list", "show", "approve", "send-back", "edit")}
    assert fixed <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_each_of_its_options_has_help(name: str) -> None:
    group, _, act = name.partition(" ")
    result = (
        contentops("review", "x", act, "--help") if act and group == "review" else contentops(*name.split(), "--help")
    )
    assert result.exit_code == 0
    command = COMMANDS[name]
    assert command.help
    assert command.help.splitlines()[0] in " ".join(result.stdout.split())
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_in_the_readme(name: str) -> None:
    readme = README.read_text(encoding="utf-8")
    _, _, section = readme.partition("\n## Commands\n")
    assert section, "README.md has no section '## Commands'"
    group, _, act = name.partition(" ")
    pattern = rf"review \S+ (?:[\w-]+\|)*{re.escape(act)}" if act and group == "review" else re.escape(name)
    assert re.search(rf"contentops {pattern}\b", section), f"README.md does not say what `contentops {name}` does"


def test_the_readme_names_no_option_that_a_command_does_not_have() -> None:
    _, _, section = README.read_text(encoding="utf-8").partition("\n## Commands\n")
    section = section.split("\n## ")[0]
    checked = 0
    for line in section.splitlines():
        if not (named := re.search(r"`contentops (review \S+ |glossary |memory |models |xliff )?([\w-]+)", line)):
            continue
        command = COMMANDS[f"{named[1].split()[0]} {named[2]}" if named[1] else named[2]]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        written = set(re.findall(r"--[a-z][a-z-]+", line))
        assert written <= known, f"contentops {named[2]} has no {', '.join(sorted(written - known))}"
        checked += 1
    assert checked >= 9


@pytest.mark.parametrize(
    "wrong",
    [
        ("localise",),
        ("localize",),
        ("localize", "pages", "--out", "store", "--bogus"),
        ("extract",),
        ("review", "store", "approve", "x"),
        ("waive", "store", "rule", "article", "block", "--target", "da"),
        ("localize", "pages", "--to", "dk", "--out", "store"),
        ("localize", "pages", "--to", "da", "--out", "store", "--engine", "apertum"),
        ("localize", "pages", "--out", "store"),
        ("localize", "pages", "--to", "da", "--out", "store", "--settings", "none.toml"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_says_so_on_stderr_and_leaves_nothing(
    wrong: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = contentops(*wrong)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert not (tmp_path / "store").exists()


def test_did_you_mean_reaches_the_terminal(tmp_path: Path) -> None:
    result = contentops("localize", tmp_path, "--to", "da,dk", "--out", tmp_path / "store")
    assert "'dk' (did you mean 'da'?" in result.stderr
    result = contentops("localize", tmp_path, "--to", "da", "--out", tmp_path / "store", "--engine", "apertum")
    assert "did you mean 'apertium'?" in result.stderr


def test_the_installed_command_keeps_data_and_messages_apart(one: Path) -> None:
    command = [str(Path(sys.executable).with_name("contentops")), "review", str(one)]
    listed = subprocess.run([*command, "list", "--json"], capture_output=True, text=True, check=False)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert len(json.loads(listed.stdout)["rows"]) == 2
    wrong = subprocess.run([*command, "show", "grof", "--target", "da"], capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "did you mean" in wrong.stderr
    assert "Traceback" not in wrong.stderr


# -------------------------------------------------------------------------------------------------------------- extract


def test_extract_prints_one_document_with_its_checks_at_the_same_level(tmp_path: Path) -> None:
    file = tmp_path / "grot.html"
    file.write_text(page("Gröt till frukost", OATS), encoding="utf-8")
    result = contentops("extract", file, "--url", "https://butik.example/blogg/grot")
    value = data(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert DOCUMENT | {"checks"} <= set(value)
    assert (value["title"], value["locale"]) == ("Gröt till frukost", "sv")
    assert {block["type"] for block in value["blocks"]} <= {"heading", "paragraph"}
    assert all({"id", "type", "text", "inlines"} <= set(block) for block in value["blocks"])
    (author,) = (item for item in value["checks"]["items"] if item["rule"] == "source-missing-author")
    assert {"rule", "severity", "message", "block", "text"} <= set(author)


def test_extract_reads_stdin(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["extract", "-"], input=page("Gröt till frukost", OATS).encode())
    assert data(result)["title"] == "Gröt till frukost"
    assert not list(tmp_path.iterdir())


def test_extract_explains_on_stderr_and_keeps_stdout_for_the_document(tmp_path: Path) -> None:
    file = tmp_path / "grot.html"
    file.write_text(page("Gröt till frukost", OATS), encoding="utf-8")
    plain, told = contentops("extract", file), contentops("extract", file, "--explain")
    assert (told.exit_code, told.stdout) == (0, plain.stdout)
    assert re.sub(r"\d+ characters", "N characters", told.stderr).splitlines() == [
        "Where the article stood (nothing else of the page was taken):",
        "  <article>, N characters: the <article> with the most text",
        "What was cut: 2 pieces, N characters",
        "  <footer>: 1 piece, N characters",
        "    <footer>, N characters: “Kundtjänst öppet vardagar”",
        "  <header> of the site: 1 piece, N characters",
        "    <header>, N characters: “Hem Varukorg”",
    ]


def test_extract_explains_a_refusal(tmp_path: Path) -> None:
    file = tmp_path / "kassa.html"
    file.write_text(
        "<html lang=sv><body><h1>Kassa</h1><nav>Hem</nav><p>Din varukorg</p></body></html>", encoding="utf-8"
    )
    told = contentops("extract", file, "--explain")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "No article was found.\nWhat was cut: 1 piece, 3 characters\n  <nav>: 1 piece" in told.stderr


def test_extract_reads_by_the_shop_file_that_is_named_or_set(tmp_path: Path) -> None:
    file, shop_file = tmp_path / "grot.html", tmp_path / "butik.toml"
    file.write_text(page("Gröt till frukost", OATS), encoding="utf-8")
    shop_file.write_text('cut = ["h2"]', encoding="utf-8")
    (tmp_path / "set.toml").write_text(f"[sources.sites]\n'{tmp_path}' = 'butik.toml'", encoding="utf-8")
    for named in (("--site", shop_file), ("--settings", tmp_path / "set.toml")):
        result = contentops("extract", file, *named, "--explain")
        assert {block["type"] for block in data(result)["blocks"]} == {"paragraph"}
        assert f"What the shop's file {shop_file} did:\n  cut 'h2': 1 element\n" in result.stderr
    shop_file.write_text('titel = "h2"', encoding="utf-8")
    wrong = contentops("extract", file, "--site", shop_file)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert f"contentops: {shop_file}: unknown key titel (did you mean 'title'?). Known: author, body," in wrong.stderr


@pytest.mark.parametrize(
    ("content", "cause"), [(None, "cannot be read"), (b"", "empty"), (b"%PDF-1.7 x", "a PDF"), (b"<p></p>", "article")]
)
def test_extract_of_what_is_no_article_ends_with_1_and_names_the_file(
    tmp_path: Path, content: bytes | None, cause: str
) -> None:
    file = tmp_path / "page.html"
    if content is not None:
        file.write_bytes(content)
    result = contentops("extract", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"contentops: {file}: " in result.stderr
    assert cause in result.stderr


# ------------------------------------------------------------------------------------------------------------- localize


def test_localize_says_what_it_did_in_the_fixed_form(at: At) -> None:
    value = data(at.made)
    fixed = {"articles", "unchanged", "segments", "waiting", "held", "failed", "release"}
    assert fixed <= set(value)
    assert (value["articles"], value["unchanged"], value["waiting"], value["release"]) == (2, 0, 4, 1)
    assert set(value["segments"]) == {"memory", "translated", "missing"}
    assert value["segments"]["missing"] == 0
    assert {(held["target"], tuple(held["rules"])) for held in value["held"]} == {
        ("da", ("disease-claim",)),
        ("nb", ("disease-claim",)),
    }
    assert all(set(held) == {"article", "target", "rules"} for held in value["held"])
    assert value["failed"] == []


def test_something_held_ends_with_1(at: At) -> None:
    assert at.made.exit_code == 1


def test_drafts_that_wait_end_with_0(tmp_path: Path, engine: WordByWord) -> None:
    file = tmp_path / "grot.html"
    file.write_text(page("Gröt till frukost", OATS), encoding="utf-8")
    result = contentops("localize", file, "--to", "da", "--out", tmp_path / "store")
    assert result.exit_code == 0
    assert "1 draft waiting for a person" in result.stdout
    assert "contentops review" in result.stdout
    assert str(tmp_path / "store" / "preview" / "index.html") in result.stdout
    assert "batch 1 of 1: 1 article, 1 new" in result.stderr
    assert "grot.html" not in result.stdout
    assert len(engine.asked) == 6


def test_something_failed_ends_with_1_and_stands_in_the_json(tmp_path: Path, engine: WordByWord) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "grot.html").write_text(page("Gröt till frukost", OATS), encoding="utf-8")
    result = contentops("localize", tmp_path, "--to", "da", "--out", tmp_path / "store", "--json")
    (failed,) = data(result)["failed"]
    assert (result.exit_code, failed["source"]) == (1, str(tmp_path / "empty.html"))
    assert set(failed) == {"source", "error"}
    assert "empty" in failed["error"]
    assert engine.asked


def test_a_second_run_has_no_release(at: At) -> None:
    result = contentops("localize", at.pages, "--to", "da,nb", "--out", at.store, "--json")
    value = data(result)
    assert (value["release"], value["unchanged"], value["segments"]["translated"]) == (None, 2, 0)


def test_a_store_that_cannot_be_written_ends_with_1(tmp_path: Path, engine: WordByWord) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "grot.html").write_text(page("Gröt till frukost", OATS), encoding="utf-8")
    result = contentops("localize", tmp_path / "grot.html", "--to", "da", "--out", tmp_path / "file")
    assert (result.exit_code, result.stdout, engine.asked) == (1, "", [])
    assert f"{tmp_path / 'file'}: cannot be written" in result.stderr


def test_the_manifests_rows_have_the_fixed_fields(at: At) -> None:
    contentops("review", at.store, "approve", PORRIDGE, "--target", "da", *BY)
    for side, pointer in (("public", "live.json"), ("private", "draft.json")):
        name = json.loads((at.store / side / pointer).read_bytes())["manifest"]
        manifest = json.loads((at.store / side / "objects" / name).read_bytes())
        assert manifest["rows"]
        for row in manifest["rows"]:
            assert set(row) >= ROW
            assert ("record" in row) is (side == "private")
            document = json.loads((at.store / side / "objects" / row["object"]).read_bytes())
            assert set(document) >= DOCUMENT
            assert "checks" not in document


# ---------------------------------------------------------------------------------------------- check, verify, engines


def test_check_prints_the_findings_and_ends_with_1_when_one_blocks(tmp_path: Path) -> None:
    for sentences, code in (((*PEAS, CLAIM), 1), (PEAS, 0)):
        (tmp_path / "page.html").write_text(page("Soppa på torsdag", sentences), encoding="utf-8")
        (tmp_path / "page.json").write_text(contentops("extract", tmp_path / "page.html").stdout, encoding="utf-8")
        result = contentops("check", tmp_path / "page.json")
        found = {item["rule"] for item in data(result)["items"] if item["severity"] == "block"}
        assert (result.exit_code, found) == (code, {"disease-claim"} if code else set())


@pytest.mark.parametrize(("content", "cause"), [("[", "not JSON"), ('{"id": 1}', ""), (None, "cannot be read")])
def test_check_of_what_is_no_document_ends_with_1_and_names_the_file(
    tmp_path: Path, content: str | None, cause: str
) -> None:
    file = tmp_path / "page.json"
    if content is not None:
        file.write_text(content)
    result = contentops("check", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(file) in result.stderr
    assert cause in result.stderr


def test_verify_ends_with_0_when_all_is_right_and_with_1_and_a_list_when_not(at: At) -> None:
    assert contentops("verify", at.store).exit_code == 0
    assert data(contentops("verify", at.store, "--json"))["faults"] == []
    first = min((at.store / "private" / "objects").iterdir())
    first.write_bytes(first.read_bytes() + b" ")
    result = contentops("verify", at.store)
    assert result.exit_code == 1
    assert str(first) in result.stdout
    assert any(first.name in fault for fault in data(contentops("verify", at.store, "--json"))["faults"])
    assert contentops("verify", at.pages).exit_code == 1


def test_engines_tells_of_each_engine_where_it_can_be_used_and_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APERTIUM_MODES", str(tmp_path))
    answers = data(contentops("engines", "--json"))["engines"]
    assert [answer["engine"] for answer in answers] == list(names())
    (apertium,) = (answer for answer in answers if answer["engine"] == "apertium")
    assert apertium["locales"] == ["da", "nb", "nn"]
    assert apertium["usable"] == []
    assert "sudo apt-get install" in apertium["reasons"]["da"]
    said = contentops("engines")
    assert said.exit_code == 0
    assert "apertium: da, nb, nn" in said.stdout
    assert "sudo apt-get install" in said.stdout


def test_engines_tells_which_are_unofficial_and_how_they_are_used_all_the_same() -> None:
    for name in ("google", "mymemory"):
        (engine,) = (answer for answer in data(contentops("engines", "--json"))["engines"] if answer["engine"] == name)
        assert engine["usable"] == []
        assert {why.partition(":")[0] for why in engine["reasons"].values()} == {"it is unofficial"}
        assert f"write accept_unofficial = true into [engines.{name}] of the settings" in contentops("engines").stdout


# --------------------------------------------------------------------------------------------------------- a person's acts


def test_review_list_says_what_to_do_with_each_draft(one: Path) -> None:
    said = contentops("review", one, "list")
    assert said.exit_code == 0
    assert f"{PORRIDGE}  da  machine-draft  not live" in said.stdout
    assert "approve" in said.stdout
    assert {row["target"] for row in data(contentops("review", one, "list", "--json"))["rows"]} == {"da", "nb"}


def test_review_show_puts_source_and_translation_side_by_side_with_the_hash_to_approve(one: Path) -> None:
    said = contentops("review", one, "show", PORRIDGE, "--target", "da").stdout
    value = data(contentops("review", one, "show", PORRIDGE, "--target", "da", "--json"))
    assert f"document {value['row']['object']}" in said
    assert OATS[0] in said
    assert {"state", "segments", "checks", "provenance"} <= set(value["record"])
    assert all(segment["shown"] in said for segment in value["record"]["segments"])


def test_approving_what_was_shown_makes_it_live(at: At) -> None:
    shown = data(contentops("review", at.store, "show", PORRIDGE, "--target", "da", "--json"))["row"]["object"]
    result = contentops("review", at.store, "approve", PORRIDGE, "--target", "da", "--document", shown[:16], *BY)
    assert (result.exit_code, "It is live." in result.stdout) == (0, True)
    assert f"{PORRIDGE}  da  approved  live" in contentops("review", at.store, "list").stdout


def test_approving_what_has_changed_ends_with_1(at: At) -> None:
    result = contentops("review", at.store, "approve", PORRIDGE, "--target", "da", "--document", "0" * 64, *BY)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "has changed since it was shown" in result.stderr


def test_a_held_article_is_approved_edited_or_waived(at: At) -> None:
    held = data(at.made)["held"][0]["article"]
    approved = contentops("review", at.store, "approve", held, "--target", "da", *BY)
    assert (approved.exit_code, "held by disease-claim" in approved.stdout) == (1, True)
    record = data(contentops("review", at.store, "show", held, "--target", "da", "--json"))["record"]
    block = next(item["block"] for item in record["checks"]["items"] if item["rule"] == "disease-claim")
    waive = ("waive", at.store, "disease-claim", held, block, "--target", "da", *BY)
    assert contentops(*waive).exit_code == 2
    waived = contentops(*waive, "--reason", "Quoted from the register")
    assert (waived.exit_code, "It is live." in waived.stdout) == (0, True)
    said = contentops("review", at.store, "show", held, "--target", "da").stdout
    assert "waived by Karen Holm: Quoted from the register" in said


def test_waiving_what_was_not_found_names_what_was(at: At) -> None:
    result = contentops("waive", at.store, "lix", PORRIDGE, "p-1", "--target", "da", "--reason", "None", *BY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "lix found nothing at 'p-1'" in result.stderr


def test_send_back_and_edit(at: At) -> None:
    lead = ("--target", "da", "--segment", "lead#0")
    sent = contentops("review", at.store, "send-back", PORRIDGE, *lead, "--comment", "Too stiff", *BY)
    assert sent.exit_code == 0
    assert f"{PORRIDGE}  da  needs-work" in contentops("review", at.store, "list").stdout
    assert "Too stiff" in contentops("review", at.store, "show", PORRIDGE, "--target", "da").stdout
    edited = contentops(
        "review", at.store, "edit", PORRIDGE, *lead, "--text", "Grød er en nem morgenmad, som de fleste kan lide.", *BY
    )
    assert (edited.exit_code, "checks are clean" in edited.stdout) == (0, True)
    assert (
        "Grød er en nem morgenmad, som de fleste kan lide."
        in contentops("review", at.store, "show", PORRIDGE, "--target", "da").stdout
    )


def test_withdraw_and_restore(at: At) -> None:
    contentops("review", at.store, "approve", PORRIDGE, "--target", "da", *BY)
    withdrawn = contentops("withdraw", at.store, PORRIDGE, "--reason", "Recalled", *BY)
    assert withdrawn.exit_code == 0
    assert "Withdrawn" in contentops("review", at.store, "list").stdout
    assert f"{PORRIDGE}  da  approved  not live" in contentops("review", at.store, "list").stdout
    restored = contentops("restore", at.store, PORRIDGE)
    assert (restored.exit_code, "It is live." in restored.stdout) == (0, True)
    again = contentops("restore", at.store, PORRIDGE)
    assert (again.exit_code, again.stdout) == (1, "")


@pytest.mark.parametrize(
    "act",
    [
        ("review", "{}", "list"),
        ("review", "{}", "show", "x", "--target", "da"),
        ("withdraw", "{}", "x"),
        ("restore", "{}", "x"),
    ],
    ids=lambda act: f"{act[0]} {act[2]}",
)
def test_a_folder_without_a_store_is_named_and_not_made_one(tmp_path: Path, act: tuple[str, ...]) -> None:
    result = contentops(*(part.format(tmp_path / "none") for part in act))
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{tmp_path / 'none'}: there is no store here." in result.stderr
    assert not (tmp_path / "none").exists()


# ------------------------------------------------------------------------------------------------- what nobody would mean


def test_nothing_is_made_where_no_page_was_found(tmp_path: Path) -> None:
    result = contentops("localize", tmp_path / "nosuch", "--to", "da", "--out", tmp_path / "store", "--json")
    assert result.exit_code == 1
    assert [failure["source"] for failure in data(result)["failed"]] == [str(tmp_path / "nosuch")]
    assert not (tmp_path / "store").exists()


def test_a_store_without_a_name_is_wrong_use(tmp_path: Path) -> None:
    assert contentops("localize", tmp_path, "--to", "da", "--out", "").exit_code == 2


@pytest.mark.parametrize(
    "act",
    [
        ("approve", PORRIDGE, "--target", "da", "--by", " "),
        ("edit", PORRIDGE, "--target", "da", "--segment", "title#0", "--text", "  ", "--by", "Karen Holm"),
        ("send-back", PORRIDGE, "--target", "da", "--comment", " ", "--by", "Karen Holm"),
    ],
)
def test_an_act_without_a_name_or_words_is_refused(at: At, act: tuple[str, ...]) -> None:
    result = contentops("review", at.store, *act)
    assert (result.exit_code, result.stdout) == (1, "")
    assert not json.loads(contentops("review", at.store, "list", "--json").stdout)["rows"][0]["live"]


# ------------------------------------------------------------------------------------------------- targets without an engine


@pytest.mark.usefixtures("engine")
def test_a_target_that_no_engine_serves_gets_a_draft_with_everything_missing_and_says_why(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "grot.html").write_text(page("Gröt till frukost", OATS, name="grot"), encoding="utf-8")
    result = contentops("localize", pages, "--to", "de", "--out", tmp_path / "store")
    assert result.exit_code == 0
    assert "0 translated, 6 missing" in result.stdout
    assert "it has no route" in result.stdout
    assert "to de" in result.stdout
    rows = data(contentops("review", tmp_path / "store", "list", "--json"))["rows"]
    assert [(row["target"], row["state"], row["missing"]) for row in rows] == [("de", "missing", 6)]
