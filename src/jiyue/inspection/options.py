"""The limits and manners of an inspection, chosen by whoever starts it."""

from dataclasses import dataclass
from pathlib import Path

USER_AGENT = "Mozilla/5.0 (compatible; JiyueInspector/0.1; government website inspection)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits of one inspection. Sizes in bytes, times in seconds.

    `request_timeout_s` is the whole visit, redirects included (36.1: a page that is not open
    after 15 seconds counts as not reachable). `retry_after_s` are the pauses before an address that failed
    is looked at again; it is called dead only when every repeat failed. `allow_addresses` are networks
    (CIDR) that may be visited though they are private or loopback; all others of that kind are refused
    when the connection is made. `resolve` fixes names as HOST:PORT:ADDRESS. `canaries` are addresses known
    to answer: when none of them does, the round is void. `evidence_dir` gets one WARC file per run. `state_dir` holds the evidence of a
    run that is not finished: the same inspection, started again within `resume_within_s`, goes on where that one was cut off. `since` is the evidence of an earlier run: pages that the server says are the same since then (304) are
    judged from there. `robots` is "ignore" or "respect" (robots.txt): an inspection is an act of supervision, and what a host
    hides from search engines is seen by citizens all the same. The choice is kept in evidence and report. Cookies live as long as a run. With `probes` the site as a whole is asked too (certificate,
    IPv6, bare domain…). With `browser` the home page and columns, at most `browser_pages`, are shown in a browser too, each for at most `browser_page_s`;
    Names are asked for at `resolvers` (ADDRESS or ADDRESS:PORT; by default this machine's own and two public ones), and addresses looked up in `address_ranges`,
    the statistics file of an address registry (by default in the data that ship). The authority at `timestamp` stamps the closing hash of the evidence (RFC 3161); its signature is held against
    the root certificates in `timestamp_ca` (PEM). `browser_path` and `axe_path` say where Chromium and axe-core are, if not where they are looked for. `ca_bundle` (PEM) takes the place of the system's authorities, for closed networks.

    After the walk some things are asked again: `agents` asks the home page and two columns as a search engine's spider and as a phone (cloaking); of hosts outside, at most
    `max_landings` landing pages are read (parked and resold domains); at most `max_documents` attachments, of `max_body_bytes` each and `max_document_bytes` together, are fetched whole
    and their text is checked; at most `max_pictures` pictures, within the same bytes, are fetched and known by their first bytes. All are off here and on at the command line. `bad_hosts` must not be linked to.
    """

    max_pages: int = 500
    max_requests: int = 20_000
    max_bytes: int = 500_000_000
    max_body_bytes: int = 10_000_000
    max_header_bytes: int = 64_000
    max_seconds: float = 1800.0
    max_depth: int = 8
    max_redirects: int = 8
    max_links_per_page: int = 5000
    concurrency: int = 32
    per_host_concurrency: int = 6
    per_host_interval_s: float = 0.0
    request_timeout_s: float = 15.0
    connect_timeout_s: float = 10.0
    retry_after_s: tuple[float, ...] = (3.0, 9.0)
    max_back_off_s: float = 60.0
    allow_addresses: tuple[str, ...] = ()
    resolve: tuple[str, ...] = ()
    canaries: tuple[str, ...] = ()
    check_external: bool = True
    evidence_dir: Path | None = None
    state_dir: Path | None = None
    since: Path | None = None
    resume_within_s: float = 86_400.0
    robots: str = "ignore"
    probes: bool = False
    resolvers: tuple[str, ...] = ()
    address_ranges: Path | None = None
    timestamp: str = ""
    timestamp_ca: Path | None = None
    ca_bundle: Path | None = None
    browser: bool = False
    browser_pages: int = 20
    browser_page_s: float = 25.0
    browser_path: Path | None = None
    axe_path: Path | None = None
    agents: bool = False
    max_landings: int = 0
    max_documents: int = 0
    max_pictures: int = 0
    max_document_bytes: int = 60_000_000
    bad_hosts: tuple[str, ...] = ()
    user_agent: str = USER_AGENT
    parameter_set: str = "baoji"

    def __post_init__(self) -> None:
        """Refuse what would make a judgement unfair or senseless."""
        if self.robots not in {"ignore", "respect"}:
            raise ValueError(f"robots is “ignore” or “respect”, not “{self.robots}”")
        if not self.retry_after_s:
            raise ValueError("retry_after_s is empty: nothing is called dead after a single look")
