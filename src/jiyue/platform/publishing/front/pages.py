"""The front's own short pages, for answers that no site's tree holds; plain, since the site's style may be missing."""

from http import HTTPStatus

# status → (heading, what the visitor can do)
_TEXTS = {
    301: ("页面已转到其他地址", "浏览器将自动打开新地址。"),
    302: ("页面已转到其他地址", "浏览器将自动打开新地址。"),
    400: ("请求格式不正确", "请检查网址后重试。"),
    403: ("没有访问权限", "请返回首页。"),
    404: ("页面不存在", "网址可能有误，或者内容已被移走。请检查网址，或者返回首页查找。"),
    405: ("不支持这种请求方式", "请返回首页，从页面上的链接进入。"),
    408: ("请求超时", "请检查网络后重试。"),
    412: ("内容已经更新", "请重新打开页面。"),
    413: ("上传的内容过大", "请减小文件后重新提交。"),
    414: ("网址过长", "请检查网址后重试。"),
    416: ("请求的范围不存在", "文件可能已经更新，请重新下载。"),
    421: ("本平台没有这个网站", "请检查网址中的域名。"),
    431: ("请求的附加信息过多", "请清除浏览器中本网站的 Cookie 后重试。"),
    500: ("服务出错", "请稍后重试。"),
    501: ("不支持这种请求", "请换用常见的浏览器。"),
    502: ("服务没有正确应答", "请稍后重试。"),
    503: ("服务正在启动", "请稍后重试。"),
    504: ("服务应答超时", "请稍后重试。"),
}


def page(status: int) -> bytes:
    """Return a complete HTML page in UTF-8 that says what happened and what to do."""
    heading, advice = _TEXTS.get(status, (HTTPStatus(status).phrase, ""))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading}</title></head>\n<body><h1>{heading}</h1><p>{advice}</p><p>{status}</p></body></html>\n"
    ).encode()
