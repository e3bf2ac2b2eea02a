"""The words that we add ourselves to a page or a report, in the reader's language.

They stand in `locales/<locale>/LC_MESSAGES/contentops.po` and are read from there: what a language person saves is
what the next run writes, without a compile step in between.
"""

from __future__ import annotations

import functools
import io
from gettext import NullTranslations

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from contentops.errors import UsageError
from contentops.language.language import folder


@functools.cache
def messages(locale: str) -> NullTranslations:
    """The catalogue of a locale, with ``gettext`` and ``ngettext``.

    A message that is not translated, or marked fuzzy, comes back as it is written in the code (English), and so does
    every message of a locale without a catalogue. Raises UsageError, naming the file, for one that cannot be read.
    """
    path = folder() / locale / "LC_MESSAGES" / "contentops.po"
    if not path.is_file():
        return NullTranslations()
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=locale, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a readable catalogue: {error}.", hint="Mend that line.") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain="contentops")
