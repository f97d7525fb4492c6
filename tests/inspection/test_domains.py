"""The form of a site's domains by what the register says of its unit, further domains of one site, and registered ones that nobody uses."""

from dataclasses import replace
from pathlib import Path

import pytest

from jiyue.inspection import SiteRecord, Verdict, inspect, replay
from jiyue.inspection.checks import domain_form, second_domain
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver
from jiyue.inspection.record import RecordInvalid, from_mapping
from jiyue.inspection.report.as_json import as_json
from jiyue.inspection.results import Probed
from jiyue.inspection.states import State
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import redirect

PORTAL = {
    "kind": "portal", "level": "city", "unit_name": "清河市人民政府", "city_name": "清河市", "city_portal": "www.qinghe.gov.cn", "domain": "www.qinghe.gov.cn",
    "chinese_domain": "清河市人民政府.政务",
}  # fmt: skip
DEPARTMENT = PORTAL | {
    "kind": "department",
    "unit_name": "清河市财政局",
    "domain": "czj.qinghe.gov.cn",
    "chinese_domain": "清河市财政局.政务",
}
COUNTY = PORTAL | {
    "level": "county",
    "unit_name": "云岭县人民政府",
    "domain": "www.yunling.gov.cn",
    "chinese_domain": "云岭县人民政府.政务",
}
HOME = "http://www.qinghe.gov.cn/"


def page_of(head="", body="", url=HOME):
    markup = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return read_page(url, markup, content_type="text/html; charset=utf-8", resolver=Resolver())


def told(values, city="state"):
    found = domain_form.observe_domain(page_of(), SiteRecord(**values), city=city)
    return [(one.observation().clause, one.kind, one.verdict) for one in found]


@pytest.mark.clause("10.1", "10.3", "10.4")
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(PORTAL, [], id="the city's portal"),
        pytest.param(DEPARTMENT, [], id="a department by its initials"),
        pytest.param(DEPARTMENT | {"domain": "caizhengju.qinghe.gov.cn"}, [], id="a department by its full pinyin"),
        pytest.param(DEPARTMENT | {"domain": "finance.qinghe.gov.cn"}, [], id="a department by its English name"),
        pytest.param(COUNTY, [], id="a county by its pinyin"),
        pytest.param(PORTAL | {"domain": "www.qhs.gov.cn"}, [("10.3", "structure", Verdict.FAIL)], id="the city's portal elsewhere"),
        pytest.param(DEPARTMENT | {"domain": "www.qhczj.gov.cn"}, [("10.3", "structure", Verdict.FAIL)], id="a department by a domain of its own"),
        pytest.param(DEPARTMENT | {"domain": "zzz.qinghe.gov.cn"}, [("10.3", "structure-name", Verdict.TO_VERIFY)], id="a department by another name"),
        pytest.param(COUNTY | {"domain": "yunling.qinghe.gov.cn"}, [("10.4", "structure", Verdict.FAIL)], id="a county below the city"),
        pytest.param(COUNTY | {"domain": "www.qinghe.gov.cn"}, [("10.4", "structure", Verdict.FAIL)], id="a county by the city's name"),
        pytest.param(COUNTY | {"domain": "www.zzz.gov.cn"}, [("10.4", "structure-name", Verdict.TO_VERIFY)], id="a county by another name"),
        pytest.param(COUNTY | {"domain": "www.yunling.com"}, [("10.1", "not-government", Verdict.FAIL)], id="no government domain"),
        pytest.param(DEPARTMENT | {"level": "county", "domain": "www.qhczj.gov.cn"}, [], id="a county's department has no structure"),
        pytest.param(PORTAL | {"kind": "zone", "domain": "gxq.qinghe.gov.cn"}, [], id="a zone has no structure"),
        pytest.param(PORTAL | {"kind": "", "domain": "www.qhs.gov.cn"}, [], id="the kind is not known"),
        pytest.param(PORTAL | {"city_name": "", "city_portal": "", "domain": "www.qhs.gov.cn"}, [], id="the city is not known"),
        pytest.param(PORTAL | {"chinese_domain": "清河市人民政府.公司"}, [("10.1", "chinese", Verdict.FAIL)], id="Chinese, another suffix"),
        pytest.param(PORTAL | {"unit_nature": "institution"}, [("5.3", "chinese", Verdict.FAIL)], id="Chinese, an institution"),
        pytest.param(PORTAL | {"chinese_domain": "别处人民政府.政务"}, [("10.1", "chinese-name", Verdict.TO_VERIFY)], id="Chinese, another name"),
    ],
)  # fmt: skip
def test_a_domain_is_judged_by_the_kind_and_level_of_its_unit(values, expected):
    assert told(values) == expected


@pytest.mark.clause("10.3")
def test_the_fix_names_domains_that_the_unit_may_ask_for():
    record = SiteRecord(**DEPARTMENT | {"domain": "www.qhczj.gov.cn"})

    (found,) = domain_form.observe_domain(page_of(), record, city="state")

    assert "czj.qinghe.gov.cn、caizhengju.qinghe.gov.cn" in found.remedy


def test_a_city_of_the_parameter_set_need_not_be_named():
    values = PORTAL | {"city_name": "", "city_portal": "", "domain": "www.qinghe.gov.cn"}

    assert told(values, city="baoji") == [("10.3", "structure", Verdict.FAIL)]


@pytest.mark.parametrize(
    ("lacking", "words"),
    [({"kind": ""}, "网站类型"), ({"city_name": "", "city_portal": ""}, "所在市"), ({"kind": "department", "unit_name": ""}, "单位名称")],
    ids=["kind", "city", "unit"],
)  # fmt: skip
def test_what_the_record_does_not_say_is_told_as_not_compared(lacking, words):
    (note,) = domain_form.not_compared(SiteRecord(**PORTAL | lacking), "state")

    assert words in note
    assert domain_form.not_compared(SiteRecord(**PORTAL), "state") == ()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "门户"}, "site.kind：“门户”不是 portal（政府门户网站）"),
        ({"level": "市"}, "site.level"),
        ({"unit_nature": "公司"}, "行政单位"),
        ({"status": "gone"}, "site.status"),
        ({"city_name": "清河市"}, "应当一起填写"),
        ({"city_name": "清河市", "city_portal": "qinghe"}, "应为市政府门户网站的域名"),
        ({"other_domains": "www.a.gov.cn"}, "site.other_domains：其他域名应为名称的列表"),
        ({"granted_domains": [1]}, "site.granted_domains"),
    ],
)
def test_wrong_words_in_the_register_are_refused_by_name(values, words):
    with pytest.raises(RecordInvalid) as refused:
        from_mapping({"site": values})

    assert words in str(refused.value)


def seen_on(head="", body="", *, probes=(), **changes):
    record = SiteRecord(**PORTAL | changes)
    page = page_of(head, body)
    claims = second_domain.claimed(page, probes, record, HOME)
    found = second_domain.observe_domains(page, claims, probes, record, on=NOW.date(), city="baoji")
    return [(one.observation().clause, one.kind, one.verdict, one.excerpt) for one in found]


def label(name):
    return f'<meta name="SiteDomain" content="{name}">'


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


def answer(**said):
    facts = tuple((name.replace("_", "."), words) for name, words in said.items())
    return Probed("other-domains", HOME, State.DONE, Verdict.NONE, facts)


CERTIFICATE = Probed(
    "certificate", HOME, State.DONE, Verdict.PASS, (("names", "*.qinghe.gov.cn, www.qh.gov.cn, www.qinghe.gov.cn"),)
)
MAYBE, SURE = Verdict.TO_VERIFY, Verdict.FAIL


@pytest.mark.clause("10.2", "11.2")
@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param({"head": label("www.qinghe.gov.cn") + canonical("/")}, [], id="its own names"),
        pytest.param({"head": label("qinghe.gov.cn")}, [], id="the same without www"),
        pytest.param({"head": canonical("http://m.qinghe.gov.cn/")}, [], id="a part of the site"),
        pytest.param({"head": label("www.qh.gov.cn")}, [("10.2", "label", MAYBE, "qh.gov.cn")], id="another name in the label"),
        pytest.param({"head": canonical("https://www.qh.gov.cn/a")}, [("10.2", "canonical", MAYBE, "qh.gov.cn")], id="another name in the canonical link"),
        pytest.param({"probes": (CERTIFICATE,)}, [], id="a name on the certificate alone"),
        pytest.param({"probes": (CERTIFICATE, answer(qh_gov_cn="显示其他内容"))}, [], id="a name on the certificate that is another site"),
        pytest.param({"probes": (CERTIFICATE, answer(qh_gov_cn="显示本站"))}, [("10.2", "serves", MAYBE, "qh.gov.cn")], id="a name on the certificate that is this site"),
        pytest.param({"probes": (CERTIFICATE, answer(qh_gov_cn="转到本站")), "granted_domains": ("www.qh.gov.cn",)}, [], id="a name that it may keep"),
        pytest.param({"other_domains": ("www.qh.gov.cn",)}, [("10.2", "registered", SURE, "")], id="two in the register"),
        pytest.param({"other_domains": ("www.qh.gov.cn",), "granted_domains": ("www.qh.gov.cn",)}, [], id="two in the register, one by an exception"),
        pytest.param({"other_domains": ("清河.政务",)}, [("10.2", "registered", SURE, "")], id="two Chinese ones in the register"),
        pytest.param({"other_domains": ("www.qh.gov.cn",), "probes": (answer(qh_gov_cn="没有解析"),)}, [("11.2", "unused", MAYBE, "qh.gov.cn"), ("10.2", "registered", SURE, "")], id="a registered one that nobody uses"),
        pytest.param({"other_domains": ("www.qh.gov.cn",), "probes": (answer(qh_gov_cn="超时"),)}, [("10.2", "registered", SURE, "")], id="a registered one that could not be measured"),
        pytest.param({"body": "<p>清河市人民政府.政务</p>"}, [], id="its own Chinese domain"),
        pytest.param({"body": "<p>清河市人民政府.政务 清河.公益</p>"}, [("10.2", "chinese", MAYBE, "清河.公益")], id="two Chinese domains on the home page"),
    ],
)  # fmt: skip
def test_a_second_domain_is_told_by_what_shows_it(seen, expected):
    found = seen_on(seen.pop("head", ""), seen.pop("body", ""), **seen)

    assert [(*one[:3], one[3] if one[1] != "registered" else "") for one in found] == expected


def test_names_of_a_trial_on_this_machine_are_compared_with_the_register_alone():
    page = page_of(label("www.qinghe.gov.cn"), url="http://www.site.localhost:8000/")

    assert second_domain.claimed(page, (), None, page.url) == {}
    assert second_domain.claimed(page, (), SiteRecord(domain="www.qinghe.gov.cn"), page.url) == {}
    assert second_domain.claimed(page, (), SiteRecord(domain="www.qh.gov.cn"), page.url) == {"qinghe.gov.cn": "label"}


@pytest.mark.parametrize("name", ["xn--zz", "xn--", "http://", "a/b", "::1", "*.a.cn", "", "…", "a" * 300])
def test_broken_names_break_nothing(name):
    page = page_of(label(name) + canonical(name), url=HOME)
    probes = (replace_names(name), Probed("bare-domain", HOME, State.DONE, Verdict.PASS, (("final_url", name),)))

    assert len(second_domain.claimed(page, probes, SiteRecord(domain=name, other_domains=(name,)), HOME)) < 4


def replace_names(name):
    return CERTIFICATE._replace(facts=(("names", name),))


@pytest.mark.clause("10.2")
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("same", [("serves", Verdict.TO_VERIFY)]),
        ("leads", [("serves", Verdict.TO_VERIFY)]),
        ("another site", [("canonical", Verdict.TO_VERIFY)]),
        ("", []),
    ],
)
async def test_the_probe_finds_the_site_at_another_name_and_evidence_alone_says_the_same(
    server, options, tmp_path, answers, expected
):
    sites.clean(server)
    home = server.routes["/"].body.decode()
    link = canonical(server.url(host="www.two.localhost")) if answers else ""
    server.on("/", home.replace("</head>", f"{link}</head>"))
    if answers == "another site":
        server.on("/", "<html><title>别处</title><body>另一个网站的内容</body></html>", host="two.localhost")
    if answers == "leads":
        server.on("/", redirect(server.url()), host="two.localhost")
    record = replace(sites.record(server), domain="", kind="")

    report = await inspect(
        server.url(), options=options(probes=True, check_external=False, evidence_dir=tmp_path), record=record, now=NOW
    )

    found = [(one.kind, one.verdict) for one in report.observations if one.check == "second-domain"]
    assert found == expected
    assert all(one.evidence for one in report.observations if one.check == "second-domain")
    again = await replay(Path(report.warc))
    # What was asked over one family of addresses alone is in the evidence by its answer only.
    assert as_json(replace(again, requests=report.requests)) == as_json(report)
