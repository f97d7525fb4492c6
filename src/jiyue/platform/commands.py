"""The platform's part of the command `jiyue`: importing documents, verifying the trail and the public tree."""

import argparse
import json
import os
import sys
from pathlib import Path

import django


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the platform's sub-commands."""
    policy = subparsers.add_parser(
        "import-policy", help="把规章、文件（TXT、DOCX、HTML）导入信息资源库，成为待审核的草稿"
    )
    policy.add_argument("file", type=Path, metavar="FILE")
    policy.add_argument("--site", default="portal", help="网站代号，默认 portal")
    policy.add_argument("--column", default="", help="栏目代号，默认该网站第一个政策文件栏目")
    policy.add_argument("--by", required=True, help="导入人账号（须是该网站的编辑）")
    policy.add_argument("--title", default="", help="标题，默认取文件首行")
    policy.set_defaults(run=import_policy)
    verify = subparsers.add_parser("verify", help="核对审计链和公开页面，指出第一处不符")
    verify.set_defaults(run=verify_all)
    facts = subparsers.add_parser(
        "export-facts", help="导出全市网站、栏目、留言的当前事实（JSON），供 jiyue rules effect 试改"
    )
    facts.add_argument("file", type=Path, metavar="FILE", help="写到哪个文件，只有本人可读")
    facts.set_defaults(run=export_facts)
    holidays = subparsers.add_parser("enter-holidays", help="录入一年的放假安排通知（TOML），并重算未办结的期限")
    holidays.add_argument("file", type=Path, metavar="FILE", help="以年份命名的文件，如 2027.toml")
    holidays.set_defaults(run=enter_holidays)


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiyue.platform.config.settings")
    django.setup()


def import_policy(arguments: argparse.Namespace) -> int:
    """Import one document as a draft; 2 when the file, the site, the column or the person does not fit."""
    _start()
    from jiyue.platform.kernel.refusals import Refused
    from jiyue.platform.library.importing.bringing import bring
    from jiyue.platform.library.importing.reading import UnreadableFile, lines_of
    from jiyue.platform.library.importing.structure import structured
    from jiyue.platform.organisations.models import Person
    from jiyue.platform.register.models import Column

    columns = Column.objects.in_use().filter(site__key=arguments.site, fed_by="items").order_by("position", "pk")
    column = (
        columns.filter(key=arguments.column).first()
        if arguments.column
        else columns.filter(column_type="政策文件").first()
    )
    person = Person.objects.filter(username=arguments.by).first()
    if column is None or person is None:
        missing = (
            f"网站 {arguments.site} 没有栏目 {arguments.column or '政策文件'}"
            if column is None
            else f"没有账号 {arguments.by}"
        )
        sys.stderr.write(f"{missing}。请检查后重试。\n")
        return 2
    try:
        text = structured(lines_of(arguments.file), title=arguments.title or "")
        if not text.title:
            text = structured(lines_of(arguments.file), title=arguments.file.stem)
        resource = bring(text=text, column=column, by=person, file_name=arguments.file.name)
    except (UnreadableFile, Refused) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(
        f"已导入《{resource.title}》：{text.chapters} 章、{text.articles} 条，栏目“{column.title}”，草稿编号 {resource.pk}。"
        "请在工作台补全属性、送审。\n"
    )
    return 0


def verify_all(_arguments: argparse.Namespace) -> int:
    """Verify the trail and every site's public tree; 1 when something does not hold."""
    _start()
    from jiyue.platform.audit import trail
    from jiyue.platform.publishing.manifest import check_tree
    from jiyue.platform.register.models import Site

    state = 0
    result = trail.verify()
    if result.broken_at is not None:
        sys.stdout.write(f"审计链在第 {result.broken_at} 条断开：{result.reason}\n")
        state = 1
    else:
        sys.stdout.write(f"审计链完好，共 {result.checked} 条。\n")
    for site in Site.objects.in_operation().filter(is_on_platform=True).order_by("pk"):
        guard = check_tree(site)
        if guard.is_intact:
            sys.stdout.write(f"{site.name}：公开页面与签名一致。\n")
            continue
        state = 1
        places = [
            *(f"改动 {path}" for path in guard.changed),
            *(f"缺少 {path}" for path in guard.missing),
            *(f"多出 {path}" for path in guard.strange),
        ]
        sys.stdout.write(f"{site.name}：{'；'.join(places[:5]) or f'第 {guard.broken_release} 次发布的签名不符'}\n")
    return state


def export_facts(arguments: argparse.Namespace) -> int:
    """Write the city's current facts to a file that its owner alone may read; 2 when it can not be written."""
    _start()
    from django.utils import timezone

    from jiyue.platform.monitoring.facts import city_facts

    facts = city_facts(now=timezone.now())
    try:
        arguments.file.touch(mode=0o600)
        arguments.file.chmod(0o600)
        arguments.file.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as problem:
        sys.stderr.write(f"不能写入 {arguments.file}：{problem.strerror}。\n")
        return 2
    columns = [column for site in facts["sites"] for column in site["columns"]]
    unknown = sum(not column["measured"] for column in columns)
    sys.stdout.write(f"已导出 {len(facts['sites'])} 个网站、{len(columns)} 个栏目，其中 {unknown} 个栏目没有测到。\n")
    return 0


def enter_holidays(arguments: argparse.Namespace) -> int:
    """Enter one year's notice and count what is open anew; raises DataError, and changes nothing, for a faulty file."""
    from jiyue.rulebook import workcalendar

    year = workcalendar.arrangement(arguments.file).year
    _start()
    from django.db import transaction

    from jiyue.platform.interaction import recounting as messages
    from jiyue.platform.interaction.models import Message
    from jiyue.platform.kernel import calendars
    from jiyue.platform.supervision import recounting as orders
    from jiyue.platform.supervision.models import RectificationOrder

    before = workcalendar.official()
    with transaction.atomic():
        after = before.entered(workcalendar.arrangement(arguments.file))
        moved: list[Message | RectificationOrder] = [
            *messages.recount(after, year=year),
            *orders.recount(before, after, year=year),
        ]
        calendars.keep(arguments.file)
    for each in moved:
        sys.stdout.write(f"{each}：期限改为 {each.due_on}\n")
    sys.stdout.write(
        f"已录入 {year} 年放假安排，{len(moved)} 个未办结的期限有变动并已记入审计。各进程从下一次请求或任务起按新安排计算，不必重启。\n"
    )
    return 0
