"""One file for each translation engine; it defines ``engine()``, which makes one (see :mod:`contentops.translate.engine`)."""
