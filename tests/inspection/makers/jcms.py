"""大汉 JCMS: /art/2026/11/23/art_406_1.html, column numbers, lists in data islands that jpage shows."""

from tests.inspection.makers.forms import ArticleForm, Foot, ListForm, Maker

FOOT = Foot("""
<!--底部开始--><div id="barrierfree_container_foot"><div class="bottom"><table width="1000" border="0" align="center"><tr>
<td align="center">主办：$host_name　技术支持：清河市大数据中心<br>联系电话：$phone　邮编：721000<br>
<a href="http://beian.miit.gov.cn/">$icp</a>　<a href="http://www.beian.gov.cn/"><img src="/picture/0/ba.png" alt="公安备案图标">$police</a>　政府网站标识码：$code　<a href="/col/col12/index.html">网站地图</a></td>
<td width="200"><span id="_ideConac"><a href="http://bszs.conac.cn/sitename?method=show&id=0" target="_blank"><img src="/picture/0/conac.png" alt="党政机关"></a></span>
<span id="_span_jiucuo"><script id="_jiucuo_" sitecode='$code' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script></span></td></tr></table></div></div><!--底部结束-->""")

NAVIGATION = """<div class="head"><a href="/index.html" title="$site"><img src="/picture/0/logo.png" alt="$site"></a></div>
<table class="menu" width="1000" align="center"><tr><td><a href="/index.html">首 页</a></td><td><a href="/col/col10/index.html">政府信息公开</a></td><td><a href="/col/col20/index.html">办事服务</a></td><td><a href="/col/col30/index.html">公众参与</a></td></tr></table>
<table class="position"><tr><td>您现在的位置：<a href="/index.html" class="bt_link">首页</a> &gt; <a href="/col/col406/index.html" class="bt_link">$column</a></td></tr></table>"""

PATH = "/art/%Y/%-m/%-d/art_406_{n}.html"
ISLAND = """<div id="406" class="default_pgContainer"></div><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1"></a>]]></nextgroup>
<recordset>$rows</recordset></datastore></script><script src="/script/jquery/jpage.js"></script><script>$$(function(){jpage({perPage:20})});</script>"""

ARTICLES = (
    ArticleForm("zoom", """<!--文章内容--><table id="article" width="980" align="center"><tr><td class="title"><!--<$$[标题名称(html)]>begin-->$title<!--<$$[标题名称(html)]>end--></td></tr>
<tr><td><table width="100%"><tr><td align="center">发布日期：$stamp</td><td>来源：<!--<$$[信息来源]>begin-->$source<!--<$$[信息来源]>end--></td><td>浏览次数：<script src="/module/visitcount/articlehits.jsp?colid=406"></script></td><td>字号：[ <a href="#">大</a> <a href="#">中</a> <a href="#">小</a> ]</td></tr></table></td></tr>
<tr><td><div class="bt_content" id="zoom"><!--ZJEG_RSS.content.begin-->$body<!--ZJEG_RSS.content.end--></div></td></tr></table>""", path=PATH),
    ArticleForm("modern", """<div class="main-fl"><div class="artile_zw"><div class="sp_title"><p class="con-title">$title</p></div>
<div class="con-info"><i>时间：$stamp</i><i>信息来源：$source</i><i>点击率：<span id="hits">0</span></i></div><div class="main-txt" id="zoom"><meta name="ContentStart">$body<meta name="ContentEnd"></div></div></div>""", path=PATH, labels="none", paragraph='<p style="text-indent:2em;">{}</p>'),
    ArticleForm("compact", """<div class="info"><h1>$title</h1><div class="ly">$stamp&nbsp;&nbsp;&nbsp;&nbsp;来源: $source&nbsp;&nbsp;作者: $author&nbsp;&nbsp;[ 打印 ]</div><div id="artibody">$body</div></div>""",
                stamp="%Y-%m-%d", precise=False, path=PATH, shows=frozenset({"time", "source", "author"}), labels="site"),
    ArticleForm("no-source", """<div class="wz"><div class="wz_title">$title</div><div class="wz_time">发布日期：$stamp　来源：　阅读：<span>12</span>次　字体：[大 中 小]</div><div class="wz_con">$body</div></div>""",
                path=PATH, shows=frozenset({"time"}), labels="none"),
)  # fmt: skip

LISTS = (
    ListForm("island", ISLAND, '<record><![CDATA[<li><a href="$href" target="_blank" title="$title">$short</a><span>$day</span></li>]]></record>', path="/col/col406/index.html", href=PATH, cut_at=15),
    ListForm("island-table", ISLAND, '<record><![CDATA[<table width="100%"><tr><td><a class="bt_link" href="$href">$title</a></td><td align="right" class="bt_time">[$day]</td></tr></table>]]></record>',
             path="/col/col407/index.html", href=PATH, labels="none"),
    ListForm("divs", """<div class="default_pgContainer">$rows</div><div class="pagination"><a href="/col/col406/index.html?uid=1&pageNum=2">下一页</a></div>""",
             '<div class="line"><a href="$href">$title</a><b>$day</b></div>', day="%Y-%m-%d", path="/col/col408/index.html", href=PATH, labels="site"),
    ListForm("rows-of-tables", """<div class="list">$rows</div>""",
             '<table width="98%" cellspacing="0"><tr><td height="28"><img src="/picture/0/d.gif" alt="">&nbsp;<a href="$href" target="_blank">$title</a></td><td width="100">（$day）</td></tr></table>',
             day="%Y/%m/%d", path="/col/col409/index.html", href=PATH, labels="none"),
)  # fmt: skip

HOME = """<table width="1000" align="center"><tr><td valign="top"><div class="yw"><a href="/col/col406/index.html">政务要闻</a><table>$rows</table></div></td>
<td><form action="/jsearch/search.do"><input type="text" name="q" title="请输入关键词" aria-label="站内搜索"><input type="image" src="/picture/0/s.png" alt="搜索"></form></td></tr></table>"""

JCMS = Maker("jcms", FOOT, NAVIGATION, ARTICLES, LISTS, HOME)
