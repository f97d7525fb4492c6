"""The gates of a review: the five of 32.5 and what 17.4 adds to them; a reviewer ticks each by itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GATES: dict[str, Promise] = {
    "political": _("政治关：导向正确，表述规范"),
    "legal": _("法律关：符合法律法规"),
    "policy": _("政策关：与现行政策一致"),
    "secrecy": _("保密关：不涉密、不涉及商业秘密和个人隐私"),
    "wording": _("文字关：文字、格式、图表准确"),
    "suitable": _("适宜上网：属于本网站职能，可以公开"),
}
