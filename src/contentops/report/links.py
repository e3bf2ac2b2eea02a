"""Links from a page of the preview to the review form, filled in beforehand.

The form is Prefect's page for the parameters of the review flow (`flows/forms.py` holds its fields). A link carries the
values as JSON; who follows it reads them in the form, changes what she wants, adds her name and submits.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote

Action = Literal["Approve", "Send back", "Edit", "Waive a finding", "Withdraw", "Restore", "Roll back"]
"""What a person can do with one article in one target."""
ACTIONS: tuple[Action, ...] = get_args(Action)


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The review form at an address, such as "http://127.0.0.1:4200/deployments/deployment/<id>/run"."""

    address: str

    def link(  # noqa: PLR0913  # the fields of a form
        self,
        action: Action,
        article: str,
        target: str,
        *,
        shown: str = "",
        place: str = "",
        source: str = "",
        text: str = "",
        finding: str = "",
        release: int = 0,
    ) -> str:
        """The form with these fields filled in.

        ``shown`` is the hash of the document that the page shows: an act on a text that has changed since is refused.
        ``place`` is a segment's address, or "slug", "description", "seo.title"; ``source`` the Swedish sentence, ``text``
        its translation now. ``finding`` is a rule, ``release`` the number of a release to roll back to.

        An edit names what the sentence says now as well, so that one of two people who edit it at once is told.
        """
        if action == "Edit" and text:
            shown = f"{shown}.{fingerprint(text)}"
        fields: dict[str, object] = {
            "action": action,
            "article": article,
            "target": target,
            "place": place,
            "source": source,
            "text": text,
            "finding": finding,
            "release": release,
            "shown": shown,
        }
        given = {name: value for name, value in fields.items() if value}
        # Prefect's first UI decodes the address twice, its second once: no "%" may be left for the second time.
        values = json.dumps({"form": given}, ensure_ascii=False).replace("%", "\\u0025")
        return f"{self.address}?parameters={quote(values)}"


def fingerprint(text: str) -> str:
    """A few digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
