"""The translation memory as TMX and CSV: what a unit of a file says, and which sentence of ours that is."""
