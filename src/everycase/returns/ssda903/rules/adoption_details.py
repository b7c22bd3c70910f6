"""Details of an adoption (AD1): its dates, and who the adopters are."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import Rule, is_one_of, none_of, other, pairs, rows, unreadable
from everycase.returns.ssda903.facts import (
    ADOPTED,
    FACTS,
    LOOKED_AFTER_ALL_YEAR,
    not_in_list,
    some_blank,
    some_filled,
)

col = pl.col

_DETAILS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
_LEAVER = ("IN_TOUCH", "ACTIV", "ACCOM")
_SOME_DETAILS = some_filled(*_DETAILS)
_LEAVER_ITEMS = FACTS.of_child("has items on leaving care", "OC3", some_filled(*_LEAVER).any(), default=False)
_SEX, _LEGAL_STATUS = col("SEX_ADOPTR"), col("LS_ADOPTR")

RULES = (
    Rule(
        "112",
        "Date should be placed for adoption is not a valid date.",
        rows("AD1", unreadable("DATE_INT")),
        fields="DATE_INT",
    ),
    Rule(
        "113",
        "Date matching child and adopter(s) is not a valid date.",
        rows("AD1", unreadable("DATE_MATCH")),
        fields="DATE_MATCH",
    ),
    Rule(
        "114",
        "Data entry to record the status of former carer(s) of an adopted child is invalid.",
        rows("AD1", not_in_list("FOSTER_CARE", "binary")),
        fields="FOSTER_CARE",
    ),
    Rule(
        "134",
        "Data on adoption should not be entered for the OC3 cohort.",
        rows("AD1", _SOME_DETAILS & _LEAVER_ITEMS),
        fields="IN_TOUCH ACTIV ACCOM DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    ),
    Rule(
        "151",
        "All data items relating to a childs adoption must be coded or left blank.",
        rows("AD1", _SOME_DETAILS & some_blank(*_DETAILS)),
        fields="DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    ),
    Rule(
        "175",
        "The number of adopter(s) code is not a valid code.",
        rows("AD1", not_in_list("NB_ADOPTR", "nb_adoptr")),
        fields="NB_ADOPTR",
    ),
    Rule(
        "176",
        "The gender of adopter(s) at the date of adoption code is not a valid code.",
        rows("AD1", not_in_list("SEX_ADOPTR", "sex_adoptr")),
        fields="SEX_ADOPTR",
    ),
    Rule(
        "177",
        "The legal status of adopter(s) code is not a valid code.",
        rows("AD1", not_in_list("LS_ADOPTR", "ls_adoptr")),
        fields="LS_ADOPTR",
    ),
    Rule(
        "187",
        "Child cannot be looked after continuously for 12 months at 31 March (OC2) and have any of "
        "adoption or care leavers returns completed.",
        (
            rows("OC3", LOOKED_AFTER_ALL_YEAR & some_filled(*_LEAVER)),
            rows("AD1", LOOKED_AFTER_ALL_YEAR & _SOME_DETAILS),
        ),
        fields="DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "331",
        "Date of matching child and adopter(s) should be the same as, or prior to, the date of "
        "placement of adoption.",
        pairs(
            "AD1",
            "Episodes",
            ("CHILD",),
            is_one_of(other("REC"), *ADOPTED) & (col("DATE_MATCH") > other("DECOM")),
        ),
        fields="DATE_MATCH DECOM REC",
    ),
    Rule(
        "333",
        "Date should be placed for adoption must be on or prior to the date of matching child with "
        "adopter(s).",
        rows(
            "AD1",
            (col("DATE_MATCH").is_not_null() & col("DATE_INT").is_null())
            | (col("DATE_INT") > col("DATE_MATCH")),
        ),
        fields="DATE_INT",
    ),
    Rule(
        "511",
        "If reporting that the number of person(s) adopting the looked after child is two adopters "
        "then the code should only be MM, FF or MF. MM = the adopting couple are both males; FF = "
        "the adopting couple are both females; MF = The adopting couple are male and female.",
        rows("AD1", (col("NB_ADOPTR") == "2") & is_one_of(_SEX, "M1", "F1")),
        fields="NB_ADOPTR SEX_ADOPTR",
    ),
    Rule(
        "514",
        "Data entry on the legal status of adopters shows a single adopter but data entry for the "
        "numbers of adopters shows it as a couple.",
        rows("AD1", (_LEGAL_STATUS == "L0") & none_of(_SEX, "M1", "F1")),
        fields="LS_ADOPTR SEX_ADOPTR",
    ),
    Rule(
        "517",
        "If reporting legal status of adopters is L3 then the genders of adopters should be coded as "
        "MF. MF = the adopting couple are male and female.",
        rows("AD1", (_LEGAL_STATUS == "L3") & none_of(_SEX, "MF")),
        fields="LS_ADOPTR SEX_ADOPTR",
    ),
    Rule(
        "518",
        "If reporting legal status of adopters is L4 then the genders of adopters should be coded as "
        "MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both "
        "females.",
        rows("AD1", (_LEGAL_STATUS == "L4") & none_of(_SEX, "MM", "FF")),
        fields="LS_ADOPTR SEX_ADOPTR",
    ),
    Rule(
        "519",
        "Data entered on the legal status of adopters shows civil partnership couple, but data "
        "entered on genders of adopters does not show it as a couple.",
        rows("AD1", (_LEGAL_STATUS == "L2") & none_of(_SEX, "MM", "FF", "MF")),
        fields="LS_ADOPTR SEX_ADOPTR",
    ),
    Rule(
        "520",
        "Data entry on the legal status of adopters shows different gender married couple but data "
        "entry on genders of adopters shows it as a same gender couple.",
        rows("AD1", (_LEGAL_STATUS == "L11") & none_of(_SEX, "MF")),
        fields="LS_ADOPTR SEX_ADOPTR",
    ),
    Rule(
        "524",
        "If reporting legal status of adopters is L12 then the genders of adopters should be coded "
        "as MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both "
        "females",
        rows("AD1", (_LEGAL_STATUS == "L12") & none_of(_SEX, "MM", "FF")),
        fields="LS_ADOPTR SEX_ADOPTR",
    ),
)
