"""What citizens and staff fill in."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from jiyue.platform.interaction.models import MessageKind, Outcome
from jiyue.platform.organisations.models import Unit

LONGEST_TEXT = 3000


def too_short(least: int) -> MinLengthValidator:
    """A sentence for what is too short to be understood."""
    return MinLengthValidator(least, _("请至少写 %(limit_value)d 个字，现在只有 %(show_value)d 个字。"))


class LetterForm(forms.Form):
    """A citizen's message. `website` is a trap: people do not see it, machines fill it in."""

    kind = forms.ChoiceField(
        label=_("类型"), choices=MessageKind.choices, widget=forms.RadioSelect, initial=MessageKind.CONSULTATION
    )
    title = forms.CharField(
        label=_("标题"), max_length=50, validators=[too_short(4)], help_text=_("一句话说明来信的事情，不超过50字。")
    )
    text = forms.CharField(
        label=_("内容"),
        max_length=LONGEST_TEXT,
        validators=[too_short(10)],
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("写明时间、地点和请求，不超过3000字。请不要写身份证号、银行卡号。"),
    )
    name = forms.CharField(
        label=_("姓名"), max_length=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        required=False,
        validators=[RegexValidator(r"^[0-9０-９+（）() 　-]{7,30}$", _("请填写手机号码，或带区号的固定电话。"))],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("只用于核实和答复，加密保存，不公开。"),
    )
    wants_public = forms.BooleanField(label=_("同意隐去个人信息后公开来信和答复"), required=False)
    about = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def clean_about(self) -> str:
        """Only a path of this very site is kept; anything else is dropped."""
        about = str(self.cleaned_data["about"])
        return about if about.startswith("/") and not about.startswith("//") and about.isprintable() else ""

    def is_trapped(self) -> bool:
        """Whether a machine filled in what people do not see."""
        return bool(self.cleaned_data.get("website"))


class LookupForm(forms.Form):
    """What an asker needs to see a message again."""

    number = forms.CharField(label=_("查询编号"), max_length=24, help_text=_("如 610300-20261119-0186。"))
    code = forms.CharField(
        label=_("查询码"),
        max_length=20,
        help_text=_("提交来信时显示的八位数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip()

    def clean_code(self) -> str:
        return "".join(character for character in str(self.cleaned_data["code"]) if character.isdigit())


class NotAnsweredForm(LookupForm):
    """What the asker finds not answered; number and code come along unseen."""

    reason = forms.CharField(
        label=_("哪里没有答到"),
        max_length=300,
        validators=[too_short(4)],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每次答复可以标记一次，承办单位和监管单位都能看到。"),
    )
    number = forms.CharField(max_length=24, widget=forms.HiddenInput)
    code = forms.CharField(max_length=20, widget=forms.HiddenInput)


class DraftForm(forms.Form):
    """The draft of an answer with what becomes public."""

    outcome = forms.ChoiceField(
        label=_("办理结果"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.ANSWER
    )
    answer = forms.CharField(
        label=_("答复"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("写明事实、依据、措施、时限和联系人；不予受理的写明理由和应向何处提出。"),
    )
    is_public = forms.BooleanField(label=_("答复后公开"), required=False)
    public_reason = forms.CharField(label=_("公开或不公开的理由"), max_length=200, required=False)
    public_title = forms.CharField(label=_("公开标题"), max_length=50, required=False)
    public_text = forms.CharField(
        label=_("公开的来信"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class TransferForm(forms.Form):
    """To whom a message passes, and why."""

    to = forms.ModelChoiceField(label=_("转往单位"), queryset=Unit.objects.none(), empty_label=_("请选择"))
    reason = forms.CharField(
        label=_("转办理由"), max_length=300, help_text=_("写明该单位的职责依据，来信人和接收单位都能看到去向。")
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["to"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = units


class NoteForm(forms.Form):
    """A remark about how it goes."""

    text = forms.CharField(label=_("内容"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    is_for_asker = forms.BooleanField(label=_("告知来信人（不停止计时）"), required=False)


class ReasonForm(forms.Form):
    """A reason or an opinion that an act demands."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
