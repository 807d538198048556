"""What the file says about itself."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pressroom import MOMENT, Pressroom

import dossier
from dossier.pdf.metadata import Metadata, information, xmp

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
WORDS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), min_size=1)


def _properties(packet: bytes) -> dict[str, str]:
    """Return the properties of an XMP packet by prefixed name; of an array, its first item."""
    tree = ElementTree.fromstring(packet)
    found = {}
    for prefix, uri in NAMES.items():
        for element in tree.iter():
            if element.tag.startswith("{" + uri + "}"):
                item = element.find(f".//{RDF}li")
                found[f"{prefix}:{element.tag.partition('}')[2]}"] = (element if item is None else item).text or ""
    return found


@given(WORDS, WORDS, WORDS)
def test_xmp_and_information_say_the_same(title: str, author: str, subject: str) -> None:
    """Any title, author and subject come out of both, character for character."""
    data = Metadata(title, "en-GB", author, subject, "a, b", "dossier", "ReportLab", MOMENT)
    properties = _properties(xmp(data))
    told = pikepdf.Object.parse(information(data))
    pairs = {"dc:title": "/Title", "dc:creator": "/Author", "dc:description": "/Subject", "pdf:Keywords": "/Keywords"}
    pairs |= {"pdf:Producer": "/Producer", "xmp:CreatorTool": "/Creator"}
    assert properties["dc:title"] == title
    for xmp_name, name in pairs.items():
        assert properties[xmp_name] == str(told[name])


def test_xmp_is_xml_whatever_the_title() -> None:
    """Marks of XML are escaped, and characters that XML has no place for are left out."""
    data = Metadata("a <b> & \0\x0b\uffffc", "en", "", "", "", "c", "p", MOMENT)
    assert _properties(xmp(data))["dc:title"] == "a <b> & c"


def test_dates_are_the_moment_given() -> None:
    """Both dates are `created`, in UTC."""
    data = Metadata("t", "en", "", "", "", "c", "p", MOMENT)
    assert _properties(xmp(data))["xmp:CreateDate"] == _properties(xmp(data))["xmp:ModifyDate"] == "2023-11-14T22:13:20Z"
    told = pikepdf.Object.parse(information(data))
    assert told["/CreationDate"] == told["/ModDate"] == "D:20231114221320Z"


def test_what_is_not_known_is_not_written() -> None:
    """No empty author, subject or keywords."""
    data = Metadata("t", "en", "", "", "", "c", "p", MOMENT)
    assert set(_properties(xmp(data))) & {"dc:creator", "dc:description", "pdf:Keywords"} == set()
    assert "/Author" not in pikepdf.Object.parse(information(data))


def test_the_catalogue_says_what_readers_need() -> None:
    """Language, marks, title bar, conformance and output intent."""
    room = Pressroom(language="de-AT", title="Titel")
    room.heading(room.page())
    with pikepdf.open(io.BytesIO(room.finish())) as pdf:
        root = pdf.Root
        assert (root.Lang, root.MarkInfo.Marked, root.ViewerPreferences.DisplayDocTitle) == ("de-AT", True, True)
        properties = _properties(root.Metadata.read_bytes())
        assert [properties[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:language")] == [
            "2",
            "A",
            "1",
            "de-AT",
        ]
        assert "/Filter" not in root.Metadata
        (intent,) = root.OutputIntents
        assert (intent.S, intent.OutputConditionIdentifier, intent.DestOutputProfile.N) == ("/GTS_PDFA1", "sRGB", 3)
        assert pdf.docinfo.Title == "Titel"
        assert pdf.pdf_version == "1.7"


def test_the_profile_is_a_dated_srgb() -> None:
    """The profile that ships is an RGB display profile whose date and ID don't depend on the day it was made."""
    data = (Path(dossier.__file__).parent / "data" / "icc" / "srgb.icc").read_bytes()
    assert struct.unpack_from(">I", data)[0] == len(data) == 588
    assert (data[12:24], data[36:40]) == (b"mntrRGB XYZ ", b"acsp")
    assert struct.unpack_from(">6H", data, 24) == (2000, 1, 1, 0, 0, 0)
    assert data[84:100] == bytes(16)
