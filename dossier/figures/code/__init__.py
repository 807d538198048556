"""Codes of addresses: `shows` says which source gets one, `draws` its modules. No sheet dresses them: they are for machines."""

from __future__ import annotations

from dossier.effects import Role

ROLES: tuple[Role, ...] = ()
