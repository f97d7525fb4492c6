"""What each person gets at each address of the staff host: frozen, and read line by line against the measures.

The codes of a line stand in this order, and "in" is the way to the sign-in:

    nobody | chen liu head        | wang xu tang           | zhao   sun    qian   lin    | feng
           | editor reviewer head | the same, another host | Office Bureau Centre police | Finance

`look` is a GET. `send` is a POST with a filled-in form that fits every address (`visiting.letter`): 302 is done, 403 and
409 are refused with the reason, 422 and 200 show the form again, 404 is "there is no such thing".
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One address: what each person gets for a look and for a form, what its path is filled with, what it is asked."""

    look: tuple[str, ...]
    send: tuple[str, ...]
    arguments: dict[str, object] = field(default_factory=dict)
    query: str = ""


def codes(line):
    return tuple(line.replace("|", " ").split())


# Pages that take no form, and buttons that have no page.
NO_FORM = codes("405 | 405 405 405 | 405 405 405 | 405 405 405 405 | 405")
NO_PAGE = NO_FORM
# Before anybody has signed in, and the regulation itself, which is public.
EVERYBODY = codes("200 | 200 200 200 | 200 200 200 | 200 200 200 200 | 200")
SENT_ON = codes("302 | 302 302 302 | 302 302 302 | 302 302 302 302 | 302")

# Lists: their rows are the person's own, whoever looks (see test_leaks); some are no business of some roles at all.
ANY_ROLE = codes("in | 302 302 302 | 302 302 302 | 302 302 302 302 | 302")
ALL_BUT_FINANCE = codes(
    "in | 200 200 200 | 200 200 200 | 200 200 200 200 | 403"
)  # sites, findings, rounds, cases (4.2, 4.6)
CITY_AND_HOSTS = codes("in | 200 200 200 | 200 200 200 | 200 200 200 403 | 403")  # orders (33.2)
COMPETENT_AND_HOSTS = codes("in | 200 200 200 | 200 200 200 | 200 200 403 403 | 403")  # messages (18.2)
HOSTS = codes("in | 200 200 200 | 200 200 200 | 403 403 403 403 | 403")  # the repository is its unit's alone (26.1)
REVIEWERS = codes("in | 403 200 403 | 403 200 403 | 403 403 403 403 | 403")  # 17.1
WRITERS = codes("in | 200 403 403 | 200 403 403 | 403 403 403 403 | 403")
SUPERVISORS = codes("in | 403 403 403 | 403 403 403 | 200 200 200 200 | 200")  # the regulator's day (4.2)
AUDITORS = codes(
    "in | 403 403 200 | 403 403 200 | 200 200 200 403 | 403"
)  # the trail; heads read their own unit's (4.9)

# Rows of the first host.
OWN_TEXT = codes("in | 200 200 200 | 404 404 404 | 404 404 404 404 | 404")
OWN_COLUMN = codes("in | 200 200 200 | 404 404 404 | 403 403 403 403 | 403")
OWN_AND_SUPERVISORS = codes("in | 200 200 200 | 404 404 404 | 200 200 200 200 | 404")
OWN_AND_CITY = codes("in | 200 200 200 | 404 404 404 | 200 200 200 404 | 404")
OWN_AND_COMPETENT = codes("in | 200 200 200 | 404 404 404 | 200 200 404 404 | 404")
OWN_SETTINGS = codes(
    "in | 200 404 200 | 404 404 404 | 404 404 404 404 | 404"
)  # editor and head keep the settings (4.6)
OWN_DRAFT = OWN_SETTINGS  # editor and head apply (9.1)

# What the right hands did, others of the same house were refused, and outsiders did not find.
EDITOR_DOES = codes("in | 302 409 409 | 404 404 404 | 404 404 404 404 | 404")
NOT_NOW = codes("in | 409 409 409 | 404 404 404 | 404 404 404 404 | 404")  # a text that waits for review
MESSAGE_NOT_NOW = codes("in | 409 409 409 | 404 404 404 | 409 409 404 404 | 404")  # a message that nobody has taken up
HANDLER_DOES = codes("in | 302 409 409 | 404 404 404 | 409 409 404 404 | 404")  # the editor answers letters (18.1)
HOST_ANSWERS = codes(
    "in | 302 409 302 | 404 404 404 | 409 409 409 409 | 404"
)  # editor and head speak for the host (33.2)

A_TEXT, A_MESSAGE, A_FINDING, A_CASE = {"pk": "resource"}, {"pk": "message"}, {"pk": "finding"}, {"pk": "case"}
A_SITE, A_PLACEMENT = {"key": "site"}, {"pk": "placement"}

TABLE = {
    # The door.
    "sign-in": Row(
        codes("200 | 302 302 302 | 302 302 302 | 302 302 302 302 | 302"),
        codes("200 | 302 302 302 | 302 302 302 | 302 302 302 302 | 302"),
    ),
    "sign-out": Row(NO_PAGE, SENT_ON),
    "javascript-catalog": Row(EVERYBODY, NO_FORM),
    "home": Row(ANY_ROLE, NO_FORM),
    "rulebook": Row(EVERYBODY, NO_FORM),
    "rulebook-clause": Row(EVERYBODY, NO_FORM, {"clause_id": "9.3"}),
    "rulebook-numbers": Row(EVERYBODY, NO_FORM),
    "rulebook-procedure": Row(EVERYBODY, NO_FORM, {"procedure_id": "closing"}),
    "rulebook-readings": Row(EVERYBODY, NO_FORM),
    # Letters of citizens: the unit that handles them, the site's host, Office and Bureau (18.2).
    "interaction:messages": Row(COMPETENT_AND_HOSTS, NO_FORM),
    "interaction:message": Row(OWN_AND_COMPETENT, NO_FORM, A_MESSAGE),
    "interaction:accept": Row(NO_PAGE, HANDLER_DOES, A_MESSAGE),
    "interaction:transfer": Row(NO_PAGE, HANDLER_DOES, A_MESSAGE),
    "interaction:note": Row(NO_PAGE, HANDLER_DOES, A_MESSAGE),
    "interaction:draft": Row(NO_PAGE, MESSAGE_NOT_NOW, A_MESSAGE),
    "interaction:release": Row(NO_PAGE, MESSAGE_NOT_NOW, A_MESSAGE),
    "interaction:return": Row(NO_PAGE, MESSAGE_NOT_NOW, A_MESSAGE),
    "interaction:unpublish": Row(NO_PAGE, MESSAGE_NOT_NOW, A_MESSAGE),
    "interaction:reopen": Row(NO_PAGE, MESSAGE_NOT_NOW, A_MESSAGE),
    "interaction:contact": Row(NO_PAGE, codes("in | 200 409 409 | 404 404 404 | 409 409 404 404 | 404"), A_MESSAGE),
    # The repository: nobody but its unit, not even a supervisor (26.1).
    "workbench-home": Row(HOSTS, NO_FORM),
    "workbench:columns": Row(HOSTS, NO_FORM),
    "workbench:column": Row(OWN_COLUMN, NO_FORM, {"pk": "column"}),
    "workbench:resources": Row(HOSTS, NO_FORM),
    # A foreign column is no choice: wang gets the form back.
    "workbench:new-resource": Row(WRITERS, codes("in | 302 403 403 | 200 403 403 | 403 403 403 403 | 403")),
    "workbench:resource": Row(OWN_TEXT, NO_FORM, A_TEXT),
    "workbench:submit": Row(NO_PAGE, NOT_NOW, A_TEXT),
    "workbench:publish": Row(NO_PAGE, NOT_NOW, A_TEXT),
    "workbench:withdraw": Row(NO_PAGE, NOT_NOW, A_TEXT),
    # A column that a person may not fill is no choice either: reviewer and head get the form back.
    "workbench:place": Row(NO_PAGE, codes("in | 302 422 422 | 404 404 404 | 404 404 404 404 | 404"), A_TEXT),
    "workbench:displace": Row(NO_PAGE, EDITOR_DOES, A_PLACEMENT),
    "workbench:pin": Row(NO_PAGE, EDITOR_DOES, A_PLACEMENT),
    "workbench:preview": Row(OWN_TEXT, NO_FORM, A_TEXT),
    "workbench:text-file": Row(OWN_TEXT, NO_FORM, {"pk": "resource", "number": 1}),
    "workbench:attachment": Row(OWN_TEXT, NO_FORM, {"pk": "attachment"}),
    "workbench:reviews": Row(REVIEWERS, NO_FORM),
    # The writer and the head read the desk; the decision is the reviewer's alone (17.1).
    "workbench:review": Row(
        OWN_TEXT, codes("in | 409 302 409 | 404 404 404 | 404 404 404 404 | 404"), {"pk": "edition"}
    ),
    # The host's settings of its site (4.6).
    "publishing:site": Row(codes("in | 302 403 302 | 302 403 302 | 403 403 403 403 | 403"), NO_FORM),
    "publishing:site-settings": Row(
        OWN_SETTINGS, codes("in | 422 404 422 | 404 404 404 | 404 404 404 404 | 404"), A_SITE
    ),
    # Findings: hosts contest, the Bureau judges (4.2, 33.2); nobody of a host judges (3.2).
    "findings:index": Row(ALL_BUT_FINANCE, NO_FORM),
    "findings:finding": Row(OWN_AND_SUPERVISORS, NO_FORM, A_FINDING),
    "findings:confirm": Row(NO_PAGE, codes("in | 403 403 403 | 404 404 404 | 403 302 403 403 | 404"), A_FINDING),
    "findings:dispute": Row(NO_PAGE, HOST_ANSWERS, A_FINDING),
    "findings:mute": Row(NO_PAGE, codes("in | 409 409 409 | 404 404 404 | 409 302 409 409 | 404"), A_FINDING),
    # Orders: the Bureau sends, the host answers (4.2, 33.2). The finding here is named by an open order already: no choice.
    "supervision:orders": Row(CITY_AND_HOSTS, NO_FORM),
    "supervision:new-order": Row(
        codes("in | 403 403 403 | 404 404 404 | 403 200 403 404 | 404"),
        codes("in | 403 403 403 | 404 404 404 | 403 200 403 404 | 404"),
        query="?site=own",
    ),
    "supervision:order": Row(OWN_AND_CITY, NO_FORM, {"pk": "order"}),
    "supervision:answer": Row(
        NO_PAGE, codes("in | 302 409 302 | 404 404 404 | 409 409 409 404 | 404"), {"pk": "order"}
    ),
    # Rounds: Bureau and Centre start them, a host has its own site measured again (4.3, 33.2). Whoever may look but not
    # start is sent back with the reason (302): `STARTS_ROUNDS` says who starts one.
    "monitoring:rounds": Row(ALL_BUT_FINANCE, NO_FORM),
    "monitoring:round": Row(OWN_AND_SUPERVISORS, NO_FORM, {"pk": "round"}),
    "monitoring:run": Row(OWN_AND_SUPERVISORS, NO_FORM, {"pk": "run"}),
    "monitoring:inspect-all": Row(NO_PAGE, codes("in | 403 403 403 | 403 403 403 | 403 302 302 403 | 403")),
    "monitoring:inspect": Row(NO_PAGE, codes("in | 302 302 302 | 404 404 404 | 302 302 302 302 | 404"), A_SITE),
    "monitoring:evidence": Row(OWN_AND_SUPERVISORS, NO_FORM, {"pk": "finding", "number": 0}),
    # Applications: editor and head apply, the Office decides (4.1, 9.1). Another host's site is no choice: its people
    # get their own form.
    "procedures:cases": Row(ALL_BUT_FINANCE, NO_FORM),
    "procedures:new-case": Row(
        codes("in | 200 403 200 | 200 403 200 | 403 403 403 403 | 403"),
        codes("in | 200 403 200 | 200 403 200 | 403 403 403 403 | 403"),
        {"procedure_id": "procedure"},
        "?site=own",
    ),
    "procedures:case": Row(OWN_AND_SUPERVISORS, NO_FORM, A_CASE),
    "procedures:edit-case": Row(OWN_DRAFT, OWN_DRAFT, A_CASE),
    "procedures:withdraw-case": Row(NO_PAGE, HOST_ANSWERS, A_CASE),
    "procedures:decide-case": Row(NO_PAGE, codes("in | 409 409 409 | 404 404 404 | 302 409 409 409 | 404"), A_CASE),
    "procedures:restore-case": Row(NO_PAGE, codes("in | 409 409 409 | 404 404 404 | 409 409 409 409 | 404"), A_CASE),
    "procedures:annex": Row(OWN_AND_SUPERVISORS, NO_FORM, A_CASE),
    "procedures:scan": Row(OWN_AND_SUPERVISORS, NO_FORM, {"pk": "scan"}),
    # Exceptions from what is ruled out in principle: hosts read their own, the one whom the rulebook names grants (R1).
    "register:exceptions": Row(ALL_BUT_FINANCE, NO_FORM),
    "register:exceptions-csv": Row(ALL_BUT_FINANCE, NO_FORM),
    "register:exceptions-xlsx": Row(ALL_BUT_FINANCE, NO_FORM),
    "register:exceptions-print": Row(ALL_BUT_FINANCE, NO_FORM),
    # Everybody reads who may grant; the Office does, the others are refused.
    "register:new-exception": Row(
        ALL_BUT_FINANCE, codes("in | 403 403 403 | 403 403 403 | 302 403 403 403 | 403"), query="?clause=7.3"
    ),
    "register:exception": Row(OWN_AND_SUPERVISORS, NO_FORM, {"pk": "exception"}),
    "register:revoke-exception": Row(
        NO_PAGE, codes("in | 403 403 403 | 404 404 404 | 302 403 403 403 | 404"), {"pk": "exception"}
    ),
    # The site ledger: the Office enters (4.1). The form here lacks the fields of a site.
    "register:new-site": Row(
        codes("in | 403 403 403 | 403 403 403 | 200 403 403 403 | 403"),
        codes("in | 403 403 403 | 403 403 403 | 422 403 403 403 | 403"),
    ),
    # The console.
    "dashboard": Row(SUPERVISORS, NO_FORM),
    "site-list": Row(ALL_BUT_FINANCE, NO_FORM),
    "site-export": Row(ALL_BUT_FINANCE, NO_FORM),
    "site-file": Row(OWN_AND_SUPERVISORS, NO_FORM, A_SITE),
    "audit-log": Row(AUDITORS, NO_FORM),
}

# Addresses where an outsider may rightly begin something of their own unit.
STARTS_NEW = frozenset({"workbench:new-resource", "procedures:new-case", "sign-in", "sign-out"})
HOSTS_PEOPLE = ("chen", "liu", "head", "wang", "xu", "tang")
STARTS_ROUNDS = frozenset({"chen", "head", "sun", "qian"})
# The same form in the right hands: without these, "nothing changed" would prove nothing.
WORKS = {
    "interaction:accept": "chen",
    "interaction:transfer": "chen",
    "interaction:note": "chen",
    "interaction:contact": "chen",
    "workbench:new-resource": "chen",
    "workbench:place": "chen",
    "workbench:displace": "chen",
    "workbench:pin": "chen",
    "workbench:review": "liu",
    "findings:confirm": "sun",
    "findings:dispute": "head",
    "findings:mute": "sun",
    "supervision:answer": "head",
    "monitoring:inspect": "sun",
    "monitoring:inspect-all": "qian",
    "procedures:withdraw-case": "chen",
    "procedures:decide-case": "zhao",
    "register:new-exception": "zhao",
    "register:revoke-exception": "zhao",
}

# What the gate leaves open of Wagtail: everybody here holds Wagtail's key, so the policy alone keeps them out. Who may
# not write is sent to Wagtail's front door (302), which is closed; another host's people find nothing.
ANY_KEY = codes("in | 200 200 200 | 200 200 200 | 200 200 200 200 | 200")
ANY_WRITER = codes("in | 200 302 302 | 200 302 302 | 302 302 302 302 | 302")
OWN_WRITER = codes("in | 200 302 302 | 404 404 404 | 404 404 404 404 | 404")
OWN_WRITER_DOES = codes("in | 302 302 302 | 404 404 404 | 404 404 404 404 | 404")
OWN_WRITER_NO_FORM = codes("in | 405 302 302 | 404 404 404 | 404 404 404 404 | 404")
KEY_NO_FORM = codes("in | 405 405 405 | 405 405 405 | 405 405 405 405 | 405")
SNIPPET = "wagtailsnippets_library_resource"
A_REVISION = {"pk": "resource", "revision_id": "revision"}

EDITOR = {
    "editor-sign-out": Row(NO_PAGE, SENT_ON),
    "editor-account": Row(SENT_ON, SENT_ON),
    # Dialogues for links, and what the editor's own pages load: they show no row of anybody.
    "wagtailadmin_choose_page_external_link": Row(ANY_KEY, ANY_KEY),
    "wagtailadmin_choose_page_email_link": Row(ANY_KEY, ANY_KEY),
    "wagtailadmin_choose_page_anchor_link": Row(ANY_KEY, ANY_KEY),
    "wagtailadmin_dismissibles": Row(ANY_KEY, KEY_NO_FORM),
    "wagtailadmin_sprite": Row(EVERYBODY, EVERYBODY),
    "wagtailadmin_javascript_catalog": Row(EVERYBODY, NO_FORM),
    # Who else has a text open: told to its own writers alone.
    "wagtailadmin_editing_sessions:ping": Row(
        KEY_NO_FORM,
        codes("in | 200 404 404 | 404 404 404 | 404 404 404 404 | 404"),
        {"app_label": "library", "model_name": "Resource", "object_id": "resource", "session_id": 1},
    ),
    "wagtailadmin_editing_sessions:release": Row(KEY_NO_FORM, ANY_KEY, {"session_id": 1}),
    f"{SNIPPET}:add": Row(ANY_WRITER, ANY_WRITER),
    f"{SNIPPET}:preview_on_add": Row(ANY_WRITER, ANY_WRITER),
    f"{SNIPPET}:edit": Row(OWN_WRITER, OWN_WRITER, A_TEXT),
    f"{SNIPPET}:preview_on_edit": Row(OWN_WRITER, OWN_WRITER, A_TEXT),
    f"{SNIPPET}:history": Row(OWN_WRITER, OWN_WRITER_NO_FORM, A_TEXT),
    f"{SNIPPET}:history_results": Row(OWN_WRITER, OWN_WRITER_NO_FORM, A_TEXT),
    f"{SNIPPET}:revisions_view": Row(OWN_WRITER, OWN_WRITER_NO_FORM, A_REVISION),
    f"{SNIPPET}:revisions_revert": Row(OWN_WRITER, OWN_WRITER, A_REVISION),
    f"{SNIPPET}:revisions_compare": Row(
        OWN_WRITER, OWN_WRITER_NO_FORM, {"pk": "resource", "revision_id_a": "revision", "revision_id_b": "latest"}
    ),
    f"{SNIPPET}:revisions_unschedule": Row(OWN_WRITER_DOES, OWN_WRITER_DOES, A_REVISION),
    f"{SNIPPET}:lock": Row(OWN_WRITER_NO_FORM, OWN_WRITER_DOES, A_TEXT),
    f"{SNIPPET}:unlock": Row(OWN_WRITER_DOES, OWN_WRITER_DOES, A_TEXT),
}


@dataclass(frozen=True)
class PublicRow:
    """One address of a site's own host: what anybody gets for a look and for an empty form."""

    look: str
    send: str
    arguments: dict[str, object] = field(default_factory=dict)
    query: str = ""


PUBLIC = {
    "public-search:search": PublicRow("200", "405"),
    # The list of answers stands in a column of the site; this site has none.
    "public-messages:answers": PublicRow("404", "405"),
    "public-messages:new": PublicRow("200", "422"),
    "public-messages:state": PublicRow("200", "422"),
    "public-messages:not-answered": PublicRow("405", "422"),
    # Nobody decided that this message is public.
    "public-messages:answer": PublicRow("404", "405", {"number": "number"}),
}
