"""The digest that names files and fonts: MD5, as ISO 32000-1, 14.4 proposes; it guards nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["md5"]

if TYPE_CHECKING:
    from hashlib import md5
else:
    try:  # as `random` does it: hashlib loads OpenSSL first, which takes longer than all digests of a brief
        from _md5 import md5
    except ImportError:
        from hashlib import md5
