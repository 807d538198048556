"""What the file says about itself: XMP and the information dictionary, which say the same, and the output intent.

ISO 19005-2, 6.2.3 and 6.6; ISO 14289-1, 5.
"""

from __future__ import annotations

import re
from time import gmtime, strftime

from dossier.files import data
from dossier.pdf.document import Document
from dossier.pdf.objects import stream, text_string
from dossier.tuples import NamedTuple

_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Metadata(NamedTuple):
    """What is known of a document. `created` counts seconds since the epoch, in UTC; what is '' isn't written."""

    title: str
    language: str
    author: str
    subject: str
    keywords: str
    creator: str
    producer: str
    created: int


def xmp(about: Metadata) -> bytes:
    """Write the XMP packet, in UTF-8."""
    date = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(about.created))
    properties = [
        _array("dc:title", "Alt", about.title, ' xml:lang="x-default"'),
        _array("dc:creator", "Seq", about.author),
        _array("dc:description", "Alt", about.subject, ' xml:lang="x-default"'),
        _array("dc:language", "Bag", about.language),
        _simple("pdf:Keywords", about.keywords),
        _simple("pdf:Producer", about.producer),
        _simple("xmp:CreatorTool", about.creator),
        _simple("xmp:CreateDate", date),
        _simple("xmp:ModifyDate", date),
    ]
    return _PACKET.format(properties="\n".join(filter(None, properties))).encode()


def without_archive_claim(packet: bytes) -> bytes:
    """Take from an XMP packet of ours that the file conforms to PDF/A, which an encrypted one can't (ISO 19005-2, 6.1.3)."""
    return re.sub(rb"<pdfaid:(\w+)>[^<]*</pdfaid:\1>\s*|\s*xmlns:pdfaid=\"[^\"]*\"", b"", packet)


def information(about: Metadata) -> bytes:
    """Write the information dictionary (ISO 32000-1, 14.3.3)."""
    date = text_string(strftime("D:%Y%m%d%H%M%SZ", gmtime(about.created)))
    texts = {
        "Title": about.title,
        "Author": about.author,
        "Subject": about.subject,
        "Keywords": about.keywords,
        "Creator": about.creator,
        "Producer": about.producer,
    }
    written = [b"/%b%b" % (key.encode(), text_string(text)) for key, text in texts.items() if text]
    return b"<<%b/CreationDate%b/ModDate%b>>" % (b"".join(written), date, date)


def write_metadata(file: Document, about: Metadata) -> int:
    """Write the XMP stream, uncompressed as PDF/A-1 readers want it; return its number."""
    return file.put_stream(stream(xmp(about), b"/Type/Metadata/Subtype/XML", compress=False))


def write_output_intent(file: Document) -> int:
    """Write the output intent, sRGB, with its profile; return its number."""
    with open(data("icc/srgb.icc"), "rb") as profile:  # noqa: PTH123 - pathlib costs start-up time
        number = file.put_stream(stream(profile.read(), b"/N 3"))
    return file.put(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/RegistryName(http://www.color.org)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>" % number
    )


def _array(name: str, kind: str, text: str, attributes: str = "") -> str:
    return f"<{name}><rdf:{kind}><rdf:li{attributes}>{_escape(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""


def _simple(name: str, text: str) -> str:
    return f"<{name}>{_escape(text)}</{name}>" if text else ""


def _escape(text: str) -> str:
    """Escape text for XML content, and leave out what XML can't hold (XML 1.0, 2.2)."""
    return text.translate(_NO_XML).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
