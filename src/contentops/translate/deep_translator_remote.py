"""Engines of the package deep-translator, hardened, so that a file of `engines/` is its class and its codes.

The package is a collection of small classes that ask services over HTTP. They have no time-outs, mix up the answers of
threads that share one, and take whatever a page says for the translation (docs/engines.md). Here each text is asked by an
object of its own, through :mod:`contentops.translate.guarded_requests`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, ClassVar

from deep_translator import exceptions
from deep_translator.base import BaseTranslator

from contentops.errors import EngineBusy, EngineError, EngineFailed
from contentops.translate import remote
from contentops.translate.engine import Context, Refused, Reply
from contentops.translate.guarded_requests import Page, guard, within
from contentops.translate.remote import Remote
from contentops.translate.setup import Setup

ACCEPT = "accept_unofficial"
UNOFFICIAL = (remote.OPTIONS - {"key", "key_file", "trusted"}) | {ACCEPT}
"""The settings of an engine whose use must be accepted: it has no key, and what it makes is a draft."""


class NoTranslation(Exception):
    """A page has no translation of this text, though the service is well; the message says why."""


class DeepTranslatorRemote(Remote):
    """One engine of the package: its class is ``translator``, its name for Swedish ``swedish``.

    ``address`` is where it asks when the settings give no ``url``; "" is the package's own. ``unofficial`` says why it is
    used only where that is accepted, "" where there is nothing to accept. Which settings there are, the engine's file says.
    """

    translator: ClassVar[type[BaseTranslator]]
    swedish: ClassVar[str] = "sv"
    address: ClassVar[str] = ""
    unofficial: ClassVar[str] = ""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._accepted = not self.unofficial or setup.flag(ACCEPT, default=False)
        guard(sys.modules[self.translator.__module__])

    def unusable(self, target: str) -> str:
        """Why it cannot translate to ``target`` here: the language, or that its use has not been accepted."""
        why = super().unusable(target)
        if why or self._accepted:
            return why
        return f"{self.unofficial}; to use it all the same, write {ACCEPT} = true into [engines.{self.name}] of the settings"

    def arguments(self) -> dict[str, Any]:
        """What its class is made with besides the languages: a key, a region."""
        return {}

    def look(self, page: Page, text: str) -> None:
        """Sees the page that answers ``text`` before the package reads it.

        It may mend it. Raises NoTranslation for what is no translation but would be read as one, an EngineError where the
        service is unwell.
        """

    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> list[str | Reply]:
        """One answer for each text. Raises EngineBusy, EngineUnavailable and EngineFailed."""
        del contexts
        return [self._answer(text, self.codes[target]) for text in texts]

    def _answer(self, text: str, code: str) -> str | Reply:
        error: EngineError
        missing = f"the package refuses its settings, or the language {code!r}"
        try:
            with within(self.seconds, lambda page: self.look(page, text)):
                # One for each text: its parameters, the text among them, are kept in the object between two lines.
                translator = self.translator(source=self.swedish, target=code, **self.arguments())
                missing = "its answer has no translation in it"
                translator._base_url = self.url or self.address or translator._base_url  # noqa: SLF001  # no other way
                said: object = translator.translate(text)
        except EngineError:
            raise
        except NoTranslation as why:
            return Refused(str(why))
        except exceptions.TooManyRequests:
            error = EngineBusy("it was asked too often")
        except Exception as other:  # noqa: BLE001  # what it finds in a page, it takes apart unseen: AttributeError, StopIteration …
            error = EngineFailed(f"{missing}: {type(other).__name__}")
        else:
            if said is None or isinstance(said, str):
                return said
            if isinstance(said, list) and len(said) == 1 and isinstance(said[0], str):
                return said[0]
            error = EngineFailed(missing)
        raise error  # not in the except clauses: the package's errors hold the text, the address and keys
