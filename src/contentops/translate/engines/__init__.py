"""One file for each engine. It defines ``engine(setup)``, which makes one: see :mod:`contentops.translate.engine`.

``OPTIONS`` are the names of its settings, where it has some: the keys that `[engines.<name>]` may hold.
"""
