"""Author text to runs: the language, its problems with their columns, and that nothing else is ever markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.inline import Citation, Locator, Prose, TextBlock, parse_citations, parse_passage, parse_prose
from dossier.problems import ERROR, Problem, Span


def place(offset: int) -> Span:
    """Put a text on line 1, its first character in column 1."""
    return Span("t.yaml", 1, offset + 1)


def prose(text: str) -> tuple[Prose, list[Problem]]:
    """Parse a paragraph."""
    problems: list[Problem] = []
    return parse_prose(text, place, problems), problems


def styles(text: str) -> list[tuple[str, str]]:
    """Return the words of each run with their style, for a text without problems."""
    parsed, problems = prose(text)
    assert not problems
    return [(run.text, run.style) for run in parsed.runs]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("*a* b", [("a", "emphasis"), (" b", "")]),
        ("_a_ b", [("a", "emphasis"), (" b", "")]),
        ("**a** b", [("a", "strong"), (" b", "")]),
        ("**a *b* c**", [("a ", "strong"), ("b", "strong emphasis"), (" c", "strong")]),
        ("***a***", [("a", "strong emphasis")]),
        ("`a*b*c`", [("a*b*c", "code")]),
        ("`` a`b ``", [("a`b", "code")]),
        ("(*a*), “*b*”!", [("(", ""), ("a", "emphasis"), ("), “", ""), ("b", "emphasis"), ("”!", "")]),
        ("*a `b` c*", [("a ", "emphasis"), ("b", "code"), (" c", "emphasis")]),
    ],
)
def test_marks_of_emphasis(text: str, expected: list[tuple[str, str]]) -> None:
    """Emphasis, strong and code become styles of runs, nested where they nest."""
    assert styles(text) == expected


LITERAL = [
    # marks that mark nothing
    "2 * 3 * 4", "a_b_c", "__init__.py", "an * alone", "words unclosed*", "f*** and s***", "(*) see (*)",
    "a*b*c", "5 ** 2", "_ _ _", "****", "* * *", "[not a link] (at all)", "[x]",
    "a [b [c] d",
    "https://x.org/_a_/b-_c_-d", "/* not */ and/*or*/", "src/*.py, tests/*.py",
    # markup of other languages, of which nobody expects anything here
    "<?x?>", "<![CDATA[x]]>", "<foo>", "<script>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "</para>", "<unichar code='1+1'/>",
    '<seq template="%(x)1500000000s"/>', '<onDraw name="x"/>', '<index name="zz"/>', '<para><super>1</super></para>',
    "<link href='file:///x'>", "<greek>a", "$x^2$", "{{ template }}", "{% if x %}", "<% code %>", "#let x = 1",
    # and what is one in a passage, where lines begin
    "# not a heading", "| a | b |",
    # format strings, shell, SQL, paths
    "%s %d %n %(x)s", "{0} {name!r:>10}", "${HOME} $(id) !!", "; rm -rf / #", "' OR 1=1; --", "Robert'); DROP TABLE Students;--",
    "C:\\temp\\new", "..\\..\\windows", "../../etc/passwd", "|| true && false", "%0a%0d", "\\u0041 \\x41 \\n",
    # YAML's own
    "key: value", "- item", "? key", "@handle", "!!python/object/apply:os.system", "&anchor", "yes", "---", "%YAML 1.2",
    "a: {b: c}",
    # words that look like numbers and letters that look like words
    "12:30", "1e400", "NaN", "0x7f", "1,000.50", "٣٫١٤", "ﷺ", "𝒳 𝔘", "İstanbul ı", "a\u00adb", "قوات سوريا", "e\u0301",
]  # fmt: skip


FOREIGN = [
    ("x *unclosed words", 3, 1, "**words**"), ("*args and **kwargs", 1, 1, "**words**"), ("*a **b* c", 4, 2, "**words**"),
    ("a ** b** c", 3, 2, "**words**"), ("** b ** c", 1, 2, "**words**"), ("x __b c__ y", 3, 7, "**words**"),
    ("x `unclosed code", 3, 1, "apostrophe"), ("it`s", 3, 1, "apostrophe"),
    ("a[^1] b", 2, 4, "[@6]"), ("a^[b c]", 3, 5, "[@6]"),
    ("![a](https://x.org/b.png)", 2, 3, "images:"), ("![a](b.png)", 2, 1, "images:"),
    ("[a][b] c", 1, 6, "[words](https://"), ("[1]: https://x.org", 1, 13, "[words](https://"),
    ("see [a b] (https://x.org)", 5, 21, "[words](https://"),
    ("Raqqa {raqqa} is", 7, 7, "Name{id}"), ("[]{raqqa}", 3, 7, "Name{id}"), ("\\begin{document}", 7, 10, "Name{id}"),
    ("<b>bold</b>", 1, 3, "**strong**"), ("<i>x", 1, 3, "**strong**"), ("H<sub>2</sub>O", 2, 5, "**strong**"),
    ("<!-- gone? -->", 1, 4, "**strong**"), ("<br/><br/>", 1, 5, "**strong**"), ('<img src="/etc/passwd"/>', 1, 24, "**strong**"),
    ('<a href="javascript:alert(1)">x</a>', 1, 30, "**strong**"), ('<span style="q">', 1, 16, "**strong**"),
    ('<font color="describe(red)">x</font>', 1, 28, "**strong**"),
    ("<john@x.org>", 1, 12, "mailto:"), ("<www.x.org>", 1, 11, "https://"),
    ("a &amp; &lt;b&gt;", 3, 5, "itself"), ("&#1114112;", 1, 10, "itself"), ("x&nbsp;y", 2, 6, "itself"),
    ("a ~~struck~~ b", 3, 10, "**strong**"), ("a ==marked== b", 3, 10, "**strong**"), ("a -- b", 3, 2, "–"),
    ("a\\\nb", 2, 1, "empty line"), ("Head {#head}", 6, 7, "ids"), ("a {.note} b", 3, 7, "ids"),
]  # fmt: skip


@pytest.mark.parametrize("text, column, length, way_out", FOREIGN)
def test_marks_of_other_languages_are_told(text: str, column: int, length: int, way_out: str) -> None:
    """What another language would take for a mark prints as it is written, and is told at its place with what to write."""
    parsed, problems = prose(text)
    told = [p for p in problems if p.name == "markup"]
    assert [(p.severity, p.span and p.span[2:]) for p in told] == [("warning", (column, length))]
    assert "this prints as it is written" in told[0].message
    assert way_out in (told[0].hint or "")
    assert re.findall(r"\w+", parsed.plain) == re.findall(r"\w+", text.replace("(https://x.org/b.png)", ""))


@pytest.mark.parametrize(
    "text", [r"\<b>", r"\[^1]", r"\{raqqa}", r"\*a", r"\`a", "`<b> [^1] &amp; ~~a~~`", r"\[a\]: https://x.org"]
)
def test_a_backslash_or_backticks_are_the_way_out(text: str) -> None:
    """What is meant to print as it is written is told no more once it says so."""
    assert not prose(text)[1]


@pytest.mark.parametrize("text", LITERAL)
def test_prints_literally(text: str) -> None:
    """What is no mark of the language comes out as it was written, in one plain run, without a problem."""
    parsed, problems = prose(text)
    assert [tuple(run) for run in parsed.runs] == [(text, "", "", "", (), None)]
    assert not problems


def test_payloads_are_many() -> None:
    """The list above holds at least sixty."""
    assert len(set(LITERAL)) >= 60


@given(st.text(st.characters(exclude_characters="\\*_`[]<{\n\r", exclude_categories=("Cs",))))
@settings(max_examples=200)
def test_text_without_special_characters_is_unchanged(text: str) -> None:
    """Plain text comes through as it is, but for the white space at its ends."""
    parsed, problems = prose(text)
    assert parsed.plain == text.strip()
    assert not problems


@given(
    st.lists(st.sampled_from([*"ab *_`[]()<>{}@;,\\\n1-#.:", "[@1]", "{id}", "**", "https://x.org", "é", "]("]), max_size=30).map(
        "".join
    )
)
@settings(max_examples=300)
def test_no_word_is_lost(text: str) -> None:
    """Whatever the marks, each letter of the text is in the words, or in an address, an id or a citation."""
    parsed, _ = prose(text)
    kept = parsed.plain + "".join(run.link + run.ref for run in parsed.runs)
    kept += "".join(c.target + "".join(loc.first + loc.last for loc in c.locators) for c in parsed.cites)
    for letter in set(re.findall(r"\w", text.replace("_", ""))):
        assert text.count(letter) <= kept.count(letter)


def test_escapes() -> None:
    """A backslash makes a special character plain, and is itself before any other."""
    assert styles(r"\*a\* \[@x\] \{y\} \\ C:\new \`") == [("*a* [@x] {y} \\ C:\\new `", "")]


def test_line_ends_fold() -> None:
    """A line end and the white space round it is one space, in emphasis too."""
    assert styles("one \n   two *three\nfour*\n five\n") == [("one two ", ""), ("three four", "emphasis"), (" five", "")]


def test_links() -> None:
    """Words get an address; the schemes are http, https and mailto, and ids of the dossier."""
    parsed, problems = prose("[a *b*](https://x.org/p_(q)) [c](mailto:d@e.org) [f](#raqqa) <https://g.org/h_i> <mailto:j@k.org>")
    assert not problems
    links = [(run.text, run.style, run.link) for run in parsed.runs if run.link]
    assert links == [
        ("a ", "", "https://x.org/p_(q)"),
        ("b", "emphasis", "https://x.org/p_(q)"),
        ("c", "", "mailto:d@e.org"),
        ("f", "", "#raqqa"),
        ("https://g.org/h_i", "", "https://g.org/h_i"),
        ("j@k.org", "", "mailto:j@k.org"),
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "JavaScript:x", "vbscript:x", "ftp://x"]
)
def test_other_schemes_are_errors(address: str) -> None:
    """A link elsewhere is an error at its address, and no link."""
    parsed, problems = prose(f"go [there]({address})")
    assert [(p.severity, p.span and p.span.column, p.name) for p in problems] == [(ERROR, 12, "address")]
    assert not any(run.link for run in parsed.runs)
    assert parsed.plain == f"go [there]({address})"


def test_no_address_is_a_warning() -> None:
    """Brackets with something else behind them print as written, and it is said so."""
    parsed, problems = prose("see [table](below)")
    assert parsed.plain == "see [table](below)"
    assert [(p.severity, p.span and p.span.column) for p in problems] == [("warning", 13)]


def cited(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return targets and locators of the citations in a text without problems."""
    parsed, problems = prose(text)
    assert not problems
    return [(c.target, [tuple(loc) for loc in c.locators]) for c in parsed.cites]  # type: ignore[misc]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("x [@6]", [("", [("6", "")])]),
        ("x [@1-2]", [("", [("1", "2")])]),
        ("x [@1–2]", [("", [("1", "2")])]),
        ("x [@5, 10]", [("", [("5", ""), ("10", "")])]),
        ("x [@headline, 1]", [("", [("headline", ""), ("1", "")])]),
        ("x [@dod 2]", [("dod", [("2", "")])]),
        ("x [@dod 2, 4-6]", [("dod", [("2", ""), ("4", "6")])]),
        ("x [@un-report annex]", [("un-report", [("annex", "")])]),
        ("x [@desk]", [("desk", [])]),
        ("x [@departure; @mee 6]", [("departure", []), ("mee", [("6", "")])]),
    ],
)
def test_citations(text: str, expected: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """Numbers and known labels mean the default source, anything else is an id; commas part paragraphs, semicolons sources."""
    assert cited(text) == expected


def test_citation_mark_takes_the_space_before_it() -> None:
    """The mark is a run of its own between the words, with the place of each citation."""
    parsed, _ = prose("One. [@6; @dod] Two")
    assert [(run.text, len(run.cites)) for run in parsed.runs] == [("One.", 0), ("", 2), (" Two", 0)]
    assert [(c.span.column, c.span.length) for c in parsed.cites] == [(7, 2), (11, 4)]


@pytest.mark.parametrize(
    "text, column",
    [
        ("go [@", 4),
        ("go [@6", 4),
        ("go [@]", 5),
        ("go [@6;]", 7),
        ("go [@MEE 6]", 5),
        ("go [@6, dod]", 9),
        ("go [@6-3]", 5),
        ("go [@dod ?]", 10),
    ],
)
def test_bad_citations(text: str, column: int) -> None:
    """A malformed citation is an error at its column, with a hint, and stays in the text."""
    parsed, problems = prose(text)
    assert [(p.severity, p.span and p.span.column, p.name, bool(p.hint)) for p in problems] == [(ERROR, column, "citation", True)]
    assert parsed.plain == text


def test_cite_fields() -> None:
    """A `cite` field takes the same without brackets, or with them."""
    expected = (
        Citation("", (Locator("1", "3"), Locator("6")), Span("t.yaml", 1, 1, 6)),
        Citation("dod", (Locator("2"),), Span("t.yaml", 1, 9, 5)),
    )
    problems: list[Problem] = []
    assert parse_citations("1-3, 6; dod 2", place, problems) == expected
    bracketed = parse_citations("[@1-3, 6; @dod 2]", place, problems)
    assert [c[:2] for c in bracketed] == [c[:2] for c in expected]
    assert not problems


@pytest.mark.parametrize("text, column", [("", 1), ("6; ;7", 4), ("6, dod", 4), ("[@6", 1), ("Dod 2", 1), ("6,", 1)])
def test_bad_cite_fields(text: str, column: int) -> None:
    """A malformed field gives a located error and no citations."""
    problems: list[Problem] = []
    assert parse_citations(text, place, problems) == ()
    assert [(p.severity, p.span and p.span.column) for p in problems] == [(ERROR, column)]


@pytest.mark.parametrize(
    "text, before, name",
    [
        ("in Deir Ezzor{deir-ezzor}, too", "in ", "Deir Ezzor"),
        ("the ministry{deir-ezzor} says", "the ", "ministry"),
        ("near [the two banks]{deir-ezzor} of it", "near ", "the two banks"),
        ("a visit. Deir ez-Zor{deir-ezzor} is", "a visit. ", "Deir ez-Zor"),
        ("wrapped Deir\n  Ezzor{deir-ezzor} is", "wrapped ", "Deir Ezzor"),
        ("(Deir Ezzor{deir-ezzor})", "(", "Deir Ezzor"),
    ],
)
def test_names(text: str, before: str, name: str) -> None:
    """An id belongs to the word before it with the capitalised ones before that, or to the bracket; its place is kept."""
    parsed, problems = prose(text)
    assert not problems
    run = next(run for run in parsed.runs if run.ref)
    assert (run.text, run.ref) == (name, "deir-ezzor")
    assert parsed.plain.startswith(before + name)
    assert run.span == Span("t.yaml", 1, text.index("deir-ezzor") + 1, 10)


def passage(text: str) -> tuple[tuple[TextBlock, ...], list[Problem]]:
    """Parse a passage; columns count through the whole text."""
    problems: list[Problem] = []
    return parse_passage(text, place, problems), problems


def test_passages() -> None:
    """Blank lines part blocks; bullets, numbers, quotations and sub-headings are what they begin with."""
    text = "One\ntwo\n\n## Head\nThree\n\n- a\n  b\n- c\n\n- d\n\n1. e\n2. f\n\n> g\n> h\n>\n>\n> i\n>\n"
    blocks, problems = passage(text)
    assert not problems
    assert [(b.kind, [p.plain for p in b.items]) for b in blocks] == [
        ("paragraph", ["One two"]),
        ("heading", ["Head"]),
        ("paragraph", ["Three"]),
        ("bullets", ["a b", "c", "d"]),
        ("numbers", ["e", "f"]),
        ("quotation", ["g h", "i"]),
    ]


def test_a_year_begins_no_list() -> None:
    """A number with a full stop that doesn't count from one is text."""
    blocks, _ = passage("2017. It began.\n\n- 5 * 6\n")
    assert [(b.kind, b.items[0].plain) for b in blocks] == [("paragraph", "2017. It began."), ("bullets", "5 * 6")]


@pytest.mark.parametrize("text", ["- x", "## x", "# x", "+ x", "| x | y |", "> x", "1. x", "12. x"])
def test_escaped_beginnings_of_blocks(text: str) -> None:
    """A backslash keeps a paragraph that begins like another block a paragraph."""
    escaped = text.replace(".", "\\.") if "." in text else "\\" + text
    blocks, problems = passage(f"One\n\n{escaped} [@MEE]")
    assert [(b.kind, b.items[0].plain) for b in blocks] == [("paragraph", "One"), ("paragraph", f"{text} [@MEE]")]
    assert [p.span and p.span.column for p in problems] == [f"One??{escaped} [@MEE]".index("@") + 1]


def test_a_dash_within_a_paragraph_begins_no_list() -> None:
    """A wrapped line that happens to begin with a dash stays in its paragraph, and it is said so."""
    blocks, problems = passage("One\n- two\n1. three")
    assert [(b.kind, b.items[0].plain) for b in blocks] == [("paragraph", "One - two 1. three")]
    assert [(p.name, p.span and p.span.column, p.hint and p.hint[:24]) for p in problems] == [
        ("markup", 5, "leave an empty line befo")
    ]


@pytest.mark.parametrize(
    "text, line, way_out",
    [
        ("a\n\n# b\n", 3, "`## `"),
        ("a\n\n### b\n", 3, "`## `"),
        ("##b\n", 1, "`## `"),
        ("Title\n=====\n", 2, "`## `"),
        ("a\n\n---\n\nb", 3, "`## `"),
        ("* * *\n", 1, "`## `"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", 1, "charts:"),
        ("a | b | c\n--|---|--\n", 1, "charts:"),
        ("a\tb\n1\t2\n", 1, "charts:"),
        ("```\na\nb\n```\n", 1, "list"),
        ("* a\n* b\n", 1, "`- `"),
        ("a\n\n• b\n", 3, "`- `"),
        ("1) a\n", 1, "1., 2., 3."),
        ("1. a\n1. b\n1. c\n", 2, "count on"),
        ("1. a\n3. b\n", 2, "count on"),
        ("a\n> b\n", 2, "empty line"),
        ("a\n## b\n", 2, "empty line"),
        ("- a\n  - b\n- c\n", 2, "second list"),
        ("1. a\n   - b\n", 2, "second list"),
    ],
)
def test_blocks_of_other_languages_are_told(text: str, line: int, way_out: str) -> None:
    """A heading, rule, table, fence or list that isn't ours, or loses something where it stands, is told at its line."""
    told = [p for p in passage(text)[1] if p.name == "markup"]
    offsets = [sum(len(it) + 1 for it in text.split("\n")[:number]) for number in range(text.count("\n") + 1)]
    assert told
    assert told[0].span
    assert offsets[line - 1] < told[0].span.column <= offsets[line]
    assert way_out in (told[0].hint or "")


@pytest.mark.parametrize(
    "text", ["- a\n- b\n\n  c\n", "1. a\n2. b", "- a\n\n1. b", "a – b", "a | b", "2017. It began.", "> a\n>\n> b", "- a\n  b - c"]
)
def test_our_own_blocks_are_not_told(text: str) -> None:
    """Lists, quotations and plain text of this language bring no word about another one."""
    assert not passage(text)[1]


def test_places_in_passages() -> None:
    """An error in the second line of a list item has its own offset."""
    text = "- one\n  two [@MEE]\n"
    _, problems = passage(text)
    assert [p.span and p.span.column for p in problems] == [text.index("@MEE") + 1]


@pytest.mark.parametrize("unit", ["[", "*", "*a ", "`", "[@", "<", "_a ", "{a}", "[](", "a{b}", "\\", "\n", "[x](#a)"])
def test_long_text_of_marks_is_linear(unit: str) -> None:
    """Twenty thousand marks are read without going deep or back, so this ends at once."""
    parsed, _ = prose(unit * 20_000 + "z_ z* ]")
    assert parsed.plain
