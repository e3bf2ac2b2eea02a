"""Tiny models of translation, made by hand and read by the real programs: no download, no training of a network.

The network looks at the source's piece at its own place and writes the piece that a table names for it. So a test decides
what a model says: a word spelled otherwise, a letter that it loses, a phrase that it never stops repeating.
"""

from __future__ import annotations

import io
import json
import string
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

_WHY = "the packages of the extra neural are not installed; make setup does it"
ctranslate2 = pytest.importorskip("ctranslate2", reason=_WHY)
sentencepiece = pytest.importorskip("sentencepiece", reason=_WHY)

LETTERS = string.ascii_letters + string.digits + "åäöÅÄÖøæØÆüÜß .,:;!?'()[]<>-–%/"
PLACES = 100
"""How many pieces, here letters, a text may have."""
SPECIAL = ("<unk>", "<s>", "</s>")
SCANDINAVIAN = {"ä": "æ", "ö": "ø", "Ä": "Æ", "Ö": "Ø"}
"""A spelling reform that turns "kött" into "køtt": what comes back is not what was asked, and nothing is lost."""

Floats = npt.NDArray[np.float32]
Spec = Any
"""A part of CTranslate2's description of a network, which has no types."""


def sentencepiece_model(letters: str = LETTERS) -> bytes:
    """A model that cuts a text into letters."""
    out = io.BytesIO()
    # Each word holds one letter: blanks part words.
    sentences = [" ".join(letters.replace(" ", ""))] * 3
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=out,
        model_type="char",
        vocab_size=len(set(letters) - {" "}) + 1 + len(SPECIAL),
        character_coverage=1.0,
        minloglevel=3,
    )
    return out.getvalue()


def pieces(model: bytes) -> list[str]:
    """The pieces of a sentencepiece model, the special ones first."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def write_network(
    folder: Path,
    vocabulary: Sequence[str],
    says: Mapping[str, str] | None = None,
    *,
    places: int = PLACES,
    prefixes: int = 0,
    ends_with: str = "",
    never_ends: bool = False,
    numbers: str | None = None,
) -> None:
    """A network that writes, for the n-th piece of the source, what ``says`` has for it, or the piece itself.

    ``prefixes`` are pieces at the head of the source that it passes over. It ends where the source marks its end, or behind
    the piece that it ``ends_with``; one that ``never_ends`` does neither. ``numbers`` is how its numbers
    are kept, "int8" or "float16".
    """
    tokens = list(vocabulary)
    size = len(tokens)
    width = size + places
    embeddings = np.zeros((size, width), np.float32)
    embeddings[:, :size] = np.eye(size, dtype=np.float32)
    at_place = np.zeros((places, width), np.float32)
    at_place[:, size:] = np.eye(places, dtype=np.float32)
    only_tokens, only_places = np.zeros((width, width), np.float32), np.zeros((width, width), np.float32)
    only_tokens[:size, :size] = np.eye(size, dtype=np.float32)
    only_places[size:, size:] = np.eye(places, dtype=np.float32)
    writes = np.zeros((size, width), np.float32)
    for number, token in enumerate(tokens):
        writes[tokens.index((says or {}).get(token, token)), number] += 1

    spec = ctranslate2.specs.TransformerSpec.from_config(num_layers=1, num_heads=1)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = np.zeros_like(embeddings)
    if ends_with:  # what it wrote last drowns all else
        spec.decoder.embeddings.weight[tokens.index(ends_with), tokens.index("</s>")] = 100
    spec.encoder.position_encodings.encodings = at_place
    # The n-th piece that is written looks at the n-th of the source, behind what is passed over.
    spec.decoder.position_encodings.encodings = np.roll(at_place, prefixes, axis=1) if prefixes else at_place
    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        _silent(layer.self_attention, width)
        _silent(layer.ffn, width)
    for part in (spec.encoder, spec.decoder):
        _plain(part.layer_norm, width)
    attention = spec.decoder.layer[0].attention
    _plain(attention.layer_norm, width)
    _linear(attention.linear[0], only_places * 5)
    _linear(attention.linear[1], np.concatenate([only_places, only_tokens]))
    _linear(attention.linear[2], only_tokens)
    _linear(spec.decoder.projection, writes)
    if never_ends:
        spec.decoder.projection.bias[tokens.index("</s>")] = -1000
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.decoder_start_token = "</s>"  # noqa: S105  # a piece of text
    spec.validate()
    spec.optimize(quantization=numbers)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def _linear(spec: Spec, weight: Floats) -> None:
    spec.weight = weight.astype(np.float32)
    spec.bias = np.zeros(weight.shape[0], np.float32)


def _plain(spec: Spec, width: int) -> None:
    spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)


def _silent(spec: Spec, width: int) -> None:
    """A part of a layer that adds nothing."""
    _plain(spec.layer_norm, width)
    if hasattr(spec, "linear"):
        _linear(spec.linear[0], np.zeros((3 * width, width), np.float32))
        _linear(spec.linear[1], np.zeros((width, width), np.float32))
    else:
        _linear(spec.linear_0, np.zeros((1, width), np.float32))
        _linear(spec.linear_1, np.zeros((width, 1), np.float32))


def opus(
    folder: Path,
    says: Mapping[str, str] | None = None,
    *,
    labels: Sequence[str] = (),
    readme: str = "---\nlicense: cc-by-4.0\n---\n* source languages: sv\n* target languages: da\n",
    letters: str = LETTERS,
    places: int = PLACES,
    never_ends: bool = False,
    numbers: str | None = None,
) -> Path:
    """A model as OPUS-MT's are when they are converted; ``labels`` are the tokens of its targets, if it has several."""
    cut = sentencepiece_model(letters)
    write_network(
        folder,
        [*pieces(cut), *labels],
        says,
        places=places,
        prefixes=1 if labels else 0,
        never_ends=never_ends,
        numbers=numbers,
    )
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(cut)
    if readme:
        (folder / "README.md").write_text(readme, encoding="utf-8")
    return folder


def argos(folder: Path, source: str, target: str, says: Mapping[str, str] | None = None) -> Path:
    """A model as in an Argos package, unpacked."""
    cut = sentencepiece_model()
    write_network(folder / "model", pieces(cut), says, ends_with=".")
    (folder / "sentencepiece.model").write_bytes(cut)
    metadata = {"package_version": "1.9", "argos_version": "1.9", "from_code": source, "to_code": target}
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (folder / "README.md").write_text(f"# {source}-{target}\n\nLicense: CC0\n", encoding="utf-8")
    (folder / "stanza").mkdir()
    (folder / "stanza" / "sentences.pt").write_bytes(b"not needed here")
    return folder


def for_many(folder: Path, labels: Sequence[str]) -> Path:
    """A model as NLLB is when it is converted: one set of pieces, a token for each language."""
    cut = sentencepiece_model()
    write_network(folder, [*pieces(cut), *labels], SCANDINAVIAN)
    (folder / "sentencepiece.bpe.model").write_bytes(cut)
    return folder


def zipped(folder: Path, archive: Path, above: str = "") -> Path:
    """A folder as a zip, with a folder above it all or not."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                out.write(path, f"{above}{path.relative_to(folder)}")
    return archive
