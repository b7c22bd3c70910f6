"""Every address, who is let in, and for which children: one line each.

This is what is promised, not how it is done: `people/doors.py` and `people/access.py` do it. A test asks
every address as every role in every relation to a child, and compares; it fails for an address without a
line, and for a line without an address. `docs/reference/access.md` and the administrators' page of roles are
written from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from everycase.web.people.roles import ROLES

ANONYMOUS = "anonymous"
EVERYBODY = frozenset(ROLES)
ANYBODY = EVERYBODY | {ANONYMOUS}
NOBODY: frozenset[str] = frozenset()
MANAGERS = frozenset({"team_manager", "service_manager", "director"})
WORK = MANAGERS | {"social_worker"}
ADMINISTRATOR = frozenset({"administrator"})
ANALYST = frozenset({"analyst"})
READERS = frozenset({"auditor", "reviewing_officer"})
SEE_NAMES = WORK | READERS
SEE_CASES = SEE_NAMES | ANALYST
NOTE = WORK | {"reviewing_officer"}
BREAK_GLASS = WORK | {"reviewing_officer"}
LOADS = ANALYST | {"director"}
MEASURES = MANAGERS | ANALYST
READ, SEND, FORM = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True)
class Page:
    """One address.

    name: by which the code calls it. who: roles that are let in, and ANONYMOUS. child: whether it is about
    one child, so that each role is let in only for the children whom CHILDREN says. of: what each part of
    the address is the number of, such as {"number": "account"}. by_token: a token lets in, and no role.
    """

    name: str
    what: str
    who: frozenset[str]
    methods: tuple[str, ...] = READ
    of: Mapping[str, str] = field(default_factory=dict)
    child: bool = False
    by_token: bool = False

    def lets_in(self, relation: str) -> frozenset[str]:
        """The roles let in for a child in this relation, of those in CHILDREN."""
        return self.who & CHILDREN[relation]


ALL_CHILDREN = frozenset({"director", "analyst"})
HELD = ALL_CHILDREN | {"social_worker", "team_manager", "service_manager"}
CHILDREN: Mapping[str, frozenset[str]] = {
    "held by them, their team or their service": HELD,
    "held elsewhere": ALL_CHILDREN,
    "held by no team, and something is to be put right": ALL_CHILDREN | {"service_manager"},
    "held by them, their team or their service, and restricted": frozenset({"social_worker"}),
    "the same, and they are named": HELD,
    "held elsewhere, and assigned to them": SEE_CASES,
    "held elsewhere, restricted, and assigned to them": SEE_CASES,
    "held by one for whom they stand in": ALL_CHILDREN | {"social_worker", "team_manager"},
    "held by one for whom they stood in until yesterday": ALL_CHILDREN,
    "held elsewhere, and opened with a reason today": HELD | {"reviewing_officer"},
    "opened with a reason, which has run out": ALL_CHILDREN,
}
"""Whom a page about a child lets in, by the child's relation to the person. Other roles see no child."""
SIGNING_IN = (
    Page("account_login", "Sign in", ANYBODY, FORM),
    Page("account_logout", "Sign out", ANYBODY, FORM),
    Page("account_inactive", "Your account is closed", ANYBODY),
    Page("account_reset_password", "Ask for a link to set a password", ANYBODY, FORM),
    Page("account_reset_password_done", "The link is on its way", ANYBODY),
    Page(
        "account_reset_password_from_key",
        "Set a password by a link",
        ANYBODY,
        FORM,
        {"uidb36": "link", "key": "link key"},
    ),
    Page("account_reset_password_from_key_done", "The password is set", ANYBODY),
    Page("mfa_authenticate", "The second step of signing in", ANYBODY, FORM),
    Page("openid_connect_login", "To the council’s own sign-in", ANYBODY, FORM, {"provider_id": "provider"}),
    Page("openid_connect_callback", "Back from it", ANYBODY, FORM, {"provider_id": "provider"}),
    Page("socialaccount_login_cancelled", "You stopped signing in", ANYBODY),
    Page("account_reauthenticate", "Confirm that it’s you, by password", EVERYBODY, FORM),
    Page("mfa_reauthenticate", "Confirm that it’s you, by phone", EVERYBODY, FORM),
    Page("account_change_password", "Change your password", EVERYBODY, FORM),
    Page("mfa_index", "Your second step (leads to Your account)", EVERYBODY),
    Page("mfa_activate_totp", "Set up a phone", EVERYBODY, FORM),
    Page("mfa_deactivate_totp", "Use another phone", EVERYBODY, FORM),
    Page("mfa_view_recovery_codes", "Recovery codes", EVERYBODY),
    Page("mfa_generate_recovery_codes", "Make new recovery codes", EVERYBODY, FORM),
    Page("mfa_download_recovery_codes", "Recovery codes as text", EVERYBODY),
)
PEOPLE = (
    Page("home", "The first page: leads to one’s own", EVERYBODY),
    Page("your-account", "Your account", EVERYBODY),
    Page("absences", "Who is away", WORK),
    Page("absence-new", "Say who is away, and who stands in", WORK, FORM),
    Page("absence-end", "Take an absence back", WORK, SEND, {"number": "absence"}),
    Page("requests", "What is asked of a partner", frozenset({"partner"})),
    Page("accounts", "Accounts", ADMINISTRATOR),
    Page("account-new", "Make an account", ADMINISTRATOR, FORM),
    Page("account", "An account", ADMINISTRATOR, FORM, {"number": "account"}),
    Page("account-close", "Close an account", ADMINISTRATOR, FORM, {"number": "account"}),
    Page("account-open", "Open an account again", ADMINISTRATOR, SEND, {"number": "account"}),
    Page("account-second-factor", "Forget a lost phone", ADMINISTRATOR, FORM, {"number": "account"}),
    Page("account-link", "Send a link to set a password", ADMINISTRATOR, SEND, {"number": "account"}),
    Page("roles", "What each role sees and may do", ADMINISTRATOR),
    Page("services", "Services and their teams", ADMINISTRATOR),
    Page("service-new", "Make a service", ADMINISTRATOR, FORM),
    Page("service", "A service", ADMINISTRATOR, FORM, {"number": "service"}),
)
API = (
    Page("tokens", "API tokens", ADMINISTRATOR),
    Page("token-new", "Make an API token", ADMINISTRATOR, FORM),
    Page("token-revoke", "Revoke an API token", ADMINISTRATOR, FORM, {"number": "token"}),
    Page("api-v1:api-root", "The API: leads to what it offers", ANYBODY),
    Page("api-v1:openapi-json", "What the API offers, as OpenAPI", ANYBODY),
    Page("api-v1:measures", "Measures", NOBODY, READ, by_token=True),
    Page("api-v1:findings", "Findings", NOBODY, READ, by_token=True),
    Page("api-v1:finding", "One finding", NOBODY, READ, {"key": "finding"}, by_token=True),
    Page("api-v1:events", "Note what no extract holds", NOBODY, SEND, by_token=True),
)
ACTIONS = (
    Page("my-work", "My work", WORK),
    Page("my-team", "My team", MANAGERS),
    Page("hand-over", "Give what is one worker’s to another", MANAGERS, FORM),
    Page("give-to-team", "Give cases that no team holds to a team", MANAGERS, SEND),
    Page(
        "action", "What one visit to the record puts right", SEE_CASES, READ, {"number": "action"}, child=True
    ),
    Page(
        "move", "Move findings: done, agreed, sent back …", SEE_CASES, SEND, {"number": "action"}, child=True
    ),
    Page("say", "Say something about it", SEE_NAMES, SEND, {"number": "action"}, child=True),
    Page("finding", "A finding", SEE_CASES, READ, {"key": "finding"}, child=True),
    Page("take-in-hand", "Take a red line in hand", MANAGERS, SEND, {"key": "finding"}, child=True),
    Page(
        "challenge",
        "Question a finding or its sign-off",
        frozenset({"reviewing_officer"}),
        SEND,
        {"key": "finding"},
        child=True,
    ),
    Page("answer-challenge", "Answer a challenge", MANAGERS, SEND, {"number": "challenge"}, child=True),
    Page("checking", "What waits for a check", MANAGERS),
    Page("check-proved", "Sign off together what the record already proves", MANAGERS, FORM),
    Page("check", "Check one finding", MANAGERS, READ, {"key": "finding to check"}, child=True),
    Page("second-readings", "Sign-offs to read again", frozenset({"service_manager", "director"})),
    Page(
        "read-again",
        "Read a sign-off again",
        frozenset({"service_manager", "director"}),
        SEND,
        {"number": "second reading"},
    ),
    Page("note", "Note what no extract holds", NOTE, FORM, {"child_id": "child"}, child=True),
    Page(
        "take-back-note", "Take a note back", NOTE, SEND, {"child_id": "child", "number": "note"}, child=True
    ),
    Page("notices", "Notices", EVERYBODY),
    Page("standards", "Standards", EVERYBODY),
    Page("standard", "A standard", EVERYBODY, READ, {"key": "standard"}),
)
CASES = (
    Page("search", "Find a child, among those whom one may see", SEE_CASES, FORM),
    Page("my-reviews", "Cases given to one to read", READERS),
    Page("who-looked", "Who looked, at children whom one may see", MANAGERS),
    Page("glass-broken", "Cases that were opened with a reason", MANAGERS),
    Page("glass-read", "Read of a case that was opened", MANAGERS, SEND, {"number": "broken glass"}),
    Page("break-glass", "Open a case with a reason, for a day", BREAK_GLASS, SEND, {"child_id": "child"}),
    Page("child", "A case", SEE_CASES, READ, {"child_id": "child"}, child=True),
    Page("child-due", "What is due", SEE_CASES, READ, {"child_id": "child"}, child=True),
    Page("child-chronology", "The chronology", SEE_CASES, READ, {"child_id": "child"}, child=True),
    Page("child-people", "Who works with the child", SEE_CASES, READ, {"child_id": "child"}, child=True),
    Page("child-voice", "What the child says", SEE_CASES, READ, {"child_id": "child"}, child=True),
    Page("child-looks", "Who looked at the child", MANAGERS, READ, {"child_id": "child"}, child=True),
    Page("restriction", "Restrict the case", MANAGERS, FORM, {"child_id": "child"}, child=True),
    Page("lift-restriction", "Lift a restriction", MANAGERS, SEND, {"child_id": "child"}, child=True),
    Page("assign", "Give the case to somebody to read", MANAGERS, FORM, {"child_id": "child"}, child=True),
    Page(
        "end-assignment",
        "Take the case back",
        MANAGERS,
        SEND,
        {"child_id": "child", "number": "assignment"},
        child=True,
    ),
)
EXTRACTS = (
    Page("loads", "Extracts: the last one, what to look at in it, and every load", LOADS),
    Page("load-new", "Load an extract", ANALYST, FORM),
    Page("load", "One load: how far it is, or what it read", LOADS, of={"number": "load"}),
    Page("load-progress", "How far a load is", LOADS, of={"number": "load"}),
    Page("load-problems", "What to look at in an extract, row by row", LOADS, of={"number": "load"}),
    Page("load-returns", "The statutory returns, as they stood at a load", LOADS, of={"number": "load"}),
    Page(
        "return-rule",
        "What a rule of a return flags, of children whom one may see",
        LOADS,
        of={"standard": "rule of a return"},
    ),
    Page("loads-untold", "What can’t be told from the files", LOADS),
)
SERVICE = (
    Page("the-service", "The service", MEASURES),
    Page("measures-csv", "Measures as CSV", MEASURES),
    Page("measures-xlsx", "Measures as a workbook", MEASURES),
    Page("cell", "Measures of an area and aspect", MEASURES, READ, {"area": "area", "aspect": "aspect"}),
    Page(
        "cell-chart",
        "A chart of them: over months, or between teams",
        MEASURES,
        READ,
        {"area": "area", "aspect": "aspect", "chart": "chart"},
    ),
    Page(
        "cell-cases",
        "Findings behind them, of children whom one may see",
        MEASURES,
        READ,
        {"area": "area", "aspect": "aspect"},
    ),
    Page("the-story", "The story: totals, small numbers suppressed", MEASURES | {"councillor"}),
)

PAGES: Mapping[str, Page] = {
    page.name: page for page in (*SIGNING_IN, *PEOPLE, *ACTIONS, *CASES, *EXTRACTS, *SERVICE, *API)
}
