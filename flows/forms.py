"""The forms that people fill in: the parameters of the flows, read and refused in words.

Prefect draws a form from the model: a field with an enumeration is a drop-down, a list of them a drop-down with chips, a
switch is a bool. Its own validation can be switched off and its bounds are lost on the way, so a flow reads its form here,
first thing. What is chosen from (targets, engines, rules) is fixed when the flow is deployed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contentops.check.catalogue import rules
from contentops.errors import UsageError
from contentops.language.language import did_you_mean, locales
from contentops.review import ACTIONS, FIELDS
from contentops.settings import Settings, load
from contentops.translate.engine import names as engines

_SHORT = 80
"""Characters of a wrong value that its refusal repeats."""

_LONGEST_PATH = 240
AS_SET = "as set"
REDO_TRANSLATIONS = "machine translations"
REDO_CHANGED = "articles held because they came back shorter"


def _settings() -> Settings:
    """The settings, or the defaults when they are wrong: the flow says what is wrong, the form must not hide it."""
    try:
        return load()
    except UsageError:
        return Settings()


_SET = _settings()
TARGETS = tuple(dict.fromkeys((*(target.name for target in _SET.targets), *(c for c in locales() if c != "sv"))))
DEFAULT_TARGETS = tuple(target.name for target in _SET.targets) or ("da", "nb")


def _one_of(*choices: str) -> dict[str, Any]:
    return {"enum": list(choices)}


class Form(BaseModel):
    """What all forms share."""

    model_config = ConfigDict(extra="forbid")

    choices: ClassVar[dict[str, Sequence[str]]] = {}
    """By field, what may be chosen. In the schema these are enumerations; here they are checked in words."""


class Localize(Form):
    """What a run by hand shall do. The defaults do what the nightly run does: only what changed is worked on."""

    choices = {
        "targets": TARGETS,
        "redo": (REDO_TRANSLATIONS, REDO_CHANGED),
        "engine": (AS_SET, *engines()),
    }

    targets: list[Annotated[str, Field(json_schema_extra=_one_of(*choices["targets"]))]] = Field(
        default=list(DEFAULT_TARGETS),
        min_length=1,
        title="Languages",
        description="The targets to translate into. Choose one or more.",
        json_schema_extra={"position": 1},
    )
    dry_run: bool = Field(
        default=False,
        title="Dry run",
        description="Only say what would be done: new and changed articles, sentences to translate. Nothing is changed.",
        json_schema_extra={"position": 2},
    )
    redo: list[Annotated[str, Field(json_schema_extra=_one_of(*choices["redo"]))]] = Field(
        default=[],
        title="Do again, too",
        description="Usually nothing. “machine translations”: translate anew what a machine wrote; what a person wrote or "
        "approved is always kept. “articles held because they came back shorter”: take them as they are now.",
        json_schema_extra={"position": 3},
    )
    engine: str = Field(
        default=AS_SET,
        title="Translation engine",
        description="“as set” takes the engines of the settings, in their order.",
        json_schema_extra={"position": 4, **_one_of(*choices["engine"])},
    )
    pages: str = Field(
        default="",
        title="Pages",
        description="Usually empty: the pages of the settings. Or files and folders of scraped pages, one a line.",
        json_schema_extra={"position": 5},
    )

    def sources(self, settings: Settings) -> list[Path]:
        """The files and folders to work on. Raises UsageError when none is set, or one is not there."""
        given = [Path(line.strip()) for line in self.pages.splitlines() if line.strip()] or list(settings.sources)
        if not given:
            raise UsageError(
                "no pages are named.", hint='Name some in the form, or set [sources] pages = ["…"] in contentops.toml.'
            )
        for path in given:
            if not os.path.exists(path):  # noqa: PTH110  # Path.exists raises for a name that is too long
                raise UsageError(
                    f"{str(path)[:_LONGEST_PATH]}: there is no such file or folder.", hint="Check “Pages” in the form."
                )
        return given


class Review(Form):
    """One act on one article in one language. A link in the preview fills the form in: read it, add your name, submit."""

    choices = {
        "action": ACTIONS,
        "target": TARGETS,
        "your_name": ("", *_SET.readers) if _SET.readers else (),
        "finding": ("", *(rule.id for rule in rules())),
    }

    action: str = Field(
        title="What to do",
        description="Approve: it goes live unless a finding holds it. Send back: needs a comment. Edit: one sentence, or "
        "title, description, address. Waive a finding: let it stand, with a reason. Withdraw: off the site until "
        "restored. Restore: undoes withdrawing and rolling back. Roll back: readers get the text of an earlier release.",
        json_schema_extra={"position": 1, **_one_of(*ACTIONS)},
    )
    article: str = Field(
        title="Article", description="Its id, as the preview shows it.", json_schema_extra={"position": 2}
    )
    target: str = Field(title="Language", json_schema_extra={"position": 3, **_one_of(*choices["target"])})
    source: str = Field(
        default="",
        title="The Swedish sentence",
        description="To read beside. Changing it here changes nothing.",
        json_schema_extra={"position": 4},
    )
    text: str = Field(
        default="",
        title="The text",
        description="For “Edit”: as it shall be. Doses and citations stay as they are shown. Marks like ⟦1⟧…⟦/1⟧ are the "
        "link or emphasis of the sentence: put them around the right words.",
        json_schema_extra={"position": 5},
    )
    approve: bool = Field(
        default=False,
        title="Approve the article with this edit",
        description="For “Edit”: you have read the rest, and it may go live with your words.",
        json_schema_extra={"position": 6},
    )
    comment: str = Field(
        default="",
        title="Comment or reason",
        description="Needed to send back, waive, withdraw and roll back.",
        json_schema_extra={"position": 7},
    )
    finding: str = Field(
        default="",
        title="Finding to waive",
        json_schema_extra={"position": 8, **_one_of(*choices["finding"])},
    )
    release: int = Field(
        default=0,
        ge=0,
        le=1_000_000_000,
        title="Release to roll back to",
        description="Its number. 0 where it does not matter.",
        json_schema_extra={"position": 9},
    )
    place: str = Field(
        default="",
        title="Place in the article",
        description="Filled in by the link: the sentence's address, or one of "
        f"{', '.join(FIELDS)}. You may write words instead that only this sentence has.",
        json_schema_extra={"position": 10},
    )
    shown: str = Field(
        default="",
        title="What you read",
        description="Filled in by the link; leave it as it is. What has changed since is not approved by mistake.",
        json_schema_extra={"position": 11},
    )
    your_name: str = Field(
        title="Your name",
        description="Needed. It is remembered with what you do.",
        json_schema_extra={"position": 12, **(_one_of(*choices["your_name"]) if choices["your_name"] else {})},
    )


AnyForm = TypeVar("AnyForm", bound=Form)


def read(form: type[AnyForm], values: object) -> AnyForm:
    """The form with these values. Raises UsageError, in the form's own words, for each value that is wrong."""
    if isinstance(values, form):
        values = values.model_dump()
    if not isinstance(values, dict):
        raise UsageError("the form is empty.", hint="Fill it in and submit it again.")
    try:
        filled = form.model_validate(values)
    except ValidationError as error:
        raise UsageError(" ".join(_in_words(form, dict(one)) for one in error.errors())) from None
    for name, choices in form.choices.items():
        value = getattr(filled, name)
        for one in value if isinstance(value, list) else [value]:
            if choices and one not in choices:
                raise UsageError(
                    f"{_title(form, name)}: {_short(one)} cannot be chosen{did_you_mean(str(one)[:_SHORT], choices)}.",
                    hint=f"Choose of: {', '.join(choice for choice in choices if choice)}.",
                )
    return filled


def _title(form: type[Form], name: str) -> str:
    field = form.model_fields.get(name)
    return f"“{field.title}”" if field and field.title else f"“{name}”"


def _in_words(form: type[Form], error: dict[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return f"{_title(form, name)} is empty."
        case "too_short":
            return f"{_title(form, name)} is empty. Choose one or more."
        case "extra_forbidden":
            return f"The form has no field “{name[:_SHORT]}”{did_you_mean(name[:_SHORT], form.model_fields)}."
        case _:
            return f"{_title(form, name)}: {_short(error['input'])} does not fit there."


def _short(value: object) -> str:
    """The beginning of a value: a message is read by people, and a pasted page is no value."""
    said = repr(value)
    return said if len(said) <= _SHORT else f"{said[:_SHORT]} …"
