"""What a person can do on an article's page, as links to the review form filled in beforehand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.article.record import State

if TYPE_CHECKING:
    from contentops.article.model import Article
    from contentops.article.record import Finding, SegmentRecord
    from contentops.report.links import Action, ReviewForm
    from contentops.report.site import TargetPage

_CLOSES = re.compile(r"⟦/(\d+)⟧")


@dataclass(frozen=True, slots=True)
class Link:
    """One act: what it is, where its form is; ``release`` for "Roll back", ``main`` for what is to be done next."""

    action: Action
    href: str
    release: int = 0
    main: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Something beside the sentences that can be edited: what it is ("slug", "title", "description"), and its form.

    ``number`` counts the sentences of a description that has several, 0 when there is one.
    """

    name: str
    href: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts on one article in one target."""

    form: ReviewForm
    article: str
    page: TargetPage

    def whole(self) -> list[Link]:
        """What can be done with the article as a whole, the next step first."""
        page = self.page
        links = []
        if can_be_approved(page):
            href = self.form.link("Approve", self.article, page.target, shown=page.record.document)
            links.append(Link("Approve", href, main=True))
        if page.withdrawn or page.rolled_back:
            links.append(Link("Restore", self._plain("Restore"), main=True))
        if not page.withdrawn:
            links.append(Link("Send back", self._plain("Send back")))
            links.append(Link("Withdraw", self._plain("Withdraw")))
        for version in reversed(page.earlier):
            href = self.form.link("Roll back", self.article, page.target, release=version.release)
            links.append(Link("Roll back", href, release=version.release))
        return links

    def edit(self, segment: SegmentRecord) -> str:
        """The form that puts another text in the place of a sentence."""
        return self._edit(segment.address, segment.source_shown, editable(segment))

    def send_back(self, segment: SegmentRecord) -> str:
        """The form that sends one sentence back, with a comment."""
        # Without the source sentence, which stands in the link beside it: links are most of a page's bytes.
        return self.form.link("Send back", self.article, self.page.target, place=segment.address, text=segment.shown)

    def waive(self, finding: Finding) -> str:
        """The form that lets a finding stand, with a reason."""
        place = finding.segment or finding.block
        return self.form.link("Waive a finding", self.article, self.page.target, finding=finding.rule, place=place)

    def fields(self, source: Article) -> list[Field]:
        """What of a search result can be edited: title, description, address.

        A title or description that the source has is a sentence like others; one that it has not can be written for
        this target alone, and so can the address.
        """
        document = self.page.document
        own = {segment.address: segment for segment in self.page.record.segments}
        title = own.get("seo.title#0")
        shown = document.seo.title or document.title
        here = source.seo.title or source.title
        fields = [Field("title", self.edit(title) if title else self._edit("seo.title", here, shown))]
        name = "seo.description" if source.seo.description else "description"
        parts = [segment for address, segment in own.items() if address.startswith(f"{name}#")]
        if not parts:
            text = document.seo.description or document.description
            here = source.seo.description or source.description
            fields.append(Field("description", self._edit("description", here, text)))
        several = len(parts) > 1
        fields += [Field("description", self.edit(s), number if several else 0) for number, s in enumerate(parts, 1)]
        fields.append(Field("slug", self._edit("slug", source.slug, document.slug)))
        return fields

    def _plain(self, action: Action) -> str:
        return self.form.link(action, self.article, self.page.target)

    def _edit(self, place: str, source: str, text: str) -> str:
        shown = self.page.record.document[:12]  # who approves with her edit has read this
        return self.form.link(
            "Edit", self.article, self.page.target, shown=shown, place=place, source=source, text=text
        )


def can_be_approved(page: TargetPage) -> bool:
    """Whether an approval would be taken: nothing is missing, and it is neither withdrawn nor approved already."""
    return not page.missing and not page.withdrawn and page.state is not State.APPROVED


def editable(segment: SegmentRecord) -> str:
    """A sentence as a person edits it: as it is shown, or with its codes where plain words could not carry them.

    Plain words cannot tell what of them a link or an emphasis goes around, unless it goes around them all.
    """
    source = segment.source
    pairs = set(_CLOSES.findall(source))
    around_all = all(source.startswith(f"⟦{n}⟧") and source.rstrip().endswith(f"⟦/{n}⟧") for n in pairs)
    return segment.shown if around_all else segment.text or segment.source
