"""Turn a YAML file of sourced facts into a paginated, tagged, print-ready PDF brief."""

__version__ = "0.1.0"
