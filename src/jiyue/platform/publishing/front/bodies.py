"""Message bodies on their way: counted, or in chunks that are checked and counted (RFC 9112, 7.1)."""

import re

from jiyue.platform.publishing.front.requests import Refused

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(;[^\x00-\x08\x0a-\x1f\x7f]*)?")
_LONGEST_SIZE_LINE = 256
_LONGEST_TRAILER = 8192


class Body:
    """Takes a body's bytes as they come; `feed` gives what is content, `rest` what already belongs to the next message.

    A body of known length counts down; a chunked one is decoded. Raises Refused with 413 above `most` bytes, with 400
    for anything that is not strictly a chunk.
    """

    def __init__(self, *, length: int, is_chunked: bool, most: int) -> None:
        if length > most:
            raise Refused(413)
        self._is_chunked = is_chunked
        self._left = length
        self._room = most
        self._buffer = b""
        self._at = 0  # what stands before it in the buffer is read: tiny chunks cost no copies
        self._is_trailer = False
        self._trailer_room = _LONGEST_TRAILER
        self._ends_chunk = False
        self.is_done = not is_chunked and length == 0
        self.rest = b""

    def feed(self, data: bytes) -> bytes:
        """Take more bytes and return the content among them."""
        if not self._is_chunked:
            content, self.rest = data[: self._left], data[self._left :]
            self._left -= len(content)
            self.is_done = self._left == 0
            return content
        self._buffer, self._at = self._buffer[self._at :] + data, 0
        pieces: list[bytes] = []
        while not self.is_done and self._step(pieces):
            pass
        if self.is_done:
            self.rest, self._buffer = self._buffer[self._at :], b""
        return b"".join(pieces)

    def _step(self, pieces: list[bytes]) -> bool:
        """Take one part of the chunk grammar from the buffer; False when it is not there yet."""
        if self._left:
            piece = self._buffer[self._at : self._at + self._left]
            self._at += len(piece)
            self._left -= len(piece)
            self._ends_chunk = self._left == 0
            pieces.append(piece)
            return bool(piece)
        if self._ends_chunk:
            return self._chunk_end()
        return self._line()

    def _chunk_end(self) -> bool:
        end = self._buffer[self._at : self._at + 2]
        if not b"\r\n".startswith(end):
            raise Refused(400)
        if len(end) < 2:
            return False
        self._at += 2
        self._ends_chunk = False
        return True

    def _line(self) -> bool:
        """Take a size line, or a trailer line, which is dropped."""
        longest = self._trailer_room if self._is_trailer else _LONGEST_SIZE_LINE
        end = self._buffer.find(b"\r\n", self._at, self._at + longest + 2)
        if end < 0:
            if len(self._buffer) - self._at > longest:
                raise Refused(400)
            return False
        line, self._at = self._buffer[self._at : end], end + 2
        if self._is_trailer:
            self.is_done = not line
            self._trailer_room -= len(line)
            return True
        match = _SIZE.fullmatch(line)
        if match is None:
            raise Refused(400)
        self._left = int(match[1], 16)
        self._room -= self._left
        if self._room < 0:
            raise Refused(413)
        self._is_trailer = self._left == 0
        return True
