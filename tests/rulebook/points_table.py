"""The points of every item and the rungs of every ladder, written out once more beside the data."""

VERSION = "state@2019-04-18"
DAYS_BEFORE_EXPIRY = (90, 30, 7)
WITHOUT_SERVICES = 75
OTHERS = {("domain-reminders", "baoji@2021-01-01"), ("score-no-service-total", VERSION)}

# item → its most points, and what each kind of defect costs
POINTS = {
    "deduction-overview": ("2", {"missing": "2", "wrong": "1"}),
    "deduction-functions": ("4", {"missing": "4", "wrong": "1"}),
    "deduction-leaders": ("4", {"missing": "4", "wrong": "1"}),
    "deduction-news": ("5", {"missing": "5", "stale": "5", "gap": "2"}),
    "deduction-policies": ("5", {"stale": "5", "wrong": "1"}),
    "deduction-interpretations": ("6", {"missing": "6", "stale": "5", "unlinked": "1"}),
    "deduction-other-columns": ("7", {"empty": "2", "stale": "1"}),
    "deduction-service-list": ("5", {"missing": "5", "unclassified": "2"}),
    "deduction-guides": ("10", {"lacking": "1"}),
    "deduction-guide-accuracy": ("5", {"wrong": "1"}),
    "deduction-guide-forms": ("3", {"missing": "1"}),
    "deduction-service-statistics": ("2", {"missing": "2", "stale": "2"}),
    "deduction-submission": ("5", {"failed": "5"}),
    "deduction-single-account": ("2", {"separate": "2"}),
    "deduction-public-answers": ("5", {"missing": "5", "stale": "3", "no-statistics": "2"}),
    "deduction-replies": ("6", {"late": "3", "evasive": "3/2"}),
    "deduction-consultations": ("3", {"no-result": "1", "none": "3"}),
    "deduction-domain-name": ("2", {"domain": "1", "name": "1"}),
    "deduction-site-marks": ("3", {"missing": "1/2"}),
    "deduction-availability": ("5", {"home": "1/5", "other": "1/10"}),
    "deduction-single-sign-on": ("2", {"separate": "2"}),
    "deduction-page-labels": ("2", {"lacking": "1/5"}),
    "deduction-compatibility": ("2", {"distorted": "1/2"}),
    "deduction-ipv6": ("2", {"unreachable": "2"}),
    "deduction-search": ("3", {"missing": "3", "not-found": "3/5"}),
    "assessment-error-unfinished": ("100", {"each": "3"}),
    "assessment-error-late": ("100", {"each": "2"}),
    "assessment-quarterly-check": ("20", {"each": "5"}),
    "assessment-register": ("100", {"each": "1"}),
    "assessment-annual-reports": ("100", {"each": "1"}),
    "assessment-unapproved": ("100", {"each": "5"}),
    "assessment-training": ("5", {"each": "5"}),
}
# what an item may bring at most
BONUSES = {
    "bonus-interpretation-forms": "4",
    "bonus-open-data": "4",
    "bonus-service-rating": "3",
    "bonus-life-events": "3",
    "bonus-real-time-answers": "4",
    "bonus-solicitation": "3",
    "bonus-accessibility": "3",
    "bonus-personal-space": "2",
    "bonus-smart-search": "2",
    "bonus-innovation": "2",
}
ASSESSMENT_BONUSES = {"assessment-bonus-platform": "5", "assessment-bonus-others": "15"}
RATES = (*POINTS, *BONUSES, *ASSESSMENT_BONUSES)

# ladder → its unit, and the rungs' days from the last day in time
LADDERS = {
    "standard": ("days", (-3, 0, 1, 7)),
    "message": ("workdays", (-3, -1, 0, 1, 5)),
    "column": ("days", (-7, -3, 0, 1)),
    "filing": ("days", (-1, 0, 1)),
    "rectification": ("days", (-3, -1, 0, 1, 7)),
    "opening": ("days", (-90, -30, 0, 1)),
    "domain-expiry": ("days", (-90, -30, -7, 0, 1)),
    "annual-report": ("days", (-10, -1, 0, 1)),
}
