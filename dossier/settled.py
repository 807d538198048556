"""Values that nobody changes: each attribute is set once, while the value is made."""

from __future__ import annotations


class Settled:
    """What is settled when it is made: an attribute that has a value takes no other, and none is deleted.

    Subclasses name their attributes in `__slots__`, and set all of them when they are made.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, name):
            raise AttributeError(f"{type(self).__name__}.{name} is not changed after it was made")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is not changed after it was made")
