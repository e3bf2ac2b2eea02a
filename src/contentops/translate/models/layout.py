"""What a folder that somebody else made is, and what it says of itself.

Three layouts are known, all of them of CTranslate2:

    OPUS-MT   model.bin, config.json, shared_vocabulary.json (or one for source and target), source.spm, target.spm
    Argos     metadata.json, sentencepiece.model, and the network in model/
    for many  model.bin, config.json, shared_vocabulary.json, sentencepiece.bpe.model: NLLB, M2M-100

Languages and the licence are taken from where a model states them, never guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.core import get_global

from contentops.errors import ModelError
from contentops.translate.models.model import FILE, LANGUAGE, NAME, UNKNOWN_LICENCE, Model, from_json

NETWORK = "model.bin"
_METADATA = "metadata.json"
_OF_NETWORK = re.compile(r"model\.bin|config\.json|(?:shared|source|target)_vocabulary\.(?:json|txt)|vmap\.txt")
_BESIDE = re.compile(
    rf"[\w.-]+\.spm|sentencepiece(?:\.bpe)?\.model|bpe\.model|metadata\.json|tokenizer_config\.json|{re.escape(FILE)}"
    r"|(?:readme|licen[cs]e|copying|notice)(?:\.(?:md|txt))?",
    re.IGNORECASE,
)
_CONVERTED_NEVER = ("pytorch_model.bin", "model.safetensors", "decoder.yml", "tf_model.h5")
_CONVERT = "ct2-transformers-converter --model NAME --output_dir FOLDER --copy_files source.spm target.spm README.md"
_POINTER = b"version https://git-lfs"
_DEPTH = 4
_LARGEST_TEXT = 64 << 20
_ONE_FOR_ALL = ("sentencepiece.bpe.model", "sentencepiece.model")
_LONGEST_PAIR, _LONGEST_ARGOS = 500, 150
"""Pieces. OPUS-MT's networks have 512 places; those of Argos were made on short sentences, and say about 150."""
_SHOWN = 12
_LABELS = re.compile(r">>([a-z]{2,3})(?:_[A-Z][a-z]{3})?<<|__([a-z]{2,3})__|([a-z]{3})_[A-Z][a-z]{3}")
_LICENCE = re.compile(
    r"^\W{0,4}licen[cs]e:(?:[ \t]*\r?\n[ \t]*-)?[ \t]*['\"]?([^'\"\r\n]{1,200})", re.IGNORECASE | re.MULTILINE
)
_SOURCE = re.compile(r"^\W{0,4}source languages?(?:\(s\))?:[ \t]*([a-zA-Z_]{2,8})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TARGET = re.compile(r"^\W{0,4}target languages?(?:\(s\))?:[ \t]*([a-zA-Z_]{2,8})[ \t]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who installs a model says of it, where the model does not or says otherwise. "" is nothing said.

    ``targets`` are locales, each with its token: "" where it needs none, None where that is to be found out.
    """

    name: str = ""
    source: str = ""
    source_token: str = ""
    targets: Mapping[str, str | None] = field(default_factory=dict)
    licence: str = ""


def is_wanted(name: str) -> bool:
    """Whether a model has use for a file of that name, wherever it stands."""
    return bool(_OF_NETWORK.fullmatch(name) or _BESIDE.fullmatch(name))


def files(root: Path, shown: str) -> dict[str, Path]:
    """The files of the one model under a folder, by the names that they shall have beside each other.

    ``shown`` is what messages call the folder. Raises ModelError when there is none, or more than one.
    """
    networks = _within(root, NETWORK)
    if not networks:
        found = next((name for name in _CONVERTED_NEVER if _within(root, name)), "")
        why = f"it has {found}, a model that is not converted" if found else f"it has no {NETWORK}"
        raise ModelError(
            f"{shown}: is no model of CTranslate2: {why}.",
            hint=f"Convert it: {_CONVERT}" if found else "Name a converted OPUS-MT model or an Argos package.",
        )
    if len(networks) > 1:
        places = ", ".join(str(path.parent.relative_to(root)) for path in networks)
        raise ModelError(f"{shown}: holds {len(networks)} models ({places}).", hint="Install them one by one.")
    network = networks[0].parent
    out = {path.name: path for path in sorted(network.iterdir()) if path.is_file() and is_wanted(path.name)}
    if network != root and (network.parent / _METADATA).is_file():  # Argos has the network in a folder of its own
        beside = (path for path in sorted(network.parent.iterdir()) if path.is_file())
        out |= {path.name: path for path in beside if _BESIDE.fullmatch(path.name)}
    with networks[0].open("rb") as file:
        if file.read(len(_POINTER)) == _POINTER:
            raise ModelError(
                f"{shown}: its {NETWORK} is a pointer of Git LFS and not the network.", hint="Run git lfs pull there."
            )
    return out


def _within(root: Path, name: str) -> list[Path]:
    """The files of that name, not too deep under a folder: it may be somebody's whole home."""
    return [path for depth in range(_DEPTH) for path in sorted(root.glob(f"{'*/' * depth}{name}"))]


def describe(there: Mapping[str, Path], wanted: Wanted, shown: str, name: str, folder: Path) -> Model:
    """What the files make together: a model, to stand in ``folder``, called ``name`` unless somebody says otherwise.

    Raises ModelError that says what the model lacks or does not say, and how to say it.
    """
    said = _said(there)
    source_pieces, target_pieces, many, longest = _pieces(there, shown)
    config = _json(there.get("config.json"))
    known, answered = vocabulary_of(there, "source"), vocabulary_of(there, "target")
    source = wanted.source or said.source
    if not source:
        raise ModelError(
            f"{shown}: does not say which language it translates from.", hint="Say it: --source sv --target de"
        )
    labels = sorted(token for token in known | answered if _LABELS.fullmatch(token))
    asked: Mapping[str, str | None] = wanted.targets or said.targets
    if not asked:
        some = f" (its vocabulary has {_some(labels)})" if labels else ""
        raise ModelError(f"{shown}: does not say which language it translates to{some}.", hint="Say it: --target de")
    labelled = many or any(label.startswith(">>") for label in labels)
    targets = {
        locale: (_token_for(locale, labels, shown) if labelled else "") if token is None else token
        for locale, token in asked.items()
    }
    source_token = wanted.source_token or said.source_token or (_token_for(source, labels, shown) if many else "")
    for token in (source_token, *targets.values()):
        if token and known and token not in known | answered:
            raise ModelError(
                f"{shown}: its vocabulary has no {token!r}.", hint="The network would take it for an unknown word."
            )
    chosen = wanted.name or said.name or name
    if not NAME.fullmatch(chosen):
        raise ModelError(
            f"{chosen!r} is no name for a model.", hint="Use letters, digits, points and hyphens: --name sv-de"
        )
    # Argos trains without an end of the sentence; others want it, and some have the program add it.
    marks_end = not config.get("add_source_eos") and (many or source_pieces != target_pieces)
    end = config.get("eos_token", "</s>")
    return Model(
        name=chosen,
        folder=folder,
        source=source,
        targets=targets,
        source_pieces=source_pieces,
        target_pieces=target_pieces,
        source_token=source_token,
        source_end=end if marks_end and isinstance(end, str) else "",
        longest=longest,
        licence=wanted.licence or said.licence or UNKNOWN_LICENCE,
    )


def vocabulary_of(there: Mapping[str, Path], side: str) -> frozenset[str]:
    """The pieces that the network knows on a side, "source" or "target"; none where no file lists them."""
    for name in (f"{side}_vocabulary", "shared_vocabulary"):
        if path := there.get(f"{name}.json"):
            tokens = _json(path, list)
            return frozenset(token for token in tokens if isinstance(token, str))
        if path := there.get(f"{name}.txt"):
            return frozenset(_text(path).split("\n"))
    return frozenset()


def locale_of(code: str) -> str:
    """Our name of a language that a model names: "sv" of "swe", "nb" of "no"; "" of what is no language's code."""
    code = code.strip().casefold().partition("_")[0]
    code = str(get_global("language_aliases").get(code, code))
    return {"no": "nb"}.get(code, code) if LANGUAGE.fullmatch(code) else ""


def _pieces(there: Mapping[str, Path], shown: str) -> tuple[str, str, bool, int]:
    """The files of source's and target's pieces, whether one network serves many languages, and how long a text may be."""
    if {"source.spm", "target.spm"} <= there.keys():
        return "source.spm", "target.spm", False, _LONGEST_PAIR
    one = next((name for name in _ONE_FOR_ALL if name in there), "")
    if one and _METADATA in there:
        return one, one, False, _LONGEST_ARGOS
    if one:
        return one, one, True, _LONGEST_PAIR
    other = "bpe.model" if "bpe.model" in there else ""
    raise ModelError(
        f"{shown}: lacks the files by which a text is cut into pieces"
        f"{f' (its {other} is of another kind)' if other else ''}.",
        hint="An OPUS-MT model has source.spm and target.spm, an Argos package sentencepiece.model.",
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a model says of itself."""

    name: str = ""
    source: str = ""
    source_token: str = ""
    targets: Mapping[str, str | None] = field(default_factory=dict)
    licence: str = ""


def _said(there: Mapping[str, Path]) -> _Said:
    if path := there.get(FILE):
        model = from_json(_json(path), path)
        licence = "" if model.licence == UNKNOWN_LICENCE else model.licence
        return _Said(model.name, model.source, model.source_token, model.targets, licence)
    argos, tokenizer = _json(there.get(_METADATA)), _json(there.get("tokenizer_config.json"))
    readme = next((_text(path) for name, path in there.items() if name.casefold().startswith("readme")), "")
    pairs = (
        (argos.get("from_code"), argos.get("to_code")),
        (tokenizer.get("source_lang"), tokenizer.get("target_lang")),
        (_first(_SOURCE, readme), _first(_TARGET, readme)),
    )
    source, target = next(
        ((locale_of(s), locale_of(t)) for s, t in pairs if isinstance(s, str) and isinstance(t, str) and s and t),
        ("", ""),
    )
    name = f"argos-{source}-{target}" if argos.get("from_code") and source and target else ""
    stated = next((argos[key] for key in ("license", "licence") if isinstance(argos.get(key), str)), "")
    return _Said(name, source, "", {target: None} if target else {}, stated or _licence(there, readme))


def _licence(there: Mapping[str, Path], readme: str) -> str:
    """The licence that the read-me names, else the first line of a file of that name."""
    if named := _first(_LICENCE, readme):
        return named.strip(" \t*_`")
    for name, path in there.items():
        if name.casefold().startswith(("licen", "copying")):
            return next((line.strip()[:200] for line in _text(path).splitlines() if line.strip()), "")
    return ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _some(labels: Sequence[str]) -> str:
    return f"{', '.join(labels[:_SHOWN])}{', …' if len(labels) > _SHOWN else ''}"


def _token_for(locale: str, labels: Sequence[str], shown: str) -> str:
    """The token of a language among those of a vocabulary, which must have exactly one for it."""
    language = locale_of(locale.partition("-")[0])
    fitting = [label for label in labels if _language(label) == language]
    if len(fitting) == 1:
        return fitting[0]
    raise ModelError(
        f"{shown}: needs a token for {locale}, and its vocabulary has {'several' if fitting else 'none'} for it"
        f"{f' ({_some(fitting or labels)})' if labels else ''}.",
        hint=f"Say which: --target {locale}=TOKEN, or --target {locale}= for none.",
    )


def _language(label: str) -> str:
    found = _LABELS.fullmatch(label)
    return locale_of(next(filter(None, found.groups()), "")) if found else ""


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_TEXT:
            raise ModelError(f"{path.name}: is too large for what it is.")
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}.") from error


def _json(path: Path | None, kind: type = dict) -> Any:  # noqa: ANN401  # of that kind
    """The JSON of a file that others wrote; an empty one where there is no file. Raises ModelError when it is not so."""
    if path is None:
        return kind()
    try:
        value = json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path.name}: is no JSON: {error}.", hint="The model is damaged; get it again.") from error
    if not isinstance(value, kind):
        raise ModelError(f"{path.name}: is not what it should be.", hint="The model is damaged; get it again.")
    return value
