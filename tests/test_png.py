"""Proofs in PNG: the pages of the PDF, in files that sort, all of them or none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image
from sizes import many_claims

from dossier import DossierError, cli, files, pipeline
from dossier.copies import proofs


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a dossier of some pages, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(many_claims(3, 90), encoding="utf-8")
    return tmp_path


def images(folder: Path) -> list[str]:
    """Return the names of the images in a folder, and of what a broken run would leave."""
    return sorted(path.name for path in folder.iterdir() if path.name != "a.yaml")


def test_each_page_is_an_image_of_its_size(desk: Path) -> None:
    """An A4 page at 100 pixels to the inch, in a file that sorts; the image says its resolution, and isn't blank."""
    assert cli.run(["build", "a.yaml", "-o", "a.png"]) == 0
    count = pipeline.brief("a.yaml").pages
    assert count > 2
    assert images(desk) == [f"a-{number:02}.png" for number in range(1, count + 1)]
    for name in images(desk):
        with Image.open(desk / name) as image:
            assert image.size == (827, 1170)
            assert image.info["dpi"] == pytest.approx((100, 100), abs=0.1)
            assert image.convert("L").getextrema()[0] < 100


def test_the_same_dossier_gives_the_same_images(desk: Path) -> None:
    """Bytes are the same each time, and other bytes at another resolution."""
    built = pipeline.brief("a.yaml")
    assert list(built.proofs(60)) == list(built.proofs(60))
    with Image.open(io.BytesIO(next(built.proofs(50)))) as image:
        assert image.width == 414


def test_a_resolution_is_taken_within_bounds(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--dpi sets it; what no screen shows, or no memory holds, is refused."""
    assert cli.run(["build", "a.yaml", "-o", "a.png", "--dpi", "50"]) == 0
    with Image.open("a-01.png") as image:
        assert image.width == 414
    assert cli.run(["build", "a.yaml", "-o", "a.png", "--dpi", "6000"]) == 2
    assert "6000" in capsys.readouterr().err


def test_a_page_too_large_for_a_proof_is_told(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper like a wall at a fine resolution is a problem with a hint, not a lack of memory."""
    monkeypatch.setattr(proofs, "MOST_PIXELS", 900_000)
    with pytest.raises(DossierError, match="827 by 1,169 pixels is too large"):
        next(pipeline.brief("a.yaml").proofs(100))


@pytest.mark.parametrize(
    ("pages", "first", "last"), [(1, "a-01.png", "a-01.png"), (99, "a-01.png", "a-99.png"), (100, "a-001.png", "a-100.png")]
)
def test_names_sort(pages: int, first: str, last: str) -> None:
    """Files stand in a folder in the order of pages, however many."""
    names = proofs.names("x/a.png", pages)
    assert (names[0], names[-1]) == (f"x/{first}", f"x/{last}")
    assert names == sorted(names)


def test_what_an_earlier_build_left_is_told_and_stays(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages of a longer brief are not removed, since they may not be ours; a warning names them."""
    (desk / "a-77.png").write_bytes(b"mine")
    (desk / "ab-77.png").write_bytes(b"mine")
    assert cli.run(["build", "a.yaml", "-o", "a.png"]) == 0
    said = capsys.readouterr().err
    assert "warning: a.png: a-77.png stood there before and is no page of this brief" in said
    assert "ab-77" not in said
    assert (desk / "a-77.png").read_bytes() == b"mine"


def test_no_page_is_replaced_before_all_are_drawn(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full at the third page, the old pages stand as they were, and nothing else is left."""
    assert cli.run(["build", "a.yaml", "-o", "a.png", "--dpi", "40"]) == 0
    before = {name: (desk / name).read_bytes() for name in images(desk)}
    fill, left = files._fill, [2]

    def full(opened: int, contents: bytes, mode: int | None) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        fill(opened, contents, mode)

    monkeypatch.setattr(files, "_fill", full)
    assert cli.run(["build", "a.yaml", "-o", "a.png", "--dpi", "80"]) == 1
    assert {name: (desk / name).read_bytes() for name in images(desk)} == before


def test_pages_never_take_the_place_of_an_input(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dossier that is called like a page stays what it is, and that is told before any work is done."""
    (desk / "a.yaml").rename(desk / "b-01.png")
    before = (desk / "b-01.png").read_bytes()
    monkeypatch.setattr(pipeline, "brief", None)
    assert cli.run(["build", "b-01.png", "-o", "b.png"]) == 1
    assert "is one of the inputs" in capsys.readouterr().err
    assert (desk / "b-01.png").read_bytes() == before


def test_without_the_library_the_extra_is_named(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and what to install, before any work is done."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setattr(pipeline, "brief", None)
    assert cli.run(["build", "a.yaml", "-o", "a.png"]) == 2
    assert "pip install 'dossier-press[proof]'" in capsys.readouterr().err
    assert images(desk) == []


def test_watch_writes_images_too(desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Watching keeps the last good set while something is wrong."""
    from dossier.commands import watch

    def changed(stamps: dict[str, object]) -> list[str]:
        if "nothing" in (desk / "a.yaml").read_text(encoding="utf-8"):
            raise KeyboardInterrupt
        (desk / "a.yaml").write_text("nothing", encoding="utf-8")
        return ["a.yaml"]

    monkeypatch.setattr(watch, "until_changed", changed)
    assert cli.run(["watch", "a.yaml", "-o", "a.png"]) == 130
    assert "the last good brief stays" in capsys.readouterr().err
    assert images(desk)[0] == "a-01.png"


def test_the_first_page_is_opened_when_asked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--open hands over the first image, from which a viewer leads on."""
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert cli.run(["build", "a.yaml", "-o", "a.png", "--dpi", "40", "--open"]) == 0
    assert opened == ["a-01.png"]
