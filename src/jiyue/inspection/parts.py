"""The parts of an inspection that can fail by themselves, and the checks that each of them feeds."""

from jiyue.inspection.faults import Part

_LINKS = ("dead-link", "redirect-chain", "login-link", "slow-link", "blocked-link")
_WORDS = ("personal-data", "illegal-content", "advert", "secrecy-mark", "wording")
_ON_PAGES = (
    *_WORDS, "page-label", "third-party", "mixed-content", "hidden-link", "injected-code", "stuffed-title", "accessibility-basics", "foreign-mark",
    "archive-mark", "map-number", "attachment-type", "maintenance-page", "message-late", "list-order", "future-date", "time-format", "policy-attribute",
    "service-guide",
)  # fmt: skip
_ON_HOME = ("footer-mark", "domain-name", "site-notice", "exit-leftover")
# What articles say is held together over the site: one that was not read takes the pass of all.
_ARTICLES = ("date-mismatch", "duplicate-content", "consultation", "source-whitelist", "interpretation-link")
_UNREAD = (*_ON_PAGES, *_LINKS, *_ARTICLES)

# While the site is walked.
PAGE = Part("页面", _UNREAD, shared=_ARTICLES, told="{} 个页面没有看完，不作判断")
HOME_PAGE = Part("首页", (*_UNREAD, *_ON_HOME, "home-stale"), shared=_ARTICLES, told="首页没有看完，不作判断")
ANSWER = Part("地址的应答", _LINKS)
LISTS = Part("网站地图文件和订阅", _UNREAD, shared=_ARTICLES)
ROBOTS = Part("robots.txt", _UNREAD, shared=_ARTICLES)
OF_ROLES = {"page": PAGE, "sitemap": LISTS, "feed": LISTS, "robots": ROBOTS}
NO_SUCH_PAGE = Part("不存在的地址的应答", _LINKS)
WALK = Part("没有走到的页面、链接和栏目", (*_UNREAD, "column-stale", "column-empty"), shared=_ARTICLES)
LABELS = Part("页面标签", ("page-label",))
MARKS = Part("首页标识", ("footer-mark",))
PERSONAL = Part("个人信息", ("personal-data",))
ARTICLE = Part("文章的日期、来源和重复", _ARTICLES, shared=_ARTICLES)

# What a browser shows, and what is asked after the walk.
BROWSER = Part("浏览器查看的页面", ("accessibility", "page-behaviour", "script-error", "mobile-layout"))
BROWSER_LINKS = Part("只有浏览器显示的链接", _UNREAD, shared=_ARTICLES)
HOME_AGAIN = Part("首页的再次查看", ("dead-link",))
OTHERS = Part("换身份复看", ("cloaking",))
LANDINGS = Part("站外链接的到达页面", ("dangerous-link",), shared=("dangerous-link",))
PICTURES = Part("图片", ("picture",))
DOCUMENTS = Part("附件", ("attachment-text", "attachment-type", *_WORDS))
# What a probe shows is judged by checks of its own.
PROBES = {
    "ipv6": Part("检测项", ("ipv6",)), "site-search": Part("检测项", ("site-search",)), "other-domains": Part("检测项", ("second-domain",)),
}  # fmt: skip
PROBE = Part("检测项")

# What the whole site shows.
SEEN = Part("评分所取的事实", ("portal-column", "public-statistics"))
SEARCH = Part("站内检索", ("site-search",))
IPV6 = Part("IPv6访问", ("ipv6",))
DOMAINS = Part("其他域名", ("second-domain",))
PORTAL_ENTRIES = Part("门户网站应有的栏目", ("portal-column",))
PUBLIC_STATISTICS = Part("办事统计和公开答复的日期", ("public-statistics",))
LINKS = Part("链接", _LINKS)
DANGERS = Part("有害链接", ("dangerous-link",), shared=("dangerous-link",))
COLUMNS = Part("栏目", ("column-stale", "column-empty"))
HOME_STALE = Part("首页更新", ("home-stale",), shared=("home-stale",))
MISMATCHES = Part("列表与文章的日期", ("date-mismatch",), shared=("date-mismatch",))
DUPLICATES = Part("重复的文章", ("duplicate-content",), shared=("duplicate-content",))
READINGS = Part("文件的解读", ("interpretation-link",), shared=("interpretation-link",))
CALLS = Part("征集调查", ("consultation",), shared=("consultation",))
SITE_MAP = Part("网站地图", ("site-map",), shared=("site-map",))
ENTRIES = Part("栏目的入口", ("column-entry",))

# What is said of it all at the end.
SNAPSHOT = Part("页面快照", ("page-tampering", "forged-date"))
COMPARISON = Part("与以前结果的比较", ("page-tampering", "forged-date"))
UNCOMPARED = Part("登记信息中没有核对的内容")
REST = Part(
    "其余各项",
    (
        *_UNREAD, *_ON_HOME, "home-stale", "dangerous-link", "column-stale", "column-empty", "column-entry", "site-map", "cloaking", "picture",
        "attachment-text", "accessibility", "page-behaviour", "script-error", "mobile-layout", "second-domain", "site-search", "ipv6", "portal-column",
        "public-statistics", "page-tampering", "forged-date",
    ),
    shared=_ARTICLES,
)  # fmt: skip
