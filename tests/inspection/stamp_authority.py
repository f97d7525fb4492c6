"""A time stamp authority of our own on loopback: OpenSSL stamps, and the test may spoil what it answers."""

import asyncio
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

OPENSSL = shutil.which("openssl")
_CONFIG = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
certs = {folder}/ca.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
"""


class StampAuthority:
    """Answers queries; `spoil` gets the right answer and gives back status and body, or None to hang up. `queries` keeps what was sent."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.queries: list[bytes] = []
        self.spoil: Callable[[bytes], tuple[int, bytes] | None] = lambda answer: (200, answer)
        self.ca = folder / "ca.pem"
        _make_certificates(folder)
        (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder), "utf-8")
        (folder / "serial").write_text("01\n", "ascii")

    def stamp(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        subprocess.run(
            [OPENSSL, "ts", "-reply", "-config", self.folder / "tsa.cnf", "-queryfile", self.folder / "query", "-out", self.folder / "answer"],
            check=True, capture_output=True,
        )  # fmt: skip
        return (self.folder / "answer").read_bytes()

    def verifies(self, data: str, answer: Path) -> bool:
        """Whether OpenSSL, as an outside witness, finds the answer good for this text."""
        (self.folder / "data").write_text(data, "ascii")
        ended = subprocess.run(
            [OPENSSL, "ts", "-verify", "-data", self.folder / "data", "-in", answer, "-CAfile", self.ca], check=False, capture_output=True
        )  # fmt: skip
        return ended.returncode == 0

    async def start(self) -> str:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/tsr"

    async def stop(self) -> None:
        self._server.close()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            self.queries.append(await reader.readexactly(length))
            assert b"application/timestamp-query" in head
            made = self.spoil(await asyncio.to_thread(self.stamp, self.queries[-1]))
            if made is not None:
                status, body = made
                kind = "Content-Type: application/timestamp-reply\r\nConnection: close"
                writer.write(f"HTTP/1.1 {status} X\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (ConnectionError, EOFError):
            pass
        finally:
            writer.close()


def _make_certificates(folder: Path) -> None:
    root, signer = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in ("Stamp Root", "Stamp Signer")]
    now = datetime.now(UTC)

    def made(subject: x509.Name, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject).issuer_name(names[0]).public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()), critical=False)
        )  # fmt: skip

    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    top = made(names[0], root).add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    top = top.add_extension(
        x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **usage), critical=True
    )
    leaf = made(names[1], signer).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
    )
    leaf = leaf.add_extension(
        x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **usage), critical=True
    )
    leaf = leaf.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    (folder / "ca.pem").write_bytes(top.sign(root, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (folder / "signer.pem").write_bytes(leaf.sign(root, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (folder / "signer.key").write_bytes(
        signer.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
