"""A language model behind the OpenAI chat-completions protocol: a vendor's, or one's own by vLLM or Ollama."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from contentops.errors import EngineFailed, EngineUnavailable, UsageError
from contentops.language.language import locales
from contentops.translate import remote
from contentops.translate.chat import prompt
from contentops.translate.chat.again import Again, ask_until_answered, why_unread
from contentops.translate.chat.chatter import gives_orders, refuses
from contentops.translate.chat.endpoint import Completion, Endpoint, Rejected, TooLong
from contentops.translate.chat.judgement import fault, repeated, swapped
from contentops.translate.chat.reply import Given, read
from contentops.translate.engine import Context, Refused, Reply
from contentops.translate.setup import Setup

OPTIONS = remote.OPTIONS | {
    "answer_format",
    "max_tokens",
    "model",
    "parameters",
    "seed",
    "temperature",
    "texts_in_request",
}
FORMATS = ("json_schema", "json_object", "text")
"""How a reply's form is asked for, the strictest first. A server that refuses one is asked by the next."""
_OURS = frozenset({"max_completion_tokens", "messages", "model", "n", "response_format", "stream"} | OPTIONS)
"""What `parameters` may not set."""


@dataclass(slots=True)
class Tokens:
    """What a server counted: tokens read and tokens written. What it does not tell is not in it."""

    prompt: int = 0
    written: int = 0


class Llm(remote.InContextRemote):
    """The engine. ``tokens`` is what its requests have come to."""

    codes: ClassVar[Mapping[str, str]] = {}
    timeout: ClassVar[float] = 120.0
    characters_in_request: ClassVar[int] = 8000

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.model = setup.text("model")
        self.texts_in_request = setup.whole("texts_in_request", 20, least=1)
        self.tokens = Tokens()
        self._temperature = setup.number("temperature", 0.0)
        self._parameters = _parameters(setup)
        self._most = setup.whole("max_tokens", 0)
        self._most_by = "max_tokens"
        self._formats = _formats(setup)
        self._lock = threading.Lock()
        self._endpoint = Endpoint(self.url, setup.key(), self.seconds, self.requests_at_once)

    def targets(self) -> tuple[str, ...]:
        """Every locale but the source's: what a model cannot write is for its owner to know."""
        return tuple(locale for locale in locales() if locale != "sv")

    def unusable(self, target: str) -> str:
        """Why it cannot translate to ``target`` here; asks nothing over the network."""
        if target not in self.targets():
            return f"it does not translate to {target}"
        missing = [name for name, value in (("url", self.url), ("model", self.model)) if not value]
        if missing:
            return f"no {' and no '.join(missing)}: set {' and '.join(missing)} in [engines.llm] of contentops.toml"
        return ""

    def way(self) -> str:
        """Model, prompt and parameters: what an answer depends on besides what is asked."""
        told = {"temperature": f"{self._temperature:g}"}
        told |= {name: json.dumps(value, sort_keys=True) for name, value in sorted(self._parameters.items())}
        return ";".join([self.model, f"prompt={prompt.VERSION}", *(f"{name}={value}" for name, value in told.items())])

    def close(self) -> None:
        """Ends its connections."""
        self._endpoint.close()

    # ------------------------------------------------------------------------------------------------------- one request

    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> list[str | Reply]:
        """One request: for each text what was said for it, or why that is not taken."""
        asked = prompt.request(texts, target, contexts)
        try:
            completion = self._complete(asked)
        except TooLong as error:
            return [Again(str(error))] * len(texts)
        if why := _ended_early(completion):
            return [Again(why)] * len(texts)
        try:
            given = read(completion.content, {question.id for question in asked.questions})
        except EngineFailed as error:
            why = "it would not translate these sentences" if refuses(completion.content) else ""
            return [Again(why or error.message, unread=not why)] * len(texts)
        return _taken(asked, given, target)

    def _complete(self, asked: prompt.Request) -> Completion:
        """What the model wrote. What its server does not know of the protocol is left out from then on."""
        while True:
            form, most_by = self._formats[0], self._most_by
            try:
                completion = self._endpoint.complete(self._body(asked, form, most_by))
            except Rejected as error:
                if not self._without(error, form, most_by):
                    raise
            else:
                with self._lock:
                    self.tokens.prompt += completion.prompt
                    self.tokens.written += completion.written
                return completion

    def _body(self, asked: prompt.Request, form: str, most_by: str) -> dict[str, Any]:
        body = {
            "model": self.model,
            "messages": asked.messages,
            "temperature": self._temperature,
            **self._parameters,
        }
        if self._most:
            body[most_by] = self._most
        if form == "json_schema":
            schema = {"name": "translations", "strict": True, "schema": prompt.SCHEMA}
            body["response_format"] = {"type": form, "json_schema": schema}
        elif form != "text":
            body["response_format"] = {"type": form}
        return body

    def _without(self, error: Rejected, form: str, most_by: str) -> bool:
        """Whether a request that was rejected may go another way, which is taken from now on, by all threads."""
        with self._lock:
            if "max_completion_tokens" in error.message and most_by == "max_tokens" and self._most:
                self._most_by = "max_completion_tokens"
                return True
            if any(word in error.about for word in ("response_format", "schema", "json_object", "grammar")):
                if self._formats[0] != form:  # another thread has learnt it meanwhile
                    return True
                self._formats = self._formats[1:] or self._formats
                return self._formats[0] != form
        if "temperature" in error.message:
            raise EngineUnavailable(
                f"{self.model} does not take a temperature of {self._temperature:g}.",
                hint="Set temperature = 1 in [engines.llm].",
            ) from error
        return False

    # ------------------------------------------------------------------------------------------------- and what it left out

    def _persistently(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> list[str | Reply]:
        """The answers of a batch, with more requests for what the first one left out.

        What is asked alone then is asked without its surroundings, in which there may be an order that was obeyed.
        """
        places = [place for place, text in enumerate(texts) if not gives_orders(text)]

        def ask(some: Sequence[int]) -> Sequence[str | Reply]:
            told = [contexts[place] for place in some]
            if len(some) == 1 < len(places):
                told = [Context(terms=context.terms, formality=context.formality) for context in told]
            return super(Llm, self)._persistently([texts[place] for place in some], target, told)

        answers = ask_until_answered(places, ask)
        if why := why_unread(tuple(answers.values())):
            raise EngineFailed(why)
        obeying = Refused("its source reads like an order to a machine, so it was not sent")
        return [answers.get(place, obeying) for place in range(len(texts))]


def engine(setup: Setup) -> Llm:
    """A new engine. Raises UsageError for a wrong setting."""
    return Llm(setup)


def _taken(asked: prompt.Request, given: Mapping[str, Given | str], target: str) -> list[str | Reply]:
    """For each question its answer, or why that is not taken."""
    out: list[str | Reply] = []
    for question in asked.questions:
        match given.get(question.id):
            case Given(start=start, text=text) if text.strip():
                if swapped(asked, question, start):
                    out.append(Again("beside its answer stands the beginning of another sentence"))
                elif why := fault(asked, question, text, target):
                    out.append(Again(why))
                else:
                    out.append(text)
            case str() as why:
                out.append(Again(why))
            case _:
                out.append(Again("it gave no answer"))
    said = [_words(given.get(question.id)) for question in asked.questions]
    for place in repeated(asked, said):
        out[place] = Again("it gave several sentences one answer")
    for place, words in enumerate(said):
        for beside in () if words else (place - 1, place + 1):
            if 0 <= beside < len(out) and isinstance(out[beside], str):
                out[beside] = Again("its neighbour has no answer, which may be in this one")
    return [
        question.own(reply) if isinstance(reply, str) else reply
        for question, reply in zip(asked.questions, out, strict=True)
    ]


def _words(given: Given | str | None) -> str | None:
    return given.text.strip() or None if isinstance(given, Given) else None


def _ended_early(completion: Completion) -> str:
    """Why a reply is not what a model would have written, in words; "" when it is."""
    if completion.finish == "length":
        return "its answer was cut off: more than it may write at once"
    if completion.finish == "content_filter":
        return "its provider's filter stopped the answer"
    if completion.refusal:
        return "it would not translate these sentences"
    return ""


def _parameters(setup: Setup) -> dict[str, Any]:
    """What is passed on to the server as it is, and `seed`."""
    parameters = dict(setup.table("parameters"))
    if wrong := sorted(parameters.keys() & _OURS):
        raise UsageError(
            f"{setup.file}: engines.{setup.name}.parameters: {wrong[0]} cannot be set there.",
            hint=f"Write it in [engines.{setup.name}] itself, if it is a setting.",
        )
    if "seed" in setup.values:
        parameters["seed"] = setup.whole("seed", 0)
    return parameters


def _formats(setup: Setup) -> tuple[str, ...]:
    first = setup.text("answer_format", FORMATS[0])
    if first not in FORMATS:
        raise UsageError(
            f"{setup.file}: engines.{setup.name}.answer_format: {first!r} is not known.",
            hint=f"Known are {', '.join(FORMATS)}.",
        )
    return FORMATS[FORMATS.index(first) :]
