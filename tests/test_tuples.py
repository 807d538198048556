"""Our named tuples do what those of `typing` do."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.tuples import NamedTuple


class Ours(NamedTuple):
    """A place on a page."""

    x: float
    y: float
    name: str = ""
    notes: Sequence[Ours] = ()

    @property
    def far(self) -> bool:
        """Whether it is beyond the first inch."""
        return self.x > 72

    @classmethod
    def origin(cls) -> Ours:
        """Return the place at which both are 0."""
        return cls(0.0, 0.0)


class Theirs(typing.NamedTuple):
    """A place on a page."""

    x: float
    y: float
    name: str = ""
    notes: Sequence[Theirs] = ()


class Single(NamedTuple):
    """One field, so that its constructor has to make a tuple of one."""

    only: int


class Named(Ours):
    """What inherits from one is an ordinary class."""

    def shout(self) -> str:
        """Return the name in capitals."""
        return self.name.upper()


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@given(st.floats(allow_nan=False), st.floats(allow_nan=False), st.text())
def test_same_values(x: float, y: float, name: str) -> None:
    """Values, equality, order, hash and what is shown are those of a tuple with names."""
    ours, theirs = Ours(x, y, name=name), Theirs(x, y, name=name)
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert (ours.x, ours.y, ours.name, ours.notes) == tuple(ours) == (x, y, name, ())
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert Ours._make(ours) == ours
    assert ours._replace(name="other") == (x, y, "other", ())


def test_same_class() -> None:
    """Documentation, fields, defaults, annotations and the names for matching are the same."""
    for name in ("__doc__", "_fields", "_field_defaults", "__match_args__", "__slots__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert list(Ours.__annotations__) == list(Ours._fields)
    assert typing.get_type_hints(Ours)["x"] is float
    assert not hasattr(Ours(1.0, 2.0), "__dict__")


@BOTH
@pytest.mark.parametrize(
    "given, words",
    [
        (dict[str, Any](), "2 required positional arguments: 'x' and 'y'"),
        ({"x": 1}, "1 required positional argument: 'y'"),
        ({"x": 1, "y": 2, "z": 3}, "unexpected keyword argument 'z'"),
    ],
)
def test_wrong_arguments(kind: type, given: dict[str, Any], words: str) -> None:
    """What doesn't fit is refused in the same words, by the name of the class."""
    with pytest.raises(TypeError, match=rf"{kind.__name__}\.__new__\(\) .*{words}"):
        kind(**given)


@BOTH
def test_frozen(kind: Any) -> None:
    """No field is set or replaced that isn't there, and none is changed in place."""
    place = kind(1.0, 2.0)
    with pytest.raises(ValueError, match="z"):
        place._replace(z=1)
    with pytest.raises(AttributeError):
        place.x = 2.0
    with pytest.raises(AttributeError):
        place.z = 2.0


def test_methods_and_subclasses() -> None:
    """A class may have methods and properties, of its own and inherited ones."""
    named = Named(100.0, 0.0, "gate")
    assert named.far
    assert named.shout() == "GATE"
    assert isinstance(named._replace(x=1.0), Named)
    assert Ours.origin() == (0.0, 0.0, "", ())
    assert Single(3) == (3,)
    match named:
        case Ours(x, _, name):
            assert (x, name) == (100.0, "gate")


def test_copies() -> None:
    """Copying and pickling give equal values of the same class."""
    place = Ours(1.0, 2.0, "gate", (Ours(3.0, 4.0),))
    for same in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place))):
        assert same == place
        assert type(same) is Ours
