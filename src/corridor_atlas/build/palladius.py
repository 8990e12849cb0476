"""Chinese names in Russian letters by the rule of Palladius, from pinyin without tones."""

from __future__ import annotations

import re


def _pairs(pinyin: str, russian: str) -> dict[str, str]:
    return dict(zip(pinyin.split(), russian.split(), strict=True))


INITIALS = _pairs(
    "b p m f d t n l g k h j q x zh ch sh r z c s",
    "б п м ф д т н л г к х цз ц с чж ч ш ж цз ц с",
)
FINALS = _pairs(
    "a o e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "а о э ай эй ао оу ань энь ан эн ун у уа о уай уй уань унь уан",
)
SOFT = _pairs(
    "i ia ie iao iu ian in iang ing iong ü üe üan ün",
    "и я е яо ю янь инь ян ин юн юй юэ юань юнь",
)
ALONE = _pairs(
    "a ai an ang ao e ei en er o ou yi ya ye yao you yan yin yang ying yong yu yue yuan yun",
    "а ай ань ан ао э эй энь эр о оу и я е яо ю янь инь ян ин юн юй юэ юань юнь",
) | _pairs("wu wa wo wai wei wan wen wang weng", "у ва во вай вэй вань вэнь ван вэн")
VOWELS = "аоуэяеюи"
OF_THEIR_OWN = {"zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй"}


def _syllables() -> dict[str, str]:
    found = ALONE | OF_THEIR_OWN
    for initial, letter in INITIALS.items():
        palatal = initial in ("j", "q", "x")
        if not palatal:
            found |= {
                initial + final: letter + sound for final, sound in FINALS.items() if initial + final not in found
            }
        if palatal or initial in ("b", "p", "m", "d", "t", "n", "l"):
            for final, sound in SOFT.items():
                found[initial + (final.replace("ü", "u") if palatal else final)] = letter + sound
    return found


SYLLABLES = _syllables()


def spelled(pinyin: str, count: int) -> str | None:
    """The Russian spelling of a Chinese name; None where the letters are not pinyin, as in names of other languages.

    Parameters
    ----------
    pinyin
        The name in Latin letters, without tones; an apostrophe parts syllables.
    count
        How many syllables it has: as many as its name in Chinese has characters.
    """
    parts = re.split(r"[’' -]", pinyin.lower())
    ways = [_parted(part) for part in parts]
    fitting = [[way for way in some if way] for some in ways]
    found = [one for one in _together(fitting) if len(one) == count]
    if not found:
        return None
    # a syllable that begins with a vowel would have been set off by an apostrophe
    best = min(found, key=lambda one: sum(syllable[0] in "aeo" for syllable in one[1:]))
    text = SYLLABLES[best[0]]
    for syllable in best[1:]:
        sound = SYLLABLES[syllable]
        if text.endswith("н") and sound[0] in VOWELS:
            text += "ъ"
        text += sound
    return text.capitalize()


def _parted(text: str) -> list[list[str]]:
    """All ways to part letters into syllables."""
    if not text:
        return [[]]
    longest = range(min(6, len(text)), 0, -1)
    return [[text[:n], *rest] for n in longest if text[:n] in SYLLABLES for rest in _parted(text[n:])]


def _together(parts: list[list[list[str]]]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for some in parts:
        found = [[*before, *one] for before in found for one in some]
    return found
