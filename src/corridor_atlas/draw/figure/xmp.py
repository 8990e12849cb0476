"""What a picture is, for the programs that manage pictures: an XMP packet with Dublin Core (ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from corridor_atlas.core.characters import clean

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>
<dc:source>{source}</dc:source>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def packet(title: str, about: Mapping[str, str]) -> bytes:
    """The packet; `about` has creator, description, rights and source."""
    template = PACKET if about["rights"] else re.sub(r"<dc:rights>.*</dc:rights>\n", "", PACKET)
    return template.format(title=_held(title), **{key: _held(text) for key, text in about.items()}).encode()


def _held(text: str) -> str:
    return escape(clean(text))
