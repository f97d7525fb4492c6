"""A small certificate authority, and servers' certificates with every kind of fault, made anew for each test."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "www.site.localhost"


class Authority:
    """Signs certificates; `folder` gets its own (ca.pem) and those of the servers."""

    def __init__(self, folder, name="Test CA", *, days=400, is_authority=True):
        self.folder = folder
        self.chain = b""
        self._name = subject(name)
        self._key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(self._name).issuer_name(self._name).public_key(self._key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )  # fmt: skip
        self.path = folder / f"{name}.pem"
        self.path.write_bytes(pem(builder.sign(self._key, hashes.SHA256())))

    def below(self, name="Test Sub CA", *, days=300, is_authority=True):
        """An authority that this one vouches for, or merely another holder of a certificate; its own servers' files hold its certificate only when `server` is told so."""
        other = Authority(self.folder, name)
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(other._name).issuer_name(self._name).public_key(other._key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        )  # fmt: skip
        other.chain = pem(builder.sign(self._key, hashes.SHA256()))
        return other

    def server(self, name=HOST, *, start=-1, days=90, is_signed_by_itself=False, has_chain=True, has_names=True):
        """A certificate for `name` (as the subject alone without `has_names`), valid from `start` days from now on for `days`; the path of certificate and key."""
        key = ec.generate_private_key(ec.SECP256R1())
        begins = datetime.now(UTC) + timedelta(days=start)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject(name)).issuer_name(subject(name) if is_signed_by_itself else self._name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(begins + timedelta(days=days))
        )  # fmt: skip
        if has_names:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        signed = builder.sign(key if is_signed_by_itself else self._key, hashes.SHA256())
        path = self.folder / f"{name.replace('*', 'any')}{start}{days}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(pem(signed) + (self.chain if has_chain else b"") + private)
        return path


def subject(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)
