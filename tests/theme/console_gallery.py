"""A gallery of the staff side: Django's own engine, the theme's templates, sample pages of real length. People and figures are invented."""

from pathlib import Path
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.template import Context
from django.template.engine import Engine

import jiyue.platform.theme
from tests.theme import case_samples, dashboard_samples, form_samples, shell_samples, site_samples, workbench_samples

THEME = Path(jiyue.platform.theme.__file__).parent
PAGES = Path(__file__).parent / "pages"
LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
    "theme": "jiyue.platform.theme.templatetags.theme",
}
COMPOSED = tuple(sorted(page.name for page in PAGES.glob("*.html")))
GATES = ("theme/sign_in.html", "theme/refused.html", "theme/404.html", "theme/500.html")


class Flash(str):
    """A message of django.contrib.messages, as templates see it."""

    level_tag = "info"


def flash(level_tag: str, text: str) -> Flash:
    message = Flash(text)
    message.level_tag = level_tag
    return message


def engine() -> Engine:
    return Engine(dirs=[str(THEME / "templates"), str(PAGES)], libraries=LIBRARIES)


def render(template: str, **values: Any) -> str:
    return engine().get_template(template).render(Context(values))


def page(name: str) -> str:
    """Render a sample page or a gate with the shell's variables and the samples of all sides."""
    samples = shell_samples.SHELL | form_samples.samples() | GATE
    for module in (dashboard_samples, site_samples, case_samples, workbench_samples):
        samples |= {key.lower(): value for key, value in vars(module).items() if key.isupper()}
    return render(
        name,
        **(
            samples
            | workbench_samples.PAGES.get(f"{name.removesuffix('.html')}_page", {})
            | ({"form": sign_in()} if "sign_in" in name else {})
        ),
    )


def sign_in() -> AuthenticationForm:
    form = AuthenticationForm(None, data={"username": "chenjing", "password": ""})
    form.is_valid()
    return form


GATE: dict[str, Any] = {
    "csrf_token": "sample",
    "page_title": "不能办理",
    "refusals": [
        {
            "sentence": "您编辑过这一版，写、编、送过本稿的人不能审核。",
            "clause": "17.1",
            "remedy": "请由另一位审核人办理，或退回后由他人修改再送审。",
        }
    ],
    "who": "罗建平、冯嘉宁（凤县政府办公室）",
    "incident": "20261123-0912-7f3a",
    "demo_accounts": [
        {"username": "chenjing", "name": "陈静", "role": "市大数据发展服务局 监管"},
        {"username": "zhouyanqiu", "name": "周砚秋", "role": "凤县政府办公室 编辑"},
    ],
    "demo_password": "demo-2026",
    "messages": [
        flash("success", "责令整改通知已发给市交通运输局，应于 11 月 30 日前反馈。"),
        flash("warning", "次年放假安排未公布，期限日期待定。"),
    ],
}
