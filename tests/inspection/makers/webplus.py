"""博达 webplus / VSB: /info/1015/4213.htm, winstyle tables, vsb_content."""

from tests.inspection.makers.forms import ArticleForm, Foot, ListForm, Maker

FOOT = Foot("""
<div class="foot"><table cellSpacing="0" cellPadding="0" width="100%" border="0"><tbody><tr><td><span style="font-size:12px;">主办单位:$host_name &nbsp;&nbsp;联系电话:$phone&nbsp;&nbsp; 网站标识码:$code</span></td></tr>
<tr><td><a href="https://beian.miit.gov.cn">$icp</a> <a href="http://www.beian.gov.cn">$police</a> <a href="../../wzdt.htm">网站地图</a>
<script src="https://dcs.conac.cn/js/27/401/0000/1/CA1.js"></script><span id="_ideConac"></span><script id="_jiucuo_" sitecode="$code" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></td></tr></tbody></table></div>""")

NAVIGATION = """<div class="header"><a href="../../index.htm" title="$site"><img src="../../images/logo.png" border="0" alt="$site"></a></div>
<div class="menu"><ul id="MenuBar1"><li><a class="menu0_0_" href="../../index.htm">首页</a></li><li><a class="menu0_0_" href="../../xxgk.htm">信息公开</a></li><li><a href="../../bsfw.htm">办事服务</a></li></ul></div>
<table class="winstyle67202"><tr><td nowrap>当前位置: <a href="../../index.htm" class="c67202"><span>首页</span></a><span class="splitflag"> &gt; </span><a href="../../xxgk.htm" class="c67202"><span>信息公开</span></a><span> &gt; </span><span>$column</span></td></tr></table>"""
PATH = "/info/1015/{n}.htm"

ARTICLES = (
    ArticleForm("vsb", """<form name="_newscontent_fromname"><div class="content-title"><h3>$title</h3><i>发布日期：$stamp&nbsp;&nbsp;&nbsp;&nbsp;作者：$author&nbsp;&nbsp;&nbsp;&nbsp;来源：$source&nbsp;&nbsp;&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews", 1, 4213)</script>]</i></div>
<div id="vsb_content"><div class="v_news_content">$body</div></div><div id="div_vote_id"></div></form>""", stamp="%Y年%m月%d日 %H:%M", path=PATH, labels="none", shows=frozenset({"time", "source", "author"})),
    ArticleForm("winstyle", """<form name="form67206a"><table border="0" class="winstyle67206" width="100%" cellspacing="0"><tr><td class="titlestyle67206" align="center">$title</td></tr><tr height="30"><td align="center"><span class="timestyle67206">$stamp&nbsp;</span><span class="authorstyle67206">$author&nbsp;</span>
<span class="leaderfont">来源：</span>$source <span>(点击: <span id="n_dyn">12</span>)</span></td></tr><tr><td class="contentstyle67206"><div class="c67206_content"><div id="vsb_content_100">$body</div></div></td></tr></table></form>""",
                stamp="%Y-%m-%d %H:%M", path=PATH, labels="site"),
    ArticleForm("gbk", """<div class="cont_tit"><strong><font color="#c00000" size="4">$title</font></strong></div><div class="cont_sub">发布时间:$stamp 文章来源:$source 阅读次数:<span>3</span></div><div class="v_news_content">$body</div>""",
                stamp="%Y/%m/%d", precise=False, charset="gb18030", path=PATH, labels="none"),
)  # fmt: skip

LISTS = (
    ListForm("winstyle", """<table class="winstyle67203" cellspacing="0" width="100%">$rows</table>""",
             '<tr height="20" id="line67203_$n"><td width="1%" nowrap><span class="leaderstyle67203">·&nbsp;</span></td><td><a href="$href" class="c67203" title="$title" target="_blank">$short</a></td><td width="1%" nowrap><span class="timestyle67203">$day&nbsp;</span></td></tr>',
             day="%Y/%m/%d", path="/xxgk/tzgg.htm", href="../info/1015/{n}.htm", labels="none", cut_at=14),
    ListForm("line", """<div class="main_conRCb"><ul>$rows</ul></div>""", '<li id="line_u8_$n"><span>$day</span><a href="$href"><em>$title</em></a></li>', day="%Y-%m-%d", path="/xxgk/gzdt.htm", href="../info/1015/{n}.htm", labels="site"),
    ListForm("split-lists", """<div class="list_box">$rows</div>""", '<li><a href="$href">$title</a> ($day)</li>', day="%Y年%-m月%-d日", path="/xxgk/xwfb.htm", href="../info/1015/{n}.htm", every=3, between='</ul><div class="sepa">&nbsp;</div><ul class="part">'),
    ListForm("month-day", """<ul class="ul-md">$rows</ul>""", '<li><a href="$href">$title</a><i>$day</i></li>', day="%m-%d", path="/xxgk/dt.htm", href="/info/%Y/{n}.htm", labels="none"),
)  # fmt: skip

HOME = """<div class="content"><div class="box1"><a href="xxgk/gzdt.htm">工作动态</a><ul>$rows</ul></div></div>"""

WEBPLUS = Maker("webplus", FOOT, NAVIGATION, ARTICLES, LISTS, HOME)
