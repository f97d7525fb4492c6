"""Samples of a case: steps, buttons, form, conditions, consequences, history. Invented, in real length."""

STEPS = [
    {"title": "主办单位申请", "state": "done", "lines": ["11-19 市水利局 孙宁", "宝水函〔2026〕41 号"], "url": "#s1"},
    {"title": "主管单位受理", "state": "done", "lines": ["11-20 市政府办 马晓岚", "形式审查，用时 1 日"]},
    {"title": "市政府办审核", "state": "now", "lines": ["何志远 承办", "第 1 个工作日"]},
    {"title": "省政府办公厅审批", "state": "outside", "lines": ["平台外，登记文号", "批复扫描件"]},
    {"title": "公告并置顶", "state": "todo", "lines": ["市政府门户首页", "批准后、下线前"]},
    {"title": "临时下线", "state": "todo", "lines": ["12-05 至 12-16", "12 天，上限 30 天"]},
    {"title": "恢复上线结案", "state": "todo", "lines": ["12-17", "监测自动恢复"]},
]
CASE_ACTIONS = [
    {"label": "提出意见", "url": "#opinion", "is_main": True},
    {"label": "转办…", "url": "#pass"},
    {"label": "退回待领", "url": "#back", "is_post": True},
    {"label": "批准下线", "url": "", "refused": "须省政府办公厅审批，批复到后由您登记文号。"},
    {"label": "修改申请表", "url": "", "refused": "限申请单位；您可逐项批注或要求补正。"},
    {"label": "打印呈批件", "url": "#print", "icon": "print"},
    {"label": "导出案卷", "url": "#export", "icon": "download"},
]
ANNEX = {
    "number": "附件2",
    "title": "政府网站永久/临时下线申请表",
    "groups": [
        {
            "label": "主办单位负责同志",
            "rows": [
                [{"label": "姓名", "value": "高明远"}, {"label": "联系电话", "value": "0917-326****"}],
                [{"label": "手机", "value": "139****0821", "remark": "与台账一致"}],
            ],
        },
        {
            "label": "承办单位",
            "rows": [
                [{"label": "网站名称", "value": "宝鸡市水利局"}],
                [{"label": "首页网址", "value": "shuili.baoji.gov.cn"}],
                [
                    {
                        "label": "申请理由（永久/临时下线声明）",
                        "value": "☐ 永久下线　☑ 临时下线\n因网站由自建系统迁入全市集约化平台，须停机迁移栏目 38 个、文章 1.2 万篇并作安全检测，拟于 2026 年 12 月 5 日 0 时至 12 月 16 日 24 时下线，共 12 天。",
                        "comments": [
                            {"who": "何志远", "at": "11-23 09:10", "text": "请补充下线期间水情、汛情信息由何处发布。"}
                        ],
                    }
                ],
            ],
        },
        {"label": "迁移栏目及网址", "rows": [[{"is_blank": "网站临时下线，该模块不需填写"}]]},
        {
            "label": "联系人",
            "rows": [
                [{"label": "姓名", "value": "孙宁", "differs": "台账登记为马骏（2025-03-02 起），未收到变更报备"}],
                [{"label": "办公电话", "value": "0917-326****"}, {"label": "手机", "value": "137****5519"}],
            ],
        },
        {"label": "主管单位审核意见", "rows": [[{"value": "审核后由系统填入，打印时留盖章位置", "is_seal": True}]]},
    ],
}
CONDITIONS = [
    {"state": "met", "text": "申请由主办单位提出：宝鸡市水利局", "clause": "9.1"},
    {
        "state": "met",
        "text": "2026 年已临时下线 0 次，上限 1 次",
        "clause": "9.3",
        "quote": "临时下线每年不得超过1次，临时下线时间不得超过30天。",
        "note": "「每年」按开始下线之日所在公历年计（读法 R7，待局确认）。批准后为第 1 次。",
        "is_open": True,
    },
    {
        "state": "met",
        "text": "拟下线 12 天（12-05 0 时至 12-16 24 时），上限 30 天",
        "clause": "9.3",
    },
    {
        "state": "violated",
        "text": "1 项征集结果应在下线期内公开，没有承接安排",
        "clause": "15.1",
        "quote": "……要开设在线调查征集渠道，于活动结束后1个月内汇聚网民意见建议并公开反馈结果。",
        "note": "「农村供水水价征求意见」11-08 结束，应于 12-08 前公开结果；下线不暂停此期限。",
        "is_open": True,
    },
    {
        "state": "undecided",
        "text": "理由「系统升级」是否属于可临时下线的情形",
        "clause": "9.1",
    },
    {"state": "manual", "text": "未与其他未结案件冲突", "own_rule": "平台增补"},
]
OUTCOMES = [
    {
        "title": "补正",
        "note": "当前所选，可撤回",
        "effects": ["通知孙宁、高明远；审核时限自发出起暂停", "申请表对市水利局重新开放两处"],
    },
    {
        "title": "同意，且省政府办公厅批准后",
        "is_final": True,
        "effects": [
            "公告发布到市政府门户首页公告栏并置顶，逐日核验",
            "12-05 0 时起暂停监测和更新时限；留言、征集时限不暂停",
            "登记 2026 年第 1 次临时下线，本年不能再次申请",
        ],
    },
]
HISTORY = [
    {"at": "2026-11-23 09:04", "action": "打开审核", "person": "何志远", "unit": "市政府办公室", "reason": "领取案件"},
    {
        "at": "2026-11-20 15:10",
        "action": "受理",
        "person": "马晓岚",
        "unit": "市政府办公室",
        "reason": "形式审查通过",
        "changes": [{"label": "状态", "before": "已申请", "after": "审核中"}],
    },
    {
        "at": "2026-11-20 10:26",
        "action": "补填",
        "person": "孙宁",
        "unit": "市水利局",
        "reason": "按受理意见",
        "changes": [{"label": "结束日", "before": "12-20", "after": "12-16"}],
    },
]
