"""A store over HTTP: what readers may have and, when asked for, the desk's preview. Private objects and state never."""
