"""Forms as samples: an opinion with errors, a filter, fields inside an annex, a page of a list."""

from typing import Any

from django import forms
from django.core.paginator import Paginator


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label="意见", choices=[("agree", "同意"), ("mend", "补正"), ("refuse", "不予同意")], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="理由", help_text="退回、不予同意必填，写明依据的条款。", widget=forms.Textarea)
    due_on = forms.DateField(label="补正期限", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    unit = forms.ChoiceField(label="转办单位", required=False, choices=[("", "不转办"), ("1", "市大数据管理中心")])
    is_public = forms.BooleanField(label="意见向申请单位公开", required=False)
    points = forms.MultipleChoiceField(
        label="补正事项",
        choices=[("a", "下线期内征集结果无承接"), ("b", "联系人变更未报备")],
        widget=forms.CheckboxSelectMultiple,
    )
    scan = forms.FileField(label="批复扫描件", required=False, help_text="PDF，20 MB 以内。")


class ColumnFilter(forms.Form):
    words = forms.CharField(label="栏目名称", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("late", "长期未更新")])


class ContactForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=30)
    phone = forms.CharField(label="办公电话", help_text="区号加号码")


def samples() -> dict[str, Any]:
    opinion = OpinionForm({"opinion": "mend", "due_on": "2026-13-01"})
    contact = ContactForm({"name": "孙宁"})
    page = Paginator(list(range(95)), 20).page(2)
    cells = [{"label": field.label, "field": field} for field in contact]
    return {
        "opinion_form": opinion,
        "filter_form": ColumnFilter(),
        "page_obj": page,
        "page_urls": {"previous": "?page=1", "next": "?page=3"},
        "annex_form": {
            "number": "附件2",
            "title": "政府网站永久/临时下线申请表",
            "groups": [{"label": "联系人", "rows": [cells]}],
        },
    }
