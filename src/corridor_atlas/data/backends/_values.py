"""Properties as other programs write them: lists and objects as text, what is absent as null.

GDAL has no column for an object in an object, so it hands on its JSON text; GeoPandas writes a
list as numpy prints it and an object as Python does. All are read where the model wants a list or
an object, and only there.
"""

from __future__ import annotations

import ast
import json
import re
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Record
from corridor_atlas.data import reading

ESCAPE = r"""\\(?:[\\'"nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U000[0-9a-f]{5})"""
TOKEN = re.compile(rf"""'(?:[^'\\]|{ESCAPE})*+'|"(?:[^"\\]|{ESCAPE})*+"|\b(?:None|True|False)\b""")
"""A text, or a word for nothing or a truth value, as Python prints it."""
WORDS = {"None": "null", "True": "true", "False": "false"}
GAP = re.compile(r"""("(?:[^"\\]|\\.)*+"|\b[0-9]++)\s++(?=["0-9-])""")
"""Where numpy leaves out the comma between two texts or two whole numbers."""


def _is_nested(annotation: Any) -> bool:
    """Whether a property is a list or an object, and never a text."""
    if get_origin(annotation) is Annotated:
        return _is_nested(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return all(part is NoneType or _is_nested(part) for part in get_args(annotation))
    if get_origin(annotation) is not None:
        return get_origin(annotation) in (tuple, list, dict)
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


NESTED = frozenset(field.alias or name for name, field in Record.model_fields.items() if _is_nested(field.annotation))
"""Properties of the model that are lists or objects."""


def decoded(file: str, id_: str, properties: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The properties without what is null, lists and objects taken out of their text; faults where that is in doubt.

    `file` and `id_` say where a fault is; `properties` are as they stand in the file.
    """
    found: dict[str, Any] = {}
    faults = []
    for key, value in properties.items():
        if value is None:
            continue
        found[key] = value
        if key in NESTED and isinstance(value, str) and value.strip()[:1] in ("[", "{"):
            try:
                found[key] = _nested(value.strip())
            except ValueError as error:
                faults.append(Fault(file, id_, key, str(error), "a list or an object, or its JSON text"))
    return found, faults


def _nested(text: str) -> Any:
    try:
        found = reading.parse_json(text)
    except json.JSONDecodeError:
        found = _printed(text)
    if twice := reading.doubled(found):
        raise ValueError(f"a JSON text with the key {twice[0]} twice")
    return found


def _printed(text: str) -> Any:
    """What Python or numpy printed; raises `ValueError` when it cannot be read without doubt."""
    try:
        plain = TOKEN.sub(_as_json, text)
        if len(re.findall(r"[\[{]", reading.JSON_TEXT.sub("", plain))) == 1:  # a list in a list may be an array
            plain = GAP.sub(r"\1, ", plain)
        return reading.parse_json(plain)
    except (ValueError, SyntaxError):
        raise ValueError("text that is no JSON, as GeoPandas writes a list or an object") from None


def _as_json(token: re.Match[str]) -> str:
    return WORDS.get(token[0]) or json.dumps(ast.literal_eval(token[0]), ensure_ascii=False)
