"""Further domains of one site (10.2), and registered ones that nobody uses (11.2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.urls import host_of, name_of
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.results import Measurement, Probed
from jiyue.inspection.states import State, Verdict
from jiyue.rulebook import domains

CHECK, PROBE = "second-domain", "other-domains"
# What the probe says of a name: it shows this site, leads to it, shows something else, is not there.
SAME, LEADS_HERE, ELSEWHERE, UNKNOWN = "显示本站", "转到本站", "显示其他内容", "没有解析"
_OURS = frozenset({SAME, LEADS_HERE})
_CHINESE_ENDS = (".政务", ".公益")
_MOST = 8
_WHERE = {
    "label": "首页的 SiteDomain 标签",
    "canonical": "首页的 canonical 链接",
    "bare": "不带 www 的域名的跳转",
    "certificate": "证书",
    "record": "登记的其他域名",
}
_REMEDY = "确定一个主域名，其余按程序公告后注销；确需保留的，由市政府办公室说明理由后例外。"


def own_names(record: SiteRecord | None, *urls: str) -> frozenset[str]:
    """The names by which the site is known already: the registered domain, its addresses, and what it may keep."""
    known = [name_of(host_of(url)) for url in urls if url]
    if record is not None:
        known += [record.domain, record.chinese_domain, *record.granted_domains]
    return frozenset(filter(None, map(plain, known)))


def claimed(page: Page | None, probes: Iterable[Probed], record: SiteRecord | None, *urls: str) -> dict[str, str]:
    """Other names that say to be this site's, with where each was seen first: label, canonical link, bare domain, certificate, register.

    Names below the site's own are parts of it, and a certificate's wildcard names no site. A site that is visited by a local name, as in a trial, is
    compared with what the register says alone.
    """
    own = own_names(record, *urls)
    is_public = any(_is_public(one) for one in own if not one.endswith(_CHINESE_ENDS))
    found: dict[str, str] = {}
    for name, where in (*_of_page(page), *_of_probes(probes), *_of_record(record)):
        one = plain(name)
        is_comparable = _is_public(one) if is_public else one.endswith(".localhost")
        if one and is_comparable and not any(one == known or one.endswith(f".{known}") for known in own):
            found.setdefault(one, where)
    return dict(sorted(found.items(), key=lambda item: list(_WHERE).index(item[1]))[:_MOST])


def observe_domains(
    page: Page, claims: Mapping[str, str], probes: Sequence[Probed], record: SiteRecord | None, *, on: date, city: str
) -> Iterator[Draft]:
    """Yield one draft for each further domain of the site, and for each registered one that does not lead to it.

    More than one in the register is certain; what label, link or probe show is to be verified. Names of a certificate count only where the probe
    found the site at them, as sites share certificates.
    """
    answers = {name: said for one in probes if one.probe == PROBE for name, said in one.facts}
    for name, where in claims.items():
        said = answers.get(name, "")
        if where == "record":
            if said in {ELSEWHERE, UNKNOWN}:
                yield _unused(page, name, said)
        elif said in _OURS or where in {"label", "canonical"}:
            yield _second(page, name, where, said)
    if record is not None:
        yield from _registered(page, record, on=on, city=city)
    shown = {name for name in map(plain, page.marks.chinese_domains) if name}
    known = own_names(record)
    if len(shown) > 1 and (others := sorted(shown - known)):
        words = _Words("chinese", "页脚", f"首页显示了 {len(shown)} 个中文域名：{'、'.join(sorted(shown))}", _REMEDY)
        yield _draft(page, "、".join(others), words)


def measure(claims: Mapping[str, str], found: Sequence[Draft], home: str) -> Measurement:
    """How many other names were compared."""
    verdicts = {one.verdict for one in found}
    verdict = Verdict.FAIL if Verdict.FAIL in verdicts else Verdict.TO_VERIFY if found else Verdict.PASS
    return Measurement(CHECK, home, State.DONE, verdict, f"比对其他域名 {len(claims)} 个")


def plain(name: str) -> str:
    """A name in one form: lower case, without www and port, Chinese names in characters."""
    bare = name_of(name.strip().lower()).rstrip(".").removeprefix("www.")
    if "xn--" not in bare:
        return bare
    try:
        return bare.encode("ascii").decode("idna")
    except UnicodeError:
        return bare


def _is_public(name: str) -> bool:
    last = name.rpartition(".")[2]
    return bool(last) and "." in name and last != "localhost" and not last.isdigit() and "*" not in name


def _of_page(page: Page | None) -> Iterator[tuple[str, str]]:
    if page is None:
        return
    label = page.label.get("SiteDomain", "").strip()
    yield (host_of(label) if "://" in label else label.partition("/")[0]), "label"
    canonical = page.resolved.resolve(page.document.attribute("link[rel=canonical]", "href"))
    yield (host_of(canonical) if canonical else ""), "canonical"


def _of_probes(probes: Iterable[Probed]) -> Iterator[tuple[str, str]]:
    for one in probes:
        facts = dict(one.facts)
        if one.probe == "bare-domain" and one.state is State.DONE and "://" in facts.get("final_url", ""):
            yield host_of(facts["final_url"]), "bare"
        if one.probe == "certificate":
            yield from (
                (name, "certificate") for name in facts.get("names", "").replace(",", " ").split() if "=" not in name
            )


def _of_record(record: SiteRecord | None) -> Iterator[tuple[str, str]]:
    yield from ((name, "record") for name in (record.other_domains if record is not None else ()))


def _registered(page: Page, record: SiteRecord, *, on: date, city: str) -> Iterator[Draft]:
    every = [*filter(None, (record.domain, record.chinese_domain)), *record.other_domains]
    kept = set(map(plain, record.granted_domains))
    left = [name for name in every if plain(name) not in kept]
    chinese = [name for name in left if plain(name).endswith(_CHINESE_ENDS)]
    for refusal in domains.one_of_each([name for name in left if name not in chinese], chinese, city=city, on=on):
        said = refusal.sentence.rstrip("。")
        yield replace(
            _draft(page, said, _Words("registered", "登记的域名", said, refusal.remedy)), verdict=Verdict.FAIL
        )


def _second(page: Page, name: str, where: str, said: str) -> Draft:
    seen = f"，打开后{said}" if said else ""
    message = f"本站可能另有域名“{name}”（见于{_WHERE[where]}{seen}）"
    return _draft(page, name, _Words("serves" if said in _OURS else where, _WHERE[where], message, _REMEDY))


def _unused(page: Page, name: str, said: str) -> Draft:
    words = _Words(
        "unused", _WHERE["record"], f"登记的域名“{name}”没有用于本站（{said}）", "不再使用的域名按程序注销，防止被他人注册利用。"
    )  # fmt: skip
    return replace(_draft(page, name, words), clause="11.2")


class _Words(NamedTuple):
    """What differs between findings on a domain."""

    kind: str
    place: str
    message: str
    remedy: str


def _draft(page: Page, name: str, words: _Words) -> Draft:
    return Draft(
        check=CHECK, url=page.url, subject=f"{words.kind}\x1f{name}", kind=words.kind, place=words.place, excerpt=name[:200], message=words.message,
        remedy=words.remedy, verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
