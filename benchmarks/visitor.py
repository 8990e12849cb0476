"""A visitor without a browser: what the page says to the server over its web socket, and what it hears."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

ANSWER = 180
"""Seconds after which an answer has failed to come."""


@dataclass
class Visitor:
    """One page: its socket and what its widgets hold.

    `url` is the address of the server (http://…), `year` the one the page opens at. Static files are not fetched;
    messages that a browser would keep are kept, so that the server sends no more than it would to a browser.
    """

    url: str
    year: int
    socket: ClientConnection | None = None
    widgets: dict[str, dict[str, Any]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    script: str = ""
    heard: int = 0
    """Bytes."""
    map_year: int | None = None

    async def arrive(self) -> float:
        """Open the page and take the map; seconds until the first run of the script was over."""
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        begun = time.perf_counter()
        self.socket = await connect(address, origin=self.url, subprotocols=["streamlit"], max_size=None)  # type: ignore[arg-type]
        await self._run()
        took = time.perf_counter() - begun
        await self._run()  # the browser says that it has the map now
        return took

    async def turn_to(self, year: int) -> float:
        """Move the slider; seconds until all that follows from it has been heard."""
        self.year = year
        slider = next(id_ for id_ in self.widgets if id_.endswith("-year"))
        self.widgets[slider] = {"double_array_value": {"data": [year]}}
        begun = time.perf_counter()
        await self._run()
        if self.map_year != year:
            raise RuntimeError(f"the map stands at {self.map_year}, expected {year}")
        return time.perf_counter() - begun

    async def leave(self, *, politely: bool = True) -> None:
        """Close the page, or vanish as a telephone does in a tunnel."""
        if self.socket is None:
            return
        if politely:
            await self.socket.close()
        else:
            self.socket.transport.abort()
        self.socket = None

    async def _run(self) -> None:
        assert self.socket is not None
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string = f"year={self.year}"
        run.page_script_hash = self.script
        run.cached_message_hashes.extend(sorted(self.kept))
        for id_, held in self.widgets.items():
            state = WidgetState(id=id_)
            for name, value in held.items():
                if isinstance(value, dict):
                    state.double_array_value.data.extend(value["data"])
                else:
                    setattr(state, name, value)
            run.widget_states.widgets.append(state)
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(ANSWER):
            while not self._take(await self.socket.recv()):
                pass

    def _take(self, data: bytes | str) -> bool:
        """Take one message in; whether it was the last of a run."""
        raw = data if isinstance(data, bytes) else data.encode()
        self.heard += len(raw)
        said = ForwardMsg()
        said.ParseFromString(raw)
        if said.metadata.cacheable and said.hash:
            self.kept.add(said.hash)
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self.script = said.new_session.page_script_hash
        elif kind == "script_finished":
            return True
        elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
            self._element(said.delta.new_element)
        return False

    def _element(self, element: Any) -> None:
        match element.WhichOneof("type"):
            case "slider" if element.slider.id.endswith("-year"):
                self.widgets.setdefault(element.slider.id, {"double_array_value": {"data": [self.year]}})
            case "bidi_component" if element.bidi_component.id.endswith("-map"):
                told = json.loads(bytes(element.bidi_component.bytes).partition(b"\n")[0])
                self.map_year = told["year"]
                self.widgets[element.bidi_component.id] = {"json_value": json.dumps({"have": told["rev"]})}
