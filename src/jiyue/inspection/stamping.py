"""A time stamp of an outside authority (RFC 3161) over the closing hash of a run: that the evidence was there at that time, and has not changed since (35.1)."""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycurl

from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.results import Report, TimeStamp
from jiyue.inspection.stamp_order import in_order
from jiyue.inspection.states import State

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

_log = logging.getLogger(__name__)
ENDING = ".tsr"
_LARGEST = 200_000
_KIND = "application/timestamp-query"
_NO_EVIDENCE = "没有保存证据，不能加时间戳"
_UNVERIFIED = "没有给出时间戳机构的根证书，签名没有核对"


class StampingMissing(Exception):
    """A time stamp was asked for and can not be had here, whatever the authority says; the message says why."""


class _Refused(Exception):
    """What came is no time stamp of what was sent."""


@dataclass(frozen=True, slots=True)
class _Imprint:
    """What a stamp has to be about: the closing hash as text, and the number that we sent along (None when it is not known any more)."""

    chain: str
    nonce: int | None


def require(url: str, authorities: Path | None) -> None:
    """Raise StampingMissing where a stamp could not be asked for."""
    if find_spec("rfc3161_client") is None:
        raise StampingMissing("时间戳需要 pip install 'jiyue[timestamp]'")
    if normalise(url) is None:
        raise StampingMissing(f"“{url}”不是 http(s) 网址")
    if authorities is not None:
        _roots(authorities)


async def stamped(report: Report, client: Client) -> Report:
    """The report with a time stamp over its chain; the answer is kept beside the evidence. An authority that fails is noted, and changes nothing else."""
    options = client.options
    if not options.timestamp:
        return report
    found = TimeStamp(url=options.timestamp, error=_NO_EVIDENCE)
    if report.chain and report.warc:
        found, answer = await _ask_safely(report.chain, client)
        if found.is_granted:
            file = _beside(Path(report.warc))
            file.write_bytes(answer)
            found = replace(found, file=str(file))
    notes = report.notes if found.is_granted else (*report.notes, f"没有得到时间戳：{found.error}。检查结果不受影响。")
    return replace(report, timestamp=found, notes=notes)


def restamped(report: Report, warc: Path, *, url: str, authorities: Path | None) -> Report:
    """The report of a run that is judged again, with the time stamp that lies beside its evidence, held against its chain."""
    file = _beside(warc)
    if not file.is_file() or find_spec("rfc3161_client") is None:
        return report
    try:
        found = _read(file.read_bytes(), _Imprint(report.chain, None), authorities, url)
    except _Refused as refused:
        found = TimeStamp(url=url, error=str(refused))
        return replace(report, timestamp=found, notes=(*report.notes, f"证据旁边的时间戳无效：{refused}。"))
    return replace(report, timestamp=replace(found, file=str(file)))


async def _ask_safely(chain: str, client: Client) -> tuple[TimeStamp, bytes]:
    """Ask; a fault of our own is logged whole and costs the stamp alone."""
    try:
        return await _ask(chain, client)
    except Exception:  # noqa: BLE001 - ours, whatever it is
        _log.exception("no time stamp of %s", client.options.timestamp)
        return TimeStamp(url=client.options.timestamp, error="检查程序出错"), b""


async def _ask(chain: str, client: Client) -> tuple[TimeStamp, bytes]:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    url = client.options.timestamp
    request = TimestampRequestBuilder().data(chain.encode("ascii")).hash_algorithm(HashAlgorithm.SHA256).build()
    parts: list[bytes] = []

    def take(chunk: bytes) -> int | None:
        parts.append(chunk)
        return None if sum(map(len, parts)) <= _LARGEST else -1

    settings: dict[int, Any] = {
        pycurl.NOBODY: 0, pycurl.POST: 1, pycurl.POSTFIELDS: request.as_bytes(), pycurl.HTTPHEADER: [f"Content-Type: {_KIND}"],
        pycurl.WRITEFUNCTION: take,
    }  # fmt: skip
    asked = await client.ask(normalise(url) or url, settings)
    answer = b"".join(parts)
    if asked.state is not State.DONE or asked.status != 200:
        return TimeStamp(url=url, error=asked.error or f"时间戳机构返回状态 {asked.status}"), b""
    try:
        return _read(answer, _Imprint(chain, request.nonce), client.options.timestamp_ca, url), answer
    except _Refused as refused:
        return TimeStamp(url=url, error=str(refused)), b""


def _read(answer: bytes, imprint: _Imprint, authorities: Path | None, url: str) -> TimeStamp:
    """A stamp, held against what was sent, and its signature against the authorities that were named. Raises _Refused."""
    from rfc3161_client import decode_timestamp_response

    try:
        response = decode_timestamp_response(in_order(answer))
        _require_granted(response)
        info = response.tst_info
    except _Refused:
        raise
    except Exception as error:
        raise _Refused(f"应答不是时间戳（{error}）"[:200]) from error
    if info.message_imprint.message != hashlib.sha256(imprint.chain.encode("ascii")).digest():
        raise _Refused("时间戳不是为这份证据出具的")
    if imprint.nonce is not None and info.nonce != imprint.nonce:
        raise _Refused("时间戳是旧的应答")
    if authorities is not None:
        _verify(response, imprint, authorities)
    return TimeStamp(
        url=url, at=_aware(info.gen_time), serial=str(info.serial_number), policy=info.policy.dotted_string, is_verified=authorities is not None,
        error="" if authorities is not None else _UNVERIFIED, is_granted=True,
    )  # fmt: skip


def _require_granted(response: "TimeStampResponse") -> None:
    from rfc3161_client import PKIStatus

    if PKIStatus(response.status) not in {PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS}:
        raise _Refused(f"时间戳机构拒绝：{'；'.join(response.status_string) or PKIStatus(response.status).name}")


def _verify(response: "TimeStampResponse", imprint: _Imprint, authorities: Path) -> None:
    from rfc3161_client import VerifierBuilder

    builder = VerifierBuilder()
    for root in _roots(authorities):
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(response, imprint.chain.encode("ascii"))
    except Exception as error:  # bytes of others: whatever the reader stumbles over, the stamp is not good
        raise _Refused(f"时间戳的签名不可信（{error}）"[:200]) from error


def _roots(path: Path) -> list[Any]:
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StampingMissing(f"{path}：无法读取时间戳机构的根证书（{error}）") from error


def _aware(at: datetime) -> datetime:
    """Times of stamps are UTC."""
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _beside(warc: Path) -> Path:
    return warc.with_name(warc.name + ENDING)
