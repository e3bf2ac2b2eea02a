"""Groups of commands that `cli.py` puts together, one file each."""
