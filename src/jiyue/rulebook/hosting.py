"""Where a site's servers stand and who supplies them (29.1)."""

from collections.abc import Sequence
from typing import NamedTuple

from jiyue.rulebook.judging import undecided
from jiyue.rulebook.verdicts import Outcome, Verdict

CLAUSE = "29.1"
MAINLAND = "CN"  # 境外 includes Hong Kong, Macao and Taiwan, which have codes of their own


class ServerFacts(NamedTuple):
    """One server or virtual host: the codes (ISO 3166) of where it stands and of its supplier; None when unknown.

    An address shows at best the place; whose institution the supplier is has to be written down by a person.
    """

    place: str | None
    supplier: str | None
    name: str = ""
    source: str = ""


def judge_servers(servers: Sequence[ServerFacts] | None) -> Verdict:
    """Judge whether any server stands abroad, or is supplied by an institution from abroad, wherever it stands.

    One is enough; otherwise what is unknown leaves it undecided, and so does a site without any server on record.
    """
    if not servers:
        return undecided(CLAUSE, "没有服务器登记，不作判定。")
    abroad = [each.name or "未命名服务器" for each in servers if {each.place, each.supplier} - {MAINLAND, None}]
    if abroad:
        reason = f"在境外或由境外机构提供的服务器：{'、'.join(abroad)}。"
        return Verdict(Outcome.VIOLATED, CLAUSE, reason=reason, margin=-len(abroad), unit="count")
    unknown = sum(each.place is None or each.supplier is None for each in servers)
    if unknown:
        return undecided(CLAUSE, f"{unknown} 台服务器的所在地或提供方没有查明。")
    return Verdict(
        Outcome.MET, CLAUSE, reason=f"{len(servers)} 台服务器都在境内并由境内机构提供。", margin=0, unit="count"
    )
