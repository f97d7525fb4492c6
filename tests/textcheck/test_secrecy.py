"""Marks of state and trade secrets are found; texts that speak of secrets are not (30.1, 13.10)."""

import pytest

from jiyue.textcheck import scan


@pytest.mark.clause("30.1")
@pytest.mark.parametrize(
    ("text", "severity", "confidence"),
    [
        pytest.param("机密★5年", "forbidden", "certain", id="star and term"),
        pytest.param("秘密★", "forbidden", "certain", id="star alone"),
        pytest.param("绝密★长期", "forbidden", "certain", id="long term"),
        pytest.param("机 密 ★ 10 年", "forbidden", "certain", id="letter-spaced"),
        pytest.param("秘密（三年）", "forbidden", "certain", id="term in brackets"),
        pytest.param("密级：机密", "forbidden", "certain", id="field"),
        pytest.param("某某会议纪要\n秘密\n第一条", "forbidden", "to-verify", id="a line of its own"),
        pytest.param("绝密★启用前", "forbidden", "to-verify", id="examination paper"),
        pytest.param("内部资料 注意保存", "forbidden", "certain", id="internal material"),
        pytest.param("内部文件，不得外传", "forbidden", "certain", id="internal document"),
        pytest.param("【内部资料】", "explain", "to-verify", id="internal material in brackets"),
        pytest.param("（此件不公开）", "forbidden", "to-verify", id="not to be made public"),
        pytest.param("本稿仅供领导参阅", "explain", "to-verify", id="for leaders only"),
        pytest.param("工作秘密★", "explain", "to-verify", id="work secret"),
    ],
)
def test_secrecy_marks_are_found(text, severity, confidence):
    assert [(h.kind, h.severity, h.confidence, h.clause) for h in scan(text)] == [
        ("secrecy-mark", severity, confidence, "30.1")
    ]


@pytest.mark.clause("13.10")
@pytest.mark.parametrize("text", ["商业秘密★", "核心商密★", "【商业秘密】", "商业机密，请勿外传", "正文\n商业秘密\n"])
def test_marks_of_trade_secrets_are_their_own_kind(text):
    assert {(h.kind, h.clause) for h in scan(text)} >= {("trade-secret", "13.10")}


@pytest.mark.parametrize(
    "text",
    [
        "严禁在互联网发布涉及国家秘密、工作秘密、商业秘密和个人隐私的信息。",
        "定密责任人确定绝密级、机密级、秘密级事项。",
        "学习保守国家秘密法，机密事项不上网。",
        "此件公开发布",
        "（此件依申请公开）",
        "文件、内部资料、会议记录应当归档。",
        "他揭开了长寿的秘密。",
        "加强内部监督，密切联系群众。",
    ],
)
def test_texts_about_secrets_do_not_hit(text):
    assert scan(text) == ()
