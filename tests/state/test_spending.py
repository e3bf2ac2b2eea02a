from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from contentops.state.spending import Spending


def test_characters_add_up_by_engine_and_month(database: Engine) -> None:
    spending = Spending(database)
    assert spending.book("deepl", "2026-11", 300, 0)
    assert spending.book("deepl", "2026-11", 200, 0)
    assert spending.book("deepl", "2026-12", 50, 0)
    assert spending.book("google", "2026-11", 7, 0)
    assert [spending.of("deepl", "2026-11"), spending.of("deepl", "2026-12"), spending.of("google", "2026-11")] == [
        *(500, 50, 7)
    ]
    assert spending.of("deepl", "2027-01") == 0


def test_what_is_beyond_the_limit_is_not_booked(database: Engine) -> None:
    spending = Spending(database)
    assert not spending.book("deepl", "2026-11", 101, 100)
    assert spending.book("deepl", "2026-11", 60, 100)
    assert not spending.book("deepl", "2026-11", 41, 100)
    assert spending.book("deepl", "2026-11", 40, 100)
    assert spending.of("deepl", "2026-11") == 100


def test_many_at_a_time_never_go_beyond_the_limit(database: Engine) -> None:
    spending = Spending(database)
    with ThreadPoolExecutor(8) as pool:
        booked = list(pool.map(lambda _: spending.book("deepl", "2026-11", 7, 100), range(40)))
    assert sum(booked) == 14
    assert spending.of("deepl", "2026-11") == 98
