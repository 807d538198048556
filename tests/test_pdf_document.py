"""The file: object streams, the cross-reference stream, the identifier."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.pdf.document import Document
from dossier.pdf.objects import literal, predicted, stream
from dossier.pdf.trees import PageTree, name_tree, number_tree


def _finished(file: Document) -> pikepdf.Pdf:
    """Give the file a catalogue without pages, and read it."""
    pages = file.put(b"<</Type/Pages/Count 0/Kids[]>>")
    catalog = file.put(b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    return pikepdf.open(io.BytesIO(file.finish(catalog, file.put(b"<<>>"))))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=300)), max_size=500))
def test_every_object_is_found_again(objects: list[tuple[bool, bytes]]) -> None:
    """Objects written in reverse, some as streams, stand where the cross-reference stream says."""
    file = Document()
    numbers = [file.allocate() for _ in objects]
    for number, (is_stream, data) in reversed(list(zip(numbers, objects, strict=True))):
        if is_stream:
            file.add_stream(number, stream(data))
        else:
            file.add(number, literal(data))
    with _finished(file) as pdf:
        for number, (is_stream, data) in zip(numbers, objects, strict=True):
            found = pdf.get_object(number, 0)
            assert (found.read_bytes() if is_stream else bytes(found)) == data


@given(st.binary(max_size=70).map(lambda data: data[: len(data) // 7 * 7]))
def test_rows_are_differences(rows: bytes) -> None:
    """Each row carries PNG's mark for "up" and, byte for byte and modulo 256, what it differs by from the row above."""
    above = bytes(7) + rows
    wanted = [(value - other) % 256 for value, other in zip(rows, above, strict=False)]
    written = predicted(rows, 7)
    assert written[::8] == b"\2" * (len(rows) // 7)
    assert [written[row * 8 + 1 + column] for row in range(len(rows) // 7) for column in range(7)] == wanted


def test_same_objects_same_bytes() -> None:
    """The identifier depends on what was written, and on nothing else."""

    def make(word: bytes) -> bytes:
        file = Document()
        return file.finish(file.put(b"<</A(%b)>>" % word), file.put(b"<<>>"))

    assert make(b"a") == make(b"a")
    ids = [data[data.index(b"/ID[") :][:40] for data in (make(b"a"), make(b"b"))]
    assert ids[0] != ids[1]


def test_an_object_is_written_once() -> None:
    """A number that was given out must be written, and not twice."""
    file = Document()
    file.allocate()
    last = file.put_stream(stream(b""))
    with pytest.raises(AssertionError, match=f"object {last} written twice"):
        file.add_stream(last, stream(b""))
    with pytest.raises(AssertionError, match="object 1 was given out and never written"):
        file.finish(last, last)


@pytest.mark.parametrize("count", [0, 1, 64, 65, 64 * 64 + 1])
def test_trees_find_every_key(count: int) -> None:
    """Number and name trees of one, two and three levels lead to each value."""
    file = Document()
    values = [b"%d" % (7 * key) for key in range(count)]
    names = {literal(b"n%05d" % key): value for key, value in enumerate(values)}
    by_number, by_name = number_tree(file, values), name_tree(file, names)
    with _finished(file) as pdf:
        numbers = pikepdf.NumberTree(pdf.get_object(by_number, 0))
        assert {key: int(value) for key, value in numbers.items()} == {key: 7 * key for key in range(count)}
        found = pikepdf.NameTree(pdf.get_object(by_name, 0))
        assert {key: int(value) for key, value in found.items()} == {f"n{key:05}": 7 * key for key in range(count)}


@pytest.mark.parametrize("count", [1, 64, 65, 64 * 64 + 1])
def test_page_trees_keep_the_order(count: int) -> None:
    """Pages come out in the order in which they went in, from one level to three."""
    file = Document()
    tree = PageTree(file)
    for place in range(count):
        page = file.allocate()
        file.add(page, b"<</Type/Page/MediaBox[0 0 1 1]/Parent %d 0 R/UserUnit %d>>" % (tree.append(page), place + 1))
    catalog = file.put(b"<</Type/Catalog/Pages %d 0 R>>" % tree.write())
    with pikepdf.open(io.BytesIO(file.finish(catalog, file.put(b"<<>>")))) as pdf:
        assert [int(page.obj.UserUnit) for page in pdf.pages] == list(range(1, count + 1))
        assert int(pdf.Root.Pages.Count) == count
        assert "/Limits" not in pdf.Root.Pages
