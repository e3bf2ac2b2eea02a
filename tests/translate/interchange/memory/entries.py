"""Entries of a memory for tests: by hand, and random ones with codes and odd characters."""

from __future__ import annotations

from hypothesis import strategies as st

from contentops.article.model import Inline
from contentops.article.record import State
from contentops.article.segments import CODE
from contentops.state.memory import IMPORTED, Entry, identity
from contentops.translate.interchange.kinds import KINDS, PAIRS
from contentops.translate.interchange.memory.seal import key_of


def entry(source: str, text: str, state: State = State.APPROVED, **more: str) -> Entry:
    """An entry of an identity ("Ta ⟦1:quantity⟧.")."""
    values = {"by": "Eva Ek", "at": "2026-02-03T04:05:06+00:00"} if state is State.APPROVED else {"engine": "apertium"}
    return Entry(key_of(source), source, text, state, **(values | more))  # type: ignore[arg-type]


odd = st.sampled_from(
    ["\x00", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "\ufdd0", "\ufeff", "\r", "\n", "\t"]
)
words = st.one_of(
    odd,
    st.text(max_size=4),
    st.sampled_from(
        ["<b>", "</b>", "<x1/>", "&amp;", "]]>", '"', "'", "=1+1", "-", "'=", ";", ",", "😀", "\xa0", "10 mg"]
    ),
)
prose = st.lists(words, max_size=5).map(" ".join).map(lambda text: text.replace("⟦", "(").replace("⟧", ")"))
kinds = st.lists(st.sampled_from(sorted(KINDS)), max_size=4)
name = st.sampled_from(["", "Eva Ek", "Ö. “Å” <Ä> & co", "=Eva", "a\tb"])


@st.composite
def _text(draw: st.DrawFn, codes: list[str], order: list[int]) -> str:
    """A text with each code once; pairs wrap, and nest where they do."""
    out = draw(prose)
    for number in order:
        if codes[number - 1] in PAIRS:
            if draw(st.booleans()):
                out = f"⟦{number}⟧{out}⟦/{number}⟧{draw(prose)}"
            else:
                out = f"{out}⟦{number}⟧{draw(prose)}⟦/{number}⟧"
        else:
            out = f"{out}⟦{number}⟧{draw(prose)}"
    return out


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry as drafting, editing or an import leaves it."""
    codes = draw(kinds)
    numbers = list(range(1, len(codes) + 1))
    coded = draw(_text(codes, numbers))
    first: dict[str, int] = {}
    for match in CODE.finditer(coded):
        first.setdefault(match[2], len(first) + 1)
    coded = CODE.sub(lambda m: f"⟦{m[1]}{first[m[2]]}⟧", coded)
    ordered = [codes[int(number) - 1] for number in first]
    inlines: tuple[Inline, ...] = tuple(KINDS[kind] for kind in ordered)
    source = identity(f"Ta {coded}", inlines)
    text = f"Tag {draw(_text(ordered, draw(st.permutations(numbers))))}"
    state = draw(st.sampled_from([State.APPROVED, State.MACHINE, State.MACHINE_DRAFT]))
    person = state is State.APPROVED
    return Entry(
        key_of(source),
        source,
        text,
        state,
        draw(st.sampled_from(["", "apertium/lexical", "deepl"] if person else ["apertium", "deepl", IMPORTED])),
        draw(st.sampled_from(["", "0a1b2c3d4e5f6071", "1234567890123456"])),
        tuple(draw(st.lists(st.text(max_size=3), max_size=2))),
        draw(name),
        draw(st.sampled_from(["", "2026-02-03T04:05:06+00:00", "2026-02-03", "2026-02-03T04:05:06.7+01:00"])),
    )
