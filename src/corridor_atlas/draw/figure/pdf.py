"""What a PDF says besides its lines: XMP (title, author, licence, source), its language, the figure in words."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from corridor_atlas.draw.figure import xmp


def tagged(raw: bytes, title: str, about: Mapping[str, str], language: str) -> bytes:
    """The same PDF, tagged (ISO 32000-1, 14.8): its one page is a figure with a text in its place.

    Parameters
    ----------
    raw
        A PDF with one page.
    title, about
        As in `xmp.packet`.
    language
        The code of the language of its words.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    root, page = writer.root_object, writer.pages[0]
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    packet = DecodedStreamObject()
    packet.set_data(xmp.packet(title, about))
    packet.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    root[NameObject("/Metadata")] = writer._add_object(packet)  # noqa: SLF001  the library has no other way
    _mark(writer, page, f"{title}. {about['description']}")
    info: Any = PdfReader(BytesIO(raw)).metadata or {}
    writer.metadata = {key: str(value) for key, value in info.items()}
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _mark(writer: PdfWriter, page: DictionaryObject, text: str) -> None:
    """Make all that is on a page one figure, with a text for those who do not see it."""
    add = writer._add_object  # noqa: SLF001
    content = DecodedStreamObject()
    drawn = page["/Contents"].get_object()
    held: list[Any] = [one.get_object() for one in drawn] if isinstance(drawn, ArrayObject) else [drawn]
    content.set_data(b"/Figure <</MCID 0>> BDC\n" + b"\n".join(one.get_data() for one in held) + b"\nEMC\n")
    page[NameObject("/Contents")] = add(content.flate_encode())
    page[NameObject("/StructParents")] = NumberObject(0)
    page[NameObject("/Tabs")] = NameObject("/S")
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    tree = add(root)
    whole = _element("/Document", {"/P": tree})
    document = add(whole)
    shown = _element("/Figure", {"/P": document, "/Pg": page.indirect_reference, "/K": NumberObject(0)})
    shown[NameObject("/Alt")] = TextStringObject(text)
    figure = add(shown)
    whole[NameObject("/K")] = ArrayObject([figure])
    parents = DictionaryObject({NameObject("/Nums"): ArrayObject([NumberObject(0), ArrayObject([figure])])})
    root[NameObject("/K")] = document
    root[NameObject("/ParentTree")] = add(parents)
    root[NameObject("/ParentTreeNextKey")] = NumberObject(1)
    writer.root_object[NameObject("/StructTreeRoot")] = tree


def _element(kind: str, more: Mapping[str, object]) -> DictionaryObject:
    """An element of the structure, of a kind."""
    made = DictionaryObject({NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject(kind)})
    made.update({NameObject(key): value for key, value in more.items()})
    return made
