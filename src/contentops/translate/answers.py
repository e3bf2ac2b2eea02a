"""What an engine's answer must be before anybody looks at its words: a text, and not the source or a page about an error."""

from __future__ import annotations


def refusal(source: str, answer: str | None, target: str) -> str:
    """Why an answer is no translation of ``source``, in words; "" when it may be one."""
    del target
    if answer is None:
        return "it gave no answer"
    if not answer.strip():
        return "it gave an empty answer"
    if answer.strip() == source.strip() and len(source.split()) > 3:  # noqa: PLR2004
        return "it gave back the source"
    return ""
