"""A run: one store, held by one process, and everything that the steps of a run need."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine as Database

from contentops import extract
from contentops.article.codec import digest
from contentops.check.fingerprint import fingerprint
from contentops.errors import StoreError, UsageError
from contentops.language.language import language
from contentops.pipeline.budget import Account, Budget, month
from contentops.pipeline.shops import Shops, shops
from contentops.publish.store import Store
from contentops.settings import Settings, Target
from contentops.state.database import connect, sqlite_url
from contentops.state.desk import NOTHING, Decisions, Desk
from contentops.state.memory import Memory
from contentops.state.notes import NEWEST_PAGE, REVIEW_FORM, Notes
from contentops.state.sources import Build, Sources
from contentops.state.spending import Spending
from contentops.state.suggestions import Suggestions
from contentops.translate import glossary_files
from contentops.translate.draft import Work, usable
from contentops.translate.engine import Engine, make, names
from contentops.translate.glossary import glossary_fingerprint
from contentops.translate.remembered import RULES

SOURCE_LOCALE = "sv"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may ask of a run.

    ``engine`` takes the place of the engines that the settings name. ``retranslate`` makes machine texts anew.
    ``accept_changed`` takes articles that came back much shorter, and a site that seems to have changed. Raises UsageError
    for an engine that we do not have.
    """

    engine: str = ""
    retranslate: bool = False
    accept_changed: bool = False

    def __post_init__(self) -> None:
        if self.engine and self.engine not in names():
            make(self.engine)  # raises, naming those that there are


@dataclass(slots=True)
class Run:
    """An open store and what is known at the beginning of the run."""

    store: Store
    settings: Settings
    targets: tuple[Target, ...]
    database: Database
    options: Options = field(default_factory=Options)
    number: int = 1
    known: dict[str, tuple[str, str, str, str, str]] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    """By article, the file of this run that it came from."""
    builds: dict[str, dict[str, Build]] = field(default_factory=dict)
    live_slugs: dict[tuple[str, str], str] = field(default_factory=dict)
    form_address: str = ""
    """Of the review form, which the preview links to; "" where there is none."""
    newest_page: str = ""
    """When a run before this one last met a page that was not known before, ISO 8601; "" before the first run."""
    work: dict[str, Work] = field(default_factory=dict)
    """What each engine did, by its name."""
    _engines: dict[str, Engine] = field(default_factory=dict)
    _usable: dict[str, tuple[list[Engine], list[str]]] = field(default_factory=dict)
    _decisions: dict[str, Decisions] | None = None
    _suggestions: dict[str, Suggestions] = field(default_factory=dict)
    _asked: dict[str, dict[str, str]] = field(default_factory=dict)
    _shops: Shops | None = None

    @property
    def sources(self) -> Sources:
        """The sources in the state."""
        return Sources(self.database)

    @property
    def shops(self) -> Shops:
        """The shop files of the settings, read once. Raises UsageError for one that is wrong."""
        if self._shops is None:
            self._shops = shops(self.settings)
        return self._shops

    @property
    def desk(self) -> Desk:
        """The decisions in the state."""
        return Desk(self.database)

    @property
    def notes(self) -> Notes:
        """Single values in the state."""
        return Notes(self.database)

    def decisions(self, article: str) -> Decisions:
        """What people have decided about an article."""
        return self.all_decisions().get(article, NOTHING)

    def all_decisions(self) -> dict[str, Decisions]:
        """What people have decided about any article; read once."""
        if self._decisions is None:
            self._decisions = self.desk.decisions()
        return self._decisions

    def forget_decisions(self) -> None:
        """Reads the decisions anew: a person has just decided something."""
        self._decisions = None

    def memory(self, locale: str) -> Memory:
        """What is remembered of translations to a locale."""
        return Memory(self.database, SOURCE_LOCALE, locale)

    def suggestions(self, locale: str) -> Suggestions:
        """What there is to suggest for a locale; read from the memory when it is first asked."""
        if locale not in self._suggestions:
            self._suggestions[locale] = Suggestions(self.memory(locale), language(SOURCE_LOCALE))
        return self._suggestions[locale]

    def forget_suggestions(self) -> None:
        """Reads anew what there is to suggest: a person has just approved or written something."""
        self._suggestions.clear()

    def asked(self, locale: str) -> dict[str, str]:
        """The keys of the sentences that this run has had translated to a locale; why, where no engine could."""
        return self._asked.setdefault(locale, {})

    def engines(self, target: Target) -> tuple[list[Engine], list[str]]:
        """The engines that can be used for a target, in order, and why the others cannot."""
        if target.name not in self._usable:
            chosen = (self.options.engine,) if self.options.engine else target.engines
            made = [self._engine(name) for name in chosen if name]
            self._usable[target.name] = usable(made, target.locale)
        return self._usable[target.name]

    def _engine(self, name: str) -> Engine:
        if name not in self._engines:
            setup = self.settings.setup(name)
            account = Account(Budget.of(setup), Spending(self.database), functools.partial(month, self.settings))
            self._engines[name] = make(name, replace(setup, ledger=account))
        return self._engines[name]

    def worked(self, work: Mapping[str, Work]) -> None:
        """Adds what engines did for an article."""
        for name, some in work.items():
            self.work.setdefault(name, Work()).add(some)

    def inputs(self, article: str, revision: str, target: Target | None) -> str:
        """Hash of all that a build depends on. An engine is not among it: a new engine changes nothing unless asked."""
        about = self.decisions(article)
        approval = about.approvals.get(target.name) if target else None
        name = target.name if target else SOURCE_LOCALE
        return digest(
            [
                extract.VERSION,
                revision,
                fingerprint(),
                [RULES, glossary_fingerprint(target.locale)] if target else "",
                [target.locale, target.url, target.formality] if target else self.settings.shop,
                [approval.document if approval else "", repr(about.returns.get(name)), repr(about.waivers.get(name))],
                sorted((place, written.text) for place, written in about.fields.get(name, {}).items()),
            ]
        )

    def close(self) -> None:
        """Ends the engines and lets go of the database."""
        for engine in self._engines.values():
            engine.close()
        self.database.dispose()


@contextlib.contextmanager
def open_run(
    store: Store,
    settings: Settings,
    targets: tuple[Target, ...] = (),
    options: Options | None = None,
    *,
    who: str,
    wait: float = 0.0,
    waiting: Callable[[str], None] = lambda _: None,
    form_address: str = "",
) -> Iterator[Run]:
    """A run on a store, the only one while it lasts.

    ``form_address`` is that of the review form; without one, the form that a run before this one knew is linked to.

    It waits ``wait`` seconds for another run to end, and tells ``waiting`` whose that is.
    Raises StoreUnwritable, StoreBusy or StoreDamaged; where there are targets to translate to, UsageError for a glossary
    with mistakes, before anything is done.
    """
    options = options or Options()
    if targets:
        glossary_files.read()
    store.create()
    with store.lock(who, wait, waiting):
        store.sweep()
        database = connect(settings.database or sqlite_url(store.root / "private" / "state.db"))
        run = Run(store, settings, targets, database, options)
        try:
            run.number = run.sources.next_run()
            if form_address and form_address != run.notes.get(REVIEW_FORM):
                run.notes.put(REVIEW_FORM, form_address)
            run.form_address = form_address or run.notes.get(REVIEW_FORM)
            run.newest_page = run.notes.get(NEWEST_PAGE)
            run.known = run.sources.fingerprints()
            run.builds = {name: run.sources.builds(name) for name in (SOURCE_LOCALE, *(t.name for t in targets))}
            live = store.manifest("public")
            run.desk.agree(live["rows"], live["sequence"])
            run.live_slugs = {(r["article"], r["target"]): r["slug"] for r in live["rows"]}
            yield run
        finally:
            run.close()


def existing(root: Path) -> Store:
    """The store of a folder. Raises StoreError when there is none."""
    store = Store(root)
    if not store.exists:
        raise StoreError(
            f"{root}: there is no store here.", hint="Make one with: contentops localize SOURCE --to da --out STORE"
        )
    return store


def targets_of(settings: Settings, names: tuple[str, ...]) -> tuple[Target, ...]:
    """The targets of these names. Raises UsageError, with "did you mean", for one that is no locale of ours."""
    wanted = names or tuple(target.name for target in settings.targets)
    if not wanted:
        raise UsageError(
            "no target is named.", hint="Name some, such as --to da,nb, or set [targets.da] in contentops.toml."
        )
    return tuple(settings.target(name) for name in dict.fromkeys(wanted))
