"""Pages as they were made by hand and by small ASP systems until about 2010: gbk, nested tables, font tags, no labels."""

from tests.inspection.makers.forms import ArticleForm, Foot, ListForm, Maker

FOOT = Foot(
    """
<TABLE WIDTH=780 BORDER=0 ALIGN=CENTER BGCOLOR=#DDEEFF><TR><TD ALIGN=CENTER><FONT SIZE=2>版权所有 主办：$host_name<BR>
联系电话：$phone　$icp<BR>政府网站标识码：$code　$police</FONT></TD></TR></TABLE>""",
    frozenset({"code", "icp", "police", "host", "contact"}),
)

NAVIGATION = """<TABLE WIDTH=780 BORDER=0 CELLSPACING=0 ALIGN=CENTER><TR><TD COLSPAN=8><IMG SRC="images/top.jpg" WIDTH=780 HEIGHT=120 ALT="$site"></TD></TR>
<TR BGCOLOR=#003399><TD><A HREF="/index.asp"><FONT COLOR=#FFFFFF>网站首页</FONT></A></TD><TD><A HREF="/more.asp?id=1"><FONT COLOR=#FFFFFF>政务动态</FONT></A></TD><TD><A HREF="/more.asp?id=2"><FONT COLOR=#FFFFFF>政策法规</FONT></A></TD></TR></TABLE>"""
PATH = "/show.asp?id={n}"

ARTICLES = (
    ArticleForm("font", """<TABLE WIDTH=780 ALIGN=CENTER><TR><TD HEIGHT=50 ALIGN=CENTER><FONT SIZE=5 COLOR=#CC0000><B>$title</B></FONT></TD></TR>
<TR><TD ALIGN=CENTER BGCOLOR=#EEEEEE>发布时间：$stamp　来源：$source　作者：$author　点击数：108</TD></TR><TR><TD><FONT SIZE=3>$body</FONT></TD></TR></TABLE>""",
                stamp="%Y-%-m-%-d", precise=False, charset="gb18030", path=PATH, labels="none", paragraph="　　{}<BR>", shows=frozenset({"time", "source", "author"})),
    ArticleForm("center", """<CENTER><H2>$title</H2><HR WIDTH=90%>$stamp 来源：$source 【关闭窗口】</CENTER><BLOCKQUOTE>$body</BLOCKQUOTE>""",
                stamp="%Y年%-m月%-d日", precise=False, charset="gb18030", path=PATH, labels="none", paragraph="<P>　　{}"),
    ArticleForm("nested", """<table width="760" align="center"><tr><td width="180" valign="top"><table><tr><td><a href="/show.asp?id=1">热点：关于防汛工作的提示</a></td></tr></table></td>
<td valign="top"><table width="100%"><tr><td align="center" class="STYLE1">$title</td></tr><tr><td align="center" class="STYLE2">[ 作者：$author | 来源：$source | 更新时间：$stamp | 浏览：56 ]</td></tr><tr><td class="STYLE3">$body</td></tr></table></td></tr></table>""",
                stamp="%Y-%m-%d %H:%M:%S", charset="gb18030", path=PATH, labels="none", shows=frozenset({"time", "source", "author"})),
    ArticleForm("no-hour", """<div align=center><p><b>$title</b></p><p><font color=gray>（$stamp　阅读次数：9）</font></p></div><div>$body</div>""",
                stamp="%Y.%m.%d", precise=False, charset="gb18030", path=PATH, labels="none", shows=frozenset({"time"})),
)  # fmt: skip

LISTS = (
    ListForm("dots", """<TABLE WIDTH=560>$rows</TABLE>""", "<TR><TD HEIGHT=24>・<A HREF=\"$href\" TARGET=_blank>$title</A> <FONT COLOR=#999999>[$day]</FONT></TD></TR>",
             day="%Y-%-m-%-d", charset="gb18030", labels="none", path="/more.asp?id=1", href="show.asp?id={n}"),
    ListForm("breaks", """<TD CLASS=lb>$rows</TD>""", '<table border=0 width=100%><tr><td><img src=images/li.gif alt=""><a href="$href">$title</a></td><td align=right><font size=2>$day</font></td></tr></table>',
             day="%Y年%-m月%-d日", charset="gb18030", labels="none", path="/more.asp?id=2", href="show.asp?id={n}"),
    ListForm("wide-digits", """<TABLE>$rows</TABLE>""", "<tr><td>◇</td><td><a href='$href'>$title</a></td><td>$day</td></tr>", day="%Y－%m－%d", wide_digits=True, charset="gb18030", labels="none", path="/more.asp?id=3", href="show.asp?id={n}"),
    ListForm("month-day", """<TABLE>$rows</TABLE>""", '<tr><td><a href="$href">$title</a>（$day）</td></tr>', day="%m-%d", charset="gb18030", labels="none", path="/more.asp?id=4", href="html/%Y/{n}.htm"),
)  # fmt: skip

HOME = """<TABLE WIDTH=780 ALIGN=CENTER><TR><TD WIDTH=500 VALIGN=TOP><TABLE>$rows</TABLE></TD><TD VALIGN=TOP><MARQUEE>欢迎访问$site</MARQUEE></TD></TR></TABLE>"""

TABLES = Maker("tables", FOOT, NAVIGATION, ARTICLES, LISTS, HOME)

LATE_FOOT = Foot(
    """
<div id="copyright"><p>Copyright © 2026 $site All Rights Reserved</p><p>主办单位：$host_name 邮箱：web@qinghe.gov.cn</p><p>备案序号：$icp 公安备案号：$police</p><p>网站标识码 $code</p></div>""",
    frozenset({"code", "icp", "police", "host", "contact"}),
)
LATE_NAVIGATION = """<div id="top"><h1><a href="/">$site</a></h1></div><div id="menu"><a href="/">首页</a> | <a href="/List.aspx?c=3">工作动态</a> | <a href="/List.aspx?c=4">公告公示</a></div><div id="place">您的位置：<a href="/">首页</a>&gt;&gt;$column</div>"""
LATE_PATH = "/Detail.aspx?ID={n}"

LATE_ARTICLES = (
    ArticleForm("labels-of-aspnet", """<form method="post" action="Detail.aspx?ID=5" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"/><div class="bk"><span id="lblTitle" class="t">$title</span><br/>
<span id="lblInfo">发布日期：<span id="lblDate">$stamp</span> 信息来源：<span id="lblFrom">$source</span> 访问次数：<span id="lblHits">77</span></span><div id="lblContent">$body</div></div></form>""",
                stamp="%Y/%-m/%-d %-H:%M:%S", path=LATE_PATH, labels="none"),
    ArticleForm("columns", """<div class="w"><div class="l"><h3>推荐阅读</h3><ul><li><a href="/Detail.aspx?ID=1">清河市气象台发布大风蓝色预警</a></li></ul></div><div class="r"><div class="newstitle">$title</div><div class="newsinfo">文章来源：$source　发表时间：$stamp</div><div class="newscontent">$body</div></div></div>""",
                path=LATE_PATH, labels="none"),
)  # fmt: skip

LATE_LISTS = (
    ListForm("gridview", """<div><table cellspacing="0" rules="all" border="1" id="GridView1">$rows</table></div>""",
             '<tr><td align="center">$n</td><td><a id="GridView1_ctl$n" href="$href">$title</a></td><td align="center"><span>$day</span></td></tr>', day="%Y/%-m/%-d %-H:%M:%S", labels="none", path="/List.aspx?c=3", href="/Detail.aspx?ID={n}"),
    ListForm("paragraphs", """<div class="plist">$rows</div>""", '<p><span class="fr">$day</span><a href="$href">$title</a></p>', day="%Y-%m-%d", labels="none", path="/List.aspx?c=4", href="/Detail.aspx?ID={n}"),
    ListForm("undated", """<div class="ulist"><ul>$rows</ul></div>""", '<li><a href="$href">$title</a></li>', day="", labels="none", path="/List.aspx?c=5", href="/Detail.aspx?ID={n}"),
)  # fmt: skip

LATE = Maker("aspnet", LATE_FOOT, LATE_NAVIGATION, LATE_ARTICLES, LATE_LISTS, HOME.lower().replace("$rows", "$rows"))
