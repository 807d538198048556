"""Right-to-left text in the structure tree: it reads forward, for readers that heed ActualText and for others."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest
import yaml
from gate import Gate
from witness import stream_text

from dossier import pipeline

TEXTS = {
    "ar": "يحق لكل سكان القرية أن يعبروا الجسر القديم في كل يوم من أيام السنة، ولا يجوز لأحد أن يمنعهم من ذلك "
    "ما دام الطريق مفتوحا للجميع دون تمييز بينهم بسبب اللغة أو العمر أو المال، وعلى من يحرس الجسر أن "
    "يفتحه قبل الفجر.",
    "he": "כל תושבי הכפר רשאים לעבור על הגשר הישן בכל יום מימות השנה, ואין איש רשאי למנוע זאת מהם כל עוד הדרך "
    "פתוחה לכולם ללא הבדל של שפה, גיל או רכוש, ועל שומר הגשר לפתוח אותו לפני עלות השחר.",
    "ur": "گاؤں کے تمام لوگ سال کے ہر دن پرانے پل سے گزرنے کا حق رکھتے ہیں، اور جب تک راستہ سب کے لیے کھلا ہے "
    "کوئی انہیں روک نہیں سکتا، چاہے ان کی زبان، عمر یا دولت کچھ بھی ہو، اور پل کا نگران اسے صبح سے پہلے "
    "کھولے۔",
    "fa": "همهٔ مردم روستا حق دارند در هر روز سال از پل کهنه بگذرند و تا هنگامی که راه برای همه باز است هیچ کس "
    "نمی‌تواند آنان را از این کار باز دارد، زبان و سن و دارایی آنان هر چه باشد، و نگهبان پل باید آن را "
    "پیش از سپیده بگشاید.",
    "ug": "كەنتنىڭ ھەممە ئاھالىسى يىلنىڭ ھەر كۈنى كونا كۆۋرۈكتىن ئۆتۈش ھوقۇقىغا ئىگە، يول ھەممە كىشىگە ئوچۇق "
    "بولسىلا ھېچكىم ئۇلارنى توسىيالمايدۇ، تىلى، يېشى ۋە بايلىقى قانداق بولۇشىدىن قەتئىينەزەر.",
    "mixed": "The watchmen of حراس الجسر القديم (the old bridge) said on 15 February 2026 that 1,250 lorries and "
    "שיירה של 12 משאיות had crossed it; what نگهبان پل told the press office in Karkamış at 07:30 was "
    "that 98 % of them came back by night, كما قيل.",
    "numbers": "عبر الجسر في 15 شباط 2026 نحو 1,250 شاحنة من طراز Mack R-600، وعاد منها 98% قبل الساعة 07:30، وفق ما "
    "ذكره (الحارس) لمكتب Karkamış Press في اليوم نفسه.",
}
UNSEEN = re.compile("[\u200c\u200d\u00ad\u200b]")


def flat(text: str) -> str:
    """Return a text in one form of its letters, without white space and joiners."""
    return re.sub(r"\s+", "", UNSEEN.sub("", unicodedata.normalize("NFC", text)))


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a brief with each text as a claim."""
    claims = {id: {"text": text, "cite": "s 1"} for id, text in TEXTS.items()}
    content = {
        "dossier": {"title": "The bridge", "marking": "TLP:GREEN"},
        "sources": {"s": {"title": "A report", "published": "2026-02-16"}},
        "claims": {"All": claims},
    }
    path = tmp_path_factory.mktemp("rtl") / "rtl.pdf"
    path.write_bytes(pipeline.build(yaml.safe_dump(content, allow_unicode=True).encode()).pdf)
    return path


def test_each_run_reads_forward_in_its_marked_content(brief: Path) -> None:
    """What the marks of a paragraph show, glyph by glyph in the order of the file, is the paragraph, over its line ends too."""
    said = [flat(block.text) for block in stream_text(brief).blocks]
    assert [id for id, text in TEXTS.items() if not any(flat(text) in block for block in said)] == []


def test_each_run_says_its_text(brief: Path) -> None:
    """Readers that guess an order of their own are told the text: ActualText of the runs of a paragraph adds up to it."""
    with pikepdf.open(brief) as pdf:
        told = [flat(str(it.ActualText)) for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and "/ActualText" in it]
    assert [id for id, text in TEXTS.items() if flat(text) not in "".join(told)] == []


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler is not there")
def test_poppler_reads_the_structure_forward(brief: Path) -> None:
    """The text that pdfinfo gives of the structure tree is that of the dossier."""
    told = subprocess.run(["pdfinfo", "-struct-text", str(brief)], capture_output=True, text=True, check=True).stdout
    assert [id for id, text in TEXTS.items() if flat(text) not in flat(told)] == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not there")
def test_words_are_still_found_on_the_page(brief: Path) -> None:
    """Extraction by places, which turns right-to-left words round itself, finds the words of each text."""
    told = subprocess.run(["pdftotext", str(brief), "-"], capture_output=True, text=True, check=True).stdout
    said = re.sub("[\u202a-\u202e]", "", unicodedata.normalize("NFC", told))
    assert [word for word in ("القديم", "הישן", "پرانے", "روستا", "كۆۋرۈكتىن") if word not in said] == []


def test_a_brief_with_right_to_left_text_is_valid(brief: Path, valid_pdf: Gate) -> None:
    """The checkers have nothing to say against it."""
    valid_pdf(brief.read_bytes())
