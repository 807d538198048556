"""A galley -> Typst markup that says the same on the same page, in the same fonts and sizes, tagged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporting import Exporter

from dossier.blocks import Heading, Items, Table
from dossier.styling.style import TextStyle

MARKUP = re.compile(r"([\\#*_$@<>\[\]~`/='\"])|(?<![^\s])([-+])|(-)(?=[-?])|(\.)(?=\.)|(?<![^\s])(\d)(?=\d*\.)")
ALIGN = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "decimal": "right"}
NUMBERS = {"onum": 'number-type: "old-style"', "lnum": 'number-type: "lining"', "tnum": 'number-width: "tabular"'}


class Typst(Exporter):
    """Writes Typst 0.15."""

    def escape(self, words: str) -> str:
        """Escape what is markup."""
        return MARKUP.sub(lambda match: "\\" + match[0], words)

    def styled(self, inner: str, style: TextStyle) -> str:
        """Dress a run by one of the functions that the head of the file defines."""
        return f"#{self.styles.setdefault(style, f'r{len(self.styles)}')}[{inner}];"

    def linked(self, inner: str, link: str) -> str:
        """Make a link to a label or to an address."""
        target = f"<{link[1:]}>" if link.startswith("#") else _string(link)
        return f"#link({target})[{inner}];"

    def in_language(self, inner: str, language: str) -> str:
        """Mark a run as another language."""
        return f"#text(lang: {_string(language.split('-')[0])})[{inner}];"

    def page_of(self, id: str) -> str:
        """Print the page of a heading."""
        return f"#context counter(page).at(<{id}>).first();" if id in self.ids else "00"

    def heading(self, block: Heading) -> str:
        """Write a heading; its look is the role's, its number stands before it."""
        role = block.role or f"heading.{min(block.level, 4)}"
        number = f"{self.escape(block.number)}#h(0.6em)" if block.number else ""
        tag = f"#h(1fr){self.words(block.tag, role)}" if block.tag else ""
        listed = str(block.listed).lower()
        inner = f"{number}{self.words(block.text, role)}{tag}"
        mark = f" <{block.id}>" if block.id else ""
        heading = f"#heading(level: {block.level}, outlined: {listed}, bookmarked: {listed})[{inner}]"
        return f"#{self._setting(role)}h[{heading}{mark}]\n"

    def paragraph(self, words: str, role: str, id: str = "") -> str:
        """Write a paragraph by the function of its role."""
        return f"#{self._setting(role)}[{words}]\n" if words else ""

    def items(self, block: Items, items: Sequence[str]) -> str:
        """Write a list."""
        inner = ", ".join(f"[{item}]" for item in items)
        if block.kind == "number":
            return f"#enum(start: {block.start}, {inner})\n"
        return f"#list({'marker: none, ' if block.kind == 'plain' else ''}{inner})\n"

    def definitions(self, rows: Sequence[tuple[str, str]], label_width: float) -> str:
        """Write two columns."""
        cells = ", ".join(f"[{label}], [{body}]" for label, body in rows)
        return f"#grid(columns: ({label_width or 70}pt, 1fr), column-gutter: 6pt, row-gutter: 3pt, {cells})\n"

    def quotation(self, words: str) -> str:
        """Write a quotation."""
        return f"#quote(block: true)[{words}]\n"

    def entry(self, number: str, inner: str, width: float, id: str) -> str:
        """Write a number and what it numbers."""
        return f"#grid(columns: ({width or 21}pt, 1fr), [{number}], [{inner}])\n"

    def card(self, head: str, inner: str) -> str:
        """Write a card."""
        return f"#block(stroke: (top: 0.5pt), inset: (top: 3pt), width: 100%)[{head}{inner}]\n"

    def columns(self, cells: Sequence[str], count: int, gap: float) -> str:
        """Write a grid."""
        width = f"{self.page.both:.2f}pt" if count > 1 else "100%"
        inner = ", ".join(f"[{cell}]" for cell in cells)
        return f"#block(width: {width}, grid(columns: (1fr,) * {count}, column-gutter: {gap:.1f}pt, row-gutter: 8pt, {inner}))\n"

    def table(self, block: Table, head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, width: float) -> str:
        """Write a table whose head repeats."""
        columns = ", ".join(f"{column.weight}fr" for column in block.columns)
        align = ", ".join(ALIGN.get(column.align, "left") for column in block.columns)
        cells = "\n".join(", ".join(f"[{cell}]" for cell in row) + "," for row in rows)
        top = ", ".join(f"[{cell}]" for cell in head)
        table = f"table(columns: ({columns},), align: ({align},), stroke: none, inset: (x: 3pt, y: 2pt),\n"
        table += (
            f"table.hline(stroke: 0.5pt), table.header({top}), table.hline(stroke: 0.5pt),\n{cells}\ntable.hline(stroke: 0.5pt))"
        )
        return f"{caption}#block(width: {width:.2f}pt, {table})\n"

    def contents(self, depth: int) -> str:
        """Write the contents."""
        return f"#outline(title: none, depth: {depth})\n"

    def beside(self, main: str, side: str) -> str:
        """Write the side column first: it is placed at the height of the next line."""
        page = self.page
        return (
            f"#place(left, dx: {page.main + page.gap:.2f}pt, box(width: {page.side:.2f}pt)[{side}])\n{main}"
            if page.side
            else side + main
        )

    def document(self) -> str:
        """Return the whole file."""
        body = self.blocks((*self.galley.front, *self.galley.sections))
        return "\n".join([self._page(), *self._functions(), "", body])

    def _setting(self, role: str) -> str:
        return self.settings.setdefault(self.style.role(role), f"p{len(self.settings)}")

    def _page(self) -> str:
        page, galley = self.page, self.galley
        small, body = self.style.run("furniture", ""), self.style.run("body", "")
        look = f'font: "{small.family}", size: {small.size}pt'
        right, region = page.width - page.left - page.main, galley.language[3:5] or "GB"
        running = "query(selector(heading.where(level: 2)).before(here()))"
        return f"""
#set document(title: {_string(galley.title)}, author: {_string(galley.author or "none")})
#set page(width: {page.width}pt, height: {page.height}pt,
  margin: (left: {page.left}pt, right: {right}pt, top: {page.top}pt, bottom: {page.bottom}pt),
  header: block(width: {page.both}pt, text({look})[{self.escape(galley.title)} · #context {{
    let s = {running}
    if s.len() > 0 {{ s.last().body }}
  }} #h(1fr) {self.escape(galley.marking)}]),
  footer: block(width: {page.both}pt, text({look})[{self.escape(galley.foot)} #h(1fr)
    #context counter(page).display("1 of 1", both: true) #h(1fr) {self.escape(galley.marking)}]))
#set text(font: "{body.family}", size: {body.size}pt, lang: {_string(galley.language[:2])}, region: {_string(region)},
  hyphenate: true, overhang: false, top-edge: 0.7em, bottom-edge: -0.3em)
#set smartquote(enabled: false)
#show heading: it => it.body
#show table.cell: set par(justify: false)
"""

    def _functions(self) -> list[str]:
        runs = [f"#let {name}(it) = text({_look(style)}, it)" for style, name in self.styles.items()]
        blocks = []
        for role, name in self.settings.items():
            gap = max(0.0, role.leading - role.size)
            space = f"above: {role.before + gap:.1f}pt, below: {role.after + gap:.1f}pt"
            text = f"text({_look(role.text)}, hyphenate: {str(role.hyphenate).lower()}, it)"
            par = f"par(justify: {str(role.align == 'justify').lower()}, leading: {gap:.1f}pt, {text})"
            blocks.append(f"#let {name}(it) = block({space}, {par})")
            head = f"show heading: set text({_look(role.text)}); set par(leading: {gap:.1f}pt); it"
            blocks.append(f"#let {name}h(it) = block({space}, sticky: true, {{ {head} }})")
        return runs + blocks


def _look(style: TextStyle) -> str:
    parts = [f'font: "{style.family}"', f"size: {style.size:g}pt", f"weight: {style.weight}"]
    parts.append(f'style: "{"italic" if style.italic else "normal"}"')
    parts += [NUMBERS[feature] for feature in style.features if feature in NUMBERS]
    if style.tracking:
        parts.append(f"tracking: {style.tracking / 1000:g}em")
    if style.rise:
        parts.append(f"baseline: {-style.rise:g}pt")
    return ", ".join(parts)


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
