"""A whole city of five units and one site, small enough to break one thing at a time."""

from pathlib import Path

from jiyue.cities.profile import CityDataErrors, load

FILES = {
    "city.toml": """[[city]]
key = "yuhe"
name = "渝河市"
english_name = "Yuhe"
province = "陕西省"
division_code = "619900"
area_code = "0999"
postcode = "721999"
domain = "yuhe.gov.cn"
parameter_set = "baoji"
""",
    "units.toml": """[[units]]
key = "yuhe-government"
name = "渝河市人民政府"
short_name = "市政府"
kind = "government"
level = "city"
division_code = "619900"
has_administrative_functions = true
has_service_function = true
verified = false
source = "invented"
demonstration = true

[[units]]
key = "city-office"
name = "渝河市人民政府办公室"
short_name = "市政府办"
kind = "government-office"
level = "city"
parent = "yuhe-government"
division_code = "619900"
has_administrative_functions = true
has_service_function = false
roles = ["office", "host"]
verified = false
source = "invented"
demonstration = true
""",
    "sites.toml": """[[sites]]
key = "portal"
unit = "yuhe-government"
host = "city-office"
competent_unit = "city-office"
name = "渝河市人民政府"
english_name = "The People's Government of Yuhe"
kind = "portal"
level = "city"
domain = "www.yuhe.gov.cn"
chinese_domain = "渝河市人民政府.政务"
site_code = "6199009001"
icp_number = "陕ICP备00000001号-1"
police_number = "陕公网安备 61990002900001号"
mark = "government"
on_platform = true
template = "standard"
state = "online"
demonstration = true
""",
    "people.csv": """key,name,login,unit,site,roles,post,phone,demonstration
editor-portal,陈小雨,editor.portal,city-office,portal,editor;column-owner,编辑,0999-0001001,true
reviewer-portal,刘远山,reviewer.portal,city-office,portal,reviewer,审核,0999-0001002,true
deputy-portal,王清扬,deputy.portal,city-office,portal,editor;column-owner,编辑,0999-0001003,true
""",
    "columns.csv": """site,key,path,title,parent,column_type,category,cycle_days,fed_by,unit,owner,deputy,description,keywords,in_navigation,order
portal,news,news,政务动态,,工作动态,news,14,items,city-office,editor-portal,deputy-portal,发布动态,动态,true,10
portal,policies,policies,政策文件,,政策文件,policy,180,items,city-office,editor-portal,deputy-portal,公开文件,政策,true,20
portal,messages,messages,留言,,咨询投诉,other,60,messages,city-office,editor-portal,deputy-portal,公开答复,留言,true,30
""",
    "items/portal.toml": """[[items]]
key = "first-policy"
site = "portal"
column = "policies"
unit = "city-office"
kind = "policy"
title = "关于绿化的通知"
summary = "安排绿化。"
source = "渝河市人民政府办公室"
author = "陈小雨"
editor = "editor-portal"
reviewer = "reviewer-portal"
days_ago = 20
at = "09:30"
keywords = ["绿化"]
document_number = "渝政办发〔{year}〕3号"
genre = "通知"
topic = "农业、林业、水利"
demonstration = true
body = '''
<p>自{day+3}起植树。</p>
'''

[[items]]
key = "first-reading"
site = "portal"
column = "news"
unit = "city-office"
kind = "interpretation"
title = "绿化通知解读"
summary = "解读。"
source = "渝河市人民政府办公室"
author = "陈小雨"
editor = "editor-portal"
reviewer = "reviewer-portal"
days_ago = 20
at = "09:40"
keywords = ["解读"]
interprets = "first-policy"
demonstration = true
body = '''
<p>为什么要植树。</p>
'''
""",
    "messages.toml": """[[messages]]
key = "first-message"
site = "portal"
unit = "city-office"
kind = "咨询"
theme = "绿化"
title = "何时植树"
text = "什么时候开始？"
received_days_ago = 9
at = "10:00"
answer = "下周开始。"
answered_after = 2
is_public = true
demonstration = true
""",
    "links.toml": """[[links]]
group = "upper"
title = "中国政府网"
url = "https://www.gov.cn/"
order = 10
""",
    "faults.toml": """[[faults]]
key = "no-news"
check = "column-stale"
clause = "19.1"
site = "portal"
column = "news"
place = "栏目“政务动态”"
correction = "发布动态"
""",
}


def write(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    """Write the small city, with one text in one file replaced."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == file:
            assert old in text, f"{old!r} does not stand in {name}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
    return folder


def sentences(folder: Path) -> list[str]:
    """The sentences with which a city is refused; none when it is valid."""
    try:
        load(folder)
    except CityDataErrors as refused:
        return [str(error) for error in refused.errors]
    return []
