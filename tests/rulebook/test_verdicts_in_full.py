"""Whole verdicts, word for word: every evaluator in every branch.

Each example is two lines: the question as Python, and the answer as outcome, clause, last day in time,
margin, day of breach, version and reason. A lawyer reads the answers; a change of words shows here.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from jiyue.rulebook.assessment import judge_failed_sites
from jiyue.rulebook.availability import OutageFacts, ProbeFacts, judge_availability, judge_outage
from jiyue.rulebook.columns import Category, ColumnFacts, judge_column, judge_columns
from jiyue.rulebook.home import HomeFacts, judge_home
from jiyue.rulebook.hosting import ServerFacts, judge_servers
from jiyue.rulebook.incidents import IncidentFacts, judge_incidents
from jiyue.rulebook.interaction import MessageFacts, judge_channel, judge_message, judge_messages, judge_transfers
from jiyue.rulebook.limits import judge_limit, judge_reach, judge_share
from jiyue.rulebook.newmedia import AccountFacts, judge_interaction, judge_updates
from jiyue.rulebook.periods import PeriodFacts, judge_annual, judge_period, month_of, quarter_of, year_of
from jiyue.rulebook.records import Entry, RecordFacts, judge_record
from jiyue.rulebook.services import ELEMENTS, GuideFacts, judge_guides
from jiyue.rulebook.timeliness import ActFacts, NoticeFacts, judge_act, judge_notice

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
NEWS, POLICY, OTHER, STATIC = Category.NEWS, Category.POLICY, Category.OTHER, Category.STATIC
LINES = """
# 栏目
judge_column(column(NEWS, days_ago(13)), on=TODAY)
    符合 | 19.1 | 2026-11-24 | 1 天 | 1 days | 2026-11-25 | baoji@2021-01-01 | 最近更新 2026-11-10，最迟应于 2026-11-24 再次更新，还有 1 天。
judge_column(column(NEWS, days_ago(14)), on=TODAY)
    符合 | 19.1 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | baoji@2021-01-01 | 最近更新 2026-11-09，最迟应于 2026-11-23 再次更新，今天是最后一天。
judge_column(column(NEWS, days_ago(15)), on=TODAY)
    不符合 | 19.1 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | baoji@2021-01-01 | 最近更新 2026-11-08，最迟应于 2026-11-22 再次更新，已超期 1 天。
judge_column(column(NEWS, days_ago(15)), on=TODAY, city="state")
    不符合 | 19.1 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | state@2019-04-18 | 最近更新 2026-11-08，最迟应于 2026-11-22 再次更新，已超期 1 天。
judge_column(column(NEWS, days_ago(15)), on=TODAY, city="shaanxi")
    无法判定 | 19.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“动态、要闻类栏目未更新期限”的数值。
judge_column(column(POLICY, date(2026, 5, 22)), on=TODAY)
    不符合 | 19.2 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | baoji@2021-01-01 | 最近更新 2026-05-22，最迟应于 2026-11-22 再次更新，已超期 1 天。
judge_column(column(OTHER, days_ago(31), cycle_days=30), on=TODAY)
    不符合 | 19.5 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | baoji@2021-01-01 | 最近更新 2026-10-23，最迟应于 2026-11-22 再次更新，已超期 1 天。
judge_column(column(STATIC, days_ago(999)), on=TODAY)
    符合 | 13.3 | — | — | — | — | baoji@2021-01-01 | 静态栏目，不计更新期限。
judge_column(column(NEWS, None, entries=0), on=TODAY)
    不符合 | 19.6 | — | — | — | — | baoji@2021-01-01 | 空白栏目：没有任何条目。
judge_column(column(NEWS, None), on=TODAY)
    无法判定 | 19.1 | — | — | — | — | baoji@2021-01-01 | 读不到更新日期，须人工核实。
judge_column(column(POLICY, days_ago(-1)), on=TODAY)
    无法判定 | 19.2 | — | — | — | — | baoji@2021-01-01 | 最近更新日期 2026-11-24 晚于判定日 2026-11-23，须核实是否伪造发稿日期。
judge_column(column(OTHER, days_ago(5)), on=TODAY)
    无法判定 | 19.5 | — | — | — | — | baoji@2021-01-01 | 未登记更新周期（第32条（二）），无法判定是否长期未更新。
judge_column(column(OTHER, days_ago(5), measured=False), on=TODAY)
    无法判定 | 19.5 | — | — | — | — | baoji@2021-01-01 | 未能测量该栏目，不作判定。
judge_columns([column(NEWS, days_ago(14))], on=TODAY, city="state")[0]
    符合 | 19.1 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | state@2019-04-18 | 最近更新 2026-11-09，最迟应于 2026-11-23 再次更新，今天是最后一天。
judge_columns([column(NEWS, days_ago(14))], on=TODAY, city="shaanxi")[0]
    无法判定 | 19.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“动态、要闻类栏目未更新期限”的数值。

# 首页
judge_home(HomeFacts(days_ago(13)), on=TODAY)
    符合 | 19.1 | 2026-11-24 | 1 天 | 1 days | 2026-11-25 | baoji@2021-01-01 | 最近更新 2026-11-10，最迟应于 2026-11-24 再次更新，还有 1 天。
judge_home(HomeFacts(days_ago(14)), on=TODAY)
    符合 | 19.1 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | baoji@2021-01-01 | 最近更新 2026-11-09，最迟应于 2026-11-23 再次更新，今天是最后一天。
judge_home(HomeFacts(days_ago(15)), on=TODAY, city="state")
    不符合 | 19.1 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | state@2019-04-18 | 最近更新 2026-11-08，最迟应于 2026-11-22 再次更新，已超期 1 天。
judge_home(HomeFacts(TODAY), on=TODAY)
    符合 | 19.1 | 2026-12-07 | 14 天 | 14 days | 2026-12-08 | baoji@2021-01-01 | 最近更新 2026-11-23，最迟应于 2026-12-07 再次更新，还有 14 天。
judge_home(HomeFacts(None), on=TODAY)
    无法判定 | 19.1 | — | — | — | — | baoji@2021-01-01 | 首页没有读到任何带日期的信息，须人工核实。
judge_home(HomeFacts(days_ago(-1)), on=TODAY)
    无法判定 | 19.1 | — | — | — | — | baoji@2021-01-01 | 首页最新信息的日期 2026-11-24 晚于判定日 2026-11-23，须核实。
judge_home(HomeFacts(days_ago(1), measured=False), on=TODAY)
    无法判定 | 19.1 | — | — | — | — | baoji@2021-01-01 | 未能测量首页，不作判定。
judge_home(HomeFacts(days_ago(1)), on=TODAY, city="shaanxi")
    无法判定 | 19.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“首页信息未更新期限”的数值。

# 可用性
judge_availability(ProbeFacts((24,) * 7, 8), on=TODAY)
    符合 | 36.1 | — | — | 1/420 share | — | state@2019-04-18 | 监测 168 次，打不开 8 次，占 4.76%；达到 5% 即单项否决。
judge_availability(ProbeFacts((24,) * 7, 9), on=TODAY)
    不符合 | 36.1 | — | — | -1/280 share | — | state@2019-04-18 | 监测 168 次，打不开 9 次，占 5.36%；达到 5% 即单项否决。
judge_availability(ProbeFacts((24,) * 6, 0), on=TODAY)
    无法判定 | 36.1 | — | — | — | — | state@2019-04-18 | 7 天内须每天监测至少 20 次，只有 6 天达到。
judge_availability(ProbeFacts((24,) * 7, 0), on=TODAY, city="shaanxi")
    无法判定 | 36.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“可用性监测天数”的数值。
judge_outage(OutageFacts(NOON, None, False), now=NOON + timedelta(hours=30))
    不符合 | 9.5 | — | — | -6 hours | — | baoji@2021-01-01 | 停机 30 小时，没有报备；超过 24 小时未报备的提请处理。
judge_outage(OutageFacts(NOON, NOON + timedelta(hours=3), True), now=NOON + timedelta(hours=30))
    符合 | 9.5 | — | — | 21 hours | — | baoji@2021-01-01 | 停机 3 小时，已有报备；超过 24 小时未报备的提请处理。
judge_outage(OutageFacts(NOON, None, False), now=NOON, city="shaanxi")
    无法判定 | 9.5 | — | — | — | — | — | 参数集“陕西”在 2026-11-20 没有“视为未报备自行下线的停机时长”的数值。

# 服务
judge_guides([], has_services=True, on=TODAY)
    不符合 | 36.1 | — | — | 0 count | — | state@2019-04-18 | 没有提供任何办事服务。
judge_guides([GuideFacts(ELEMENTS[:4])] * 5, has_services=True, on=TODAY)
    不符合 | 36.1 | — | — | 0 count | — | state@2019-04-18 | 缺 4 类以上要素的指南 5 个，达到 5 个即单项否决。
judge_guides([GuideFacts(())] * 3, has_services=True, on=TODAY)
    符合 | 36.1 | — | — | 3 count | — | state@2019-04-18 | 缺 4 类以上要素的指南 0 个，达到 3 个即单项否决。
judge_guides(None, has_services=True, on=TODAY)
    无法判定 | 36.1 | — | — | — | — | state@2019-04-18 | 未能取得办事指南，不作判定。
judge_guides(None, has_services=False, on=TODAY)
    符合 | 36.1 | — | — | — | — | state@2019-04-18 | 没有对外服务职能，不检查。
judge_guides([], has_services=True, on=TODAY, city="shaanxi")
    无法判定 | 36.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“视为要素缺失指南的最少缺失类数”的数值。

# 严重问题与新媒体
judge_incidents(None, on=TODAY)
    无法判定 | 36.1 | — | — | — | — | — | 截至 2026-11-23 没有检查记录，不作判定。
judge_incidents(IncidentFacts(), on=TODAY)
    符合 | 36.1 | — | — | — | — | — | 没有经确认的严重问题。
judge_incidents(IncidentFacts(suspected=("forged", "secret-leaked")), on=TODAY)
    无法判定 | 36.1 | — | — | — | — | — | 待监管单位确认：弄虚作假，如伪造发稿日期、泄露国家秘密。
judge_incidents(IncidentFacts(confirmed=("wrong-expression", "public-outrage")), on=TODAY)
    不符合 | 36.1 | — | — | -2 | — | — | 经确认的严重问题：严重表述错误、因网站工作引发严重舆情。
judge_updates(AccountFacts(days_ago(14)), on=TODAY)
    符合 | 36.1 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | state@2019-04-18 | 最近更新 2026-11-09，最迟应于 2026-11-23 再次更新，今天是最后一天。
judge_updates(AccountFacts(TODAY), on=TODAY)
    符合 | 36.1 | 2026-12-07 | 14 天 | 14 days | 2026-12-08 | state@2019-04-18 | 最近更新 2026-11-23，最迟应于 2026-12-07 再次更新，还有 14 天。
judge_updates(AccountFacts(days_ago(15)), on=TODAY)
    不符合 | 36.1 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | state@2019-04-18 | 最近更新 2026-11-08，最迟应于 2026-11-22 再次更新，已超期 1 天。
judge_updates(AccountFacts(None), on=TODAY)
    无法判定 | 36.1 | — | — | — | — | state@2019-04-18 | 读不到最近一次更新的日期，或未能试用。
judge_updates(AccountFacts(days_ago(1), is_usable=False), on=TODAY)
    不符合 | 36.1 | — | — | — | — | state@2019-04-18 | 应用不能下载或使用。
judge_updates(AccountFacts(days_ago(1)), on=TODAY, city="shaanxi")
    无法判定 | 36.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“政务新媒体内容未更新期限”的数值。
judge_interaction(AccountFacts(TODAY, has_interaction=True))
    符合 | 36.1 | — | — | — | — | — | 有有效互动功能。
judge_interaction(AccountFacts(TODAY, has_interaction=False))
    不符合 | 36.1 | — | — | — | — | — | 没有有效互动功能。
judge_interaction(AccountFacts(TODAY))
    无法判定 | 36.1 | — | — | — | — | — | 未能试用互动功能，不作判定。
judge_interaction(AccountFacts(TODAY, buys_followers=True, forces_likes=True))
    不符合 | 36.1 | — | — | — | — | — | 存在购买粉丝、强制点赞。

# 互动
judge_channel(1, on=TODAY)
    符合 | 19.3 | — | — | 1 count | — | baoji@2021-01-01 | 有效的网上咨询建言渠道 1 个。
judge_channel(0, on=TODAY, city="state")
    不符合 | 19.3 | — | — | 0 count | — | state@2019-04-18 | 有效的网上咨询建言渠道 0 个。
judge_channel(None, on=TODAY)
    无法判定 | 19.3 | — | — | — | — | baoji@2021-01-01 | 未能试用咨询建言渠道，不作判定。
judge_channel(1, on=TODAY, city="shaanxi")
    无法判定 | 19.3 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“有效留言未回应期限”的数值。
judge_message(MessageFacts(date(2026, 11, 16)), on=TODAY)
    符合 | 18.1 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | baoji@2021-01-01 | 尚未完成，最迟应于 2026-11-23 完成，今天是最后一天。
judge_message(MessageFacts(date(2026, 11, 13)), on=TODAY)
    不符合 | 18.1 | 2026-11-20 | -3 天 | -3 days | 2026-11-21 | baoji@2021-01-01 | 尚未完成，最迟应于 2026-11-20 完成，已超期 3 天。
judge_message(MessageFacts(date(2026, 11, 13), date(2026, 11, 20)), on=TODAY)
    符合 | 18.1 | 2026-11-20 | 0 天 | 0 days | — | baoji@2021-01-01 | 于 2026-11-20 完成，最迟应于 2026-11-20 完成，在期限内。
judge_message(MessageFacts(date(2026, 11, 13), TODAY), on=TODAY)
    不符合 | 18.1 | 2026-11-20 | -3 天 | -3 days | 2026-11-21 | baoji@2021-01-01 | 于 2026-11-23 完成，最迟应于 2026-11-20 完成，逾期 3 天。
judge_message(MessageFacts(date(2026, 11, 13)), on=TODAY, city="shaanxi")
    无法判定 | 18.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-13 没有“网民留言最晚答复时限”的数值。
judge_transfers(MessageFacts(TODAY, transfers=2), on=TODAY)
    符合 | 18.2 | — | — | 0 count | — | baoji@2021-01-01 | 转办 2 次，上限 2 次。
judge_transfers(MessageFacts(TODAY, transfers=3), on=TODAY)
    不符合 | 18.2 | — | — | -1 count | — | baoji@2021-01-01 | 转办 3 次，上限 2 次。
judge_transfers(MessageFacts(TODAY), on=TODAY, city="state")
    无法判定 | 18.2 | — | — | — | — | — | 参数集“国办指标”在 2026-11-23 没有“留言转办次数上限”的数值。
judge_messages([MessageFacts(date(2026, 8, 23))], on=TODAY)
    符合 | 19.4 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | baoji@2021-01-01 | 未回应的有效咨询留言 1 条，最早的于 2026-08-23 提交，今天是最后一天。
judge_messages([MessageFacts(date(2026, 8, 22)), MessageFacts(TODAY)], on=TODAY, city="state")
    不符合 | 19.4 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | state@2019-04-18 | 未回应的有效咨询留言 2 条，最早的于 2026-08-22 提交，已超期 1 天。
judge_messages([], on=TODAY)
    符合 | 19.4 | — | — | — | — | baoji@2021-01-01 | 没有未回应的有效咨询留言。
judge_messages(None, on=TODAY)
    无法判定 | 19.4 | — | — | — | — | baoji@2021-01-01 | 未能取得留言记录，不作判定。
judge_messages([], on=TODAY, city="shaanxi")
    无法判定 | 19.4 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“有效留言未回应期限”的数值。

# 期限与公告
judge_act(ActFacts(days_ago(2)), "change-filing", on=TODAY)
    符合 | 9.14 | 2026-11-23 | 0 天 | 0 days | 2026-11-24 | baoji@2021-01-01 | 尚未完成，最迟应于 2026-11-23 完成，今天是最后一天。
judge_act(ActFacts(days_ago(3)), "change-filing", on=TODAY)
    不符合 | 9.14 | 2026-11-22 | -1 天 | -1 days | 2026-11-23 | baoji@2021-01-01 | 尚未完成，最迟应于 2026-11-22 完成，已超期 1 天。
judge_act(ActFacts(days_ago(9), days_ago(7)), "change-filing", on=TODAY)
    符合 | 9.14 | 2026-11-16 | 0 天 | 0 days | — | baoji@2021-01-01 | 于 2026-11-16 完成，最迟应于 2026-11-16 完成，在期限内。
judge_act(ActFacts(days_ago(9), days_ago(6)), "change-filing", on=TODAY)
    不符合 | 9.14 | 2026-11-16 | -1 天 | -1 days | 2026-11-17 | baoji@2021-01-01 | 于 2026-11-17 完成，最迟应于 2026-11-16 完成，逾期 1 天。
judge_act(ActFacts(None), "change-filing", on=TODAY)
    无法判定 | 9.14 | — | — | — | — | baoji@2021-01-01 | 没有起算日期的记录，无法计算期限。
judge_act(ActFacts(days_ago(-1)), "change-filing", on=TODAY)
    无法判定 | 9.14 | — | — | — | — | baoji@2021-01-01 | 记录的日期晚于判定日 2026-11-23，须核实。
judge_act(ActFacts(days_ago(1)), "change-filing", on=TODAY, city="shaanxi")
    无法判定 | 9.14 | — | — | — | — | — | 参数集“陕西”在 2026-11-22 没有“信息变更书面报备时限”的数值。
judge_notice(NoticeFacts(days_ago(30)), "opening-notice", on=TODAY)
    符合 | 8.8 | 2026-11-23 | 0 天 | 0 days | — | baoji@2021-01-01 | 公告在悬挂期内，须保留至 2026-11-23。
judge_notice(NoticeFacts(days_ago(33)), "opening-notice", on=TODAY)
    符合 | 8.8 | 2026-11-20 | 3 天 | 3 days | — | baoji@2021-01-01 | 公告已保留至 2026-11-20，满足最短保留时间。
judge_notice(NoticeFacts(days_ago(33), days_ago(1)), "opening-notice", on=TODAY)
    符合 | 8.8 | 2026-11-20 | 2 天 | 2 days | — | baoji@2021-01-01 | 公告已保留至 2026-11-20，满足最短保留时间。
judge_notice(NoticeFacts(days_ago(33), days_ago(3)), "opening-notice", on=TODAY)
    不符合 | 8.8 | 2026-11-20 | -1 天 | -1 days | — | baoji@2021-01-01 | 公告应保留至 2026-11-20，2026-11-20 已撤下。
judge_notice(NoticeFacts(days_ago(10), missing_on=(days_ago(4),)), "opening-notice", on=TODAY)
    不符合 | 8.8 | 2026-12-13 | -25 天 | -25 days | — | baoji@2021-01-01 | 2026-11-19 巡检时公告不在。
judge_notice(NoticeFacts(None), "opening-notice", on=TODAY)
    无法判定 | 8.8 | — | — | — | — | baoji@2021-01-01 | 没有公告已经发布的记录。
judge_notice(NoticeFacts(days_ago(10)), "opening-notice", on=TODAY, city="shaanxi")
    无法判定 | 8.8 | — | — | — | — | — | 参数集“陕西”在 2026-11-13 没有“开通公告最短保留时间”的数值。

# 定期事项
judge_period(PeriodFacts(month_of(TODAY), ()), "self-inspection", on=TODAY)
    符合 | 28.2 | 2026-11-30 | 7 天 | -1 count | 2026-12-01 | baoji@2021-01-01 | 2026年11月应完成 1 次，已完成 0 次，最迟 2026-11-30。
judge_period(PeriodFacts(month_of(TODAY), (TODAY,)), "self-inspection", on=TODAY)
    符合 | 28.2 | 2026-11-30 | — | 0 count | — | baoji@2021-01-01 | 2026年11月应完成 1 次，已完成 1 次，最迟 2026-11-30。
judge_period(PeriodFacts(month_of(date(2026, 10, 5)), ()), "self-inspection", on=TODAY)
    不符合 | 28.2 | 2026-10-31 | -23 天 | -1 count | 2026-11-01 | baoji@2021-01-01 | 2026年10月应完成 1 次，已完成 0 次，最迟 2026-10-31。
judge_period(PeriodFacts(quarter_of(TODAY), None), "checks-per-month", on=TODAY)
    无法判定 | 33.1 | — | — | — | — | baoji@2021-01-01 | 2026年第4季度没有记录，无法判定。
judge_period(PeriodFacts(year_of(TODAY), ()), "training-host", on=TODAY, city="shaanxi")
    无法判定 | 32.10 | — | — | — | — | — | 参数集“陕西”在 2026-01-01 没有“主办单位培训次数（每年）”的数值。
judge_annual(2025, date(2026, 1, 20), on=TODAY)
    符合 | 32.9 | 2026-01-20 | 0 天 | 0 days | — | baoji@2021-01-01 | 于 2026-01-20 完成，最迟应于 2026-01-20 完成，在期限内。
judge_annual(2025, None, on=date(2026, 1, 21))
    不符合 | 32.9 | 2026-01-20 | -1 天 | -1 days | 2026-01-21 | baoji@2021-01-01 | 尚未完成，最迟应于 2026-01-20 完成，已超期 1 天。
judge_annual(2025, None, on=date(2026, 1, 21), city="state")
    符合 | 32.9 | 2026-01-31 | 10 天 | 10 days | 2026-02-01 | state@2018-01-15 | 尚未完成，最迟应于 2026-01-31 完成，还有 10 天。
judge_annual(2025, date(2026, 12, 1), on=TODAY)
    无法判定 | 32.9 | — | — | — | — | baoji@2021-01-01 | 记录的发布日期 2026-12-01 晚于判定日 2026-11-23，须核实。
judge_annual(2018, None, on=date(2019, 2, 1), city="shaanxi")
    无法判定 | 32.9 | — | — | — | — | — | 参数集“陕西”在 2019-02-01 没有“年度报表公开截止日”的数值。

# 数量与考核
judge_limit(1, "sites-per-unit", on=TODAY)
    符合 | 7.1 | — | — | 0 count | — | baoji@2021-01-01 | 一个单位的网站 1 个，上限 1 个。
judge_limit(2, "english-domains", on=TODAY, city="state")
    不符合 | 10.2 | — | — | -1 count | — | state@2018-09-06 | 一个网站的英文域名 2 个，上限 1 个。
judge_limit(None, "chinese-domains", on=TODAY)
    无法判定 | 10.2 | — | — | — | — | baoji@2021-01-01 | “一个网站的中文域名上限”没有数据，不作判定。
judge_limit(11, "domain-term", on=TODAY)
    不符合 | A3 | — | — | -1 count | — | baoji@2021-01-01 | 域名最高注册年限 11 年，上限 10 年。
judge_limit(1, "domain-term", on=TODAY, city="shaanxi")
    无法判定 | A3 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“域名最高注册年限”的数值。
judge_reach(5, "failed-sign-ins", on=TODAY)
    不符合 | 31.1 | — | — | 0 count | — | baoji@2021-01-01 | 锁定账号的连续失败次数 5 个，达到 5 个即不符合。
judge_reach(None, "failed-sign-ins", on=TODAY)
    无法判定 | 31.1 | — | — | — | — | baoji@2021-01-01 | “锁定账号的连续失败次数”没有数据，不作判定。
judge_share(29, 100, "sampling-share", on=TODAY, city="state")
    不符合 | 33.1 | — | — | -1/100 share | — | state@2019-04-18 | 每季度检查网站的最低比例：100 个中有 29 个，占 29.00%，应不低于 30%。
judge_share(3, 0, "sampling-share", on=TODAY)
    无法判定 | 33.1 | — | — | — | — | baoji@2021-01-01 | “每季度检查网站的最低比例”没有数据，不作判定。
judge_failed_sites(0, 1, on=TODAY)
    符合 | 36.1 | — | — | 1 count | — | state@2019-04-18 | 因其他原因不合格的网站 1 个，达到 2 个即不符合。
judge_failed_sites(0, 2, on=TODAY)
    不符合 | 36.1 | — | — | 0 count | — | state@2019-04-18 | 因其他原因不合格的网站 2 个，达到 2 个即不符合。
judge_failed_sites(2, 0, on=TODAY)
    不符合 | 36.1 | — | — | — | — | state@2019-04-18 | 因严重表述错误不合格的网站 2 个。
judge_failed_sites(None, 0, on=TODAY)
    无法判定 | 36.1 | — | — | — | — | state@2019-04-18 | 没有国务院办公厅抽查结果的记录。
judge_failed_sites(0, 0, on=TODAY, city="shaanxi")
    无法判定 | 36.1 | — | — | — | — | — | 参数集“陕西”在 2026-11-23 没有“监管考核否决：其他原因不合格网站数”的数值。

# 登记与服务器
judge_record(RecordFacts((Entry("监管经费", date(2026, 1, 5)), Entry("市门户网站经费", date(2026, 3, 2)))), "supervision-budget", on=TODAY)
    符合 | 32.11 | 2027-01-05 | 43 天 | 0 count | 2027-01-06 | baoji@2021-01-01 | 监管和市门户网站经费各项都有登记。
judge_record(RecordFacts((Entry("监管经费", date(2025, 1, 2)),)), "supervision-budget", on=TODAY)
    不符合 | 32.11 | — | — | -2 count | — | baoji@2021-01-01 | 监管和市门户网站经费没有登记：市门户网站经费；已经过期：监管经费。
judge_record(RecordFacts(None), "media-rights", on=TODAY)
    无法判定 | 13.11 | — | — | — | — | — | 没有“文档、图片和视频的权利依据”的登记可查，不作判定。
judge_servers([ServerFacts("CN", "CN")])
    符合 | 29.1 | — | — | 0 count | — | — | 1 台服务器都在境内并由境内机构提供。
judge_servers([ServerFacts("CN", "US", "边缘节点")])
    不符合 | 29.1 | — | — | -1 count | — | — | 在境外或由境外机构提供的服务器：边缘节点。
judge_servers([ServerFacts("CN", None)])
    无法判定 | 29.1 | — | — | — | — | — | 1 台服务器的所在地或提供方没有查明。
""".splitlines()
EXAMPLES = [
    (question, answer.strip())
    for question, answer in pairwise(LINES)
    if question and not question.startswith(("#", " "))
]
ASKED = (
    judge_failed_sites, judge_availability, judge_outage, judge_column, judge_columns, judge_home, judge_incidents,
    judge_channel, judge_message, judge_messages, judge_transfers, judge_limit, judge_updates, judge_interaction,
    judge_annual, judge_period, judge_guides, judge_act, judge_notice, judge_reach, judge_share, judge_record,
    judge_servers,
)  # fmt: skip
FACTS = (
    OutageFacts, ProbeFacts, ColumnFacts, HomeFacts, IncidentFacts, MessageFacts, AccountFacts, PeriodFacts, GuideFacts,
    ActFacts, NoticeFacts, RecordFacts, Entry, ServerFacts, month_of, quarter_of, year_of, date, timedelta,
)  # fmt: skip
NAMES = {each.__name__: each for each in (*ASKED, *FACTS)}


def column(category, last_update, entries=9, **more):
    return ColumnFacts(category, last_update, entries, **more)


def days_ago(days):
    return TODAY - timedelta(days=days)


NAMES |= {"column": column, "days_ago": days_ago, "TODAY": TODAY, "NOON": NOON, "ELEMENTS": ELEMENTS}
NAMES |= {"NEWS": NEWS, "POLICY": POLICY, "OTHER": OTHER, "STATIC": STATIC}


def written(verdict):
    margin = "" if verdict.margin is None else f"{verdict.margin} {verdict.unit}".strip()
    days = "" if verdict.margin_days is None else f"{verdict.margin_days} 天"
    told = (verdict.clause, verdict.due_on, days, margin, verdict.breach_on, verdict.version, verdict.reason)
    assert verdict.parameter_set == verdict.version.partition("@")[0] or not verdict.version
    return " | ".join([verdict.outcome.label, *("—" if each in (None, "") else str(each) for each in told)])


@pytest.mark.parametrize(("question", "answer"), EXAMPLES, ids=[question for question, _ in EXAMPLES])
def test_a_verdict_reads_as_agreed(question, answer):
    assert written(eval(question, NAMES)) == answer


def test_every_evaluator_is_asked_and_every_outcome_given():
    asked = {question.partition("(")[0] for question, _ in EXAMPLES}
    outcomes = {(question.partition("(")[0], answer.partition(" |")[0]) for question, answer in EXAMPLES}

    assert asked == {each.__name__ for each in ASKED}
    assert {name for name, outcome in outcomes if outcome == "无法判定"} >= asked - {"judge_message"}
