"""See CHECK."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.check.language_data import entries
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair, Sentence
from contentops.language.words import found, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_RULE = (
    "Regulation (EC) No 1924/2006 allows a food to be related to the risk of a disease only in authorised words, and "
    "no food may be said to prevent, treat or cure one."
)


@dataclass(frozen=True, slots=True)
class _Claim:
    diseases: tuple[str, ...]
    relations: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"{_quoted(self.diseases)} together with {_quoted(self.relations)}"


def _find(
    sentence: Sentence, language: Language, pair: SegmentPair | None = None, source_language: Language | None = None
) -> Iterator[Flaw]:
    if claim := _claim(sentence.shown, language):
        yield Flaw(message=f"names {claim.words}. {_RULE}")
    elif pair and source_language and (claim := _of_source(pair, source_language)):
        # An engine's other words may hide the claim; a person's may well have left it out on purpose.
        yield Flaw(
            message=f"its source sentence names {claim.words}; the translation says it in other words. {_RULE}",
            severity="warn" if pair.by_person else None,
        )


def _of_source(pair: SegmentPair, language: Language) -> _Claim | None:
    try:
        return _claim(pair.source_shown, language)
    except NotApplicable:  # a source language without lists: the translation was judged by its own
        return None


def _claim(text: str, language: Language) -> _Claim | None:
    disease = entries(language, "claims", "disease")
    relation = entries(language, "claims", "relation")
    if found(text, entries(language, "claims", "exempt")):
        return None
    text = without(text, language.data["claims"].get("normal_function", ()))
    diseases = found(text, disease)
    relations = found(text, relation)
    if not diseases or not relations or _describes(text, disease, relation, language):
        return None
    return _Claim(tuple(diseases), tuple(relations))


def _describes(text: str, disease: tuple[str, ...], relation: tuple[str, ...], language: Language) -> bool:
    """Whether a sentence only tells of the disease: whom it strikes, what it is like, how it is cared for.

    Such words make claims too ("is linked with"), so it must show that it is about people, care or the body, and name
    neither food nor a change for the better. A locale without these lists lets nothing through.
    """
    claims = language.data["claims"]
    besides = without(text, disease)
    return (
        not found(without(text, claims.get("describes", ())), relation)
        and bool(found(besides, claims.get("neutral", ())))
        and not found(besides, claims.get("not_neutral", ()))
    )


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


CHECK = Check(
    severity="block",
    title="A sentence that relates food or a supplement to a disease",
    why="In the EU a seller of food may claim a lower risk of a disease only in authorised words (Regulation (EC) No "
    "1924/2006, article 14), and never that a food prevents, treats or cures one (Regulation (EU) No 1169/2011, "
    "article 7). A faithful translation publishes the claim once more, so a translation is held when its own "
    "words match the lists of its language, and also when its source sentence matches: other words must not hide "
    "a claim. Where a person wrote the translation, the latter is a warning only. Advice to see a doctor, "
    "authorised wording about a normal function, and what only tells whom a disease strikes, what it is like or how it is "
    "cared for are let through.",
    advice="Leave the sentence out, say it in authorised words, or have a person who knows the rules waive it with a "
    "reason.",
    find=_find,
    examples=(
        Example(source="Havre kan sänka kolesterolet.", finds=True),
        Example(source="Fisk minskar risken för hjärtinfarkt.", finds=True),
        Example(source="Te lindrar huvudvärk och migrän.", finds=True),
        Example(target="Havre kan sænke kolesterolet.", locale="da", finds=True),
        Example(target="Fisk minsker risikoen for hjerteinfarkt.", locale="nb", finds=True),
        Example(target="Fisk minskar risikoen for hjarteinfarkt.", locale="nn", finds=True),
        Example(source="Te lindrar migrän.", target="Te er rart mot vondt i hodet.", locale="nb", finds=True),
        Example(source="Lågt intag av fisk är kopplat till depression.", finds=True),
        Example(source="Migrän drabbar ungefär var sjunde vuxen.", finds=False),
        Example(source="Du som tar läkemedel mot högt blodtryck kan fråga på apoteket.", finds=False),
        Example(source="Kontakta läkare om du har diabetes och vill öka dosen.", finds=False),
        Example(source="Brist på järn är vanligt och kan påverka orken.", finds=False),
        Example(source="Kalium bidrar till att bibehålla normalt blodtryck.", finds=False),
        Example(source="I de flesta fall räcker det att öka mängden fisk.", finds=False),
        Example(target="Kontakt din læge, hvis du har diabetes og vil øge dosis.", locale="da", finds=False),
    ),
)
