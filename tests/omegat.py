"""OmegaT, a translator's program, in its console mode: an outside reader of the files that translators get.

The tests that need it are skipped where the program is missing (Debian's package omegat; `make setup` installs it).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

_WITHIN = 120
"""Seconds for one run. It takes 2 to 5, most of it the start of Java."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


@pytest.fixture(scope="session")
def omegat() -> str:
    """The program. Skips a test that needs it where it is missing."""
    found = shutil.which("omegat")
    if not found:
        pytest.skip("OmegaT is not installed (Debian's package omegat).")
    return found


@dataclass(frozen=True, slots=True)
class Project:
    """A project of OmegaT from Swedish: a folder with what is to be translated, and what is remembered."""

    folder: Path
    target: str = "de"

    def __post_init__(self) -> None:
        for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "omegat.project").write_text(_PROJECT.format(source="SV", target=self.target.upper()))

    def add(self, name: str, content: str | bytes) -> None:
        """Puts a file to be translated into the project."""
        (self.folder / "source" / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def remember(self, name: str, tmx: str | bytes) -> None:
        """Puts a memory into the project whose texts are taken wherever their source stands word for word."""
        (self.folder / "tm" / "auto" / name).write_bytes(tmx.encode() if isinstance(tmx, str) else tmx)

    def segments(self) -> list[str]:
        """What OmegaT shows to be translated, its tags as it writes them (``<x0/>``, ``<g1>…</g1>``); each text once."""
        found = self.folder.parent / f"{self.folder.name}-segments.tmx"
        self._run("console-createpseudotranslatetmx", f"--pseudotranslatetmx={found}", "--pseudotranslatetype=equal")
        units = ET.parse(found).getroot().iter("tu")  # noqa: S314  # OmegaT has just written it
        return ["".join(unit.findall("tuv")[0].find("seg").itertext()) for unit in units]  # type: ignore[union-attr]

    def write(self, translations: Mapping[str, str]) -> None:
        """Writes translations of segments, by their text as :meth:`segments` gives it, as a translator would there."""
        tmx = ET.Element("tmx", version="1.1")
        header = {"creationtool": "OmegaT", "o-tmf": "OmegaT TMX", "adminlang": "EN-US", "datatype": "plaintext"}
        ET.SubElement(tmx, "header", header | {"creationtoolversion": "3.6.0", "segtype": "paragraph", "srclang": "SV"})
        body = ET.SubElement(tmx, "body")
        for source, translation in translations.items():
            unit = ET.SubElement(body, "tu")
            for lang, text in (("SV", source), (self.target.upper(), translation)):
                ET.SubElement(ET.SubElement(unit, "tuv", lang=lang), "seg").text = text
        text = ET.tostring(tmx, encoding="unicode")
        (self.folder / "omegat" / "project_save.tmx").write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')

    def translated(self) -> dict[str, bytes]:
        """The files of the project as OmegaT writes them with what it has, by name."""
        self._run("console-translate")
        return {path.name: path.read_bytes() for path in sorted((self.folder / "target").iterdir())}

    def _run(self, mode: str, *options: str) -> None:
        # Its settings beside the project, not in the home folder.
        settings = self.folder.parent / f"{self.folder.name}-settings"
        command = ["omegat", f"--mode={mode}", "--no-team", f"--config-dir={settings}", *options, str(self.folder)]
        assert not any(" " in word for word in command), "OmegaT's starter cuts paths at blanks"
        done = subprocess.run(command, capture_output=True, text=True, timeout=_WITHIN, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
