"""The validity gate lets good files through and no others."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import gate as gates
import pikepdf
import pytest
import verapdf
from gate import Checker, Gate
from handmade import Maker, Part, Segment
from reportlab.pdfgen.canvas import Canvas
from verapdf import Validator

pytestmark = pytest.mark.ungated
needs_verapdf = pytest.mark.skipif(bool(verapdf.absent()), reason=f"veraPDF needs {', '.join(verapdf.absent())}")


@pytest.fixture(scope="module")
def validator() -> Iterator[Validator]:
    """Return a veraPDF of this module's own."""
    with Validator() as own:
        yield own


def _plain(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "untagged, in a font that isn't embedded")
    canvas.save()
    return path


def _garbage(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\nnothing of the kind\n%%EOF\n")
    return path


@needs_verapdf
def test_verapdf_fails_a_plain_page_by_both_standards(validator: Validator, tmp_path: Path) -> None:
    """A page of ReportLab's plain canvas breaks PDF/A-2a and PDF/UA-1, and clauses are named."""
    found = validator.check(_plain(tmp_path / "plain.pdf"))
    assert [line.split()[:2] for line in found if line.startswith("FAIL")] == [["FAIL", "2a"], ["FAIL", "ua1"]]
    assert "6.2.11.4.1-1" in found[0]


@needs_verapdf
@pytest.mark.parametrize("make", [_garbage, Path], ids=["not a PDF", "no file"])
def test_whatever_verapdf_throws_is_a_failure(validator: Validator, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """A file that veraPDF can't read fails each flavour, and the Java machine lives on."""
    found = validator.check(make(tmp_path / "bad.pdf"))
    assert any(line.startswith("FAIL 2a") and "xception" in line for line in found)
    assert any(line.startswith("FAIL ua1") and "xception" in line for line in found)
    assert any(line.startswith("FAIL 2a 6.") for line in validator.check(_plain(tmp_path / "plain.pdf")))


@needs_verapdf
def test_an_unknown_flavour_is_a_failure(validator: Validator, tmp_path: Path) -> None:
    """A misspelt flavour never counts as passed."""
    assert validator.check(_plain(tmp_path / "plain.pdf"), ("2x",))


@needs_verapdf
def test_profiles_that_cannot_be_loaded_are_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the JAXB jars the profiles don't load; that must not pass for validity."""
    monkeypatch.setattr(verapdf, "library", list)
    with Validator() as lame:
        assert any(line.startswith("FAIL 2a") for line in lame.check(_plain(tmp_path / "plain.pdf")))


@needs_verapdf
def test_a_dead_java_machine_is_a_failure_once(tmp_path: Path) -> None:
    """Where Java dies the file fails, and the next file gets a new one."""
    with Validator() as own:
        path = _plain(tmp_path / "plain.pdf")
        own.check(path)
        assert own._process is not None
        own._process.kill()
        own._answers.put(None)
        own._process.poll = lambda: None  # type: ignore[method-assign]
        assert "no answer" in own.check(path)[0]
        assert own.check(path)[0].startswith("FAIL 2a 6.")


def test_the_gate_fails_what_is_not_a_pdf(tmp_path: Path) -> None:
    """Each checker at hand refuses a file that isn't a PDF."""
    checker = Checker()
    found = checker.problems(_garbage(tmp_path / "bad.pdf"))
    checker.close()
    assert any(line.startswith("PDFium") for line in found)
    assert any(line.startswith("pages counted") for line in found)
    for tool in {"qpdf", "pdfinfo", "mutool"} - set(checker.lacking):
        assert any(line.startswith(tool) for line in found), tool


def test_the_gate_wants_fonts_embedded_and_pages_tagged(tmp_path: Path) -> None:
    """A font that isn't in the file, and a file without tags, are named even without veraPDF."""
    found = gates.poppler(_plain(tmp_path / "plain.pdf"))[1]
    assert "pdfinfo: not tagged" in found
    assert any("not embedded" in line and "Helvetica" in line for line in found)


def test_the_gate_hears_a_checker_that_mutters(tmp_path: Path) -> None:
    """A damaged cross-reference table that tools repair by themselves is still a failure."""
    maker = Maker(1)
    maker.add(Part("P", [Segment(0, ["words"])]))
    path = maker.save(tmp_path / "made.pdf")
    assert gates.qpdf(path)[1] == []
    data = path.read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n17\n%%EOF\n")
    assert gates.qpdf(path)[1]


def test_the_fixture_fails_the_test(gate: Gate) -> None:
    """The gate takes bytes too, and fails the test with all that it found."""
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 700, "plain")
    canvas.save()
    with pytest.raises(pytest.fail.Exception, match="not tagged"):
        gate(page.getvalue())


def test_absence_is_a_failure_where_it_is_required(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With DOSSIER_REQUIRE_VERAPDF=1 a file can't pass on a machine that lacks veraPDF."""
    monkeypatch.setenv("DOSSIER_VERAPDF_JAR", str(tmp_path / "nowhere.jar"))
    monkeypatch.delenv("DOSSIER_REQUIRE_VERAPDF", raising=False)
    checker = Checker()
    assert any("nowhere.jar" in line for line in checker.required_lacking)
    monkeypatch.setattr(checker, "problems", lambda path: [])
    gates._insist(checker, tmp_path / "good.pdf")
    monkeypatch.setenv("DOSSIER_REQUIRE_VERAPDF", "1")
    with pytest.raises(pytest.fail.Exception, match=r"nowhere\.jar"):
        gates._insist(checker, tmp_path / "good.pdf")


def test_pdfs_left_behind_are_gated(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that leaves a bad PDF in its folder ends in an error; a marked one and a stand-in of a few bytes don't."""
    monkeypatch.setenv("DOSSIER_VERAPDF_JAR", "nowhere.jar")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    pytester.makeconftest('pytest_plugins = ["gate"]')
    pytester.makepyfile(
        """
        import pytest
        from reportlab.pdfgen.canvas import Canvas

        def leave(folder):
            Canvas(str(folder / "left.pdf")).save()

        def test_careless(tmp_path):
            leave(tmp_path)

        @pytest.mark.ungated
        def test_on_purpose(tmp_path):
            leave(tmp_path)

        def test_stand_in(tmp_path):
            (tmp_path / "old.pdf").write_bytes(b"old")
        """
    )
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*left.pdf is not valid*", "validity gate: not checked by*nowhere.jar*"])


@needs_verapdf
def test_a_broken_tag_tree_is_a_failure(validator: Validator, tmp_path: Path) -> None:
    """Tags that the catalogue denies, or without a parent tree, break both standards."""
    maker = Maker(1)
    maker.add(Part("H1", [Segment(0, ["words"])]))
    path = maker.save(tmp_path / "made.pdf")
    before = " ".join(validator.check(path))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.MarkInfo
        pdf.Root.StructTreeRoot.K.K[0].S = pikepdf.Name.Nonsense
        pdf.save(path)
    after = " ".join(validator.check(path))
    assert "6.7.2.2-1" in after
    assert "6.7.2.2-1" not in before
