"""The review flow: each act by its form, refusals in words, the answer with links to go on. Without Prefect's server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from contentops.errors import UsageError
from contentops.report.links import ReviewForm
from contentops.settings import Settings
from flows import review
from flows.forms import Review, read
from tests.shop import OATS, PEAS, Shop, page

BY = "Karen Holm"
Act = Callable[..., Any]


@pytest.fixture
def article(shop: Shop) -> str:
    """A drafted article's id."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    return shop.article()


@pytest.fixture
def artifacts(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the flow leaves, by key."""
    left: dict[str, str] = {}
    monkeypatch.setattr("flows.outcome.create_markdown_artifact", lambda **a: left.update({a["key"]: a["markdown"]}))
    return left


@pytest.fixture
def act(shop: Shop, article: str, monkeypatch: pytest.MonkeyPatch, engine: Any, artifacts: dict[str, str]) -> Act:  # noqa: ANN401
    """Submits the form, without an engine that could be asked."""
    assert artifacts == {}
    settings = Settings(store=shop.store, preview_url="http://desk.example/preview")
    monkeypatch.setattr(review, "load", lambda: settings)
    monkeypatch.setattr(review, "say", lambda _: None)
    monkeypatch.setattr(review, "review_form_address", lambda: "http://desk.example/run")

    def submit(action: str, **fields: Any) -> Any:  # noqa: ANN401
        engine.asked.clear()
        form: Any = {"action": action, "article": article, "target": "da", "your_name": BY, **fields}
        if action == "Approve" or fields.get("approve"):
            form.setdefault("shown", shop.drafts()[article, "da"]["object"])
        state = review.review.fn(form)
        assert not engine.asked
        return state

    return submit


pytestmark = pytest.mark.usefixtures("engine")


def text_of(shop: Shop, article: str, address: str) -> str:
    (segment,) = (s for s in shop.record(article, "da")["segments"] if s["address"] == address)
    return str(segment["shown"])


def test_an_approval_takes_it_live(shop: Shop, article: str, act: Act, artifacts: dict[str, str]) -> None:
    state = act("Approve", shown=shop.drafts()[article, "da"]["object"])
    assert (state.name, state.message) == ("Completed", f"{article} in da: approved by {BY}. It is live.")
    assert set(shop.live()) == {(article, "da")}
    (answer,) = artifacts.values()
    assert "approved by Karen Holm. It is live." in answer
    assert f"(http://desk.example/preview/{article}/da.html)" in answer


def test_an_edit_is_checked_remembered_and_published_as_a_draft(
    shop: Shop, article: str, act: Act, artifacts: dict[str, str]
) -> None:
    before = shop.drafts()[article, "da"]
    state = act("Edit", place="title#0", text="Grød om morgenen")
    assert "written by Karen Holm. Its checks are clean." in state.message
    assert text_of(shop, article, "title#0") == "Grød om morgenen"
    assert shop.drafts()[article, "da"]["object"] != before["object"]
    assert not shop.live()
    (answer,) = artifacts.values()
    link = answer.partition("[Approve it as it now stands](")[2].partition(")")[0]
    filled = json.loads(parse_qs(urlsplit(link).query)["parameters"][0])["form"]
    assert filled["shown"] == shop.drafts()[article, "da"]["object"]


def test_an_edit_may_approve_the_article_as_well(shop: Shop, article: str, act: Act) -> None:
    act("Edit", place="title#0", text="Grød om morgenen", approve=True)
    assert shop.get(shop.live()[article, "da"]["object"])["title"] == "Grød om morgenen"


def test_an_edit_that_approves_is_refused_when_the_rest_has_changed_since(shop: Shop, article: str, act: Act) -> None:
    shown = f"{shop.drafts()[article, 'da']['object']}."
    act("Edit", place="title#0", text="Grød om morgenen")
    state = act("Edit", place="title#0", text="Grød til morgen", approve=True, shown=shown)
    assert state.type.value == "FAILED"
    assert "other sentences have changed since" in state.message
    assert text_of(shop, article, "title#0") == "Grød om morgenen"


def test_the_second_of_two_who_edit_a_sentence_at_once_is_told(shop: Shop, article: str, act: Act) -> None:
    link = ReviewForm("http://desk.example/run").link(
        "Edit", article, "da", place="title#0", text=text_of(shop, article, "title#0")
    )
    filled = json.loads(parse_qs(urlsplit(link).query)["parameters"][0])["form"]
    own = {name: filled[name] for name in ("place", "shown")}
    act("Edit", text="Grød om morgenen", **own)
    state = act("Edit", text="Havregrød", **own)
    assert "has changed since you opened the page" in state.message
    assert "Now it says: Grød om morgenen" in state.message


@pytest.mark.parametrize(
    ("place", "text", "where"),
    [
        ("seo.title", "Grød: sådan gør du", ("seo", "title")),
        ("description", "En enkel opskrift på grød.", ("description",)),
        ("slug", "groed-om-morgenen", ("slug",)),
    ],
)
def test_what_the_source_has_no_sentence_for_can_be_written_and_given_back(
    shop: Shop, article: str, act: Act, place: str, text: str, where: tuple[str, ...]
) -> None:
    def value() -> Any:  # noqa: ANN401
        found = shop.get(shop.drafts()[article, "da"]["object"])
        for name in where:
            found = found[name]
        return found

    before = value()
    act("Edit", place=place, text=text)
    assert value() == text
    shop.localize()
    assert value() == text
    act("Edit", place=place, text="")
    assert value() == before


def test_what_a_person_writes_is_checked_even_where_the_source_says_nothing(shop: Shop, article: str, act: Act) -> None:
    state = act("Edit", place="description", text="Grød beskytter mod kræft og forebygger diabetes.")
    assert "block: " in state.message
    assert shop.drafts()[article, "da"]["held"] == ["disease-claim"]


@pytest.mark.parametrize("slug", ["Grød", "æ", "to ord", "-", "a" * 80])
def test_a_slug_that_is_none_is_refused_with_one_that_is(act: Act, slug: str) -> None:
    state = act("Edit", place="slug", text=slug)
    assert "cannot end an address" in state.message


def test_a_slug_that_another_article_has_is_refused(shop: Shop, act: Act) -> None:
    shop.write("arter.html", page("Ärter på torsdag", PEAS, name="arter"))
    shop.localize()
    (other,) = {row["slug"] for (_, target), row in shop.drafts().items() if target == "da" and "aerter" in row["slug"]}
    assert "is the address of arter" in act("Edit", place="slug", text=other).message


def test_sending_back_keeps_it_from_readers_and_says_what_to_do(shop: Shop, article: str, act: Act) -> None:
    act("Approve")
    state = act("Send back", comment="For stift", place="")
    assert "It was live in these words and is taken down" in state.message
    assert not shop.live()
    assert shop.drafts()[article, "da"]["state"] == "needs-work"


def test_withdrawing_and_restoring(shop: Shop, article: str, act: Act) -> None:
    act("Approve")
    act("Withdraw", comment="Kaldt tilbage")
    assert not shop.live()
    act("Restore")
    assert set(shop.live()) == {(article, "da")}


def test_readers_get_the_text_of_an_earlier_release_until_another_is_approved(
    shop: Shop, article: str, act: Act
) -> None:
    act("Approve")
    first = shop.live()[article, "da"]["object"]
    (release,) = (version.release for version in versions(shop, article))
    act("Edit", place="title#0", text="Grød om morgenen", approve=True)
    second = shop.live()[article, "da"]["object"]
    state = act("Roll back", release=release, comment="Titlen er forkert")
    assert "rolled back to its text of release" in state.message
    assert shop.live()[article, "da"]["object"] == first != second
    shop.localize()
    assert shop.live()[article, "da"]["object"] == first
    assert shop.drafts()[article, "da"]["rolled_back"] == release
    act("Edit", place="title#0", text="Grød til morgenmad", approve=True)
    assert shop.get(shop.live()[article, "da"]["object"])["title"] == "Grød til morgenmad"
    assert "rolled_back" not in shop.drafts()[article, "da"]


def test_restoring_ends_a_rollback(shop: Shop, article: str, act: Act) -> None:
    act("Approve")
    (release,) = (version.release for version in versions(shop, article))
    act("Edit", place="title#0", text="Grød om morgenen", approve=True)
    newest = shop.live()[article, "da"]["object"]
    act("Roll back", release=release, comment="Titlen er forkert")
    act("Restore")
    assert shop.live()[article, "da"]["object"] == newest


def test_a_rollback_to_nothing_names_the_releases_there_are(shop: Shop, article: str, act: Act) -> None:
    assert "It has never been live" in act("Roll back", release=1, comment="x").message
    act("Approve")
    (release,) = (version.release for version in versions(shop, article))
    assert f"with release {release}." in act("Roll back", release=1, comment="x").message
    assert "is live now" in act("Roll back", release=release, comment="x").message


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"action": "Approve", "your_name": " "}, "Approve: “Your name” is empty."),
        ({"action": "Send back"}, "Send back: “Comment or reason” is empty."),
        ({"action": "Edit", "text": "x"}, "Edit: “Place in the article” is empty."),
        ({"action": "Waive a finding"}, "“Finding to waive” and “Comment or reason” are empty."),
        ({"action": "Roll back", "comment": "x"}, "Roll back: “Release to roll back to” is empty."),
        ({"action": "Delete"}, "“What to do”: 'Delete' cannot be chosen. Choose of: Approve, Send back"),
        ({"action": "Approve", "target": "dk"}, "“Language”: 'dk' cannot be chosen (did you mean 'da'?)"),
        ({"action": "Approve", "article": "nothing"}, "there is no article 'nothing'"),
        ({"action": "Edit", "place": "nowhere", "text": "x"}, "no sentence has 'nowhere'"),
        ({"action": "Approve", "shown": "0" * 64}, "has changed since it was shown"),
        ({"action": "Approve", "shown": ""}, "“What you read” is empty"),
        ({"action": "Approve", "shown": "1"}, "does not say which text you have read"),
        ({"action": "Edit", "place": "title#0", "text": "x", "approve": True, "shown": ""}, "“What you read” is empty"),
        ({"action": "Roll back", "release": "two"}, "“Release to roll back to”: 'two' does not fit there."),
    ],
)
def test_an_act_that_cannot_be_done_is_refused_in_words_and_changes_nothing(
    shop: Shop, act: Act, artifacts: dict[str, str], fields: dict[str, Any], message: str
) -> None:
    before = shop.drafts(), shop.live()
    state = act(**fields)
    assert state.type.value == "FAILED"
    assert message in state.message
    assert (shop.drafts(), shop.live()) == before
    assert list(artifacts) == ["review-refused"]


def test_a_link_of_the_preview_fills_in_fields_that_the_form_has() -> None:
    link = ReviewForm("http://desk.example/run").link(
        "Edit",
        "a",
        "da",
        shown="1f",
        place="p#0",
        source="30 % är",
        text="30 % er",
        finding="numbers-and-units",
        release=2,
    )
    filled = json.loads(parse_qs(urlsplit(link).query)["parameters"][0])["form"]
    asked = read(Review, {**filled, "your_name": BY})
    assert (asked.source, asked.text, asked.release) == ("30 % är", "30 % er", 2)


def test_a_form_without_its_name_says_what_is_missing() -> None:
    with pytest.raises(UsageError, match="“Your name” is empty"):
        read(Review, {"action": "Approve", "article": "a", "target": "da"})


def versions(shop: Shop, article: str) -> Any:  # noqa: ANN401
    with shop.desk() as desk:
        return desk._run.decisions(article).live_versions["da"]
