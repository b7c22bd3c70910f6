"""The tables and columns of the SSDA903 return.

Source: DfE, Children looked-after by local authorities: guide to the SSDA903 collection 2026 to 2027.
Dates are DD/MM/YYYY. A child's id is text, not a number: leading noughts count.
"""

from collections.abc import Mapping

from everycase.returns.tables import Column, ReturnTable

CHILD = Column("CHILD", note="the authority's id of the child; links all tables", element="CHILDID")
DOB = Column("DOB", "date", note="the same as in Header")
BY_READER = "derived"
YES_NO = "binary"

_HEADER = ReturnTable(
    "Header",
    (
        CHILD,
        Column("SEX", "code", codes="sex", note="M, F or U since 2024/25; 1 or 2 before"),
        Column("DOB", "date"),
        Column("ETHNIC", "code", codes="ethnicity"),
        Column("UPN", "text", "conditional", "upn_unknown", "not needed where every episode is V3 or V4"),
        Column("MOTHER", "code", "conditional", YES_NO, "girls and women, unless only V3 or V4"),
        Column("MC_DOB", "date", "conditional", note="the mother's child's; required where MOTHER is 1"),
        Column("UASC", "code", BY_READER, YES_NO, "in CSV, 1 where the child is in the UASC table, else 0"),
    ),
    group="HEADER",
    file="header.csv",
)
_EPISODES = ReturnTable(
    "Episodes",
    (
        CHILD,
        Column("DECOM", "date", note="the episode began"),
        Column("RNE", "code", codes="rne", note="why a new episode began"),
        Column("LS", "code", codes="ls", note="legal status"),
        Column("CIN", "code", codes="cin_need", note="category of need"),
        Column("PLACE", "code", codes="place", note="kind of placement", element="PL"),
        Column("PLACE_PROVIDER", "code", "conditional", "place_provider", "blank for T0 to T4, Z11 to Z14"),
        Column("DEC", "date", "conditional", note="the episode ended; with REC or not at all"),
        Column("REC", "code", "conditional", "rec", "why it ended"),
        Column("REASON_PLACE_CHANGE", "code", "conditional", "reason_place_change", "with X1"),
        Column("HOME_POST", "text", "conditional", note="postcode; blank for V3 and V4"),
        Column("PL_POST", "text", "conditional", note="postcode of the placement; blank for V3 and V4"),
        Column("URN", "text", "conditional", note="Ofsted's number of the setting; XXXXXXX where unknown"),
    ),
    group="EPISODE",
    file="episodes.csv",
)
_REVIEWS = ReturnTable(
    "Reviews",
    (
        CHILD,
        DOB,
        Column("REVIEW", "date"),
        Column("REVIEW_CODE", "code", codes="review_code", note="how the child took part"),
    ),
    group="AREVIEW",
    file="reviews.csv",
)
_UASC = ReturnTable(
    "UASC",
    (
        CHILD,
        Column("SEX", "code", codes="sex", note="the same as in Header"),
        DOB,
        Column("DUC", "date", "optional", note="the status ended"),
    ),
    group="HEADER",
    file="uasc.csv",
)
_OC2 = ReturnTable(
    "OC2",
    (
        CHILD,
        DOB,
        Column("SDQ_SCORE", "whole", "conditional", note="0 to 40"),
        Column("SDQ_REASON", "code", "conditional", "sdq_reason", "only where there is no score"),
        Column("CONVICTED", "code", "conditional", YES_NO, "aged 10 or over"),
        Column("HEALTH_CHECK", "code", "conditional", YES_NO, "aged under 5"),
        Column("IMMUNISATIONS", "code", "conditional", YES_NO),
        Column("TEETH_CHECK", "code", "conditional", YES_NO),
        Column("HEALTH_ASSESSMENT", "code", "conditional", YES_NO),
        Column("SUBSTANCE_MISUSE", "code", "conditional", YES_NO),
        Column("INTERVENTION_RECEIVED", "code", "conditional", YES_NO, "where SUBSTANCE_MISUSE is 1"),
        Column("INTERVENTION_OFFERED", "code", "conditional", YES_NO, "where INTERVENTION_RECEIVED is 0"),
    ),
    group="OC2",
    file="oc2.csv",
)
_OC3 = ReturnTable(
    "OC3",
    (
        CHILD,
        DOB,
        Column("IN_TOUCH", "code", codes="in_touch"),
        Column("ACTIV", "code", codes="activ", note="education, training or work"),
        Column("ACCOM", "code", codes="accom", note="kind of home, then 1 suitable or 2 unsuitable"),
    ),
    group="HEADER",
    file="oc3.csv",
)
_AD1 = ReturnTable(
    "AD1",
    (
        CHILD,
        DOB,
        Column("DATE_INT", "date", note="decided that the child should be placed"),
        Column("DATE_MATCH", "date", note="matched with adopters"),
        Column("FOSTER_CARE", "code", codes=YES_NO, note="1 where the foster carer adopted"),
        Column("NB_ADOPTR", "code", codes="nb_adoptr", note="number of adopters"),
        Column("SEX_ADOPTR", "code", codes="sex_adoptr"),
        Column("LS_ADOPTR", "code", codes="ls_adoptr", note="legal status of the adopters"),
    ),
    group="HEADER",
    file="ad1.csv",
)
_PLACED_ADOPTION = ReturnTable(
    "PlacedAdoption",
    (
        CHILD,
        DOB,
        Column("DATE_PLACED", "date", note="decided that the child should be placed for adoption"),
        Column("DATE_PLACED_CEASED", "date", "optional", note="decided that the child should no longer be"),
        Column("REASON_PLACED_CEASED", "code", "conditional", "reason_placed_ceased"),
    ),
    group="AD_PLACED",
    file="placed_for_adoption.csv",
)
_PREVIOUS_PERMANENCE = ReturnTable(
    "PrevPerm",
    (
        CHILD,
        DOB,
        Column("PREV_PERM", "code", codes="prev_perm"),
        Column("LA_PERM", "code", "conditional", "la_3digit", "blank for Z1"),
        Column("DATE_PERM", "text", "conditional", note="date, with ZZ or ZZZZ for the parts not known"),
    ),
    group="PERMANENCE",
    file="previous_permanence.csv",
)
_MISSING = ReturnTable(
    "Missing",
    (
        CHILD,
        DOB,
        Column("MISSING", "code", codes="missing", note="M missing, A away without authorisation"),
        Column("MIS_START", "date"),
        Column("MIS_END", "date", "optional"),
    ),
    group="AMISSING",
    file="missing.csv",
)
_SOCIAL_WORKER_EPISODES = ReturnTable(
    "SWEpisodes",
    (
        CHILD,
        DOB,
        Column("SW_ID", note="the worker; starts SW or XX"),
        Column("SW_DECOM", "date"),
        Column("SW_DEC", "date", "optional"),
        Column("SW_REASON", "code", "conditional", "sw_reason", "from 1 April 2023"),
    ),
    group="-",
    file="sw_episodes.csv",
)
_DEPRIVATION_OF_LIBERTY = ReturnTable(
    "DoLo",
    (
        CHILD,
        DOB,
        Column("DOLO_START", "date", note="a deprivation of liberty order was made; from 2026/27"),
        Column("DOLO_END", "date", "optional"),
    ),
    group="-",
    file="DoLo.csv",
)

TABLES: Mapping[str, ReturnTable] = {
    table.name: table
    for table in (
        _HEADER,
        _EPISODES,
        _REVIEWS,
        _UASC,
        _OC2,
        _OC3,
        _AD1,
        _PLACED_ADOPTION,
        _PREVIOUS_PERMANENCE,
        _MISSING,
        _SOCIAL_WORKER_EPISODES,
        _DEPRIVATION_OF_LIBERTY,
    )
}
"""Every table of the return by name."""

ONLY_IN_CSV = frozenset({"SWEpisodes", "DoLo"})
"""Tables that the XML form hasn't got."""
