"""Codes of addresses: `shows` says which source gets one, `draws` its modules."""
