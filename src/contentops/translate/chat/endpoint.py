"""A server that speaks the OpenAI chat-completions protocol: one request, and what its answer means.

The key goes into the header alone, and to no other address: a redirect is not followed. Of what a server answers no more is
read than a reply may have, and no more of it is believed than its shape.
"""

from __future__ import annotations

import email.utils
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import httpx

from contentops.errors import EngineBusy, EngineFailed, EngineUnavailable
from contentops.secrets import redacted

_LONGEST_REPLY = 2_000_000
"""Bytes. Twenty long sentences with all that a model may think about them stay far below."""
_LONGEST_MESSAGE = 300
_PATH = "/chat/completions"
_TOO_LONG = (
    "context_length",
    "context length",
    "context size",
    "context window",
    "too many tokens",
    "max_tokens must be",
)
_MONEY = ("insufficient_quota", "insufficient balance", "insufficient_balance", "billing", "credit balance")
_FOR_GOOD = {
    402: "The account has no money left, or its quota is used up.",
    404: "Check url and model in [engines.llm].",
    405: "Check url in [engines.llm]: it ends with the version, such as /v1.",
}


class Rejected(EngineFailed):
    """The request as it is: a parameter that the server does not have, say. ``about`` is its own word, in small letters."""

    def __init__(self, message: str, *, about: str = "", hint: str = "") -> None:
        self.about = about
        super().__init__(message, hint=hint)


class TooLong(EngineFailed):
    """More than the model takes at once."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote. ``finish`` is why it ended ("stop", "length"); ``refusal`` is what it said in place of it.

    ``prompt`` and ``written`` are tokens, as the server counts them; 0 where it does not tell.
    """

    content: str
    finish: str = ""
    refusal: str = ""
    prompt: int = 0
    written: int = 0


class Endpoint:
    """A server. ``url`` is the address that "/chat/completions" is below; ``seconds`` is how long it may take."""

    def __init__(self, url: str, key: str, seconds: float, connections: int) -> None:
        self._url = url.rstrip("/").removesuffix(_PATH) + _PATH
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._seconds = seconds
        self._limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        self._client: httpx.Client | None = None
        self._lock = threading.Lock()

    def complete(self, body: Mapping[str, Any]) -> Completion:
        """What the model writes. Raises EngineBusy, EngineUnavailable, TooLong, Rejected, or EngineFailed for the rest."""
        try:
            status, headers, content = self._post(json.dumps(body, ensure_ascii=False).encode())
        except httpx.TimeoutException as error:
            raise EngineBusy(f"no answer within {self._seconds:g} seconds.") from error
        except httpx.RequestError as error:
            raise EngineBusy(
                f"{self._host} cannot be reached: {redacted(str(error)) or type(error).__name__}.",
                hint="Check url in [engines.llm], and that the server runs.",
            ) from error
        answer = _parsed(content)
        if not httpx.codes.is_success(status):
            self._failed(status, headers, answer)
        if not isinstance(answer, dict):
            raise EngineBusy(
                f"{self._host} answered with something that is no JSON object.",
                hint="If it stays so, url in [engines.llm] is not where chat completions are.",
            )
        return _completion(answer)

    def close(self) -> None:
        """Ends its connections."""
        with self._lock:
            if self._client:
                self._client.close()
            self._client = None

    @property
    def _host(self) -> str:
        return httpx.URL(self._url).host

    def _opened(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                self._client = httpx.Client(
                    timeout=self._seconds,
                    limits=self._limits,
                    headers=self._headers,
                    follow_redirects=False,
                    # Certificates take a quarter of a second to read, and plain HTTP has none.
                    verify=self._url.startswith("https:"),
                )
            return self._client

    def _post(self, content: bytes) -> tuple[int, httpx.Headers, bytes]:
        client = self._opened()
        until = time.monotonic() + self._seconds
        read = bytearray()
        headers = {"Content-Type": "application/json"}
        with client.stream("POST", self._url, content=content, headers=headers) as response:
            for part in response.iter_bytes():
                read += part
                if len(read) > _LONGEST_REPLY:
                    raise EngineFailed(f"its reply is longer than {_LONGEST_REPLY:,} bytes.")
                if time.monotonic() > until:  # httpx counts from each piece of an answer that drips
                    raise EngineBusy(f"no whole answer within {self._seconds:g} seconds.")
        return response.status_code, response.headers, bytes(read)

    def _failed(self, status: int, headers: httpx.Headers, answer: object) -> NoReturn:
        said, about = _message(answer)
        where = f"{self._host} answered {status}"
        told = f"{where}: {said}" if said else f"{where}."
        match status:
            case 401 | 403:  # what it says may quote the key, or a part that looks like none
                raise EngineUnavailable(
                    f"{where}: the key is refused." if self._headers else f"{where}: it wants a key.",
                    hint="Set CONTENTOPS_LLM_KEY, or key_file in [engines.llm]; see that the key may use the model.",
                )
            case 402 | 404 | 405:
                raise EngineUnavailable(told, hint=_FOR_GOOD[status])
            case 429 if any(word in about for word in _MONEY):
                raise EngineUnavailable(told, hint=_FOR_GOOD[402])
            case 408 | 425 | 429:
                raise EngineBusy(told, after=_after(headers.get("Retry-After", "")))
            case 413:
                raise TooLong(told)
            case 400 | 422:
                raise TooLong(told) if any(word in about for word in _TOO_LONG) else Rejected(told, about=about)
            case _ if status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise EngineBusy(told, after=_after(headers.get("Retry-After", "")))
            case _ if httpx.codes.is_redirect(status):
                raise EngineUnavailable(
                    f"{where}: it sends to another address, and a key is not sent after it.",
                    hint="Write the address that it stands for as url in [engines.llm].",
                )
            case _:
                raise EngineFailed(told)


def _parsed(content: bytes) -> object:
    try:
        parsed: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return parsed


def _message(answer: object) -> tuple[str, str]:
    """What a server says of an error, short and without keys; and all of it in small letters, to be searched.

    OpenAI and vLLM have it in "error" or beside it, Ollama as "error" itself, others as "detail".
    """
    if not isinstance(answer, dict):
        return "", ""
    error = answer.get("error", answer)
    told = error if isinstance(error, str) else ""
    if isinstance(error, dict):
        told = next((str(error[name]) for name in ("message", "detail") if isinstance(error.get(name), str)), "")
    short = " ".join(redacted(told).split())[:_LONGEST_MESSAGE]
    return short and f"{short.rstrip('.')}.", json.dumps(error, ensure_ascii=False).casefold()[:20_000]


def _after(value: str) -> float:
    """The seconds of a Retry-After, which may be a date; 0 where it says nothing that can be read."""
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _completion(answer: dict[str, Any]) -> Completion:
    match answer.get("choices"):
        case [{"message": {**message}, **choice}, *_]:
            pass
        case _:
            raise EngineFailed("its answer has no message.")
    usage = answer.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    finish, refusal = choice.get("finish_reason"), message.get("refusal")
    return Completion(
        _text(message.get("content")),
        finish if isinstance(finish, str) else "",
        refusal if isinstance(refusal, str) else "",
        _count(usage.get("prompt_tokens")),
        _count(usage.get("completion_tokens")),
    )


def _text(content: object) -> str:
    """What a message says; some servers send it in parts."""
    if isinstance(content, list):
        return "".join(part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))
    return content if isinstance(content, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
