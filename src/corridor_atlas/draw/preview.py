"""What a page tells whoever shows a preview of a link to it: a title, a sentence, a picture."""

from __future__ import annotations

from urllib.parse import urljoin

from jinja2 import Template

SIZE = (1200, 630)
"""Width and height of the picture in pixels, as sites for sharing links want it (https://ogp.me)."""
_TAGS = Template(
    """\
{% if description %}<meta name="description" content="{{ description }}">
<meta property="og:description" content="{{ description }}">
{% endif %}<meta property="og:title" content="{{ title }}">
<meta property="og:type" content="website">
{% if address %}<meta property="og:url" content="{{ address }}">
{% endif %}{% if image %}<meta property="og:image" content="{{ image }}">
<meta property="og:image:width" content="{{ size[0] }}">
<meta property="og:image:height" content="{{ size[1] }}">
<meta property="og:image:alt" content="{{ title }}">
{% endif %}<meta name="twitter:card" content="{{ "summary_large_image" if image else "summary" }}">""",
    autoescape=True,
)


def tags(title: str, description: str = "", address: str = "", image: str = "") -> str:
    """Return elements for the head of a page (Open Graph, and the form of the card).

    Parameters
    ----------
    title
        The title, as plain text.
    description
        A sentence or two, as plain text; nothing when empty.
    address
        Where the page is published; empty if nobody knows, and then few sites find the picture.
    image
        The name of a picture of `SIZE` that lies beside the page; none when empty.
    """
    picture = image and urljoin(address, image)
    made: str = _TAGS.render(title=title, description=description, address=address, image=picture, size=SIZE)
    return made
