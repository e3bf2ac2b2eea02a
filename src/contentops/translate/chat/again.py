"""Asking again for what a reply left out, with less beside it and within bounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contentops.errors import EngineError
from contentops.secrets import redacted
from contentops.translate.engine import Refused, Reply
from contentops.translate.remote import OverBudget

MORE = 8
"""Requests beyond the first for one batch. Each may be paid for."""


@dataclass(frozen=True, slots=True)
class Again(Refused):
    """No answer in this request; asked with less beside it, there may be one. ``unread``: nothing of the reply was read."""

    unread: bool = False


def ask_until_answered(
    places: Sequence[int], ask: Callable[[Sequence[int]], Sequence[str | Reply]]
) -> dict[int, str | Reply]:
    """The answers to what stands at these places, by place; ``ask`` makes one request for some of them.

    What a request left out is asked again: all of it in halves, some of it one by one. Raises what the first request
    raises; a later one that fails ends the asking, and what is there by then is kept.
    """
    out: dict[int, str | Reply] = {}
    left = deque([list(places)] if places else [])
    unread = 0
    for _ in range(1 + MORE):
        if not left or unread > 1:  # it does not know how: more requests would be paid for and not read
            break
        some = left.popleft()
        try:
            replies = ask(some)
        except (EngineError, OverBudget) as error:
            if not out:
                raise
            out |= dict.fromkeys(some, Refused(redacted(str(error))))
            break
        out |= zip(some, replies, strict=True)
        again = [place for place, reply in zip(some, replies, strict=True) if isinstance(reply, Again)]
        if len(some) > 1:
            all_of_it = len(again) == len(some)
            unread += _unread(replies)
            half = len(some) // 2
            left.extend([some[:half], some[half:]] if all_of_it else ([place] for place in again))
    return out


def _unread(replies: Sequence[str | Reply]) -> bool:
    return all(isinstance(reply, Again) and reply.unread for reply in replies)


def why_unread(replies: Sequence[str | Reply]) -> str:
    """Why nothing at all could be read; "" where something was, or nothing was asked."""
    first = next(iter(replies), None)
    return first.reason if isinstance(first, Again) and _unread(replies) else ""
