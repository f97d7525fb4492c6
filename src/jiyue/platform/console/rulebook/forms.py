from django import forms
from django.utils.translation import gettext_lazy as _

from jiyue.rulebook import clauses, roles
from jiyue.rulebook.clauses import Clause

ALL = ("", _("全部"))


class ClauseFilter(forms.Form):
    """Which clauses to list: by words, article, who owes it, and kind."""

    q = forms.CharField(label=_("文字"), required=False, max_length=40)
    article = forms.IntegerField(label=_("第几条"), required=False, min_value=1, max_value=38)
    subject = forms.ChoiceField(label=_("责任主体"), required=False, choices=[ALL, *roles.LABELS.items()])
    kind = forms.ChoiceField(label=_("性质"), required=False, choices=[ALL, *clauses.KINDS.items()])

    def chosen(self) -> list[Clause]:
        """The clauses that fit; all of them while nothing is asked, none for a question that can not be read."""
        if not self.is_bound:
            return list(clauses.all())
        if not self.is_valid():
            return []
        asked = self.cleaned_data
        return [clause for clause in clauses.all() if _fits(clause, asked)]


def _fits(clause: Clause, asked: dict[str, object]) -> bool:
    words = str(asked["q"]).split()
    text = f"{clause.id} {clause.citation} {clause.statement} {clause.subject} {clause.addition_note}"
    return (
        all(word in text for word in words)
        and asked["article"] in (None, clause.article)
        and (not asked["subject"] or asked["subject"] in clause.owed_by)
        and asked["kind"] in ("", clause.kind)
    )
