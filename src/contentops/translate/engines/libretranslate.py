"""LibreTranslate, a server of one's own: asked by JSON, with the key, where it wants one, in the body.

Texts are asked for as text first, tokens and all: a server cuts HTML at every tag and translates the pieces by themselves,
and a sentence in pieces is worse than a token that may get lost. Where a token does get lost the text is asked for once
more as HTML, in which the server leaves alone what is marked so.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import httpx
from babel import Locale

from contentops.errors import EngineBusy, EngineError, EngineFailed, EngineUnavailable, SegmentError
from contentops.secrets import redacted
from contentops.translate import remote, tags
from contentops.translate.engine import Context, Refused, Reply
from contentops.translate.remote import Remote
from contentops.translate.setup import Setup
from contentops.translate.tokens import same

OPTIONS = remote.OPTIONS

_ALSO = {"nb": ("no",)}
"""Other codes that servers have had for a locale."""
_SOURCE = "sv"
_MOST_BYTES = 2_000_000
"""Of an answer. Ten texts of 2,000 characters give far less."""
_LONGEST_SAID = 200
_OK, _REDIRECT, _BAD_REQUEST, _TOO_MANY, _SERVER_ERROR = 200, 300, 400, 429, 500
_NO_SUCH_PAGE = (404, 405, 410)
_NO_KEY = (401, 403)

_Answers = list[str | Reply]


class LibreTranslate(Remote):
    """The engine. Which of its locales there are depends on the server, which is asked with the first request."""

    codes: ClassVar[Mapping[str, str]] = {"da": "da", "de": "de", "en": "en", "fi": "fi", "nb": "nb"}
    texts_in_request = 10
    requests_at_once = 2
    characters_in_text = 2000
    characters_in_request = 10_000
    timeout = 60.0

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.url = self.url.rstrip("/")
        self._key = setup.key()
        self._http: httpx.Client | None = None
        self._there: frozenset[str] | None = None
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._takes_lists = True

    def unusable(self, target: str) -> str:
        """Why it cannot translate to ``target``: another language, or no server."""
        if why := super().unusable(target):
            return why
        return "" if self.url else f"it has no server: set url in [engines.{self.name}] to that of one of yours"

    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        """One request, and a second one for the texts that lost a token in it."""
        del contexts
        code = next((one for one in (self.codes[target], *_ALSO.get(target, ())) if one in self._targets()), "")
        if not code:
            name = Locale.parse(target).get_display_name("en")
            return [Refused(f"the server does not translate Swedish to {name}")] * len(texts)
        answers = self._answers(texts, code, "text")
        if len(answers) != len(texts):
            return answers
        lost = [n for n, said in enumerate(answers) if isinstance(said, str) and not same(texts[n], said)]
        for n, said in zip(lost, self._as_html([texts[n] for n in lost], code), strict=True):
            answers[n] = said
        return answers

    def close(self) -> None:
        """Ends its connections."""
        with self._making:
            if self._http:
                self._http.close()
            self._http = None

    # ------------------------------------------------------------------------------------------------------------- texts

    def _as_html(self, texts: Sequence[str], code: str) -> _Answers:
        if not texts:
            return []
        asked = [tags.to_html(text) for text in texts]
        if why := self.setup.ledger.spend(self.name, sum(map(len, asked))):
            return [Refused(why)] * len(texts)
        self._bucket.take()
        try:
            answers = self._answers(asked, code, "html")
        except EngineError as error:
            # The other texts of the request are well.
            return [Refused(str(error))] * len(texts)
        if len(answers) != len(texts):
            return [Refused(f"it gave {len(answers)} answers to {len(texts)} texts")] * len(texts)
        return [_from_html(said) if isinstance(said, str) else said for said in answers]

    def _answers(self, texts: Sequence[str], code: str, form: str) -> _Answers:
        if len(texts) > 1 and self._takes_lists:
            try:
                return self._post(list(texts), code, form)
            except _NotTaken:
                pass  # a server that is too old, or set so, takes no lists; or it fails on one text of them
        answers, refused = self._one_by_one(texts, code, form)
        if len(texts) > 1 and not refused:
            self._takes_lists = False
            self.texts_in_request = 1
        return answers

    def _one_by_one(self, texts: Sequence[str], code: str, form: str) -> tuple[_Answers, int]:
        """The answers, and how many of them are refusals. Raises what went wrong when there is no answer among them."""
        answers: _Answers = []
        error: EngineError | None = None
        refused = 0
        for number, text in enumerate(texts):
            if isinstance(error, EngineBusy):
                answers.append(Refused(error.message))
                refused += 1
                continue
            if number:
                self._bucket.take()
            try:
                answers += self._post(text, code, form)
            except (EngineBusy, _NotTaken) as happened:
                error = happened
                answers.append(Refused(error.message))
                refused += 1
        if error and refused == len(texts):
            raise error if not isinstance(error, _NotTaken) else error.of_all()
        return answers, refused

    def _post(self, asked: str | list[str], code: str, form: str) -> _Answers:
        body = {"q": asked, "source": _SOURCE, "target": code, "format": form}
        said = self._json("POST", "/translate", body | ({"api_key": self._key} if self._key else {}))
        translated = said.get("translatedText") if isinstance(said, dict) else None
        if isinstance(asked, str):
            translated = [translated] if isinstance(translated, str) else None
        if not isinstance(translated, list):
            raise EngineFailed("its answer has another shape than expected")
        return [one if isinstance(one, str) else None for one in translated]

    # -------------------------------------------------------------------------------------------------------- the server

    def _targets(self) -> frozenset[str]:
        """The codes that the server translates Swedish to."""
        with self._lock:
            if self._there is None:
                try:
                    listed = self._json("GET", "/languages")
                except _NotTaken as error:
                    raise error.of_all() from None
                if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
                    raise EngineFailed("its list of languages has another shape than expected")
                every = {one.get("code"): one for one in listed}
                targets = every[_SOURCE].get("targets", list(every)) if _SOURCE in every else []
                self._there = frozenset(one for one in targets if isinstance(one, str)) - {_SOURCE}
            return self._there

    def _client(self) -> httpx.Client:
        """For all threads; made when it is needed, since it reads the system's certificates."""
        with self._making:
            if self._http is None:
                self._http = httpx.Client(timeout=self.seconds)
            return self._http

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  # JSON
        """What the server says. A redirect is not followed: the key goes to the server that was set, and nowhere else."""
        started = time.monotonic()
        content = b""
        try:
            with self._client().stream(method, f"{self.url}{path}", json=body) as response:
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > _MOST_BYTES:
                        raise EngineFailed("its answer does not end")
                    if time.monotonic() - started > self.seconds:
                        raise EngineBusy(f"it did not answer within {self.seconds:g} seconds")
        except httpx.TimeoutException:
            raise EngineBusy(f"it did not answer within {self.seconds:g} seconds") from None
        except httpx.HTTPError as error:
            raise EngineBusy(f"the connection to it failed ({_in_a_line(str(error))})") from None
        try:
            said = json.loads(content)
        except ValueError:
            said = None
        if response.status_code != _OK:
            raise _error(response, said)
        if said is None:
            raise EngineFailed("its answer is no JSON")
        return said


class _NotTaken(EngineFailed):
    """The server does not take the request, or fails on it: a list where it takes none, a text that is too long."""

    def __init__(self, message: str, status: int) -> None:
        self.status = status
        super().__init__(message)

    def of_all(self) -> EngineError:
        """What it means when no text of a request is taken."""
        return EngineBusy(self.message) if self.status >= _SERVER_ERROR else EngineFailed(self.message)


def _error(response: httpx.Response, said: object) -> EngineError:
    """What a status other than 200 means."""
    status = response.status_code
    told = said.get("error") if isinstance(said, dict) else None
    words = f"HTTP {status}{f': {_in_a_line(told)}' if isinstance(told, str) else ''}"
    if _REDIRECT <= status < _BAD_REQUEST:
        return EngineUnavailable("the server sends on to another address.", hint="Set url to that address.")
    if status in _NO_SUCH_PAGE:
        return EngineUnavailable(f"there is no LibreTranslate at its address ({words}).", hint="Check url.")
    if status in _NO_KEY or (status == _BAD_REQUEST and "api key" in words.casefold()):
        return EngineUnavailable(f"the server refuses us ({words}).", hint="Check its key, or ask whoever runs it.")
    if status == _TOO_MANY:
        after = response.headers.get("Retry-After", "")
        return EngineBusy(f"too many requests ({words})", after=float(after) if after.isdecimal() else 0.0)
    return _NotTaken(f"it failed ({words})", status)


def _from_html(answer: str) -> str | Reply:
    try:
        return tags.from_html(answer)
    except SegmentError as error:
        return Refused(error.message)


def _in_a_line(text: str) -> str:
    # Keys go before it is cut: half a key is not known as one.
    return " ".join(redacted(text).split())[:_LONGEST_SAID]


def engine(setup: Setup) -> LibreTranslate:
    """The engine."""
    return LibreTranslate(setup)
