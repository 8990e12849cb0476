"""Bytes to text: the encoding is what the file says, what somebody says, or what is most likely.

Texts in another encoding than UTF-8 are weighed by how common their letters are in the scripts of these languages: of a
table of a few short names, general detectors (charset-normalizer) have too little to go by.
"""

from __future__ import annotations

import codecs
import html
import re
from typing import Any

from corridor_atlas.core.characters import clean, unfit

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ("gb18030", "cp1251", "cp949", "cp932", "big5", "cp1252", "cp1250", "koi8_r", "cp866")
"""Encodings that are weighed."""
SAMPLE = 60_000
TAG = re.compile(r"<(br|/p|/div|/tr|/li)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<(?:!--.*?--|/?[a-zA-Z][^<>]*)>", re.DOTALL)


def decode(data: bytes, asked: str | None = None) -> tuple[str, str]:
    """Text of some bytes, and the encoding in which they are.

    Parameters
    ----------
    data
        The bytes, with or without a byte-order mark.
    asked
        The encoding, where somebody has said it; otherwise it is found.

    Raises
    ------
    ValueError
        They are no text in that encoding, or in none that is known.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode("utf-8-sig" if name == "utf-8" else name, errors="replace"), name
    if asked:
        return data.decode(known(asked)), asked
    name = encoding_of(data)
    return data.decode(name, errors="strict" if name == "utf-8" else "replace"), name


def known(name: str) -> str:
    """The encoding as Python calls it; raises `ValueError` for one that there is not.

    `name` is what somebody calls it: `GBK`, `cp1251`, `1251`, `ISO 8859-1`, `LDID/87`.
    """
    wanted = name.strip().replace("ANSI ", "cp") if name.strip().upper().startswith("ANSI ") else name.strip()
    for one in (wanted, wanted.replace(" ", "-"), f"cp{wanted}", wanted.replace(" ", "")):
        try:
            found = codecs.lookup(one)
        except (LookupError, ValueError):
            continue
        if found._is_text_encoding:  # noqa: SLF001  rot13 and base64 are no encodings of a table
            return found.name
    raise ValueError(f"no encoding is called {name!r}")


def encoding_of(data: bytes) -> str:
    """The encoding in which some bytes most likely are. Raises `ValueError` for what is no text."""
    sample = data[:4096]
    zeros = sample.count(0)
    if zeros > len(sample) // 5:
        return "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    if zeros:
        raise ValueError("bytes that are no text")
    return likeliest(data)


def likeliest(data: bytes) -> str:
    """The encoding of some bytes that are a text, and no UTF-8: that in which they read best."""
    lines = [line for line in data.splitlines() if any(byte > 127 for byte in line)]
    sample = b"\n".join(lines)
    if len(sample) > SAMPLE:
        sample = sample[:SAMPLE].rsplit(b"\n", 1)[0]
    scored = [(_oddness(sample, name), place, name) for place, name in enumerate(LIKELY)]
    return min(scored)[2]


SCRIPTS = {
    "han": re.compile(r"[\u4e00-\u9fff]"),
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "hangul": re.compile(r"[\uac00-\ud7a3]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}


def script_of(text: str) -> str:
    """The script in which most letters of a text are: han, kana, hangul, cyrillic or latin; empty for none."""
    counts = {name: len(pattern.findall(text)) for name, pattern in SCRIPTS.items()}
    if counts["kana"]:
        return "kana"
    name = max(counts, key=lambda one: counts[one])
    return name if counts[name] else ""


def _oddness(data: bytes, encoding: str) -> float:
    """How little a text looks like one in this encoding: 0 is a perfect one."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3:
            return 1000.0
        text = data[: error.start].decode(encoding)
    high = [sign for sign in text if ord(sign) > 127]
    if not high:
        return 1000.0
    mixed = encoding == "cp949" and bool(SCRIPTS["han"].search(text))  # tables in Korean have no Chinese letters
    return sum(map(_odd, text, " " + text, text[1:] + " ")) / len(high) + 0.3 * mixed


COMMON_HAN = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市站路铁桥港区县省州线界河江湖村镇南城营运建设始止称度"
    "國個說們為時會對後過學長現將與點種聲話間業機幾開見經頭動兩樣進實當東氣關產無門電問線鐵橋灣區縣鎮運營設稱"
)
COMMON_HANGUL = frozenset(
    "부산인천국제공항도라역서울대구광주전경기강원충청남북특별시군읍면동리가고관교나내노다단두로록마만명무문미민바반방배백변보봉분비사삼상생석선"
    "성세소송수순스신실아안암양여연영예오옥완왕용우운월위유육은의이일임자장재정조종죽중지진차창철초촌추치칠탄태터통파평포표하학한함해현호홍화황회"
    "름개통폐쇄설건선노명업발전기관계획년월일에을를은는과와의들했다"
)


def _odd(sign: str, before: str, after: str) -> float:
    """How odd a letter is in its place: common Chinese and Korean letters and Cyrillic words are not at all."""
    code = ord(sign)
    if code < 128:
        odd = 0.0
    elif 0x4E00 <= code <= 0x9FFF:
        odd = 0.3 if sign in COMMON_HAN else 0.55
    elif 0xAC00 <= code <= 0xD7A3:
        odd = 0.25 if sign in COMMON_HANGUL else 0.7
    elif 0x3040 <= code <= 0x30FF:
        odd = 0.35
    elif 0x0400 <= code <= 0x04FF:
        usual = 0.5 if 0x0410 <= code <= 0x044F or sign in "ёЁ" else 0.9
        # a word with a capital in its middle is one read in the wrong encoding
        odd = 1.5 if sign.isupper() and before.islower() else usual
    elif 0x00C0 <= code <= 0x024F and sign.isalpha():
        # letters with accents stand among plain ones
        odd = 0.2 if any(one.isascii() and one.isalpha() for one in (before, after)) else 1.2
    else:
        odd = 0.3 if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF5E or sign in "–—“”‘’…·«»№°" else 2.0
    return odd


def plain(value: Any, most: int) -> tuple[str, str]:
    """A value as a text that an atlas can hold, and what was done to it, in words; empty for nothing.

    Parameters
    ----------
    value
        What stands in a cell.
    most
        How many letters it may have.
    """
    text = str(value).replace("\r\n", "\n").strip()
    told = []
    if unfit(text):
        text = " ".join(clean(text).split()) if "\n" not in text else clean(text).strip()
        told.append("characters that no text may hold taken out")
    if len(text) > most:
        text = text[: most - 1].rstrip() + "…"
        told.append(f"cut to {most} letters")
    return text, ", ".join(told)


def without_markup(text: str) -> str:
    """The words of a text in HTML, as programs for maps write descriptions; a plain text as it is."""
    if not ANY_TAG.search(text):
        return text
    bare = html.unescape(ANY_TAG.sub(" ", TAG.sub("\n", re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text))))
    return "\n".join(line for line in (" ".join(part.split()) for part in bare.splitlines()) if line)
