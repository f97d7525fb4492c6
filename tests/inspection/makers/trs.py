"""TRS WCM, as most provinces and ministries use it: relative addresses, t20261123_1.html, TRS_Editor."""

from tests.inspection.makers.forms import ArticleForm, Foot, ListForm, Maker

FOOT = Foot("""
<div class="footer-wrap"><div class="w1200">
<div class="foot-links"><a href="/wzdt/">网站地图</a><span>|</span><a href="/lxwm/">联系我们</a></div>
<p>主办单位：$host_name　　联系电话：$phone</p>
<p>网站标识码：$code　<a href="https://beian.miit.gov.cn/" target="_blank">$icp</a>　<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=1"><img src="/images/ga.png" alt="公安备案"/>$police</a></p>
<div class="foot-mark"><script type="text/javascript">document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='//dcs.conac.cn/js/27/401/0000/60430000/CA274010000604300001.js' type='text/javascript'%3E%3C/script%3E"));</script>
<script id="_jiucuo_" sitecode="$code" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></div>
</div></div>""")

NAVIGATION = """<div class="top"><div class="logo"><a href="/"><img src="/images/logo.png" alt="$site"/></a></div></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/zjqh/">走进清河</a></li></ul></div>
<div class="dqwz">当前位置：<a href="../../" class="CurrChnlCls">首页</a> &gt; <a href="../" class="CurrChnlCls">政务公开</a> &gt; $column</div>"""

ARTICLES = (
    ArticleForm("plain", """<div class="xl-box"><h1 class="xl-title">$title</h1>
<div class="xl-info"><span>发布时间：$stamp</span><span>来源：$source</span><span>浏览次数：<script src="/js/count.js"></script>次</span>
<span class="font">字体：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a></span></div>
<div class="view TRS_UEDITOR trs_paper_default trs_web">$body</div>
<div class="share"><a href="javascript:window.print()">打印</a></div></div>"""),
    ArticleForm("editor", """<table width="960" align="center"><tr><td class="bt">$title</td></tr>
<tr><td class="xx">【信息来源：$source】 【信息时间：$stamp 】 【字号 <a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】【<a href="#">我要打印</a>】【<a href="#">关闭</a>】</td></tr>
<tr><td class="nr"><div class=TRS_Editor><style type="text/css">.TRS_Editor P{margin-top:0}</style>$body</div></td></tr></table>""", stamp="%Y-%m-%d", precise=False, labels="none", paragraph='<p align="justify">　　{}</p>'),
    ArticleForm("portal", """<div class="detail-main"><div class="article"><div class="article-tit"><h2>$title</h2></div>
<ul class="article-info"><li>$stamp</li><li>来源：<em>$source</em></li><li>作者：<em>$author</em></li><li>【字体：<i>大</i> <i>中</i> <i>小</i>】</li></ul>
<div class="trs_editor_view TRS_UEDITOR" id="Zoom">$body</div></div></div>""", stamp="%Y年%m月%d日 %H:%M", shows=frozenset({"time", "source", "author"}), labels="none"),
    ArticleForm("split", """<div id="contentText"><div class="sp_title"><h3>$title</h3></div>
<div class="sp_time"><font>发布日期</font><font>:</font> <font>$stamp</font> <font>稿源：</font><font>$source</font></div><div class="view">$body</div></div>""", stamp="%Y/%m/%d %H:%M", labels="site"),
)  # fmt: skip

LISTS = (
    ListForm("span", """<div class="gl-list"><h2>$column</h2><ul class="list-ul">$rows</ul><div class="page"><script>createPageHTML(20, 0, "index", "html");</script></div></div>""",
             '<li><a href="$href" target="_blank" title="$title">$short</a><span>$day</span></li>', cut_at=18),
    ListForm("bracket", """<table width="100%" class="list"><tbody>$rows</tbody></table>""",
             '<tr><td width="20"><img src="/images/dot.gif" alt=""></td><td><a href="$href" target="_blank">$title</a></td><td width="90" align="right">[$day]</td></tr>', labels="none"),
    ListForm("day-month", """<div class="news-list">$rows</div>""",
             '<div class="item"><div class="date"><strong>$d</strong><span>$ym</span></div><div class="txt"><h4><a href="$href">$title</a></h4><p>会议研究了2026年1月5日印发的方案，部署下一步工作。</p></div></div>', day="parted"),
    ListForm("policy", """<div class="zcwj"><table class="zcwj-table"><thead><tr><th>序号</th><th>标题</th><th>文号</th><th>发布日期</th></tr></thead><tbody>$rows</tbody></table></div>""",
             '<tr><td>$n</td><td><a href="$href" title="$title">$short</a></td><td>清政发〔2026〕$n号</td><td>$day</td></tr>', labels="site", cut_at=16),
)  # fmt: skip

HOME = """<div class="banner"><img src="/images/banner.jpg" alt="$site"/></div><div class="main"><div class="news"><div class="tab"><a href="/zwgk/gzdt/">工作动态</a><a href="/zwgk/tzgg/">通知公告</a></div>
<ul>$rows</ul></div><div class="search"><form action="/search/" method="get"><label for="q">站内搜索</label><input id="q" name="q" type="text"/><input type="submit" value="搜索"/></form></div></div>"""

TRS = Maker("trs", FOOT, NAVIGATION, ARTICLES, LISTS, HOME)
