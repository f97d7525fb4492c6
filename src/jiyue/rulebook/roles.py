"""Who owes a duty and to whom: the roles of the measures (2, 4, 5, 15, 28, 33) by their Chinese names."""

LABELS = {
    "bureau": "市大数据发展服务局（监管单位）",
    "business-unit": "业务部门",
    "centre": "市大数据管理中心（运维单位）",
    "city": "市政府",
    "co-regulators": "宣传、网信、编制、公安部门",
    "communications": "省通信管理局",
    "county": "县（区）政府",
    "county-department": "县级政府部门",
    "cyberspace": "网信部门",
    "department": "市政府部门",
    "editor": "编辑发布人员",
    "finance": "市财政局",
    "head": "主办单位总负责人",
    "host": "主办单位",
    "media": "相关媒体",
    "office": "市政府办公室（主管单位）",
    "openness": "市政务公开办公室",
    "platform": "集约化平台",
    "police": "公安机关",
    "province": "省政府办公厅",
    "public": "公众",
    "publicity": "宣传部门",
    "registry": "域名注册管理机构",
    "reviewer": "信息审核人员",
    "service-bureau": "市行政审批服务局",
    "service-host": "政务服务平台主办单位",
    "staffing": "编制部门",
    "state": "国务院办公厅",
    "town": "镇政府、街道办事处",
    "undertaker": "承办单位",
    "unit": "各地各部门",
    "zone": "国家级开发区管委会",
}


def names(roles: tuple[str, ...]) -> str:
    """The Chinese names of several roles, joined as Chinese text joins them."""
    return "、".join(LABELS[role] for role in roles)
