"""Turns scraped Swedish shop articles into checked Danish and Norwegian pages that a person approves."""

__version__ = "0.1.0"
