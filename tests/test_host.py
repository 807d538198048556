"""Whoever calls the library finds the process as it was: nothing is replaced, set or postponed, and its settings are its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sources" / "raqqa.yaml"

# Modules that ReportLab, or a tool that wants to start fast, may lay hands on.
IMPORTS = """
import hashlib, pickle, tempfile, textwrap, json, logging, random, ipaddress, ntpath, tokenize, importlib.util, inspect, PIL.Image
"""
STATE = """
import gc, locale, os, signal, sys, warnings

def state():
    settings = {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "path": [*sys.path, *map(id, sys.path_hooks), *map(id, sys.meta_path)],
        "collector": [gc.get_threshold(), list(map(id, gc.callbacks)), gc.isenabled(), gc.get_freeze_count(), gc.get_debug()],
        "warnings": list(map(str, warnings.filters)),
        "signals": {it: signal.getsignal(it) for it in signal.valid_signals()},
        "locale": locale.setlocale(locale.LC_ALL),
        "interpreter": [sys.getrecursionlimit(), sys.getswitchinterval(), id(sys.excepthook), id(sys.stdout), id(sys.stderr)],
    }
    modules = {name: (module, type(module), dict(vars(module))) for name, module in list(sys.modules.items()) if module}
    return settings, modules

def changes(before, after):
    settings, modules = before
    yield from (name for name, value in settings.items() if value != after[0][name])
    for name, (module, kind, values) in modules.items():
        now, its_kind, its_values = after[1].get(name, (None, None, {}))
        if now is not module or its_kind is not kind:
            yield f"module {name}"
        for key in {*values, *its_values}:
            inner = sys.modules.get(f"{name}.{key}")
            new = its_values.get(key)
            if values.get(key) is not new and not (inner is not None and inner is new) and name != "__main__":
                yield f"{name}.{key}"
"""
BUILD = """
import sys
from dossier import pipeline
from dossier.styling.library import open_style
built = pipeline.brief(sys.argv[1], open_style(["briefing"], ["page.qr=yes"] if "codes" in sys.argv else []))
"""
OWN = """
from dossier.figures.drawing.sketch import OwnFigure
def drawing():
    from reportlab.graphics.shapes import Drawing, Rect, String
    return Drawing(200, 50, Rect(0, 0, 40, 40, fillColor="red"), String(100, 20, "words", textAnchor="middle"))
built = pipeline.brief(sys.argv[1], figures=[OwnFigure(drawing, "A red square", "reported", "A square")])
"""


def said(program: str, *arguments: str, folder: Path = ROOT, **variables: str) -> list[str]:
    """Run a program in a fresh interpreter; return the lines that it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-c", program, str(SAMPLE), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    assert not done.returncode, done.stderr
    assert not done.stderr
    return done.stdout.splitlines()


def built(program: str, *arguments: str, **variables: str) -> str:
    """Return a digest of the PDF that a program makes."""
    show = "\nimport hashlib; print(hashlib.sha256(built.pdf).hexdigest())"
    return said(program + show, *arguments, **variables)[-1]


@pytest.mark.parametrize("early", [True, False], ids=["imported before", "imported after"])
@pytest.mark.parametrize("more", ["plain", "codes", "own"])
def test_nothing_is_changed_by_a_build(early: bool, more: str) -> None:
    """Modules, their attributes, environment, collector, warnings, signals: all is as it was, whatever the brief needs."""
    begin = IMPORTS if early else "import importlib.util\n"
    build = BUILD + (OWN if more == "own" else "")
    program = f"{begin}{STATE}\nbefore = state()\n{build}\nafter = state()\nprint(*changes(before, after), sep='\\n')"
    found = [it for it in said(program, more) if it]
    allowed = ["sys._rl_config__unset_"] if more != "plain" else []  # ReportLab's own mark of a setting that isn't set
    assert found == allowed


def test_what_is_imported_after_a_build_is_itself() -> None:
    """Modules that are first imported after a build are whole, and the same as where nothing was built."""
    show = (
        "\nfor name in ('hashlib', 'pickle', 'tempfile', 'textwrap', 'json', 'logging', 'PIL.Image', 'tokenize', 'ipaddress'):\n"
        "    module = sys.modules[name]; print(name, type(module).__name__, *sorted(vars(module)))\n"
        "print(hashlib.md5 is getattr(hashlib, '_hashlib').openssl_md5 if hasattr(hashlib, '_hashlib') else '')"
    )
    assert said(BUILD + IMPORTS + show) == said("import sys" + IMPORTS + show)


CONFIGURED = """
from reportlab import rl_config
rl_config.useA85 = 1; rl_config.pageCompression = 0; rl_config.invariant = 1; rl_config.showBoundary = 1
rl_config.canvas_basefontname = "Courier"; rl_config.canvas_baseColor = (1, 0, 0); rl_config.shapeChecking = 0
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
pdfmetrics.registerFont(TTFont("Mine", "dossier/data/fonts/SourceSans3-400.ttf"))
settings, fonts = rl_config.currentSettings(), dict(pdfmetrics._fonts)
"""
KEPT = """
assert rl_config.currentSettings() == settings
assert all(pdfmetrics._fonts[name] is font for name, font in fonts.items())
"""


@pytest.mark.parametrize("more", ["plain", "codes", "own"])
def test_a_host_that_uses_reportlab_keeps_its_settings(more: str) -> None:
    """ReportLab's settings and typefaces of a program stay as they are, and get into no brief of ours."""
    build = BUILD + (OWN if more == "own" else "")
    assert built(CONFIGURED + build + KEPT, more) == built(build, more)


def test_a_host_finds_its_own_settings_after_a_build(tmp_path: Path) -> None:
    """A program that uses ReportLab after a build finds the settings that it would have found without one."""
    (tmp_path / "reportlab_settings.py").write_text("pageCompression = 0\n")
    show = "\nfrom reportlab import rl_config as c; print(c.pageCompression, c.documentLang, c.invariant)"
    found = said(BUILD + show, "codes", folder=tmp_path, RL_documentLang="fr")
    assert found == ["0 fr 0"]


def test_the_command_keeps_settings_of_others_out(tmp_path: Path) -> None:
    """The command's process is its own: no file of settings is run in it, at no place, and no variable of ReportLab is taken."""
    for name in ("reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings", ".reportlab_mods"):
        (tmp_path / name).write_text(f"print('ran {name}'); pageCompression = 0; trustedHosts = ['*']\n")
    program = (
        "import sys\nfrom dossier.__main__ import main\n"
        "sys.argv = ['dossier', 'build', sys.argv[1], '-o', 'out.pdf', '--set', 'page.qr=yes']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "from reportlab import rl_config as c; print(c.pageCompression, c.trustedHosts, c.documentLang)"
    )
    found = said(program, folder=tmp_path, HOME=str(tmp_path), USERPROFILE=str(tmp_path), RL_documentLang="fr")
    assert found[-1] == "1 None None"
    assert not [line for line in found if line.startswith("ran")]
    assert hashlib.sha256((tmp_path / "out.pdf").read_bytes()).hexdigest() == built(BUILD, "codes")
