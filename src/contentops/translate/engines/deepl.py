"""DeepL, by its vendor's package: a service with a key, asked with context, formality and a glossary of ours.

One request has one context, so texts go together that have the same around them. The package asks each request once: its
own retries are off, since `Remote` retries, with its limits. What the service says is read as that of a stranger.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import threading
from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import contentops
from contentops.errors import EngineBusy, EngineError, EngineFailed, EngineUnavailable, SegmentError, UsageError
from contentops.secrets import Redacting, redacted
from contentops.translate import remote, tags
from contentops.translate.engine import Answer, Context, Refused, Reply
from contentops.translate.glossary import glossary
from contentops.translate.remote import InContextRemote
from contentops.translate.setup import Setup

if TYPE_CHECKING:
    from deepl import DeepLClient, DeepLException
    from deepl.api_data import MultilingualGlossaryInfo

OPTIONS = remote.OPTIONS | {"english", "glossary"}

WITHOUT_GLOSSARY = "without-glossary"
"""The way of a text that was made without our glossary, where one is wanted."""
_ENGLISH = ("EN-GB", "EN-US")
_FORMALITY = {"formal": "prefer_more", "informal": "prefer_less", "": None}
"""What is preferred is no error for a language in which the service has no choice."""
_OTHERS_KEPT = 1
"""Glossaries of ours for a target that stay beside the one in use: that of a run that still goes on elsewhere."""
_SERVER_ERROR, _UNAUTHORIZED = 500, 401
_LONGEST_SAID = 200
_STRANGE = (TypeError, ValueError, KeyError, AttributeError, IndexError)
"""What the package raises where an answer has another shape than it expects."""

_log = logging.getLogger(__name__)


class DeepL(InContextRemote):
    """The engine. It has no Nynorsk."""

    codes: ClassVar[Mapping[str, str]] = {"da": "DA", "de": "DE", "en": "EN-GB", "fi": "FI", "nb": "NB"}
    trusted = True
    texts_in_request = 50
    # A request is at most 128 KiB; in its JSON a character is up to 12 bytes, and beside the texts stands the context.
    characters_in_request = 9_000
    requests_per_second = 10.0

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._key = setup.key()
        self._english = setup.text("english", _ENGLISH[0]).upper()
        if self._english not in _ENGLISH:
            raise UsageError(
                f"{setup.file}: engines.{setup.name}.english: {self._english!r} is no English that it writes.",
                hint=f"Write one of {', '.join(_ENGLISH)}.",
            )
        self._glossaries = _Glossaries() if setup.flag("glossary", default=True) else None
        self._idle: deque[DeepLClient] = deque()

    def unusable(self, target: str) -> str:
        """Why it cannot translate to ``target``: another language, or no key."""
        if why := super().unusable(target):
            return why
        if not self._key:
            return f"it has no key: set {self.setup.key_variable}, or key_file in [engines.{self.name}]"
        return ""

    def together(self, context: Context) -> Hashable:
        """One request has one context and one formality."""
        return context.title, context.around, context.formality

    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        """One request."""
        about = contexts[0]
        with self._client() as client:
            ours = self._glossaries.of(client, target, self.codes[target]) if self._glossaries else ""
            try:
                with _told():
                    results = client.translate_text(
                        [tags.to_xml(text) for text in texts],
                        source_lang="SV",
                        target_lang=self._english if target == "en" else self.codes[target],
                        context="\n".join(filter(None, (about.title, about.around))) or None,
                        formality=_FORMALITY[about.formality],
                        glossary=ours or None,
                        split_sentences="0",
                        preserve_formatting=True,
                        tag_handling="xml",
                    )
            except _GlossaryGone as error:
                if self._glossaries and ours:
                    self._glossaries.forget(target, ours)
                    raise EngineBusy(error.message) from None  # the next attempt makes it anew
                raise
        way = WITHOUT_GLOSSARY if self._glossaries and not ours else ""
        return [_read(result.text, way) for result in (results if isinstance(results, list) else [results])]

    def close(self) -> None:
        """Ends its connections."""
        while self._idle:
            self._idle.pop().close()  # type: ignore[no-untyped-call]

    @contextlib.contextmanager
    def _client(self) -> Iterator[DeepLClient]:
        """A client that no other thread has meanwhile: its session is not made for several."""
        try:
            client = self._idle.pop()
        except IndexError:
            client = self._made()
        try:
            yield client
        finally:
            self._idle.append(client)

    def _made(self) -> DeepLClient:
        import deepl  # noqa: PLC0415  # it takes a while, and only who asks it needs it

        _log_of_theirs = logging.getLogger("deepl")
        if not any(isinstance(one, Redacting) for one in _log_of_theirs.filters):
            _log_of_theirs.addFilter(Redacting())
        deepl.http_client.max_network_retries = 0
        deepl.http_client.min_connection_timeout = self.seconds
        url = f"{self.url.rstrip('/')}/" if self.url else None  # else the key tells which of the vendor's two it is
        client = deepl.DeepLClient(self._key, server_url=url, send_platform_info=False)
        client.set_app_info("contentops", contentops.__version__)
        return client


class _GlossaryGone(EngineFailed):
    """The glossary of the request is not in the account any more."""


class _Glossaries:
    """Our glossaries in the account, one for each target, named by what is in it. Safe between threads.

    Where the account or the pair of languages has none, texts are made without, and the log says so once.
    """

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._lock = threading.Lock()

    def of(self, client: DeepLClient, locale: str, code: str) -> str:
        """The id of the target's glossary, which is made when it is not there; "" where there can be none.

        Raises EngineBusy for what may pass.
        """
        with self._lock:
            if locale not in self._ids:
                self._ids[locale] = self._found_or_made(client, locale, code)
            return self._ids[locale]

    def forget(self, locale: str, known: str) -> None:
        """Somebody has deleted it: it is made again when it is asked for."""
        with self._lock:
            if self._ids.get(locale) == known:
                del self._ids[locale]

    def _found_or_made(self, client: DeepLClient, locale: str, code: str) -> str:
        terms = {
            here: there for here, there in glossary(locale).nouns().items() if _is_plain(here) and _is_plain(there)
        }
        if not terms:
            return ""
        ours = f"contentops sv-{locale} "
        content = json.dumps(sorted(terms.items()), ensure_ascii=False)
        name = ours + hashlib.sha256(content.encode()).hexdigest()[:12]
        try:
            with _told():
                there = [one for one in client.list_multilingual_glossaries() if one.name.startswith(ours)]
            others = sorted((one for one in there if one.name != name), key=lambda one: one.creation_time, reverse=True)
            found = next((one for one in there if one.name == name), None)
            if found is None:
                found = _create(client, name, code, terms, others)
        except EngineBusy:
            raise
        except EngineError as error:
            _log.warning(
                "deepl: what it translates to %s is made without our glossary: %s", locale, redacted(error.message)
            )
            return ""
        for older in others[_OTHERS_KEPT:]:
            _delete(client, older)
        return found.glossary_id


def _create(
    client: DeepLClient, name: str, code: str, terms: Mapping[str, str], others: Sequence[MultilingualGlossaryInfo]
) -> MultilingualGlossaryInfo:
    """The glossary, new. Where there is no room for it the others of ours for this target make room."""
    from deepl.api_data import MultilingualGlossaryDictionaryEntries  # noqa: PLC0415

    entries = [MultilingualGlossaryDictionaryEntries("SV", code, dict(terms))]
    try:
        with _told():
            return client.create_multilingual_glossary(name, entries)
    except EngineBusy:
        raise
    except EngineError:
        if not others:
            raise
    for other in others:
        _delete(client, other)
    with _told():
        return client.create_multilingual_glossary(name, entries)


def _delete(client: DeepLClient, older: MultilingualGlossaryInfo) -> None:
    """One that stays is deleted another time."""
    with contextlib.suppress(EngineError), _told():
        client.delete_multilingual_glossary(older)


def _is_plain(term: str) -> bool:
    return bool(term.strip()) and term.isprintable()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What the package raises, as errors of ours."""
    import deepl  # noqa: PLC0415

    try:
        yield
    except deepl.DeepLException as error:
        raise _meant(error) from None
    except _STRANGE as error:
        raise EngineFailed(f"its answer has another shape than expected ({type(error).__name__})") from None


def _meant(error: DeepLException) -> EngineError:
    import deepl  # noqa: PLC0415

    status = error.http_status_code or 0
    said = " ".join(redacted(str(error)).partition(", content: ")[0].split())[:_LONGEST_SAID]
    if isinstance(error, deepl.AuthorizationException) or status == _UNAUTHORIZED:
        return EngineUnavailable(
            "the key is refused.", hint="Check it in DeepL's account; the key of a free plan ends in “:fx”."
        )
    if isinstance(error, deepl.QuotaExceededException):
        return EngineUnavailable("the characters of the account's plan are used up.")
    if isinstance(error, deepl.TooManyRequestsException):
        return EngineBusy("too many requests")
    if error.should_retry or status >= _SERVER_ERROR:
        return EngineBusy(f"it failed ({said})" if status else f"it did not answer in time ({said})")
    if "glossar" in said.casefold() and status:
        return _GlossaryGone(said)
    return EngineFailed(said)


def _read(text: object, way: str) -> Reply:
    if not isinstance(text, str):
        return None
    try:
        return Answer(tags.from_xml(text), way=way)
    except SegmentError as error:
        return Refused(error.message)


def engine(setup: Setup) -> DeepL:
    """The engine."""
    return DeepL(setup)
