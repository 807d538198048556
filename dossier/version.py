"""The version of the program, in a place of its own: what prints it needs nothing else."""

__version__ = "0.1.0"
