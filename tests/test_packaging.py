"""The package as it is installed: what the wheel carries, and that it works where nothing else of the project is."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from dossier import __version__, files

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
IMPORTED_AS = {"pillow": "PIL", "pyyaml": "yaml"}


def hatchling(kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist of this tree into a folder, without a network and without touching the tree."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return hatchling("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_the_package_and_its_data(wheel: Path) -> None:
    """Every module, all that lies under data/, and the style sheets by the same rule; nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    kept = [p for p in (ROOT / "dossier").rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.suffix != ".pyc"]
    wanted = {p.relative_to(ROOT).as_posix() for p in kept}
    wanted |= {f"dossier/data/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "styles").rglob("*") if p.is_file()}
    assert {name for name in names if ".dist-info/" not in name} == wanted
    assert {"dossier/py.typed", "dossier/data/styles/briefing.yaml", "dossier/data/scaffold.yaml"} <= wanted


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licences and the command."""
    assert wheel.name == f"dossier_press-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        (points,) = [archive.read(n).decode() for n in archive.namelist() if n.endswith("entry_points.txt")]
        licences = {n.rpartition("/")[2] for n in archive.namelist() if "/licenses/" in n}
    assert "dossier = dossier.__main__:main" in points
    assert "LICENSE" in licences
    assert {p.name for p in (ROOT / "dossier" / "data").glob("*/*.txt")} <= licences


def test_the_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """With nothing of the checkout in reach, it starts a dossier, checks and builds it, in every style that it carries."""
    site, desk = tmp_path / "site", tmp_path / "desk"
    desk.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    environment = {**kept, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(tmp_path / "nowhere")}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "dossier", *arguments]
        done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import dossier; print(dossier.__file__)"],
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(site))
    styles = [line.split()[0] for line in run("styles", "list").splitlines()]
    assert {"briefing", "plain"} <= set(styles)
    run("new", "start")
    run("check")
    for style in styles:
        run("build", "sources/start.yaml", "--style", style, "-o", f"{style}.pdf")
        assert (desk / f"{style}.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_damaged_installation_is_told_in_a_line(wheel: Path, tmp_path: Path) -> None:
    """Without its typefaces the command ends with 1 and one line; nothing is written."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site", [name for name in archive.namelist() if "/fonts/" not in name])
    (tmp_path / "a.yaml").write_text("dossier:\n  title: T\n  marking: TLP:CLEAR\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "build", "a.yaml"],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(tmp_path / "site"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("dossier: error: internal error ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "build").exists()


def test_the_sdist_carries_what_a_wheel_and_the_tests_need(tmp_path: Path) -> None:
    """Package, styles, sources, tests and documents; nothing that is ignored by git."""
    with tarfile.open(hatchling("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for path in ("pyproject.toml", "README.md", "LICENSE", "dossier/py.typed", "styles/briefing.yaml", "sources/raqqa.yaml"):
        assert path in names
    assert {"tests/test_packaging.py", "docs/architecture.md", "scripts/check"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith((".venv", "build/", "dist/"))]


def test_imports_are_declared_dependencies() -> None:
    """What the package imports from outside it declares, and what it declares it imports."""
    found = set()
    for path in (ROOT / "dossier").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    extras = PROJECT["optional-dependencies"]
    declared, extra = (
        {IMPORTED_AS.get(name, name) for text in texts for name in [re.split("[<>=]", text)[0].strip().lower()]}
        for texts in (PROJECT["dependencies"], [text for name in ("import", "mail", "proof", "svg") for text in extras[name]])
    )
    assert found - set(sys.stdlib_module_names) - {"dossier"} - extra == declared


def test_data_is_found_by_one_function() -> None:
    """What travels is found under data/, and the sheets in their folder of the checkout; nothing else of the checkout is."""
    assert Path(files.data("scaffold.yaml")) == ROOT / "dossier" / "data" / "scaffold.yaml"
    assert Path(files.data("styles/briefing.yaml")).is_file()
    assert Path(files.data("styles/none.yaml")) == ROOT / "dossier" / "data" / "styles" / "none.yaml"
    assert Path(files.data("sources/raqqa.yaml")) == ROOT / "dossier" / "data" / "sources" / "raqqa.yaml"
