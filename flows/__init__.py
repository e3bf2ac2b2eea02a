"""Prefect flows: they orchestrate, and hold no logic of their own."""
