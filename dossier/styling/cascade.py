"""Style sheets and settings, one over the other -> a `Style`, and every problem of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dossier.ids import meant
from dossier.problems import Problem, Span, error, errors_in, warning
from dossier.styling.declaring import Property
from dossier.styling.fitting import page_problems, raised_too_far, without_room
from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.styling.roles import ROLES
from dossier.styling.sheets import VARIABLES, Setting, Sheet, read_setting
from dossier.styling.style import MARKING_SIZE, SIZES, Declared, Style
from dossier.styling.types import PATH, Type
from dossier.tuples import NamedTuple
from dossier.units import PAGES_OF_BOOKLETS

Key = tuple[str, str]
BOOKLET = "booklet"
PLACED = frozenset(("unknown-key", "no-effect", "duplicate-key", "wrong-type", "variable-name", "wrong-place", "setting"))
"""Errors of a sheet that cost the setting in which they stand, and no other."""
STILL = frozenset(
    ("font", "weight", "italic", "color", "figures", "caps", "align", "hyphenate", "balance", "rule-color", "fill", "show")
)
"""Properties that add nothing to the room that something takes, so that what they lack makes nothing too large or too tight."""
_VARIABLE = re.compile(r"\$([A-Za-z0-9_-]*)", re.ASCII)
_PRODUCT = re.compile(r"(\S+) *([*/]) *(\S+)", re.ASCII)
_QUANTITY = re.compile(r"([+-]?(?:\d+(?:\.\d+)?|\.\d+)) ?(pt|pc|in|cm|mm|em|%)?", re.ASCII)


class Purpose(NamedTuple):
    """What a brief is drawn for: `office`, `booklet`, or '' for the screen; and where somebody said so."""

    name: str = ""
    span: Span = Span("", 0, 0)


SCREEN = Purpose()


def cascade(
    sheets: Sequence[Sheet],
    settings: Sequence[tuple[str, str, Span]] = (),
    purpose: Purpose = SCREEN,
    wrong: Sequence[Problem] = (),  # errors of the sheets
    product: str = "",
) -> tuple[Style, list[Problem]]:
    """Lay sheets one over the other, the first lowest, and single settings (key, value, place) on top.

    Within a sheet, what stands under `on:` for the paper chosen comes after the rest, and what stands under the purpose after
    that, and what stands under the product last. Where there are errors, the style is what can be read, to look at the rest
    with. `wrong` are the errors of the sheets themselves: nothing is told that may come of what is lost by them.
    """
    problems: list[Problem] = []
    top: list[Setting] = []
    for key, written, span in settings:
        setting, found = read_setting(key, written, span)
        problems += found
        if setting:
            top.append(setting)
    variables = Variables(_last(_flat(sheets, top), VARIABLES))
    paper = _paper(sheets, top, variables)
    if purpose.name == BOOKLET:
        paper = _page_of_booklet(top, paper, purpose)
    flat = list(_flat(sheets, top, paper, purpose.name, product))
    variables = Variables(_last(flat, VARIABLES))
    declared = _read_values(flat, variables, problems)
    problems += _unused_values(sheets, paper, purpose.name, product, variables)
    style = Style(_name(sheets), declared, purpose.name)
    if any(it.name not in PLACED for it in errors_in(wrong)):
        return style, [it for it in problems if it.name != "unknown-variable"]
    lost = {it.about for it in errors_in((*wrong, *problems)) if it.name != "no-effect"}
    if not any(key.startswith(("page.", VARIABLES)) or not key for key in lost):
        problems += page_problems(style)
        if not any(key.rpartition(".")[2] not in STILL for key in lost):
            problems += _role_problems(style, declared)
    if purpose.name and not errors_in(problems):
        from dossier.styling import office

        for_it_only = [setting for sheet in sheets for setting in sheet.purposes.get(purpose.name, ())]
        problems += office.problems(style, for_it_only, purpose.span)
    return style, problems


def _flat(
    sheets: Sequence[Sheet], top: Sequence[Setting], paper: str = "", purpose: str = "", product: str = ""
) -> Iterable[Setting]:
    """Yield all settings that hold on a paper for a purpose in a product, the weakest first."""
    for sheet in sheets:
        yield from sheet.settings
        yield from sheet.on.get(paper, ())
        for name in _held(purpose):
            yield from sheet.purposes.get(name, ())
        for name in (product, f"{product} {paper}"):
            yield from sheet.products.get(name, ())
    yield from top


def _held(purpose: str) -> tuple[str, ...]:
    """Return the branches that hold for a purpose: a booklet comes out of an office's printer, too."""
    return ("office", BOOKLET) if purpose == BOOKLET else (purpose,)


def _last(settings: Iterable[Setting], group: str) -> dict[str, Setting]:
    return {s.name: s for s in settings if s.group == group}


def _paper(sheets: Sequence[Sheet], top: Sequence[Setting], variables: Variables) -> str:
    """Return the paper; the default where its value is wrong, which is told when all values are read."""
    chosen = _last(_flat(sheets, top), "page").get("paper")
    default = PAGE_PROPERTIES["paper"]
    try:
        return str(default.type.read(variables.expand(chosen.written) if chosen else default.default))
    except ValueError:
        return default.default


def _page_of_booklet(top: list[Setting], paper: str, purpose: Purpose) -> str:
    """Return the paper of a booklet's pages: what the command line asks for, else what goes with the paper of the sheets.

    In the latter case that becomes one more setting of the command line.
    """
    if "paper" in _last(top, "page"):
        return paper
    page = PAGES_OF_BOOKLETS.get(paper, "a5")
    top.append(Setting("page", "paper", page, purpose.span))
    return page


def _property(group: str, name: str) -> Property:
    return PAGE_PROPERTIES[name] if group == "page" else ROLE_PROPERTIES[name]


def _read_values(
    settings: Iterable[Setting], variables: Variables, problems: list[Problem]
) -> dict[str, dict[str, list[Declared]]]:
    """Read the values of all settings, overridden ones too. Where nobody can use a variable, its value is what is wrong."""
    declared: dict[str, dict[str, list[Declared]]] = {}
    cache: dict[tuple[Any, str], Any] = {}
    failed: dict[Setting | None, list[tuple[Setting, str]]] = {}
    used: set[Setting] = set()
    for setting, kind, text in _expanded(settings, variables, problems):
        group, name, written, span = setting
        read = kind.read
        try:
            if (read, text) not in cache:
                cache[read, text] = read(text)
            declared.setdefault(group, {}).setdefault(name, []).append(Declared(written, cache[read, text], span))
            used.update(variables.named(written) if "$" in written else ())
        except ValueError as wrong:
            failed.setdefault(next(iter(variables.named(written)), None), []).append((setting, str(wrong)))
    for variable, wrongs in failed.items():
        if variable is None or variable in used:
            problems += (_wrong_value(setting, message, variables) for setting, message in wrongs)
        else:
            problems.append(_wrong_variable(variable, wrongs))
    return declared


def _expanded(
    settings: Iterable[Setting], variables: Variables, problems: list[Problem]
) -> Iterator[tuple[Setting, Type[Any], str]]:
    """Yield settings of properties with their types, and with what stands for the variables in them; a circle is told once."""
    circles: set[str] = set()
    for setting in settings:
        kind = _property(setting.group, setting.name).type if setting.group != VARIABLES else None
        try:
            if kind is PATH:  # a / in a path divides nothing
                yield setting, kind, setting.written
            elif kind:
                yield setting, kind, variables.expand(setting.written)
            else:
                variables.expand(setting.written, (setting.name,))
        except CircleOfVariables as wrong:
            if circles.isdisjoint(wrong.names):
                problems.append(_wrong_value(setting, str(wrong), variables))
            circles.update(wrong.names)
        except UnknownVariable as wrong:
            problems.append(_wrong_value(setting, str(wrong), variables)._replace(name="unknown-variable"))
        except ValueError as wrong:
            problems.append(_wrong_value(setting, str(wrong), variables))


def _wrong_value(setting: Setting, message: str, variables: Variables) -> Problem:
    """Say what is wrong with a value, and where the variables in it come from."""
    places = [f"${v.name} is {v.written} ({v.span.file}, line {v.span.line})" for v in variables.named(setting.written)]
    key = f"{setting.group}.{setting.name}"
    return error(f"{key}: {message}", setting.span, "; ".join(places) or None, "style-value", key)


def _wrong_variable(variable: Setting, wrongs: Sequence[tuple[Setting, str]]) -> Problem:
    """Say what is wrong with the value of a variable, and who takes it."""
    (first, message), key = wrongs[0], f"{VARIABLES}.{variable.name}"
    others = f", and so do {len(wrongs) - 1} more" if len(wrongs) > 1 else ""
    hint = f"{first.group}.{first.name} takes it ({first.span.file}, line {first.span.line}){others}"
    return error(f"{key}: {message}", variable.span, hint, "style-value", key)


def _unused_values(sheets: Sequence[Sheet], paper: str, purpose: str, product: str, variables: Variables) -> list[Problem]:
    """Read what stands under other papers, purposes and products, so that a mistake there shows before one of them is chosen."""
    problems: list[Problem] = []
    for sheet in sheets:
        held = (sheet.on, (paper,)), (sheet.purposes, _held(purpose)), (sheet.products, (product, f"{product} {paper}"))
        for branches, chosen in held:
            for other, settings in branches.items():
                if other not in chosen:
                    own = Variables({**variables.settings, **_last(settings, VARIABLES)})
                    _read_values(settings, own, problems)
    return problems


def _name(sheets: Sequence[Sheet]) -> str:
    """Return the name of the uppermost sheet, without folder and ending."""
    if not sheets:
        return "base"
    return sheets[-1].name.replace("\\", "/").rpartition("/")[2].rpartition(".yaml")[0] or sheets[-1].name


def _role_problems(style: Style, declared: dict[str, dict[str, list[Declared]]]) -> list[Problem]:
    """Tell sizes that came out of relative lengths beyond what can be set, and lines that would overlap."""
    problems: list[Problem] = []
    largest = max((r.name for r in ROLES.values() if not r.inline), key=lambda name: style.text(name).size)
    for group, properties in declared.items():
        stack = properties.get("size") or properties.get("leading")
        if group == "page" or not stack:
            continue
        inline = ROLES[group].inline
        size = (style.run(largest, group) if inline else style.text(group)).size
        if not SIZES[0] <= size <= SIZES[1]:
            message = f"{group}.size comes out as {size:.4g}pt"
            problems.append(error(message, stack[-1].span, "sizes go from 1pt to 500pt", "style-value"))
        elif not inline:
            problems += _tight(style, group, stack[-1].span)
    return problems + raised_too_far(style, declared, largest) + without_room(style, declared) + _small_marking(style)


def _small_marking(style: Style) -> list[Problem]:
    """Tell a TLP label that is smaller than the standard asks."""
    size = style.text("furniture.marking").size
    if size >= MARKING_SIZE:
        return []
    declared = style.explain("furniture.marking.size").declared
    hint = "FIRST, TLP 2.0: labels in 12-point type or greater"
    return [warning(f"the TLP label is set in {size:.4g}pt", declared.span if declared else None, hint, "marking-size")]


def _tight(style: Style, group: str, span: Span) -> list[Problem]:
    role = style.role(group)
    if role.leading >= role.size * 0.95:
        return []
    message = f"the lines of {group} overlap: {role.size:.4g}pt type on {role.leading:.4g}pt"
    return [warning(message, span, "set its leading as well", "leading")]


class UnknownVariable(ValueError):
    """A value names a variable that isn't there."""


class CircleOfVariables(ValueError):
    """Variables need each other; `names` are theirs."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"the variable ${names[-1]} needs itself: " + ", ".join(f"${name}" for name in names))
        self.names = names


# Variables --------------------------------------------------------------------------------------------------------------
class Variables:
    """The variables of a cascade: `$accent` stands for its value, `$grid * 2` for a multiple of it.

    They are looked up when they are used: a later sheet changes what an earlier one says with them.
    """

    def __init__(self, settings: Mapping[str, Setting]) -> None:
        self.settings = settings
        self._values: dict[str, str] = {}

    def expand(self, written: str, within: tuple[str, ...] = ()) -> str:
        """Return a value as written with its variables replaced and its product reckoned.

        Raises ValueError for an unknown variable, one that needs itself, and a product of anything but a number and a length.
        """
        if "$" not in written and "*" not in written and "/" not in written:
            return written
        if product := _PRODUCT.fullmatch(written):
            left, right = self._operand(product[1], within), self._operand(product[3], within)
            return _product(left, product[2], right, written)
        return self._operand(written, within)

    def named(self, written: str) -> list[Setting]:
        """Return the variables that a value names, where they are set."""
        return [self.settings[name] for name in _VARIABLE.findall(written) if name in self.settings]

    def _operand(self, text: str, within: tuple[str, ...]) -> str:
        if "$" not in text:
            return text
        match = _VARIABLE.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}': a variable stands alone, or in a product as '$grid * 2'")
        name = match[1]
        if name in within:
            raise CircleOfVariables((*within, name))
        if name not in self.settings:
            hint = meant(name, self.settings)
            raise UnknownVariable(f"there is no variable ${name}" + (f": {hint}" if hint else f" under '{VARIABLES}'"))
        if name not in self._values:
            self._values[name] = self.expand(self.settings[name].written, (*within, name))
        return self._values[name]


def _product(left: str, sign: str, right: str, written: str) -> str:
    first, second = _QUANTITY.fullmatch(left), _QUANTITY.fullmatch(right)
    if first is None or second is None or (first[2] and second[2]) or (sign == "/" and second[2]):
        raise ValueError(f"'{written}': only a number and a length can be multiplied, and a length divided by a number")
    if sign == "/" and not float(second[1]):
        raise ValueError(f"'{written}': nothing can be divided by 0")
    value = float(first[1]) * float(second[1]) if sign == "*" else float(first[1]) / float(second[1])
    return f"{value:.6f}".rstrip("0").rstrip(".") + (first[2] or second[2] or "")
