"""Reading below a root and writing atomically: what is refused, and what stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier import files

posix = pytest.mark.skipif(os.name == "nt", reason="links, FIFOs and limits of POSIX")
Opener = Callable[[str, list[str]], int]


@pytest.fixture(params=["steps", "checked"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of opening below a root: by steps, and by looking first."""
    if request.param == "steps" and not files.STEPS:
        pytest.skip("no openat here")
    monkeypatch.setattr(files, "STEPS", request.param == "steps")
    return str(request.param)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file in it, a folder below, and a secret beside it."""
    (tmp_path / "secret").write_bytes(b"secret")
    inside = tmp_path / "root"
    (inside / "images").mkdir(parents=True)
    (inside / "images" / "map.png").write_bytes(b"map")
    return inside


def test_a_file_below_the_root_is_read(way: str, root: Path) -> None:
    """A relative path with / leads to the file."""
    assert files.read_below(str(root), "images/map.png") == b"map"


@pytest.mark.parametrize(
    "name",
    [
        *["../secret", "images/../../secret", "/etc/passwd", "", ".", "./images/map.png", "images//map.png", "images/", "a\0b"],
        *["C:/secret", "C:secret", "images\\map.png", "\\\\host\\share", "map.png:stream"],
    ],
)
def test_a_path_that_leads_out_is_refused(way: str, root: Path, name: str) -> None:
    """No spelling of a place outside the root is read, on any platform."""
    with pytest.raises(files.Unreadable):
        files.read_below(str(root), name)


@posix
@pytest.mark.parametrize("name", ["link", "linked/secret"])
def test_links_are_not_followed_below_a_root(way: str, root: Path, name: str) -> None:
    """Neither the file nor a folder on the way may be a symbolic link."""
    (root / "link").symlink_to(root.parent / "secret")
    (root / "linked").symlink_to(root.parent)
    with pytest.raises(files.Unreadable):
        files.read_below(str(root), name)


def test_junctions_are_links_and_files_of_a_cloud_folder_are_not(root: Path) -> None:
    """On Windows a reparse point is a link or not by its tag."""
    plain = os.lstat(root / "images" / "map.png")

    class Found:
        """What `lstat` says on Windows."""

        def __init__(self, tag: int) -> None:
            self.st_reparse_tag, self.st_mode = tag, plain.st_mode

    assert files._is_link(Found(0xA0000003))  # type: ignore[arg-type]
    assert files._is_link(Found(0xA000000C))  # type: ignore[arg-type]
    assert not files._is_link(Found(0x9000001A))  # type: ignore[arg-type]
    assert not files._is_link(plain)


@posix
def test_a_fifo_is_refused_at_once(way: str, root: Path) -> None:
    """A FIFO without a writer doesn't hold the build up, as a plain open would."""
    os.mkfifo(root / "pipe.png")
    with pytest.raises(files.Unreadable, match="not a regular file"):
        files.read_below(str(root), "pipe.png")
    with pytest.raises(files.Unreadable, match="not a regular file"):
        files.read(str(root / "pipe.png"))


def test_a_folder_a_missing_file_and_a_large_one_are_refused_in_words(way: str, root: Path) -> None:
    """The reason is told without a number or a traceback."""
    with pytest.raises(files.Unreadable, match=r"folder|regular"):
        files.read_below(str(root), "images")
    with pytest.raises(files.Unreadable, match="no such file"):
        files.read_below(str(root), "images/no.png")
    with pytest.raises(files.Unreadable, match="larger than 2 bytes"):
        files.read_below(str(root), "images/map.png", limit=2)
    assert files.read_below(str(root), "images/map.png", limit=3) == b"map"


@posix
def test_a_device_is_refused() -> None:
    """A device without an end is not read."""
    with pytest.raises(files.Unreadable, match="not a regular file"):
        files.read("/dev/zero")


def test_a_new_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    """The output is there, and nothing else."""
    files.write(str(tmp_path / "build" / "a.pdf"), b"pdf", make_folder=True)
    assert [p.name for p in (tmp_path / "build").iterdir()] == ["a.pdf"]
    assert (tmp_path / "build" / "a.pdf").read_bytes() == b"pdf"


@posix
def test_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    """Replacing a file doesn't open it to others."""
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    out.chmod(0o600)
    files.write(str(out), b"new")
    assert out.read_bytes() == b"new"
    assert out.stat().st_mode & 0o777 == 0o600


def test_what_must_not_be_replaced_is_refused(tmp_path: Path) -> None:
    """A folder, an input and a missing folder are named as such; nothing changes."""
    source = tmp_path / "a.yaml"
    source.write_bytes(b"old")
    with pytest.raises(files.Unwritable, match="is a folder"):
        files.write(str(tmp_path), b"x")
    with pytest.raises(files.Unwritable, match="one of the inputs"):
        files.write(str(source), b"x", inputs=[str(source)])
    with pytest.raises(files.Unwritable, match="its folder does not exist"):
        files.write(str(tmp_path / "no" / "a.pdf"), b"x")
    with pytest.raises(files.Unwritable, match="NUL"):
        files.write(str(tmp_path / "a\0.pdf"), b"x")
    assert source.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


@posix
def test_links_and_special_files_are_not_written_through(tmp_path: Path) -> None:
    """A link's target stays as it was; a FIFO is not opened."""
    target = tmp_path / "target"
    target.write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to(target)
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(files.Unwritable, match="symbolic link"):
        files.write(str(tmp_path / "link.pdf"), b"x")
    with pytest.raises(files.Unwritable, match="not a regular file"):
        files.write(str(tmp_path / "pipe.pdf"), b"x")
    assert target.read_bytes() == b"old"


def test_a_hard_link_to_an_input_is_an_input(tmp_path: Path) -> None:
    """It is the file that counts, not its name."""
    (tmp_path / "a.yaml").write_bytes(b"old")
    os.link(tmp_path / "a.yaml", tmp_path / "b.pdf")
    with pytest.raises(files.Unwritable, match="one of the inputs"):
        files.write(str(tmp_path / "b.pdf"), b"x", inputs=[str(tmp_path / "a.yaml")])


def test_a_write_protected_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave to write the folder is not leave to replace a protected file."""
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(files.Unwritable, match="write-protected"):
        files.write(str(out), b"new")
    assert out.read_bytes() == b"old"


def test_a_file_open_in_a_viewer_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that is open; the message says what to do, and nothing is left over."""
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")

    def refuse(part: str, path: str) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(files.Unwritable, match="open in another program"):
        files.write(str(out), b"new")
    assert out.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


@posix
def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    """With room for 1,000 bytes the old file stays whole, the new one vanishes, and the reason is told."""
    (tmp_path / "a.pdf").write_bytes(b"old")
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from dossier import files\n"
        "try: files.write(sys.argv[1], b'x' * 5000)\n"
        "except files.Unwritable as wrong: print(wrong)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True)
    assert done.stdout == "it would be larger than this system allows\n"
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_an_interrupt_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the file is written leaves the old one and nothing beside it."""
    (tmp_path / "a.pdf").write_bytes(b"old")

    def interrupt(opened: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write(str(tmp_path / "a.pdf"), b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    """The next run to the same output sweeps the remainder; other files stay, however like they look."""
    (tmp_path / ".a.pdf.0123456789ab.part").write_bytes(b"half")
    stays = {".a.pdf.mine.part", ".b.pdf.0123456789ab.part", "a.pdf.part"}
    for name in stays:
        (tmp_path / name).write_bytes(b"")
    files.write(str(tmp_path / "a.pdf"), b"new")
    assert {p.name for p in tmp_path.iterdir()} == stays | {"a.pdf"}


@posix
def test_what_a_live_run_writes_is_left_alone(tmp_path: Path) -> None:
    """A part that another process holds locked is not removed."""
    import fcntl

    part = tmp_path / ".a.pdf.0123456789ab.part"
    with part.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        files.write(str(tmp_path / "a.pdf"), b"new")
        assert part.exists()
    files.write(str(tmp_path / "a.pdf"), b"newer")
    assert not part.exists()


def test_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be made beside the output, the reason is told and the old file stays."""
    (tmp_path / "a.pdf").write_bytes(b"old")
    plain = os.open

    def refuse(path: str, flags: int, *more: object, **named: object) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return plain(path, flags, *more, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(files.Unwritable, match="may not be written here"):
            files.write(str(tmp_path / "a.pdf"), b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


WRITER = """
import sys
from dossier import files
print("ready", flush=True)
while True:
    for letter in b"AB":
        files.write(sys.argv[1], bytes([letter]) * 1_000_000)
"""


@posix
def test_killed_and_rival_runs_leave_a_whole_file(tmp_path: Path) -> None:
    """Two processes write the same output until they are killed: it is whole at every look, and the next run sweeps the parts."""
    out = tmp_path / "a.pdf"
    for pause in (0.0, 0.01, 0.023, 0.037, 0.05):
        command = [sys.executable, "-c", WRITER, str(out)]
        rivals = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        for rival in rivals:
            assert rival.stdout is not None
            assert rival.stdout.readline() == b"ready\n"
        time.sleep(pause)
        for rival in rivals:
            assert rival.poll() is None, rival.stderr and rival.stderr.read()
            rival.kill()
            rival.communicate()
        if out.exists():
            assert out.read_bytes() in (b"A" * 1_000_000, b"B" * 1_000_000)
    files.write(str(out), b"last")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_the_check_before_the_work_agrees_with_the_write(tmp_path: Path) -> None:
    """What can't be written is known before pages are set."""
    with pytest.raises(files.Unwritable, match="is a folder"):
        files.writable(str(tmp_path))
    files.writable(str(tmp_path / "new.pdf"))
    with pytest.raises(files.Unwritable, match="its folder does not exist"):
        files.writable(str(tmp_path / "no" / "new.pdf"))
