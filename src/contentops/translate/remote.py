"""Engines that are asked over a network: everything that they have in common, so that a file of `engines/` is a request.

An engine says how one request is made (:meth:`Remote.request`). Around it stand, in this order: the circuit breaker, the
account of characters, the token bucket, the request with its retries, and the judgement on each answer. Whatever is told of
a failure is told without keys.
"""

from __future__ import annotations

import abc
import re
import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import ClassVar

import tenacity

from contentops.errors import EngineBusy, EngineError, EngineUnavailable
from contentops.language.language import locales
from contentops.secrets import redacted
from contentops.translate.answers import notice, refusal
from contentops.translate.engine import Answer, Context, Refused, Reply
from contentops.translate.limits import CircuitBreaker, TokenBucket
from contentops.translate.setup import Setup

OPTIONS = frozenset(
    {
        "characters_per_month",
        "characters_per_run",
        "key",
        "key_file",
        "requests_at_once",
        "requests_per_second",
        "timeout",
        "trusted",
        "url",
    }
)
"""Settings that every such engine has."""

ATTEMPTS = 4
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
"""Seconds between attempts: doubled each time, with as much again at random, so that many do not come back at once."""
_LONGEST_TIMEOUT, _MOST_AT_ONCE = 3600.0, 100
"""What settings may ask for: seconds, and threads."""
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+")
_NO_CONTEXT = Context()


class Remote(abc.ABC):
    """An engine over a network. ``codes`` gives the name that it has for a locale; it may list more than we have.

    ``characters_in_text`` is the most that it takes in one text, ``characters_in_request`` in one request.
    """

    codes: ClassVar[Mapping[str, str]]
    trusted: bool = False
    texts_in_request: int = 1
    requests_at_once: int = 4
    characters_in_text: ClassVar[int] = 4500
    characters_in_request: ClassVar[int] = 4500
    requests_per_second: ClassVar[float] = 5.0
    timeout: ClassVar[float] = 30.0
    sleep: Callable[[float], None] = staticmethod(time.sleep)
    """How it waits, in seconds; a test does otherwise."""

    def __init__(self, setup: Setup) -> None:
        self.name = setup.name
        self.setup = setup
        self.url = setup.address("url")
        self.seconds = setup.number("timeout", self.timeout, least=0.1, most=_LONGEST_TIMEOUT)
        self.trusted = setup.flag("trusted", default=self.trusted)
        self.requests_at_once = setup.whole("requests_at_once", self.requests_at_once, least=1, most=_MOST_AT_ONCE)
        self._bucket = TokenBucket(
            setup.number("requests_per_second", self.requests_per_second, least=0.001),
            self.requests_at_once,
            sleep=self._wait,
        )
        self._breaker = CircuitBreaker()
        self._at_once = threading.BoundedSemaphore(self.requests_at_once)

    @abc.abstractmethod
    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        """One request: an answer for each text, in order. Several threads may call it at a time.

        Raises EngineBusy for what may pass, EngineUnavailable for what will not while this run lasts (a key that is
        refused), EngineFailed for what is wrong with these texts.
        """

    def targets(self) -> tuple[str, ...]:
        """The locales that it translates Swedish to."""
        return tuple(code for code in self.codes if code in locales())

    def unusable(self, target: str) -> str:
        """Why it cannot translate to ``target`` here; asks nothing over the network."""
        return "" if target in self.codes else f"it does not translate to {target}"

    def translate(self, texts: Sequence[str], target: str) -> list[Reply]:
        """One reply for each text, in order. Never raises: what went wrong is in the replies."""
        return self._replies(texts, target, [_NO_CONTEXT] * len(texts))

    def close(self) -> None:  # noqa: B027  # most keep nothing open
        """Ends what it started."""

    def way(self) -> str:
        """What is recorded beside the engine's name of how it made a text: its model, its parameters.

        One that names it is not asked twice for the same text in the same way (`engine.ByWay`).
        """
        return ""

    def together(self, context: Context) -> Hashable:
        """What the texts of one request must have alike; of an engine that takes one context for a request, that."""
        del context
        return None

    # ------------------------------------------------------------------------------------------------------------ asking

    def _wait(self, seconds: float) -> None:
        self.sleep(seconds)

    def _replies(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> list[Reply]:
        """The replies; texts that are too long go in parts, many short ones in one request."""
        longest = self.characters_in_text
        parts = [(number, part) for number, text in enumerate(texts) for part in split(text, longest)]
        endless = {number for number, part in parts if len(part) > longest}
        answered: dict[int, list[Reply]] = {
            number: [Refused(f"a word of it is longer than the {longest} characters that it takes")]
            for number in endless
        }
        alike = [self.together(context) for context in contexts]
        for some in self._requests([(number, part) for number, part in parts if number not in endless], alike):
            asked = [part for _, part in some]
            for (number, _), reply in zip(
                some, self._asked(asked, target, [contexts[n] for n, _ in some]), strict=True
            ):
                answered.setdefault(number, []).append(reply)
        return [_joined(answered[number]) for number in range(len(texts))]

    def _requests(self, parts: Sequence[tuple[int, str]], alike: Sequence[Hashable]) -> list[list[tuple[int, str]]]:
        out: list[list[tuple[int, str]]] = []
        room = 0
        for number, part in parts:
            full = not out or len(out[-1]) == self.texts_in_request or len(part) > room
            if full or alike[number] != alike[out[-1][0][0]]:
                out.append([])
                room = self.characters_in_request
            out[-1].append((number, part))
            room -= len(part)
        return out

    def _asked(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> list[Reply]:
        """The replies of one request, with all that stands around it."""
        if why := self._breaker.why_not():
            return [Refused(why)] * len(texts)
        try:
            with self._at_once:
                answers = self._persistently(texts, target, contexts)
        except EngineError as error:
            why = redacted(str(error))
            if isinstance(error, EngineUnavailable):
                self._breaker.open_for_good(why)
            else:
                self._breaker.failed(why)
            return [Refused(why)] * len(texts)
        except OverBudget as error:
            if len(texts) == 1:
                return [Refused(str(error))]
            half = len(texts) // 2  # what is left may do for some of them
            return [
                *self._asked(texts[:half], target, contexts[:half]),
                *self._asked(texts[half:], target, contexts[half:]),
            ]
        except Exception as error:  # noqa: BLE001  # an answer of a shape that nobody thought of, a proxy that is none
            # What it says is not told: it may hold the address of a proxy, with a password, or what was sent.
            why = f"it failed in a way that was not foreseen ({type(error).__name__})"
            self._breaker.failed(why)
            return [Refused(why)] * len(texts)
        self._breaker.went_well()
        if len(answers) != len(texts):
            return [Refused(f"it gave {len(answers)} answers to {len(texts)} texts")] * len(texts)
        return [self._judged(text, answer, target) for text, answer in zip(texts, answers, strict=True)]

    def _persistently(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        jitter = tenacity.wait_exponential_jitter(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT, jitter=_FIRST_WAIT)

        def wait(state: tenacity.RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked_for = error.after if isinstance(error, EngineBusy) else 0.0
            return max(jitter(state), min(asked_for, _LONGEST_WAIT))

        attempts = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(EngineBusy),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=wait,
            sleep=self._wait,
            reraise=True,
        )
        self.spend(texts)  # once, however many attempts it takes
        return attempts(self._once, texts, target, contexts)

    def _once(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        self._bucket.take()
        answers = self.request(texts, target, contexts)
        # A service that says so of every text in the request says it of itself: it is asked again, or no more.
        said = [notice(text, _words(answer) or "") for text, answer in zip(texts, answers, strict=False)]
        if len(answers) == len(texts) and said[0] and all(said) and said[0].of_itself:
            raise said[0].means(said[0].reason)
        return answers

    def spend(self, texts: Sequence[str]) -> None:
        """Books the characters of a request. Raises OverBudget where they are more than may be spent."""
        if why := self.setup.ledger.spend(self.name, sum(map(len, texts))):
            raise OverBudget(why)

    def _judged(self, text: str, answer: str | Reply, target: str) -> Reply:
        if isinstance(answer, Refused):
            return Refused(redacted(answer.reason))
        words = _words(answer)
        if why := refusal(text, words, target):
            return Refused(why)
        if words and redacted(words) != words and redacted(text) == text:
            return Refused("it gave back a key")
        return answer if isinstance(answer, Answer) else Answer(words or "", way=self.way())


class InContextRemote(Remote):
    """One that reads more than the text."""

    def translate_in_context(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> list[Reply]:
        """One reply for each text, in order. Never raises."""
        return self._replies(texts, target, contexts)


def _words(answer: str | Reply) -> str | None:
    return answer.text if isinstance(answer, Answer) else None if isinstance(answer, Refused) else answer


class OverBudget(Exception):
    """More characters than may be spent."""


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most ``limit`` characters, cut between sentences, else between words.

    A word that is longer is a part of its own. Joined by single spaces the parts are the text, its spaces apart.
    """
    parts = []
    rest = text
    while len(rest) > limit:
        ends = [match.end() for match in _SENTENCE_END.finditer(rest, 0, limit)]
        space = rest.rfind(" ", 0, limit + 1)
        end = ends[-1] if ends else space if space > 0 else rest.find(" ", limit)
        if end <= 0:
            break
        parts.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*parts, rest]


def _joined(replies: Sequence[Reply]) -> Reply:
    """The reply to a text from those to its parts; refused where one of them is."""
    if len(replies) == 1:
        return replies[0]
    answers = [reply for reply in replies if isinstance(reply, Answer)]
    if len(answers) < len(replies):
        return next(reply for reply in replies if not isinstance(reply, Answer))
    unknown = tuple(word for answer in answers for word in answer.unknown)
    return Answer(" ".join(answer.text.strip() for answer in answers), unknown, answers[0].way)
