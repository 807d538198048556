"""`dossier mail`: the draft as mail programs read it, its text, its size, its encryption, and what is refused."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import io
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from verapdf import Validator, absent

from dossier import cli, files, pipeline
from dossier.mailing import naming, recipients, sealing, sizes
from dossier.mailing.drafting import draft
from dossier.mailing.recipients import Recipient
from dossier.pdf.weights import weights
from dossier.problems import DossierError
from dossier.reading import reader

ROOT = Path(__file__).resolve().parent.parent
RAQQA = ROOT / "sources" / "raqqa.yaml"
SHORT = """\
dossier:
  title: The bridge is closed
  marking: TLP:AMBER
  issuer: Bridge Desk
  contact: desk@example.org
  edition: 2
  as_of: 2017-02-17 20:00 UTC
sources:
  agency:
    title: Bridge closed to lorries
bottom_line: The bridge has been "closed" since Monday. [@agency 2]
claims:
  What is reported:
    closed:
      text: The bridge has been closed since Monday.
      cite: agency 2
"""
posix = pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
NAMES = (
    "Ayşe Yılmaz",
    'Yılmaz, Ayşe "Kuş"',
    "Smith, John",
    'O"Neil, "the" \\x',
    "وزارة الخارجية، مكتب",
    "Bekir Bozdağ, Hêvî; Desk: x",
)

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a.yaml as the current one; no date from outside."""
    (tmp_path / "a.yaml").write_text(SHORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def run(desk: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `dossier mail a.yaml …`; return the exit code and all that was said."""

    def call(*arguments: str) -> tuple[int, str]:
        code = cli.run(["mail", "a.yaml", *arguments])
        out, said = capsys.readouterr()
        return code, out + said

    return call


def change(old: str, new: str) -> None:
    """Change a.yaml in the current folder."""
    path = Path("a.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def parsed(contents: bytes) -> EmailMessage:
    """Read a draft as the standard library does."""
    message = email.message_from_bytes(contents, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def made(path: str = "build/a.eml") -> EmailMessage:
    """Read the draft that was written."""
    return parsed(Path(path).read_bytes())


def body(message: EmailMessage) -> str:
    """Return the text of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def attachment(message: EmailMessage) -> tuple[str, bytes]:
    """Return name and contents of the only attachment."""
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "application/pdf"
    contents = part.get_content()
    assert isinstance(contents, bytes)
    return str(part.get_filename()), contents


def contents_of(page: pikepdf.Page) -> bytes:
    """Return what is drawn on a page."""
    return b"".join(part.read_bytes() for part in page.obj.Contents.as_list())


def addressed(contents: bytes, field: str) -> list[tuple[str, str]]:
    """Return names and addresses of a header, as the standard library's older reader finds them.

    Its newer one puts a space between the encoded words of a long name, against RFC 2047, 6.2.
    """
    raw = email.message_from_bytes(contents).get_all(field, [])
    return [(str(make_header(decode_header(name))), address) for name, address in getaddresses(raw)]


class TestDraft:
    """The message."""

    def test_it_says_what_the_house_rule_asks(self, run: Run) -> None:
        """Subject, first and last line without the marking would lose it where the mail is forwarded."""
        assert run() == (0, "")
        message = made()
        assert message["X-Unsent"] == "1"
        assert message["Subject"] == "[TLP:AMBER] The bridge is closed - dossier v2, 17 Feb 2017"
        assert not {"From", "Date", "Message-ID", "To", "Cc", "Bcc"} & set(message.keys())
        lines = body(message).rstrip("\n").split("\n")
        assert lines[0] == lines[-1] == "TLP:AMBER"
        change("claims:", "questions:\n  q:\n    ask: Why is it so?\n    type: gap\nclaims:")
        assert run()[0] == 0
        assert made()["Subject"] == "[TLP:AMBER] The bridge is closed - dossier v2, draft, 17 Feb 2017"
        assert body(made()).startswith("TLP:AMBER\n\nDraft, 1 open check.\n\n")
        code, said = run("--strict", "-o", "b.eml")
        assert (code, "a draft is not built with --strict" in said) == (2, True)
        assert not Path("b.eml").exists()
        assert "The bridge has been “closed” since Monday." in lines
        assert "As of 17 February 2017, 20:00 UTC." in lines
        assert "Handling: TLP:AMBER, for those who need to know in the recipient’s organisation and among its clients." in lines
        assert "Contact: Bridge Desk, desk@example.org" in lines

    def test_the_attachment_is_the_brief(self, run: Run) -> None:
        """Were it another file than `dossier build` makes, the SHA-256 in the text would vouch for nothing."""
        run()
        name, contents = attachment(made())
        assert contents == pipeline.brief("a.yaml").pdf
        assert name == "the-bridge-is-closed_2017-02-17_v2_TLP-AMBER.pdf"
        assert f"SHA-256: {hashlib.sha256(contents).hexdigest()}" in body(made())
        assert re.search(rf"^Attached: {name}, \d+ pages?, {len(contents) / 1000:.0f} KB$", body(made()), re.M)

    def test_lines_are_those_of_the_standards(self, run: Run) -> None:
        """A line over 998, or base64 over 76, is cut or refused by servers on the way (RFC 5322, 2045)."""
        run("--note", "ğ" * 3000)
        contents = Path("build/a.eml").read_bytes()
        lines = contents.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 78
        coded = contents.rpartition(b"Content-Disposition")[2].split(b"\r\n\r\n")[1].split(b"\r\n")
        assert max(map(len, coded)) <= 76
        assert contents.isascii()

    def test_same_input_same_bytes(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """A draft with a clock or chance in it could not be compared; its date is SOURCE_DATE_EPOCH, or there is none."""
        run("--to", "a@example.org")
        first = Path("build/a.eml").read_bytes()
        run("--to", "a@example.org")
        assert Path("build/a.eml").read_bytes() == first
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1487361600")
        run("--to", "a@example.org")
        assert made()["Date"] == "Fri, 17 Feb 2017 20:00:00 +0000"

    def test_recipients_come_from_dossier_or_options(self, run: Run, desk: Path) -> None:
        """--to stands for the dossier's recipients, and must not be added to them: that would send it to too many."""
        change(
            "claims:",
            "mail:\n  subject: 'Bridge, \"closed\"'\n  to: [Ayşe <a@example.org>, b@example.org]\n  note: More soon.\nclaims:",
        )
        run()
        assert addressed(Path("build/a.eml").read_bytes(), "To") == [("Ayşe", "a@example.org"), ("", "b@example.org")]
        assert made()["Subject"].startswith('[TLP:AMBER] Bridge, "closed" - ')
        assert "\nMore soon.\n" in body(made())
        (desk / "list.txt").write_text("# readers\n\nHêvî <h@example.org>\nh@example.org\n", encoding="utf-8")
        run("--to", "@list.txt", "--cc", "c@example.org", "--bcc", "d@example.org", "--subject", "Köprü", "--note", "Later.")
        assert addressed(Path("build/a.eml").read_bytes(), "To") == [("Hêvî", "h@example.org")]
        assert addressed(Path("build/a.eml").read_bytes(), "Cc") == [("", "c@example.org")]
        assert addressed(Path("build/a.eml").read_bytes(), "Bcc") == [("", "d@example.org")]
        assert made()["Subject"].startswith("[TLP:AMBER] Köprü - ")
        assert "\nLater.\n" in body(made())
        assert "More soon" not in body(made())

    def test_the_body_alone_is_that_of_the_draft(self, run: Run) -> None:
        """What is pasted must be what would have been drafted, and no file may be left."""
        code, text = run("--body")
        assert (code, Path("build").exists()) == (0, False)
        run()
        assert text == body(made())

    def test_standard_output_gets_the_same_bytes(self, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        """`-o -` writes the draft and nothing else."""
        assert cli.run(["mail", "a.yaml", "-o", "a.eml"]) == 0
        assert cli.run(["mail", "a.yaml", "-o", "-"]) == 0
        assert capfdbinary.readouterr().out == (desk / "a.eml").read_bytes()

    def test_the_banner_stands_beside_the_marking(self, run: Run) -> None:
        """A classification that is lost in the mail is lost."""
        change("  edition:", "  banner: OFFICIAL-SENSITIVE\n  edition:")
        run()
        assert made()["Subject"].startswith("[TLP:AMBER] [OFFICIAL-SENSITIVE] The")
        assert body(made()).startswith("TLP:AMBER · OFFICIAL-SENSITIVE\n")

    def test_the_sample_is_short(self, tmp_path: Path) -> None:
        """The model case must fit a mail that is read on a telephone: 150 words, under 500 KB, questions in it."""
        target = tmp_path / "r.eml"
        assert cli.run(["mail", str(RAQQA), "-o", str(target)]) == 0
        assert target.stat().st_size < 500_000
        message = made(str(target))
        text = body(message)
        assert len(text.split()) <= 150
        assert text.count("\n- ") == 3
        assert message["Subject"] == "[TLP:CLEAR] Raqqa: Islamic State figures reported leaving - dossier v1, 17 Feb 2017"
        assert attachment(message)[0] == "raqqa-2017-02_2017-02-17_v1_TLP-CLEAR.pdf"

    def test_links_keep_their_address(self, run: Run) -> None:
        """In plain text a link is only what is written: its address must stand behind its words, once, and an id must not."""
        note = "See [the *long* account](https://example.org/a), <https://example.org/b> and [it](#closed)."
        change("claims:", f"mail:\n  note: '{note}'\nclaims:")
        assert run()[0] == 0
        assert "\nSee the long account <https://example.org/a>, https://example.org/b and it.\n" in body(made())

    def test_questions_give_way(self, run: Run) -> None:
        """Where the bottom line takes all room, open questions must not push the text beyond what is read."""
        change("claims:", "questions:\n  q:\n    ask: Why is it so?\n    type: gap\nclaims:")
        run()
        assert "Open question:\n- Why is it so?\n" in body(made())
        change("bottom_line: The", f"bottom_line: {'Really ' * 120}the")
        run()
        assert "Why is it so" not in body(made())


class TestWitnesses:
    """The draft as other programs read it."""

    @pytest.mark.skipif(shutil.which("munpack") is None, reason="munpack is not installed")
    def test_munpack_finds_the_same_attachment(self, run: Run, desk: Path) -> None:
        """A reader that shares no code with the writer must find the same bytes under the same name."""
        run("--to", "Yılmaz, Ayşe <a@example.org>")
        (desk / "out").mkdir()
        subprocess.run(["munpack", "-C", "out", "../build/a.eml"], check=True, capture_output=True)
        name, contents = attachment(made())
        assert (desk / "out" / name).read_bytes() == contents

    @pytest.mark.parametrize("name", NAMES)
    def test_names_survive(self, name: str) -> None:
        """Commas, quotation marks and letters beyond ASCII must not make another name, or another recipient."""
        to = [recipients.read(f"{name} <a@example.org>", "--to"), Recipient("Zoë, last", "z@example.org")]
        contents = draft({"To": to}, f"{name}: {name}", "x", b"%PDF", "a.pdf")
        assert addressed(contents, "To") == [(name, "a@example.org"), ("Zoë, last", "z@example.org")]
        assert parsed(contents)["Subject"] == f"{name}: {name}"

    @given(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), max_size=200).filter(
                lambda name: "=?" not in name
            ),
            min_size=1,
        ),
        st.text('ab ğ,ش"', max_size=200),
    )
    def test_any_names_survive(self, names: list[str], subject: str) -> None:
        """No name or subject may become a header, an address, or lose a letter, however many and long they are."""
        clean = [" ".join(name.split()) for name in names]
        subject = " ".join(subject.split())
        to = [Recipient(name, f"r{number}@example.org") for number, name in enumerate(clean)]
        contents = draft({"To": to}, f"[TLP:RED] {subject} - x", "x", b"%PDF", "a.pdf")
        message = parsed(contents)
        assert addressed(contents, "To") == [(it.name, it.address) for it in to]
        assert str(make_header(decode_header(str(email.message_from_bytes(contents)["Subject"])))) == f"[TLP:RED] {subject} - x"
        assert set(message.keys()) == {"X-Unsent", "Subject", "To", "MIME-Version", "Content-Type"}
        assert max(map(len, contents.split(b"\r\n"))) <= 998
        assert all(len(word) <= 75 for word in re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", contents))

    @pytest.mark.parametrize(
        "subject",
        [
            "[TLP:RED] " + "x" * 20 + ')word "' + "x" * 20 + 'aword <(",𐀀:é< )<"=a<ğ(b ::ğ"word :"word ,b word - dossier',
            "[TLP:RED] )a@b " + "x" * 40 + "word a:<( - dossier",
            "[TLP:AMBER] " + "الجسر مغلق أمام الشاحنات، " * 6 + "- dossier v2",
            "[TLP:AMBER] " + "Işık, ê; " * 20,
        ],
    )
    def test_long_subjects_survive(self, subject: str) -> None:
        """A subject that goes over several lines must keep its spaces, and begin on the line of its name."""
        contents = draft({}, subject.strip(), "x", b"%PDF", "a.pdf")
        assert parsed(contents)["Subject"] == subject.strip()
        head = contents.partition(b"\r\nMIME")[0]
        assert b"Subject: [TLP" in head or b"Subject: =?utf-8?" in head
        assert all(len(word) <= 75 for word in re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", contents))
        assert max(map(len, head.split(b"\r\n"))) <= 78


class TestName:
    """What the attachment is called."""

    @pytest.mark.parametrize(
        ("head", "path", "name"),
        [
            ('title: Işık\'ın "köprüsü", ğ', "a.yaml", "isik-in-koprusu-g_2017-02-17_v2_TLP-AMBER.pdf"),
            ("title: الجسر مغلق", "../../Ham şehri.yaml", "ham-sehri_2017-02-17_v2_TLP-AMBER.pdf"),
            ("title: الجسر", "جسر.yaml", "brief_2017-02-17_v2_TLP-AMBER.pdf"),
            ("title: T\n  id: raqqa-is-leadership", "a.yaml", "raqqa-is-leadership_2017-02-17_v2_TLP-AMBER.pdf"),
            (f"title: {'Long ' * 30}", "a.yaml", "long-long-long-long-long-long-lo_2017-02-17_v2_TLP-AMBER.pdf"),
        ],
    )
    def test_it_is_plain(self, head: str, path: str, name: str) -> None:
        """A name with other letters, spaces or `..` would be lost or misread by a mail program."""
        read, problems = reader.read(SHORT.replace("title: The bridge is closed", head).encode(), "a.yaml")
        assert read is not None, problems
        assert naming.attachment_name(read.facts, path, False) == name
        assert len(name) <= 60

    @pytest.mark.parametrize(("marking", "sealed"), [("TLP:RED", False), ("TLP:AMBER+STRICT", True)])
    def test_it_keeps_silent(self, marking: str, sealed: bool) -> None:
        """The title of a brief for few must not stand in a list of files."""
        read, _ = reader.read(SHORT.replace("TLP:AMBER", marking).encode(), "secret.yaml")
        assert read is not None
        label = marking.replace(":", "-").replace("+", "-")
        assert naming.attachment_name(read.facts, "secret.yaml", sealed) == f"brief_2017-02-17_v2_{label}.pdf"


class TestSize:
    """Limits."""

    def test_what_counts_is_the_encoded_size(self, run: Run) -> None:
        """A limit held against the PDF would let a mail pass that is a third larger, and bounces."""
        run("-o", "x.eml")
        whole = Path("x.eml").stat().st_size
        assert whole > len(attachment(made("x.eml"))[1]) * 1.3
        assert run("--fit", f"{whole / 1000:.3f}KB")[0] == 0
        code, said = run("--fit", f"{(whole - 1) / 1000:.3f}KB", "-o", "y.eml")
        assert code == 2
        assert "of --fit" in said
        assert "pages and their figures" in said
        assert not Path("y.eml").exists()

    def test_large_ones_are_warned_of_and_refused(self, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
        """Without a limit a mail that no server takes must not be drafted without a word; one given on purpose decides alone."""
        monkeypatch.setattr(sizes, "WARNED", 10_000)
        code, said = run()
        assert (code, "warning: the PDF has" in said) == (0, True)
        monkeypatch.setattr(sizes, "REFUSED", 20_000)
        code, said = run("-o", "y.eml")
        assert (code, "hardly any server takes it" in said) == (2, True)
        assert not Path("y.eml").exists()
        assert run("--fit", "10MB") == (0, "")

    @pytest.mark.parametrize(
        ("text", "size"), [("10MB", 10_000_000), ("7.5 mb", 7_500_000), ("10MiB", 10_485_760), ("500kB", 500_000)]
    )
    def test_sizes_are_read(self, text: str, size: int) -> None:
        """MB are a million bytes, as servers count at their strictest."""
        assert sizes.limit(text) == size

    @pytest.mark.parametrize("text", ["", "10", "MB", "-1MB", "0MB", "1e9MB", "10 Mb/s", "٣MB"])
    def test_what_is_no_size_is_refused(self, run: Run, text: str) -> None:
        """A limit that is misread would be no limit."""
        code, said = run("--fit", text)
        assert (code, "is not a size" in said) == (2, True)

    def test_weights_are_true(self) -> None:
        """What is told to be largest must be: each kind is counted as an independent reader counts it."""
        pdf = pipeline.brief(str(RAQQA)).pdf
        found = weights(pdf)
        assert sum(found.values()) == len(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as file:
            pages = typefaces = 0
            seen: set[tuple[int, int]] = set()
            for it in file.objects:
                if not isinstance(it, pikepdf.Stream) or it.objgen in seen:
                    continue
                seen.add(it.objgen)
                size = len(it.read_raw_bytes())
                typefaces += size * ("/Length1" in it or it.read_bytes().startswith(b"/CIDInit"))
            contents = [part for page in file.pages for part in page.obj.Contents.as_list()]
            pages = sum(len(it.read_raw_bytes()) for it in {it.objgen: it for it in contents}.values())
        assert found["typefaces"] == typefaces
        assert found["tags, links and bookmarks"] >= len(pdf) / 10
        assert pages <= found["pages and their figures"] <= pages * 1.1


class TestSealed:
    """Encryption."""

    @pytest.fixture
    def secret(self, desk: Path) -> str:
        """A file with a password, closed to others."""
        path = desk / "secret"
        path.write_text("pässwörd 1\n", encoding="utf-8")
        path.chmod(0o600)
        return str(path)

    @pytest.mark.ungated
    def test_it_opens_with_the_password_only(self, run: Run, secret: str) -> None:
        """An encryption that opens without, or by an old revision, would protect nothing."""
        code, said = run("--password-file", secret, "-o", "a.eml")
        assert code == 0
        assert "no longer PDF/A" in said
        assert "not encrypted" in said
        pdf = attachment(made("a.eml"))[1]
        for wrong in ("", "passwort", "pässwörd 1\n"):
            with pytest.raises(pikepdf.PasswordError):
                pikepdf.open(io.BytesIO(pdf), password=wrong)
        with pikepdf.open(io.BytesIO(pdf), password="pässwörd 1") as file:
            assert (file.encryption.R, file.encryption.V, file.encryption.bits) == (6, 5, 256)
            assert file.allow.accessibility
            assert file.allow.print_highres
            assert file.user_password_matched
            assert not file.owner_password_matched
            packet = file.Root.Metadata.read_bytes()
            assert b"pdfaid:" not in packet
            assert b"<pdfuaid:part>1</pdfuaid:part>" in packet
            assert b"The bridge is closed" in packet
            plain = pipeline.brief("a.yaml").pdf
            with pikepdf.open(io.BytesIO(plain)) as before:
                assert [contents_of(page) for page in file.pages] == [contents_of(page) for page in before.pages]
        assert b"<pdfuaid" not in pdf

    @pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
    @pytest.mark.ungated
    def test_qpdf_says_the_same(self, run: Run, secret: str, desk: Path) -> None:
        """The file must be sound, and AES-256 of revision 6, by a program that didn't write it through Python."""
        run("--password-file", secret, "-o", "a.eml")
        (desk / "a.bin").write_bytes(attachment(made("a.eml"))[1])
        shown = subprocess.run(
            ["qpdf", "--password=pässwörd 1", "--show-encryption", "--check", "a.bin"], capture_output=True, text=True
        )
        assert shown.returncode == 0
        assert "R = 6\n" in shown.stdout
        assert "stream encryption method: AESv3" in shown.stdout
        assert "No syntax or stream encoding errors" in shown.stdout
        assert subprocess.run(["qpdf", "--check", "a.bin"], capture_output=True).returncode == 2

    @pytest.mark.skipif(bool(absent()), reason="veraPDF is not at hand")
    @pytest.mark.ungated
    def test_it_keeps_what_it_claims(self, run: Run, secret: str, desk: Path) -> None:
        """The claim of PDF/UA must be true of the encrypted file; of PDF/A only encryption and claim may be amiss."""
        run("--password-file", secret, "-o", "a.eml")
        (desk / "a.bin").write_bytes(attachment(made("a.eml"))[1])
        with Validator() as validator:
            assert validator.check(desk / "a.bin", ("ua1",), "pässwörd 1") == []
            said = " ".join(validator.check(desk / "a.bin", ("2a",), "pässwörd 1"))
        assert set(re.findall(r"\d[\d.]+-\d+", said)) == {"6.1.3-2", "6.6.4-1"}

    def test_the_mail_does_not_tell_what_is_encrypted(self, run: Run, secret: str) -> None:
        """Subject, name and text travel in clear: what is encrypted in the attachment must not stand in them."""
        change("claims:", "questions:\n  q:\n    ask: Why is it closed?\n    type: gap\nclaims:")
        run("--password-file", secret, "-o", "a.eml")
        message = made("a.eml")
        assert "closed" not in (body(message) + message["Subject"] + attachment(message)[0]).lower()
        assert message["Subject"] == "[TLP:AMBER] dossier v2, draft, 17 Feb 2017"
        assert "password, which follows by another channel" in body(message)
        assert hashlib.sha256(attachment(message)[1]).hexdigest() in body(message)

    @pytest.mark.parametrize(
        ("contents", "words"),
        [
            (b"", "is empty"),
            (b"\n", "is empty"),
            (b"a\0b", "NUL"),
            (b"\xff", "not text in UTF-8"),
            ("ğ".encode() * 64, "more than 127 bytes"),
            (b"a\nb\n", "more than one line"),
            (b"a\tb", "control character"),
            ("ﬁ".encode(), "take for others"),
        ],
    )
    def test_unfit_passwords_are_refused(self, run: Run, secret: str, contents: bytes, words: str) -> None:
        """A password that a viewer cuts, changes or can't type locks the reader out."""
        Path(secret).write_bytes(contents)
        code, said = run("--password-file", secret)
        assert (code, words in said) == (2, True)
        assert not Path("build").exists()

    @posix
    def test_files_open_to_others_are_refused(self, run: Run, secret: str) -> None:
        """A password that everybody on the machine may read is none."""
        for mode in (0o644, 0o640, 0o604, 0o620):
            Path(secret).chmod(mode)
            code, said = run("--password-file", secret)
            assert (code, "open to others" in said) == (2, True)
        assert "no such file" in run("--password-file", "nowhere")[1]
        assert "is a folder" in run("--password-file", ".")[1]
        with pytest.raises(files.Unreadable, match="NUL"):
            files.read_private("a\0b", 10)

    def test_a_password_is_not_overwritten(self, run: Run, desk: Path, secret: str) -> None:
        """A slip that names the file of the password as output must not cost the password."""
        Path(secret).rename(desk / "secret.eml")
        code, said = run("--password-file", "secret.eml", "-o", "secret.eml")
        assert (code, "is one of the inputs" in said) == (1, True)
        assert (desk / "secret.eml").read_text(encoding="utf-8") == "pässwörd 1\n"

    def test_standard_input_gives_the_password(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """`pass show x | dossier mail --password-file -` must encrypt with what was piped, without its line end."""
        stream = io.TextIOWrapper(io.BytesIO(b"piped\r\n"))
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("--password-file", "-", "-o", "a.eml")[0] == 0
        with pikepdf.open(io.BytesIO(attachment(made("a.eml"))[1]), password="piped") as file:
            assert file.is_encrypted

    def test_a_missing_library_is_named(self, run: Run, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who hasn't the extra must be told which it is, and get no unencrypted draft instead."""
        monkeypatch.setitem(sys.modules, "pikepdf", None)
        code, said = run("--password-file", secret)
        assert (code, "dossier-press[mail]" in said) == (2, True)
        assert not Path("build").exists()
        assert run()[0] == 0

    def test_the_owner_is_nobody(self) -> None:
        """With one owner's password for all files, who learns it opens all: two files of one password differ."""
        pdf = pipeline.brief("a.yaml").pdf if Path("a.yaml").exists() else pipeline.build(SHORT.encode()).pdf
        assert sealing.seal(pdf, "x") != sealing.seal(pdf, "x")


class TestRefused:
    """What is wrong with the input."""

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--to", "a@example.org\nBcc: b@example.org"], "line break"),
            (["--to", "x\r\nBcc: y <a@example.org>"], "line break"),
            (["--to", "x\0y <a@example.org>"], "another character"),
            (["--to", "x\u2028y <a@example.org>"], "another character"),
            (["--to", "x\udcff <a@example.org>"], "another character"),
            (["--to", "a@example.org, b@example.org"], "more than one address"),
            (["--to", "A: a@example.org, b@example.org;"], "more than one address"),
            (["--to", "a@example.org, B <b@example.org>"], "more than one address"),
            (["--to", "nobody"], "not an address"),
            (["--to", "a b@example.org"], "not an address"),
            (["--to", "<a@example.org"], "bracket"),
            (["--to", "ayşe@example.org"], "beyond ASCII"),
            (["--to", f"{'n' * 300} <a@example.org>"], "more than 200 characters"),
            (["--to", "@nowhere.txt"], "no such file"),
            (["--to", "a@example.org", "--bcc", "A@Example.org"], "as To and as Bcc"),
            (["--subject", "x\nBcc: a@example.org"], "line break"),
            (["--subject", "x\0"], "line break"),
            (["--subject", "s" * 201], "longer than 200"),
            (["--subject", "[TLP:CLEAR] x"], "bears a marking"),
            (["--note", "x\ny"], "line break"),
            (["--body", "--to", "a@example.org"], "mean nothing"),
            (["--body", "--password-file", "x"], "mean nothing"),
            (["-o", "a.pdf"], "ends in .eml"),
            (["-o", "nowhere/a.eml"], "folder does not exist"),
            (["--to", "=?utf-8?q?x?= <a@example.org>"], "'=?'"),
            (["--subject", "=?utf-8?q?x?="], "'=?'"),
        ],
    )
    def test_nothing_is_written(self, run: Run, desk: Path, arguments: list[str], words: str) -> None:
        """Each is told in words, with exit code 2 (1 where it can't be written), and leaves no file."""
        code, said = run(*arguments)
        assert code == (1 if "folder" in words else 2)
        assert words in said
        assert "Traceback" not in said
        assert [p.name for p in desk.iterdir()] == ["a.yaml"]

    def test_problems_of_dossier_and_options_come_together(self, run: Run) -> None:
        """Who mends one problem must not be told of the next only then; those in files have their place."""
        change("title: The bridge", "titel: The bridge")
        change("claims:", "mail:\n  to: [nobody]\nclaims:")
        code, said = run("--subject", "x\ny", "--cc", "nobody either")
        assert code == 2
        assert "a.yaml:2:3: error:" in said
        assert "error: --cc: 'nobody either': not an address" in said
        change("titel: The bridge", "title: The bridge")
        code, said = run("--subject", "x\ny")
        assert code == 2
        assert re.search(r"^a\.yaml:13:\d+: error: mail\.to: 'nobody': not an address$", said, re.M)
        assert "error: --subject: holds a line break" in said

    @pytest.mark.parametrize(
        "text", ["", "{}", "dossier:\n", "dossier: x\nmail: y\n", "dossier: {title: T}\nmail: {to: [x]}\n", "[", "\0"]
    )
    def test_a_broken_dossier_is_told_as_elsewhere(self, run: Run, desk: Path, text: str) -> None:
        """A dossier without a head must end in its problems, not in an exception of ours."""
        (desk / "a.yaml").write_text(text, encoding="utf-8")
        code, said = run("--to", "a@example.org")
        assert code == 2
        assert "a.yaml:" in said
        assert "internal error" not in said

    def test_what_the_reader_lets_in_is_one_line(self, run: Run, desk: Path) -> None:
        """A line break or a NUL that an escape brings into title, issuer or recipient must stop at its place in the file."""
        for old, new in (
            ("title: The bridge is closed", 'title: "x\\nBcc: b@example.org"'),
            ("issuer: Bridge Desk", 'issuer: "x\\n\\nTLP:CLEAR"'),
            ("contact: desk@example.org", 'contact: "x\\0"'),
            ("claims:", 'mail:\n  to: ["a@example.org\\nBcc: b@example.org"]\nclaims:'),
        ):
            (desk / "a.yaml").write_text(SHORT, encoding="utf-8")
            change(old, new)
            code, said = run()
            assert code == 2
            assert re.search(r"^a\.yaml:\d+:\d+: error: ", said, re.M), said
            assert not Path("build").exists()

    def test_addresses_in_a_list_have_their_place(self, run: Run) -> None:
        """In a list of two hundred the wrong line must be found; comments and a mark at the start are no addresses."""
        Path("l.txt").write_bytes("\ufeff# all\r\nGood <a@example.org>\r\n  bad\r\nb@example.org x\r\n".encode())
        code, said = run("--to", "@l.txt")
        assert code == 2
        assert "l.txt:3:3: error: --to: 'bad': not an address" in said
        assert "l.txt:4:1: error: " in said
        Path("l.txt").write_text("# nobody\n", encoding="utf-8")
        assert "there is no address in it" in run("--to", "@l.txt")[1]
        Path("l.txt").write_bytes(b"\xff\xfe")
        assert "UTF-8" in run("--to", "@l.txt")[1]

    def test_the_dossier_names_no_list(self, run: Run) -> None:
        """A dossier of somebody else must not read a file of addresses into a mail."""
        change("claims:", "mail:\n  to: ['@l.txt']\nclaims:")
        code, said = run()
        assert (code, "from the command line only" in said) == (2, True)
        assert "a.yaml:13:" in said

    @pytest.mark.parametrize(
        ("arguments", "refused"),
        [
            (["--to", "a@example.org"], ""),
            ([], ""),
            (["--to", "a@example.org", "--to", "b@example.org"], "not to 2"),
            (["--to", "a@example.org", "--bcc", "b@example.org"], "not to 2"),
            (["--to", "@one.txt"], "not to a list"),
            (["--to", "staff@example.org"], "looks like a group's"),
            (["--to", "embassy-list@example.org"], "looks like a group's"),
            (["--to", "x@lists.example.org"], "looks like a group's"),
            (["--to", "alla.press@example.org"], "looks like a group's"),
            (["--to", "stafford@example.org"], ""),
        ],
    )
    def test_red_goes_to_one_person(self, run: Run, arguments: list[str], refused: str) -> None:
        """TLP:RED is for named recipients; a draft to a list would break it by one click."""
        change("TLP:AMBER", "TLP:RED")
        Path("one.txt").write_text("a@example.org\n", encoding="utf-8")
        code, said = run(*arguments)
        assert code == (2 if refused else 0)
        assert refused in said
        assert Path("build").exists() != bool(refused)
        if refused:
            assert "TLP:RED is for named recipients only" in said
        else:
            assert made()["Subject"] == "[TLP:RED] dossier v2, 17 Feb 2017"

    def test_the_old_draft_stays(self, run: Run) -> None:
        """A refused run must leave what stood there, and a draft must replace none of its inputs."""
        run()
        old = Path("build/a.eml").read_bytes()
        assert run("--fit", "1KB")[0] == 2
        assert Path("build/a.eml").read_bytes() == old
        Path("l.eml").write_text("a@example.org\n", encoding="utf-8")
        code, said = run("--to", "@l.eml", "-o", "l.eml")
        assert (code, "is one of the inputs" in said) == (1, True)
        assert Path("l.eml").read_text(encoding="utf-8") == "a@example.org\n"


def test_base64_is_that_of_the_pdf(desk: Path) -> None:
    """The encoded lines alone, decoded without any mail library, must be the PDF."""
    assert cli.run(["mail", "a.yaml"]) == 0
    coded = Path("build/a.eml").read_bytes().rpartition(b"MIME-Version: 1.0\r\n\r\n")[2].partition(b"\r\n--=_")[0]
    assert base64.b64decode(coded) == pipeline.brief("a.yaml").pdf


@posix
def test_a_draft_is_written_as_files_are(desk: Path) -> None:
    """The mode of a draft that stood there is kept, and a link is not written through."""
    Path("build").mkdir()
    Path("build/a.eml").touch(0o600)
    assert cli.run(["mail", "a.yaml"]) == 0
    assert stat.S_IMODE(Path("build/a.eml").stat().st_mode) == 0o600
    Path("l.eml").symlink_to("build/a.eml")
    assert cli.run(["mail", "a.yaml", "-o", "l.eml"]) == 1


def test_a_problem_is_an_error_of_ours_to_tell() -> None:
    """An address is refused by DossierError with its text in it, for programs that use the module."""
    with pytest.raises(DossierError, match="not an address"):
        recipients.read("x", "--to")
