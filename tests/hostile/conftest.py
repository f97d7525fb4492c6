"""The loopback server and options of the inspection's tests, and TLS servers with the certificates of a small authority."""

import asyncio
import ssl
import warnings

import pytest

from tests.hostile.certificates import HOST, Authority
from tests.inspection.conftest import options, server  # noqa: F401 - fixtures
from tests.inspection.loopback import Reply, read_request, send

PAGE = Reply(b"<html><title>x</title><a href='/'>x</a></html>")


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
async def secure():
    """Starts a TLS server with a certificate; returns its address."""
    servers = []

    def serve(reply):
        async def answer(reader, writer):
            while request := await read_request(reader):
                await send(writer, request, reply)
            writer.close()

        return answer

    async def start(certificate, highest=None, *, lowest=None, reply=PAGE, host=HOST):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            if lowest is not None:
                context.set_ciphers("ALL:@SECLEVEL=0")
                context.minimum_version = lowest
            if highest is not None:
                context.maximum_version = highest
        servers.append(await asyncio.start_server(serve(reply), "127.0.0.1", 0, ssl=context))
        return f"https://{host}:{servers[-1].sockets[0].getsockname()[1]}/"

    yield start
    for one in servers:
        one.close()
        one.abort_clients() if hasattr(one, "abort_clients") else None
    await asyncio.sleep(0.05)
