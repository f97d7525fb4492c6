"""WordPress-like, PHPCMS, DedeCMS and newer self-made systems."""

from tests.inspection.makers.forms import ArticleForm, Foot, ListForm, Maker

WORDPRESS = Maker(
    "wordpress",
    Foot("""<footer id="colophon" class="site-footer"><div class="site-info">主办单位：<span>$host_name</span> <a href="tel:$phone">电话 $phone</a> <a href="https://beian.miit.gov.cn/">$icp</a> $police <span>网站标识码 $code</span>
<a href="/sitemap.xml">站点地图</a><span id="_ideConac"></span><script id="_jiucuo_" sitecode="$code" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></div></footer>"""),
    """<header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">$site</a></p><nav id="site-navigation"><ul class="menu"><li class="menu-item"><a href="/">首页</a></li><li class="menu-item"><a href="/category/news/">动态</a></li></ul></nav></header>""",
    (
        ArticleForm(
            "post",
            """<main id="main"><article id="post-5" class="post type-post"><header class="entry-header"><h1 class="entry-title">$title</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="$iso">$stamp</time></span><span class="byline"> 作者：<a href="/author/a/">$author</a></span> <span>来源：$source</span></div></header>
<div class="entry-content">$body</div></article></main><aside class="widget-area"><h2 class="widget-title">近期文章</h2><ul><li><a href="/2026/10/9/">清河市国庆假期交通提示</a></li></ul></aside>""",
            stamp="%Y年%-m月%-d日 %H:%M",
            path="/%Y/%m/{n}.html",
            labels="none",
            shows=frozenset({"time", "source", "author"}),
        ),
        ArticleForm(
            "time-element",
            """<article class="single"><h1>$title</h1><time datetime="$iso">$long_ago</time><div class="entry-content">$body</div></article>""",
            path="/archives/{n}",
            labels="none",
            shows=frozenset({"time"}),
        ),
        ArticleForm(
            "published-meta",
            """<div class="post-wrap"><h2 class="headline">$title</h2><div class="post-body article-content">$body</div></div>""",
            path="/p/{n}.html",
            labels="meta",
            shows=frozenset({"time"}),
        ),
    ),
    (
        ListForm(
            "archive",
            """<main>$rows<nav class="navigation pagination"><a class="next page-numbers" href="/category/news/page/2/">下一页</a></nav></main>""",
            '<article class="post-$n post"><h2 class="entry-title"><a href="$href" rel="bookmark">$title</a></h2><div class="entry-meta"><time datetime="$day">$day</time></div><div class="entry-summary"><p>会议强调，要抓好落实。</p></div></article>',
            labels="none",
            path="/category/news/",
            href="/%Y/%m/{n}.html",
        ),
        ListForm(
            "recent",
            """<ul class="wp-block-latest-posts">$rows</ul>""",
            '<li><a href="$href">$title</a><time class="wp-block-latest-posts__post-date">$day</time></li>',
            day="%Y年%-m月%-d日",
            labels="none",
            path="/news/",
            href="/archives/{n}",
        ),
    ),
    """<main><ul>$rows</ul><form role="search"><label>搜索：<input type="search" name="s"></label></form></main>""",
)

PHPCMS = Maker(
    "phpcms",
    Foot("""<div class="footer"><p class="info"><a href="/about/">关于我们</a> | <a href="/sitemap.html">网站地图</a> | <a href="/contact/">联系我们</a><br/>主办单位： $host_name　承办单位：清河市大数据服务中心　电话：$phone<br/>$icp　<span>$police</span>　标识码：$code</p>
<script src="//dcs.conac.cn/js/1.js"></script><span id="_ideConac"></span><a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=$code" target="_blank"><img src="/statics/jiucuo.png" alt="政府网站找错"></a>我为政府网站找错</div>"""),
    """<div class="header"><div class="logo"><a href="/"><img src="/statics/logo.png" alt="$site"></a></div><div class="nav-bar"><ul class="nav-site"><li><a href="/">首页</a></li><li class="line">|</li><li><a href="/index.php?catid=6">新闻</a></li></ul></div></div><div class="crumbs"><a href="/">首页</a><span> &gt; </span>$column</div>""",
    (
        ArticleForm(
            "show",
            """<div class="main"><div class="col-left"><div id="Article"><h1>$title<br /><span>$stamp&nbsp;&nbsp;&nbsp;来源：$source&nbsp;&nbsp;&nbsp;点击：<em id="hits"></em></span></h1><div class="content">$body</div></div></div><div class="col-auto"><h5>相关阅读</h5><ul><li><a href="/index.php?id=3">清河市公布政务公开要点</a></li></ul></div></div>""",
            stamp="%Y-%m-%d %H:%M:%S",
            path="/index.php?m=content&a=show&id={n}",
            labels="none",
        ),
        ArticleForm(
            "dede",
            """<div class="viewbox"><div class="title"><h2>$title</h2></div><div class="info"><small>时间:</small>$stamp<small>来源:</small>$source <small>作者:</small>$author<small>点击:</small>9次</div><div class="content"><table><tr><td>$body</td></tr></table></div></div>""",
            path="/a/xinwen/%Y/%m%d/{n}.html",
            labels="none",
            charset="gb18030",
            shows=frozenset({"time", "source", "author"}),
        ),
        ArticleForm(
            "own-lines",
            """<div class="arti"><div class="arti-title">$title</div><div class="arti-metas"><span class="arti-publisher">发布机构：$source</span><span class="arti-update">发布时间：$stamp</span><span>浏览量：<b>8</b></span></div><div class="wp_articlecontent">$body</div></div>""",
            stamp="%Y-%m-%d",
            precise=False,
            path="/%Y/%m%d/c15a{n}/page.htm",
            labels="site",
        ),
    ),
    (
        ListForm(
            "lh24",
            """<ul class="list lh24 f14">$rows</ul>""",
            '<li><span class="rt">$day</span>·<a href="$href" target="_blank">$title</a></li>',
            day="%Y-%m-%d %H:%M:%S",
            labels="none",
            path="/index.php?m=content&a=lists&catid=6",
            href="/index.php?m=content&a=show&id={n}",
        ),
        ListForm(
            "e2",
            """<ul class="e2">$rows</ul>""",
            '<li><a href="$href" class="title">$title</a><span class="info"><small>日期：</small>$day <small>点击：</small>12</span><p class="intro">为做好2026年1月1日起施行的有关办法的贯彻落实工作。</p></li>',
            day="%Y-%m-%d %H:%M:%S",
            charset="gb18030",
            labels="none",
            path="/a/xinwen/",
            href="/a/xinwen/%Y/%m%d/{n}.html",
        ),
        ListForm(
            "wp-list",
            """<div id="wp_news_w6"><ul class="wp_article_list">$rows</ul></div>""",
            '<li class="list_item i$n"><div class="fields pr_fields"><span class="Article_Index">$n</span><span class="Article_Title"><a href="$href" title="$title">$short</a></span></div><div class="fields ex_fields"><span class="Article_PublishDate">$day</span></div></li>',
            labels="site",
            path="/15/list.htm",
            href="/%Y/%m%d/c15a{n}/page.htm",
            cut_at=15,
        ),
    ),
    """<div class="main"><div class="box"><h5><a href="/index.php?catid=6">要闻</a></h5><ul class="list">$rows</ul></div></div>""",
)

PORTAL = Maker(
    "portal",
    Foot("""<div class="g-foot" role="contentinfo"><div class="wrap"><div class="fl"><span>主办：$host_name</span><span>中文域名：$chinese_domain</span></div><div><a href="/lxwm.html">联系我们</a>：$phone</div>
<div><a href="/sitemap.html">网站地图</a> 本网站支持IPv6 $icp $police 政府网站标识码：$code</div><div class="ico"><script src="https://dcs.conac.cn/js/9.js" id="conac"></script><span id="_ideConac"></span><span id="_span_jiucuo"></span><script id="_jiucuo_" sitecode="$code" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></div></div></div>""",
         frozenset({"code", "icp", "police", "host", "conac", "find", "contact", "chinese-domain"})),
    """<div class="g-head"><div class="m-logo" aria-label="$site">$site</div><div class="m-nav"><a href="/">首页</a><a href="/xw/">新闻</a><a href="/zc/">政策</a><a href="/fw/">服务</a></div></div><div class="m-crumbs">当前位置：<a href="/">首页</a>&gt;$column</div>""",
    (
        ArticleForm("bem", """<div class="article__wrap"><div class="article__title">$title</div><div class="article__meta"><div class="article__meta-item">来源：$source</div><div class="article__meta-item">$stamp</div><div class="article__meta-item">责任编辑：$editor</div></div><div class="article__content">$body</div></div>""", path="/xw/{n}.html"),
        ArticleForm("list-of-facts", """<div class="gz-detail"><h4 class="tit">$title</h4><table class="attrs"><tr><th>索 引 号</th><td>016006562/2026-05667</td><th>发布机构</th><td>$source</td></tr><tr><th>成文日期</th><td>2026-01-06</td><th>发布日期</th><td>$stamp</td></tr><tr><th>文　　号</th><td>清政发〔2026〕3号</td><th>有 效 性</th><td>有效</td></tr></table><div class="txt">$body</div></div>""",
                    stamp="%Y-%m-%d", precise=False, path="/zc/{n}.html", labels="none", shows=frozenset({"time"})),
        ArticleForm("brackets", """<div class="cont"><h2>$title</h2><h6>〖来源：$source〗〖发布时间：$stamp〗〖浏览：3〗</h6><div class="cont-txt">$body</div></div>""", path="/xw/b{n}.html", labels="none"),
        ArticleForm("meta-only", """<div class="mobile-page"><h1 class="h">$title</h1><div class="rich">$body</div></div>""", path="/m/{n}.html", shows=frozenset()),
    ),
    (
        ListForm("timeline", """<div class="timeline">$rows</div>""", '<div class="tl-item"><div class="tl-date"><em>$md</em><small>$y</small></div><div class="tl-body"><a href="$href">$title</a></div></div>', day="parted-year", path="/xw/", href="/xw/{n}.html"),
        ListForm("day-over-month", """<ul class="big-date">$rows</ul>""", '<li><div class="d"><b>$ym</b><i>$d</i></div><a href="$href" title="$title">$short</a></li>', day="parted", labels="none", path="/zc/", href="/zc/{n}.html", cut_at=16),
        ListForm("inside-link", """<div class="lk">$rows</div>""", '<a class="lk-i" href="$href"><span class="lk-t">$title</span><span class="lk-d">$day</span></a>', day="%Y-%m-%d", labels="site", path="/fw/", href="/fw/{n}.html"),
        ListForm("with-side", """<div class="side"><h3>热点</h3><ul><li><a href="/xw/1.html">清河市优化营商环境条例解读</a><span>2025-03-01</span></li></ul></div><div class="body"><ul class="mainlist">$rows</ul></div>""",
                 '<li><i></i><a href="$href">$title</a><span class="time">$day</span></li>', day="%Y-%m-%d", path="/xw/tz/", href="/xw/{n}.html"),
    ),
    """<div class="g-main"><h2><a href="/xw/">要闻</a></h2><ul>$rows</ul><form action="/search"><label for="kw">搜索</label><input id="kw" name="kw"></form></div>""",
)  # fmt: skip
