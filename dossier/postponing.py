"""Postpone modules that others import for what is seldom done: they are found at once, but run when they are first used."""

from __future__ import annotations

import sys
from _thread import RLock
from types import ModuleType
from typing import Any

_RUNNING = RLock()


class _Postponed(ModuleType):
    """A module that is run when an attribute of it is first asked for.

    importlib.util.LazyLoader does the same, but its modules are run by the mere statement `import name`.
    """

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # a package would have it; `from module import name` asks for it first
            raise AttributeError(f"module {self.__name__!r} is no package")
        attributes = vars(self)
        with _RUNNING:  # another thread waits until the module is whole
            if attributes.pop("__postponed__", False) and self.__spec__ and self.__spec__.loader:
                self.__spec__.loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        if name not in attributes:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return attributes[name]


def postpone(*names: str) -> None:
    """Have modules written in Python run when they are first used; those that are imported or not there stay as they are.

    The package that a module belongs to has to be imported before.
    """
    from importlib.util import find_spec, module_from_spec

    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            module = sys.modules[name] = module_from_spec(spec)
            module.__class__ = _Postponed
            vars(module)["__postponed__"] = True
            package, _, attribute = name.rpartition(".")
            if package:
                setattr(sys.modules[package], attribute, module)
