from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contentops.errors import UsageError
from contentops.language import catalog
from contentops.language.catalog import messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_message_without_a_translation_comes_back_as_it_is() -> None:
    assert messages("da").gettext("No such message") == "No such message"
    assert messages("xx").gettext("References") == "References"
    assert messages("xx").ngettext("{count} finding", "{count} findings", 2) == "{count} findings"


def test_the_catalogue_of_a_locale_is_read_from_its_po_file() -> None:
    assert messages("da").gettext("References") == "Referencer"
    assert messages("da").ngettext("{count} finding", "{count} findings", 2) == "{count} anmærkninger"


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(catalog, "folder", lambda: tmp_path)
    messages.cache_clear()
    (tmp_path / "qq" / "LC_MESSAGES").mkdir(parents=True)
    yield tmp_path / "qq" / "LC_MESSAGES" / "contentops.po"
    messages.cache_clear()


def test_a_doubtful_translation_is_not_shown(locales: Path) -> None:
    locales.write_text('msgid ""\nmsgstr "Language: da\\n"\n\n#, fuzzy\nmsgid "Live"\nmsgstr "Død"\n', encoding="utf-8")
    assert messages("qq").gettext("Live") == "Live"


@pytest.mark.parametrize("content", [b"what is this\n", b'msgid "A"\nmsgstr "\xff"\n'])
def test_a_broken_catalogue_is_named(locales: Path, content: bytes) -> None:
    locales.write_bytes(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + content)
    with pytest.raises(UsageError, match=r"qq/LC_MESSAGES/contentops\.po: not a readable catalogue"):
        messages("qq")
