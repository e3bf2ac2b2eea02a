"""Asking a chat model to translate: what it is told, how it is asked, and how its reply is read: as hostile input."""
