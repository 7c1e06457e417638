"""A link between a client and a server that takes its time: round trips and a rate.

    with SlowLink(port, round_trip=0.2, bits_a_second=20e6) as link:
        url = f"http://127.0.0.1:{link.port}/"

Every byte is held back for half a round trip on its way, a new connection for a whole one, and all
connections share the rate towards the client. Packets are not lost and TCP's slow start is not
played, so what is measured behind it is less than a bad link costs.
"""

from __future__ import annotations

import asyncio
import threading
from typing import Optional

_PIECE = 16 * 1024


class SlowLink:
    """Forwards TCP connections to a port on loopback; a context manager.

    :param round_trip: seconds.
    :param bits_a_second: rate of what comes from the server; None for as fast as it can.
    :ivar received: bytes that the client got.
    :ivar connections: number of connections.
    """

    def __init__(self, port: int, round_trip: float, bits_a_second: Optional[float] = None) -> None:
        self._target, self._delay = port, round_trip / 2
        self._rate = bits_a_second / 8 if bits_a_second else None
        self._free_at = 0.0
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.received = self.connections = 0

    def __enter__(self) -> SlowLink:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        starting = asyncio.start_server(self._accept, "127.0.0.1", 0)
        server = self._loop.run_until_complete(starting)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await asyncio.sleep(2 * self._delay)
        upstream, to_server = await asyncio.open_connection("127.0.0.1", self._target)
        for one in (
            self._forward(reader, to_server, is_limited=False),
            self._forward(upstream, writer, is_limited=True),
        ):
            task = self._loop.create_task(one)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _forward(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_limited: bool
    ) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)
        sender = self._loop.create_task(self._send(waiting, sink, is_limited))
        try:
            while piece := await source.read(_PIECE):
                await waiting.put((self._loop.time() + self._delay, piece))
        except OSError:
            pass  # whoever hung up knows why
        await waiting.put((0.0, b""))
        await sender

    async def _send(
        self, waiting: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter, limited: bool
    ) -> None:
        while True:
            due, piece = await waiting.get()
            if not piece:
                sink.close()
                return
            if limited and self._rate:
                self._free_at = max(self._free_at, self._loop.time()) + len(piece) / self._rate
                due = max(due, self._free_at)
            if limited:
                self.received += len(piece)
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            try:
                sink.write(piece)
                await sink.drain()
            except OSError:
                return
