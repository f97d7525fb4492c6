"""Every entry of the menu, in its groups; the policy decides who sees which."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiyue.platform.console.menu import Entry, register
from jiyue.platform.findings.models import Finding
from jiyue.platform.interaction.models import Message
from jiyue.platform.library.models import Edition
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.policy import Act
from jiyue.platform.procedures.models import Case
from jiyue.platform.supervision.models import RectificationOrder


def reviews_waiting(person: Person) -> int:
    """The texts that wait for the person's review."""
    return Edition.objects.waiting_for(person).count()


def findings_overdue(person: Person) -> int:
    """The findings within the person's reach whose deadline has passed."""
    return Finding.objects.open_to(person).overdue(timezone.localdate()).count()


def orders_unsettled(person: Person) -> int:
    """The orders within the person's reach that still ask for something."""
    return RectificationOrder.objects.open_to(person).unsettled().count()


def cases_waiting(person: Person) -> int:
    """The cases that wait for the person: to decide, or returned to their unit."""
    return Case.objects.waiting_for(person).count()


def messages_waiting(person: Person) -> int:
    """The messages within the person's reach whose clock runs."""
    return Message.objects.open_to(person).waiting().count()


def register_entries() -> None:
    """Register the menu; called once when the platform starts."""
    register(
        Entry(_("监管"), _("今日工作"), "dashboard", "home", Act.SEE_DASHBOARD),
        Entry(_("编辑"), _("工作台"), "workbench-home", "home", Act.SEE_RESOURCE),
        Entry(_("编辑"), _("栏目与稿件"), "workbench:columns", "tree", Act.SEE_RESOURCE),
        Entry(_("编辑"), _("信息资源"), "workbench:resources", "documents", Act.SEE_RESOURCE),
        Entry(_("编辑"), _("新建稿件"), "workbench:new-resource", "plus", Act.WRITE_RESOURCE),
        Entry(_("编辑"), _("待我审核"), "workbench:reviews", "eye", Act.REVIEW_RESOURCE, reviews_waiting),
        Entry(_("互动交流"), _("留言"), "interaction:messages", "chat", Act.SEE_MESSAGE, messages_waiting),
        Entry(_("网站"), _("网站设置"), "publishing:site", "sliders", Act.CONFIGURE_SITE),
        Entry(_("网站"), _("网站台账"), "site-list", "globe", Act.SEE_SITE),
        Entry(_("监测与问题"), _("监测轮次"), "monitoring:rounds", "pulse", Act.SEE_FINDING),
        Entry(_("监测与问题"), _("问题"), "findings:index", "flag", Act.SEE_FINDING, findings_overdue, is_urgent=True),
        Entry(_("监测与问题"), _("整改通知"), "supervision:orders", "wrench", Act.SEE_ORDER, orders_unsettled),
        Entry(_("办件"), _("申请与报备"), "procedures:cases", "form", Act.SEE_CASE, cases_waiting),
        Entry(_("依据"), _("规则库"), "rulebook", "book", Act.SEE_SITE),
        Entry(_("依据"), _("原则性规定的例外"), "register:exceptions", "shield", Act.SEE_EXCEPTION),
        Entry(_("依据"), _("审计日志"), "audit-log", "scales", Act.SEE_AUDIT),
    )
