"""Servers stand in the mainland and come from its institutions (29.1)."""

import pytest

from jiyue.rulebook.hosting import ServerFacts, judge_servers
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
HOME = ServerFacts("CN", "CN")


@pytest.mark.clause("29.1")
@pytest.mark.parametrize(
    ("servers", "outcome", "words"),
    [
        pytest.param(None, UNDECIDED, "没有服务器登记", id="nobody knows"),
        pytest.param([], UNDECIDED, "没有服务器登记", id="none on record"),
        pytest.param([HOME, HOME], MET, "2 台服务器都在境内", id="all at home"),
        pytest.param([HOME, ServerFacts("US", "CN", "边缘节点")], VIOLATED, "边缘节点", id="one stands abroad"),
        pytest.param(
            [HOME, ServerFacts("CN", "US")], VIOLATED, "未命名", id="one is supplied from abroad, though here"
        ),
        pytest.param([ServerFacts("HK", "CN")], VIOLATED, "境外", id="Hong Kong counts as 境外"),
        pytest.param([HOME, ServerFacts("CN", None)], UNDECIDED, "1 台", id="one whose supplier nobody named"),
        pytest.param(
            [ServerFacts(None, "CN"), ServerFacts(None, "US")], VIOLATED, "境外", id="what is known is enough"
        ),
    ],
)
def test_no_server_stands_abroad_or_comes_from_abroad(servers, outcome, words):
    verdict = judge_servers(servers)

    assert (verdict.outcome, verdict.clause) == (outcome, "29.1")
    assert words in verdict.reason


def test_the_margin_counts_the_servers_that_have_to_go():
    assert judge_servers([HOME, ServerFacts("US", "CN"), ServerFacts("JP", "US")]).margin == -2
    assert (judge_servers([HOME]).margin, judge_servers([HOME]).unit) == (0, "count")
