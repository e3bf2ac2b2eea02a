"""One file for each engine. It defines ``engine()``, which makes one: see :mod:`contentops.translate.engine`."""
