"""Other names that say to be the site's: whether the site is found there (10.2, 11.2)."""

from collections.abc import Iterable

from jiyue.inspection.checks.second_domain import ELSEWHERE, LEADS_HERE, PROBE, SAME, UNKNOWN
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import host_of, normalise
from jiyue.inspection.probes.site import PURPOSE, are_alike
from jiyue.inspection.results import Probed
from jiyue.inspection.states import STATE_LABELS, State, Verdict


async def ask_others(client: Client, home: Exchange, names: Iterable[str]) -> Probed:
    """Ask for the home page at each name, by the way and port of the site's own; a name that does not answer as such is asked for with www too."""
    scheme, _, rest = home.final_url.partition("://")
    host = rest.partition("/")[0]
    port = host.rpartition(":")[2] if ":" in host and not host.endswith("]") else ""
    facts = []
    for name in names:
        said = ""
        for one in (name, f"www.{name}"):
            url = normalise(f"{scheme}://{one}{f':{port}' if port else ''}/")
            if url is not None:
                said = _of(await client.visit(url, fresh=True, purpose=PURPOSE), home)
            if said != UNKNOWN:
                break
        facts.append((name, said or STATE_LABELS[State.ABORTED]))
    is_odd = any(said in {SAME, LEADS_HERE} for _, said in facts)
    verdict = Verdict.TO_VERIFY if is_odd else Verdict.PASS if facts else Verdict.NONE
    note = "其他域名也显示本站" if is_odd else "" if facts else "没有看到其他域名"
    return Probed(PROBE, home.final_url, State.DONE, verdict, tuple(facts), note)


def _of(visit: Exchange, home: Exchange) -> str:
    if visit.state is State.DNS:
        return UNKNOWN
    if visit.state is not State.DONE:
        return STATE_LABELS[visit.state]
    if host_of(visit.final_url) == host_of(home.final_url):
        return LEADS_HERE
    if visit.status < 400 and (visit.sha256 == home.sha256 or are_alike(visit.body, home.body)):
        return SAME
    return ELSEWHERE
