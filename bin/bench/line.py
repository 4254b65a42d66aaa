"""One kept-alive connection of one browser, spoken as HTTP/1.1 by hand: the load must cost less than the server."""

import asyncio

Reply = tuple[int, dict[str, str], bytes]  # status, headers, content


class Line:
    """One line of one signed-in browser; it is opened at its first question."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Reply:
        for attempt in (1, 2):
            try:
                return await self._ask(method, path, headers, body)
            except (OSError, asyncio.IncompleteReadError):
                self.streams = None  # the server closed an idle line; once more on a fresh one
                if attempt == 2:  # noqa: PLR2004
                    raise
        raise AssertionError

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: str) -> Reply:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: session={self.cookie}; csrf={'c' * 32}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
            lines += [f"X-CSRFToken: {'c' * 32}", "Accept: application/json"]
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        found = {name.lower(): value for name, _mark, value in (line.partition(": ") for line in head[1:])}
        content = await self._content(reader, found)
        if found.get("connection") == "close":
            writer.close()
            self.streams = None
        return int(head[0].split()[1]), found, content

    @staticmethod
    async def _content(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        content = b""
        if headers.get("transfer-encoding") == "chunked":
            while size := int(await reader.readline(), 16):
                content += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
        return content
