"""开普云 and gkmlpt: /content/post_1.html, lists that a script renders or static lists with times."""

from tests.inspection.makers.forms import ArticleForm, Foot, ListForm, Maker

FOOT = Foot("""
<footer class="site-footer"><div class="container"><div class="footer-nav"><a href="/gkmlpt/sitemap">站点地图</a> <a href="/lxwm">联系方式</a></div>
<div class="icon"><a href="https://bszs.conac.cn/sitename?method=show"><img src="/images/jg.png" alt="党政机关网站标识"></a><a class="jiucuo" href="javascript:;"><img src="/images/jc.png" alt="政府网站找错"></a>
<script id="_jiucuo_" sitecode="$code" src="//zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></div>
<div class="copyright">版权所有：$site<br>主办单位：$host_name<br>备案编号：$icp　$police　网站标识码：$code<br>地址：清河市人民路1号　电话：$phone</div></div></footer>""")

NAVIGATION = """<header class="page-header"><h1 class="logo"><a href="/">$site</a></h1><nav class="main-nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/zwfw/">政务服务</a><a href="/hdjlpt/">互动交流</a></nav></header>
<div class="breadcrumb"><a href="/">首页</a> / <a href="/gkmlpt/">政务公开</a> / <span>$column</span></div>"""
PATH = "/zwgk/gzdt/content/post_{n}.html"

ARTICLES = (
    ArticleForm("post", """<main class="article-wrap"><h2 class="content-title">$title</h2><div class="date-row">时间：<span class="time">$stamp</span> <span class="ly">来源：$source</span> <span>浏览次数：-</span></div>
<div class="article-content">$body</div></main>""", path=PATH),
    ArticleForm("gkmlpt", """<div class="classify"><table><tr><td class="first">索引号:</td><td><span>11610300000000000X/2026-00012</span></td><td>分类:</td><td>政务公开、通知</td></tr>
<tr><td>发布机构:</td><td><span>$source</span></td><td>成文日期:</td><td><span>2026-01-08</span></td></tr><tr><td>名称:</td><td colspan="3"><span>$title</span></td></tr><tr><td>文号:</td><td>清政办〔2026〕12号</td><td>发布日期:</td><td><span>$stamp</span></td></tr></table></div>
<div class="title"><h1 class="title document-number">$title</h1></div><div class="date">发布日期：$stamp <span>浏览次数：<i>35</i></span></div><div class="article-content">$body</div>""",
                stamp="%Y-%m-%d", precise=False, path="/gkmlpt/content/0/508/post_{n}.html", labels="none"),
    ArticleForm("spans", """<div class="zx_article"><div class="zx-xxxqy"><h2>$title</h2><div class="zx-xxxqy-data"><span>$stamp</span><span>来源 : $source</span><span>分享到：</span></div><div class="zx-xxxqy-nr">$body</div></div></div>""",
                stamp="%Y-%m-%d %H:%M:%S", path=PATH, labels="none"),
    ArticleForm("wide", """<section class="detail"><h1>$title</h1><p class="prop">发布时间：$stamp　　来源：$source　　撰稿：$author</p><div class="content">$body</div></section>""",
                stamp="%Y－%m－%d", precise=False, wide_digits=True, path=PATH, labels="site", shows=frozenset({"time", "source", "author"})),
)  # fmt: skip

LISTS = (
    ListForm("times", """<div class="list-right"><ul class="news-list">$rows</ul></div>""", '<li><a href="$href" title="$title">$title</a><time>$day</time></li>', day="%Y-%m-%d %H:%M", path="/zwgk/gzdt/", href=PATH),
    ListForm("cards", """<div class="cards">$rows</div>""",
             '<a class="card" href="$href"><div class="pic"><img src="/img/p.jpg" alt="配图"></div><div class="info"><h3>$title</h3><p>为深入贯彻落实会议精神，现将有关情况公布如下。</p><span class="date">$day</span></div></a>', day="%Y.%m.%d", path="/zwgk/tpxw/", href=PATH, labels="none"),
    ListForm("definition", """<div class="dl-list">$rows</div>""", "<dl><dt><a href='$href'>$title</a></dt><dd>发布时间：$day</dd></dl>", day="%Y年%m月%d日", path="/zwgk/tzgg/", href=PATH, labels="site"),
    ListForm("scripted", """<div id="app"><list-view :list="items"></list-view></div><script>new Vue({el:'#app',created(){axios.get('/gkmlpt/api/all/508?page=1').then(r=>{this.items=r.data.articles})}})</script>""",
             "", path="/gkmlpt/index", labels="site", shows_entries=False),
)  # fmt: skip

HOME = """<main><section class="headline"><h2><a href="/zwgk/gzdt/">要闻</a></h2><ul>$rows</ul></section><form role="search" action="/search"><label>搜索<input type="search" name="keywords"></label><button>搜索</button></form></main>"""

KAIPU = Maker("kaipu", FOOT, NAVIGATION, ARTICLES, LISTS, HOME)
