"""A galley -> HTML and CSS for WeasyPrint that say the same on the same page, in the same fonts and sizes."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from exporting import Exporter

from dossier.blocks import Heading, Items, Table
from dossier.styling.style import RoleStyle, TextStyle

FONTS = Path(__file__).parent.parent / "dossier" / "data" / "fonts"
FAMILIES = {"SourceSerif4": "Source Serif 4", "SourceSans3": "Source Sans 3", "NotoNaskhArabic": "Noto Naskh Arabic"}
ALIGN = {"start": "left", "end": "right", "decimal": "right"}
SHEET = Path(__file__).with_name("brief.css")


class WeasyPrint(Exporter):
    """Writes HTML for WeasyPrint 70."""

    def escape(self, words: str) -> str:
        """Escape what is markup."""
        return html.escape(words)

    def styled(self, inner: str, style: TextStyle) -> str:
        """Dress a run by a class."""
        return f'<span class="{self.styles.setdefault(style, f"r{len(self.styles)}")}">{inner}</span>'

    def linked(self, inner: str, link: str) -> str:
        """Make a link."""
        return f'<a href="{html.escape(link)}">{inner}</a>'

    def in_language(self, inner: str, language: str) -> str:
        """Mark a run as another language."""
        return f'<span lang="{language}">{inner}</span>'

    def page_of(self, id: str) -> str:
        """Print the page of a heading."""
        return f'<a class="page" href="#{id}"></a>' if id in self.ids else "00"

    def heading(self, block: Heading) -> str:
        """Write a heading."""
        level, role = min(block.level, 4), block.role or f"heading.{min(block.level, 4)}"
        number = f"{self.escape(block.number)}\u2002" if block.number else ""
        tag = f'<span class="tag">{self.words(block.tag, role)}</span>' if block.tag else ""
        mark = f' id="{block.id}"' if block.id else ""
        label = f' style="bookmark-level: {level}"' if block.listed else ""
        return f'<h{level}{mark}{label} class="{self._setting(role)}">{tag}{number}{self.words(block.text, role)}</h{level}>\n'

    def paragraph(self, words: str, role: str, id: str = "") -> str:
        """Write a paragraph with the class of its role."""
        return f'<p class="{self._setting(role)}">{words}</p>\n' if words else ""

    def items(self, block: Items, items: Sequence[str]) -> str:
        """Write a list."""
        inner = "".join(f"<li>{item}</li>" for item in items)
        if block.kind == "number":
            return f'<ol start="{block.start}">{inner}</ol>\n'
        return f'<ul class="plain">{inner}</ul>\n' if block.kind == "plain" else f"<ul>{inner}</ul>\n"

    def definitions(self, rows: Sequence[tuple[str, str]], label_width: float) -> str:
        """Write two columns."""
        width = f"width: {label_width or 70}pt"
        return "".join(
            f'<div class="row"><div class="label" style="{width}">{a}</div><div class="body">{b}</div></div>\n' for a, b in rows
        )

    def quotation(self, words: str) -> str:
        """Write a quotation."""
        return f"<blockquote>{words}</blockquote>\n"

    def entry(self, number: str, inner: str, width: float, id: str) -> str:
        """Write a number and what it numbers."""
        label = f'<div class="number" style="width: {width or 21}pt">{number}</div>'
        return f'<div class="entry">{label}<div class="body">{inner}</div></div>\n'

    def card(self, head: str, inner: str) -> str:
        """Write a card."""
        return f'<div class="card">{head}{inner}</div>\n'

    def columns(self, cells: Sequence[str], count: int, gap: float) -> str:
        """Write blocks side by side; a single column is a flow."""
        inner = "".join(f"<div>{cell}</div>" for cell in cells)
        if count == 1:
            return inner
        style = f"grid-template-columns: repeat({count}, 1fr); column-gap: {gap}pt; row-gap: 8pt; width: {self.page.both}pt"
        return f'<div class="cards" style="{style}">{inner}</div>\n'

    def table(self, block: Table, head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, width: float) -> str:
        """Write a table whose head repeats."""
        total = sum(column.weight for column in block.columns)
        columns = "".join(f'<col style="width: {100 * column.weight / total:.2f}%">' for column in block.columns)
        aligns = [ALIGN.get(column.align, column.align) for column in block.columns]
        top = "".join(
            f'<th scope="col" style="text-align: {align}">{cell}</th>' for cell, align in zip(head, aligns, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(f'<td style="text-align: {align}">{cell}</td>' for cell, align in zip(row, aligns, strict=True))
            + "</tr>\n"
            for row in rows
        )
        style = f"table-layout: fixed; width: {width}pt"
        inner = f"<colgroup>{columns}</colgroup><thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
        return f'{caption}<table style="{style}">{inner}</table>\n'

    def contents(self, depth: int) -> str:
        """Write the contents."""
        listed = [heading for heading in self.headings if heading.listed and heading.level <= depth and heading.id]
        lines = "".join(f'<li><a href="#{it.id}">{self.words(it.text, "contents.entry")}</a></li>\n' for it in listed)
        return f'<nav class="{self._setting("contents.entry")}"><ol>{lines}</ol></nav>\n'

    def beside(self, main: str, side: str) -> str:
        """Write the side column first: it floats into the margin."""
        page = self.page
        if not page.side:
            return side + main
        return f'<div class="side" style="width: {page.side}pt; margin-right: {-page.gap - page.side}pt">{side}</div>\n{main}'

    def document(self) -> str:
        """Return the whole file."""
        body = self.blocks((*self.galley.front, *self.galley.sections))
        title = html.escape(self.galley.title)
        head = f'<meta charset="utf-8"><title>{title}</title><style>{self._style()}</style>'
        return f'<!doctype html><html lang="{self.galley.language}"><head>{head}</head><body>\n{body}</body></html>\n'

    def _setting(self, role: str) -> str:
        return self.settings.setdefault(self.style.role(role), f"p{len(self.settings)}")

    def _style(self) -> str:
        page, galley = self.page, self.galley
        small = _look(self.style.run("furniture", ""))
        marking = _quoted(galley.marking)
        rules = [*_faces(), f"body {{ {_look(self.style.run('body', ''))} }}", SHEET.read_text("utf-8")]
        right = page.width - page.left - page.main
        rules.append(
            f"@page {{ size: {page.width}pt {page.height}pt; margin: {page.top}pt {right}pt {page.bottom}pt {page.left}pt;"
            f" @top-left {{ content: {_quoted(galley.title + ' · ')} string(section); {small}; white-space: nowrap }}"
            f" @top-right {{ content: {marking}; {small} }}"
            f" @bottom-left {{ content: {_quoted(galley.foot)}; {small}; white-space: nowrap }}"
            f' @bottom-center {{ content: counter(page) " of " counter(pages); {small}; white-space: nowrap }}'
            f" @bottom-right {{ content: {marking}; {small} }} }}"
        )
        rules += [f".{name} {{ {_look(style)} }}" for style, name in self.styles.items()]
        rules += [f".{name} {{ {_block(role)} }}" for role, name in self.settings.items()]
        return "\n".join(rules)


def _faces() -> list[str]:
    rules = []
    for file in sorted(FONTS.glob("*.ttf")):
        family, weight = file.stem.split("-")
        name = FAMILIES.get(family) or family
        slant = "italic" if weight.endswith("i") else "normal"
        number = weight.rstrip("i")
        source = f"src: url({file.resolve().as_uri()})"
        rules.append(f'@font-face {{ font-family: "{name}"; font-weight: {number}; font-style: {slant}; {source} }}')
    return rules


def _look(style: TextStyle) -> str:
    parts = [
        f'font: {"italic" if style.italic else "normal"} {style.weight} {style.size:g}pt "{style.family}", "Noto Naskh Arabic"'
    ]
    if style.features:
        parts.append("font-feature-settings: " + ", ".join(f'"{feature}"' for feature in style.features))
    if style.tracking:
        parts.append(f"letter-spacing: {style.tracking / 1000:g}em")
    if style.rise:
        parts.append(f"vertical-align: {style.rise:g}pt; line-height: 0")
    return "; ".join(parts)


def _block(role: RoleStyle) -> str:
    align = {"start": "left", "end": "right"}.get(role.align, role.align)
    hyphens = "auto" if role.hyphenate else "manual"
    box = f"margin: {role.before:g}pt 0 {role.after:g}pt; text-indent: {role.first_indent:g}pt"
    return f"{_look(role.text)}; line-height: {role.leading:g}pt; text-align: {align}; hyphens: {hyphens}; {box}"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
