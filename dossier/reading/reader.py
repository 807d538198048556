"""A dossier's YAML -> a `Dossier` and every problem of the file at once, each with line and column.

YAML is parsed here and nowhere else: libyaml's events, guarded, become nodes (`read_sheet_nodes` gives them to the style sheets),
and nodes become typed records by the fields that `model.py` declares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

import yaml

from dossier.model import Dossier
from dossier.problems import DossierError, Problem, Span, error, errors_in, in_order
from dossier.reading import lookalikes
from dossier.reading.context import Reading
from dossier.reading.kinds import KINDS
from dossier.reading.nodes import LIST, MAP, SCALAR, Items, Node, Pairs, Scalar
from dossier.reading.records import is_empty, read_fields
from dossier.reading.recovering import Stretch, column_of_next, following
from dossier.reading.source import Source, decode, described, forbidden
from dossier.reading.syntax import DEEPEST, TOO_DEEP, Explained, explain

if TYPE_CHECKING:
    from typing import Protocol

    class Mark(Protocol):
        """A place in the text that libyaml was given; all three count from 0."""

        index: int
        line: int
        column: int

    class Event(Protocol):
        """What libyaml tells while it parses; each kind of event has some of these."""

        start_mark: Mark
        end_mark: Mark
        anchor: str | None
        tag: str | None
        value: str
        style: str | None
        flow_style: bool
        version: tuple[int, int] | None
        tags: dict[str, str] | None

    class Parser(Protocol):
        """libyaml's parser of one text; after the last event it gives None."""

        def get_event(self) -> Event | None:
            """Return the next event."""


V = TypeVar("V")
N = TypeVar("N", Scalar, Items, Pairs)
MOST_NODES: Final = 2_000_000
MOST_RECOVERIES: Final = 100
NO_COLON: Final = "\ua789"  # modifier letter colon: as text, and as long


def read(data: bytes, name: str) -> tuple[Dossier | None, list[Problem]]:
    """Read a dossier file; `name` is what problems call it. The dossier is there where no problem is an error.

    Raises DossierError only where PyYAML was installed without libyaml.
    """
    dossier, problems = read_partly(data, name)
    return (None if errors_in(problems) else dossier), problems


def read_partly(data: bytes, name: str) -> tuple[Dossier | None, list[Problem]]:
    """Read a dossier file, and return what stands even where there are errors, so that all can be told in one run.

    Wrong values are left out, and where they have to be there something stands in for them (`records`): a dossier with errors
    can be linked and checked, but what is found may come of what is lost (`references.Lost`, `checks.doubtful`). It is never
    printed. None only where the file holds no mapping.
    """
    root, problems = read_sheet_nodes(data, name)
    if root is None:
        return None, in_order(problems)
    reading = Reading(KINDS, problems)
    dossier = read_fields(reading, root, Dossier, root.span)
    return dossier, in_order(lookalikes.explained(problems, root.source))


def read_sheet_nodes(data: bytes, name: str) -> tuple[Pairs | None, list[Problem]]:
    """Read any YAML file of ours to a tree of nodes whose top is a map; no node where there is nothing to go on with.

    Refused, each with its place: what isn't UTF-8, control characters, direction overrides, aliases, anchors, merge keys, tags,
    keys that repeat, several documents, directives, more than 64 levels, more than 2 million nodes, more than 64 MB.
    A syntax error costs what stands in its line and deeper below it: reading goes on with what follows in the same record, list
    or section. A colon that was meant as text spoils its value only.
    """
    source, problems = decode(data, name)
    if any(p.name == "file-size" for p in problems) or (problems and not source.text):
        return None, problems
    composer = _Composer(source, problems)
    root = composer.compose()
    if root is None and not errors_in(problems):
        problems.append(
            error(
                "the file is empty",
                Span(name, 1, 1),
                "a dossier begins with `dossier:`, a style sheet may with `extends: briefing`",
                "empty-file",
            )
        )
    elif root is not None and root.kind != MAP:
        if root.partial:
            return None, problems
        found = "a list" if root.kind == LIST else "text"
        hint = "write `key: value` lines at the left margin"
        problems.append(error(f"the file holds {found} where a mapping is wanted", root.span, hint, "wrong-type"))
        return None, [*lookalikes.explained(problems, source)]
    return root, problems


class _Stop(Exception):
    """The guard stops reading here for good."""


class _RunsAway(Exception):
    """A quotation mark is not closed; `found` says so."""

    def __init__(self, found: Explained) -> None:
        self.found = found


class _OddSpace(Exception):
    """A blank that isn't one for YAML stands where the line is indented."""


class _Composer:
    """Builds nodes from events, without recursion, so that depth costs no stack."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source, self.problems = source, problems
        self.root: Node | None = None
        self.stack: list[Items | Pairs] = []
        self.keys: list[Node | None] = []  # for each open map: the key that waits for its value
        self.within: Sequence[Items | Pairs] = ()  # what is open around the stretch that is read
        self.last: Node | None = None
        self.count = 0
        self.colons: list[int] = []  # where a colon was read as text
        self.lines_before = self.index_before = 0
        self.text = source.text
        self.mended = False  # whether odd blanks have plain ones in their place
        self.again: dict[int, tuple[int, tuple[str, ...]]] = {}  # keys of a map that were told to repeat: where, and which others

    def compose(self) -> Node | None:
        """Return the top node. After a syntax error reading goes on with what follows it in one of the records that were open."""
        stretch: Stretch | None = Stretch(0, len(self.text), ())
        for _ in range(MOST_RECOVERIES):
            if stretch is None:
                return self.root
            stretch = self.read(stretch)
        if stretch is not None:
            message = f"more than {MOST_RECOVERIES} mistakes in the YAML of one file; what follows isn't read"
            self.problems.append(error(message, self.source.span(stretch.begin), None, "yaml-syntax"))
            self.close(())
        return self.root

    def read(self, stretch: Stretch) -> Stretch | None:
        """Read a stretch as far as that can be done, and return the next; None after the last.

        A colon that was meant as text is read as such: the stretch is read again with another sign in its place. So is the whole
        file where its structure is told by blanks that are none for YAML.
        """
        self.begin(stretch)
        try:
            self.run(self.text[stretch.begin : stretch.end])
            return following(self.text, stretch.end, stretch.within[:-1])
        except _Stop:
            self.close(())
            return None
        except _OddSpace:
            return self.repaired()
        except (yaml.YAMLError, _RunsAway) as broken:
            found = broken.found if isinstance(broken, _RunsAway) else self.explain(broken)
        first, last = self.lines_of(found)
        if not self.mended and lookalikes.odd_lines(self.source, first, last):
            return self.repaired()
        if wide := lookalikes.wide_colon(self.source, first, last):
            found = found._replace(problem=wide, colon=False)
        if found.colon:
            self.colons.append(found.place)
            self.text = f"{self.text[: found.place]}{NO_COLON}{self.text[found.place + 1 :]}"
            again: Stretch | None = self.undone(stretch)
        else:
            again = self.after(found)
        self.problems.append(found.problem)
        return again

    def lines_of(self, found: Explained) -> tuple[int, int]:
        """Return the first and last line, from 1, of what a syntax error may come of: the last node, and where it was noticed."""
        noticed = self.source.span(found.place).line
        blamed = found.problem.span.line if found.problem.span else noticed
        began = self.last.line + 1 if self.last is not None else noticed
        return max(1, min(began, blamed)), max(blamed, noticed)

    def repaired(self) -> Stretch:
        """Begin again, with plain blanks in the place of those that are none for YAML."""
        self.text, problem = lookalikes.repaired(self.source)
        self.problems[:] = [it for it in self.problems if it.name in ("character", "encoding", "bidi-override")]
        self.problems.append(problem)
        self.root, self.mended = None, True
        return Stretch(0, len(self.text), ())

    def begin(self, stretch: Stretch) -> None:
        """Get ready to read a stretch of the text."""
        self.stack, self.keys, self.within = [], [], stretch.within
        self.lines_before, self.index_before = self.source.span(stretch.begin).line - 1, stretch.begin

    def undone(self, stretch: Stretch) -> Stretch:
        """Forget what was read of a stretch, and return it: it is to be read again."""
        for node in stretch.within[-1:]:
            self.forget(node, stretch.begin)
        self.root = self.root if stretch.within else None
        line = self.source.span(stretch.begin).line
        self.again.clear()
        self.problems[:] = [it for it in self.problems if it.name == "yaml-syntax" or (it.span and it.span.line < line)]
        return stretch

    def forget(self, node: Items | Pairs, begin: int) -> None:
        """Take out of a list or map what was read from a place on."""
        if node.kind == LIST:
            node.value[:] = [item for item in node.value if item.start < begin]
        else:
            for key in [key for key, it in node.keys.items() if it.start >= begin]:
                del node.value[key], node.keys[key]

    def after(self, found: Explained) -> Stretch | None:
        """Close what a syntax error cuts short, and return what can be read after it."""
        starts = self.source.starts
        line = min(found.problem.span.line if found.problem.span else 0, len(starts) - 1)
        blamed = self.source.line(line - 1)
        indent = len(blamed) - len(blamed.lstrip(" ")) if "\t" not in blamed[: -len(blamed.lstrip())] else len(blamed)
        inner = (node for node in self.stack[bool(self.within) :] if node.style == "block")
        opened = [node for node in (*self.within, *inner) if node.column <= indent or node.line == line - 1]
        if blamed.rstrip().endswith(":"):  # what it would have begun goes with it
            deeper = column_of_next(self.text, starts[line])
            opened = [node for node in opened if node.column < deeper]
        noticed = self.source.span(found.place).line
        at = starts[min(noticed - (line < noticed), len(starts) - 1)]
        if at <= self.index_before:
            at = self.line_end(self.index_before) + 1
        rest = following(self.text, at, opened)
        self.close(rest.within if rest else opened[:1])
        return rest

    def line_end(self, index: int) -> int:
        """Return the index of the end of the line that holds `index`."""
        end = self.source.text.find("\n", index)
        return len(self.source.text) if end < 0 else end

    def close(self, going_on: Sequence[Items | Pairs]) -> None:
        """Mark what is open as cut short: all that is deeper than what goes on, and the innermost of that, which lacks a key.

        A key that waits for its value is there, with a value that is lost.
        """
        deepest = self.stack[-1] if self.stack else None
        key = self.keys[-1] if self.keys else None
        if deepest and deepest.kind == MAP and key and key.kind == SCALAR and key.value not in deepest.value:
            lost = Scalar("", "", self.source, key.line, key.column, key.start, key.end)
            lost.partial = True
            deepest.value[key.value], deepest.keys[key.value] = lost, key
        for node in (*self.within[len(going_on[:-1]) :], *self.stack):
            if node not in going_on[:-1]:
                node.partial = True
        if self.last is not None and self.last.kind != SCALAR:
            self.last.partial = True
        self.stack, self.keys = [], []

    def explain(self, broken: yaml.YAMLError) -> Explained:
        """Say what a syntax error means."""
        if not isinstance(broken, yaml.MarkedYAMLError):
            return explain(str(broken), self.index_before, self.index_before, self.source, self.last)
        noticed = broken.problem_mark
        began = broken.context_mark or noticed
        at = self.index_before + (noticed.index if noticed else 0)
        start = self.index_before + began.index if began else at
        return explain(f"{broken.problem or broken} {broken.context or ''}".strip(), start, at, self.source, self.last)

    def run(self, text: str) -> None:
        """Take the events of one document."""
        next_event = _libyaml()(text).get_event
        documents = 0
        scalar = yaml.ScalarEvent
        while (event := next_event()) is not None:
            kind: type[object] = type(event)
            if kind is scalar:
                self.last = self.scalar(event)
                self.add(self.last)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event, MAP if kind is yaml.MappingStartEvent else LIST)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.last = self.stack.pop()
                self.last.end = event.end_mark.index + self.index_before
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                self.document(event, documents)

    def document(self, event: Event, number: int) -> None:
        """Refuse directives and a second document."""
        begin = event.start_mark
        span = Span(self.source.name, begin.line + self.lines_before + 1, begin.column + 1)
        if event.version or event.tags:
            self.problems.append(error("a YAML directive", span, "take the line with % out", "yaml-directive"))
        if number > 1:
            self.problems.append(error("a second document begins here", span, "one file holds one dossier", "several-documents"))
            raise _Stop

    def node(self, event: Event, make: Callable[[V, str, Source, int, int, int, int], N], value: V, mark: str) -> N:
        """Make a node at the event's place, and refuse what the format has no use for."""
        begin, end = event.start_mark, event.end_mark
        before = self.index_before
        line = begin.line + self.lines_before
        node = make(value, mark, self.source, line, begin.column, begin.index + before, end.index + before)
        self.count += 1
        if event.anchor is not None or event.tag is not None:
            sign, what = ("&", "an anchor") if event.anchor is not None else ("!", "a tag")
            span = Span(self.source.name, line + 1, begin.column + 1)
            hint = f"text that begins with {sign} has to stand in quotes; {what} has no use here"
            self.problems.append(error(f"{what} ({sign}…)", span, hint, "yaml-anchor" if sign == "&" else "yaml-tag"))
            node.partial = node.kind == SCALAR
        if self.count > MOST_NODES:
            self.problems.append(error(f"more than {MOST_NODES:,} values in one file", node.span, name="too-many"))
            raise _Stop
        return node

    def scalar(self, event: Event) -> Scalar:
        """Make a scalar; characters that escapes brought in are checked here."""
        value = event.value
        style = event.style
        node = self.node(event, Scalar, value, style or "")
        if not style:
            if self.colons and any(node.start <= at < node.end for at in self.colons):
                node.partial = True
            return node
        if style == '"' and "\\" in self.source.text[node.start : node.end]:
            bad = forbidden().search(value)
            if bad:
                self.problems.append(error(*described(bad[0], node.place(bad.start()))))
                node.value = forbidden().sub("\ufffd", value)
        if style in "'\"" and event.end_mark.line > event.start_mark.line:
            self.watch_quotation(node)
        return node

    def watch_quotation(self, node: Scalar) -> None:
        """Stop at a quoted text that goes on in a line no deeper than its key (YAML 1.2, 6.1): it has run into other keys."""
        column = next((parent.column for parent in reversed(self.stack) if parent.style == "block"), -1)
        for line in self.source.text[node.start : node.end].splitlines()[1:]:
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                hint = "close it; a quoted text that goes on in the next line is indented deeper than its key"
                span = Span(self.source.name, node.line + 1, node.column + 1)
                problem = error("a quotation mark is opened and not closed", span, hint, "yaml-syntax")
                raise _RunsAway(Explained(problem, node.start))

    def open(self, event: Event, kind: Literal["list", "map"]) -> None:
        """Begin a list or a map."""
        mark = "flow" if event.flow_style else "blocks"
        node = self.node(event, Pairs, {}, mark) if kind == MAP else self.node(event, Items, [], mark)
        if len(self.stack) >= DEEPEST:
            hint = "text that begins with [ or { has to stand in quotes" if event.flow_style else None
            self.problems.append(error(TOO_DEEP, node.span, hint, "too-deep"))
            raise _Stop
        self.add(node)
        self.stack.append(node)
        self.keys.append(None)

    def alias(self, event: Event) -> None:
        """Refuse an alias; its own text stands in for it."""
        event.value, event.tag, name = "", None, event.anchor
        event.anchor = None
        node = self.node(event, Scalar, f"*{name}", "'")
        node.partial = True
        hint = "text that begins with * has to stand in quotes; repeat what is meant, nothing is shared in a dossier"
        self.problems.append(error(f"an alias (*{name})", node.span, hint, "yaml-alias"))
        self.add(node)

    def add(self, node: Node) -> None:
        """Put a node where it belongs: the top, an item, a key or the value of the key before it."""
        if not self.stack:
            self.top(node)
            return
        parent = self.stack[-1]
        if parent.kind == LIST:
            parent.value.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = node
            if node.kind != SCALAR:
                hint = "text that begins with [ or { has to stand in quotes"
                self.problems.append(error("a key has to be text", node.span, hint, "bad-key"))
                parent.partial = parent.style == "flow"  # `{{x}}` is text that wants quotes, and told once
            elif node.value[:1] > "\x7f" and not self.mended and lookalikes.is_odd(node.value[0]):
                raise _OddSpace
            return
        self.keys[-1] = None
        if key.kind == SCALAR and self.may_stand(parent, key):
            parent.value[key.value] = node
            parent.keys[key.value] = key

    def top(self, node: Node) -> None:
        """Take the top node of what is read; after a syntax error, the list or map in which it stands goes on."""
        if not self.within:
            self.root = node
            return
        outer = self.within[-1]
        if outer.kind == MAP and node.kind == MAP:
            node.value, node.keys = outer.value, outer.keys
        elif outer.kind == LIST and node.kind == LIST:
            node.value = outer.value

    def may_stand(self, parent: Pairs, key: Scalar) -> bool:
        """Refuse merge keys and keys that repeat; the first one counts."""
        first = parent.keys.get(key.value)
        if first is not None:
            self.tell_again(parent, key, first)
            return is_empty(parent.value[key.value])  # what has something to say counts
        if key.value == "<<" and key.style == "plain":
            hint = "write the keys out; nothing is shared in a dossier"
            self.problems.append(error("a merge key (<<)", key.span, hint, "yaml-merge"))
            return False
        return True

    def tell_again(self, parent: Pairs, key: Scalar, first: Scalar) -> None:
        """Tell a key that stands a second time; of several in one record the first: the line between two records is missing."""
        at, others = self.again.get(id(parent.keys), (-1, ()))
        if at < 0:
            message = f"'{key.value}' stands here a second time; the first is in line {first.line + 1}"
            self.again[id(parent.keys)] = len(self.problems), ()
            self.problems.append(error(message, key.span, "keep one of them", "duplicate-key"))
            return
        others = (*others, key.value)
        named = ", ".join(others[:6]) + ("…" if len(others) > 6 else "")
        hint = f"so do {named} below: is the line missing that begins another record?"
        self.again[id(parent.keys)] = at, others
        self.problems[at] = self.problems[at]._replace(hint=hint)


def _libyaml() -> Callable[[str], Parser]:
    """Return libyaml's parser. Raises DossierError without it: PyYAML's own parser places problems elsewhere."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        hint = "install PyYAML from a wheel, or libyaml's headers before building it"
        raise DossierError(
            [error("PyYAML is installed without libyaml, which the reader needs", None, hint, "libyaml")]
        ) from None
    return cast("Callable[[str], Parser]", CParser)  # whose own types say little of its events
