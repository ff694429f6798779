"""Makes a tagged file out of pages and their elements: PDF/UA-1 (ISO 14289-1), neutral metadata.

What reportlab writes about itself is dropped. The file says its language, a neutral title and
one time, and nothing else: no author, subject, keywords, program or print date.
"""

import datetime as dt
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from screening_app.documents.jpeg import jpeg_size
from screening_app.documents.tagging import Element, Mark

_CHARACTERS = re.compile(rb"\d+ beginbfchar\n(.*?)\nendbfchar", re.DOTALL)
_MOST_CHARACTERS = 100  # in one block of a character map (Adobe Technical Note 5411, 1.4.1)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# PDF/A allows a property of another standard only when its schema is described (ISO 19005, 6.6.2.3).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{time}</xmp:CreateDate>
<xmp:ModifyDate>{time}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself.

    Attributes:
        title: Neutral, such as ``Handling 12``; shown in the window of whoever opens the file.
        made_at: Aware UTC; the only time in the file.
    """

    language: str
    title: str
    made_at: dt.datetime


def finish(
    pages: bytes,
    document: Element,
    imprint: Imprint,
    pictures: Sequence[tuple[int, str, bytes]] = (),
) -> bytes:
    """Return the file with structure tree and metadata; the same input gives the same bytes.

    Args:
        pages: The file as it was written.
        document: The structure.
        imprint: What the file says about itself.
        pictures: Page, name and JPEG of each photograph that the pages name.

    Raises:
        PictureDamaged: If one of them is no JPEG.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        _add_structure(pdf, document)
        _add_imprint(pdf, imprint)
        _add_pictures(pdf, pictures)
        fonts: dict[tuple[int, int], pikepdf.Object] = {}
        for page in pdf.pages:
            if Name.Trans in page.obj:
                del page.obj[Name.Trans]  # reportlab writes it empty, which PDF/A refuses
            fonts |= {font.objgen: font for font in page.Resources.Font.as_dict().values()}
        for font in fonts.values():
            font.ToUnicode.write(_in_blocks(font.ToUnicode.read_bytes()))
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _add_pictures(pdf: pikepdf.Pdf, pictures: Sequence[tuple[int, str, bytes]]) -> None:
    """Put photographs into the file byte for byte: the digest on paper is that of what stands there."""
    for page, name, jpeg in pictures:
        size = jpeg_size(jpeg)
        stream = pdf.make_stream(
            jpeg,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size.width,
            Height=size.height,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray if size.components == 1 else Name.DeviceRGB,
            Filter=Name.DCTDecode,
        )
        resources = pdf.pages[page].Resources
        if Name.XObject not in resources:
            resources.XObject = Dictionary()
        resources.XObject[f"/{name}"] = stream


def _in_blocks(character_map: bytes) -> bytes:
    """Return a font's map from codes to characters without its gaps and in blocks of lawful size."""

    def blocks(found: re.Match[bytes]) -> bytes:
        lines = [line for line in found[1].split(b"\n") if not line.endswith(b"<0000>")]
        starts = range(0, len(lines), _MOST_CHARACTERS)
        return b"\n".join(_block(lines[start : start + _MOST_CHARACTERS]) for start in starts)

    return _CHARACTERS.sub(blocks, character_map)


def _block(lines: list[bytes]) -> bytes:
    return b"%d beginbfchar\n%s\nendbfchar" % (len(lines), b"\n".join(lines))


def _add_structure(pdf: pikepdf.Pdf, document: Element) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: dict[int, dict[int, pikepdf.Object]] = defaultdict(dict)
    root.K = Array([_node(pdf, document, root, owners)])
    numbers: list[int | pikepdf.Object] = []
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        marked = owners[index]
        numbers += [index, pdf.make_indirect(Array([marked[number] for number in sorted(marked)]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _node(
    pdf: pikepdf.Pdf, element: Element, parent: pikepdf.Object, owners: dict[int, dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
    if element.attributes is not None:
        owner, names = element.attributes
        node.A = Dictionary({"/O": Name("/" + owner)} | {f"/{key}": Name(f"/{names[key]}") for key in names})
    if element.alt:
        node.Alt = String(element.alt)
    kids = Array()
    for kid in element.kids:
        if isinstance(kid, Mark):
            kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[kid.page].obj, MCID=kid.number))
            owners[kid.page][kid.number] = node
        else:
            kids.append(_node(pdf, kid, node, owners))
    node.K = kids
    return node


def _add_imprint(pdf: pikepdf.Pdf, imprint: Imprint) -> None:
    title = _NOT_XML.sub("", imprint.title)
    moment = imprint.made_at.astimezone(dt.UTC)
    stamp = String(moment.strftime("D:%Y%m%d%H%M%SZ"))
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title), CreationDate=stamp, ModDate=stamp))
    pdf.Root.Lang = String(imprint.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    xmp = _XMP.format(
        title=escape(title), language=escape(imprint.language), time=moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
