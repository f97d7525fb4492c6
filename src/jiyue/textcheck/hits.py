"""What the text check answers with: one hit per place, its kind, how grave it is and how sure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Severity = Literal["forbidden", "explain", "hint"]
Confidence = Literal["certain", "to-verify"]

SEVERITY_LABELS: Final[Mapping[Severity, str]] = MappingProxyType(
    {"forbidden": "禁止发布", "explain": "须说明", "hint": "提示"}
)
CONFIDENCE_LABELS: Final[Mapping[Confidence, str]] = MappingProxyType({"certain": "确定", "to-verify": "待核实"})

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "citizen-id": "居民身份证号码",
        "mobile": "手机号码",
        "landline": "固定电话号码",
        "bank-card": "银行卡号",
        "passport": "护照或通行证号码",
        "home-address": "详细住址",
        "licence-plate": "车辆号牌",
        "social-account": "个人社交账号",
        "secrecy-mark": "涉密标识",
        "trade-secret": "商业秘密标识",
        "wording": "错误或敏感表述",
        "advert": "商业广告用语",
        "illegal-content": "违法不良信息用语",
    }
)
PERSONAL: Final = frozenset(
    {
        "citizen-id",
        "mobile",
        "landline",
        "bank-card",
        "passport",
        "home-address",
        "licence-plate",
        "social-account",
    }
)
RANK: Final[Mapping[str, int]] = MappingProxyType({"forbidden": 0, "explain": 1, "hint": 2})


class Found(NamedTuple):
    """What a detector found, before the unit's policy and the context around it."""

    kind: str
    start: int
    end: int
    excerpt: str
    severity: Severity
    confidence: Confidence
    clause: str
    message: str
    advice: str
    rule: str
    word_class: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a text that needs a decision.

    `start` and `end` count characters of the text that was scanned (`end` excluded). `excerpt` and
    `context` are masked: they never hold a full personal number and may go into any report.
    `rule` names the lexicon entry or detector, `word_class` the class of wording, where there is one.
    """

    kind: str
    start: int
    end: int
    excerpt: str
    severity: Severity
    clause: str
    message: str
    advice: str
    confidence: Confidence
    context: str = ""
    rule: str = ""
    word_class: str = ""
    suggestion: str = ""

    @property
    def kind_label(self) -> str:
        """The kind in Chinese, as a chip shows it."""
        return KINDS[self.kind]

    @property
    def severity_label(self) -> str:
        """禁止发布, 须说明 or 提示."""
        return SEVERITY_LABELS[self.severity]
