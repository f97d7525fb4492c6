"""Samples of the frame of a staff page: menu, person, crumbs. Invented."""

from typing import Any


def menu(current: str) -> list[dict[str, Any]]:
    groups = [
        ("", [("今日工作", "home", 16, False), ("待我办理", "flag", 6, False)]),
        (
            "网站",
            [
                ("网站台账", "globe", 55, False),
                ("栏目台账", "tree", "2 316", False),
                ("域名台账", "server", 108, False),
                ("责任人与培训", "people", None, False),
            ],
        ),
        (
            "监测与问题",
            [
                ("监测轮次", "pulse", None, False),
                ("问题与整改", "wrench", 61, False),
                ("留言督办", "chat", 3, True),
                ("疑似假冒", "shield", 2, True),
            ],
        ),
        (
            "办件与公开",
            [
                ("申请与报备", "document", 9, False),
                ("通报、公开、考核", "chart", None, False),
                ("年度报表", "form", None, False),
            ],
        ),
        ("依据", [("规则库", "book", None, False), ("审计日志", "clock", None, False)]),
    ]
    return [
        {
            "label": label,
            "items": [
                {
                    "label": name,
                    "url": f"#{icon}",
                    "icon": icon,
                    "count": count,
                    "is_urgent": urgent,
                    "is_current": name == current,
                }
                for name, icon, count, urgent in items
            ],
        }
        for label, items in groups
    ]


SHELL = {
    "product_name": "宝鸡市政府网站集约化平台",
    "side_name": "监管台",
    "page_title": "今日工作",
    "menu": menu("今日工作"),
    "person": {"name": "陈静", "unit": "市大数据发展服务局 监管科", "role": "监管单位"},
    "home_url": "/",
    "search_url": "/find/",
    "notices_url": "/notices/",
    "notices_count": 6,
    "sign_out_url": "/sign-out/",
    "account_links": [{"label": "修改口令", "url": "/account/", "icon": "lock"}],
    "rulebook_version": "2026.3",
    "as_of": "数据截至 09:05 · 读网 06:41",
    "crumbs": [{"title": "监管台", "url": "/"}, {"title": "今日工作", "url": ""}],
    "messages": [],
}
