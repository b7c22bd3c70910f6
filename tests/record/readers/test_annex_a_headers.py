"""Which column of the template a header is."""

import pytest

from everycase.record.readers.annex_a_headers import annex_lists, match, nearest


def matched(number, *headers):
    found = match(annex_lists()[number], headers)
    return {headers[place]: name for name, place in found.columns.items()}


@pytest.mark.parametrize(
    ("number", "header", "is_"),
    [
        (1, "Child Unique ID", "Child Unique ID"),
        (1, "  child unique id ", "Child Unique ID"),
        (1, "Child's ID", "Child Unique ID"),
        (1, "Unique identifier of the child", "Child Unique ID"),
        (3, "Date of Referral", "Date of referral"),
        (3, "Referral NFA", "Referral NFA?"),
        (6, "Case status", "Case Status"),
        (9, "Eligibity Category", "Eligibility Category"),
        (9, "Suitability of Accomodation", "Suitability of Accommodation"),
        (10, "Date of Adoption Order ", "Date of Adoption Order"),
        (
            8,
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        ),
        (8, "Child’s Legal Status", "Child's Legal Status"),
        (8, "Childs Category of Need", "Child's Category of Need"),
        (4, "Date of Birth (dd/mm/yyyy)", "Date of Birth"),
    ],
)
def test_a_header_that_is_a_column_of_the_template(number, header, is_):
    assert matched(number, header) == {header: is_}


@pytest.mark.parametrize(
    ("number", "header"),
    [
        (1, "Language"),  # holds "age"
        (1, "Management decision"),
        (1, "Child's video"),  # holds "id"
        (8, "Date Stage 1 started"),  # another list's
        (11, "Date Stage 3 started"),  # near, but not it
        (10, "Date of Decision that Child Should Perhaps be Placed for Adoption"),
    ],
)
def test_a_header_that_only_looks_like_one(number, header):
    assert matched(number, header) == {}


def test_two_headers_that_fit_as_well_as_each_other_are_neither():
    assert matched(1, "Child id", "Identifier of child", "Date of Contact") == {
        "Date of Contact": "Date of Contact"
    }


def test_the_template_s_own_header_goes_before_one_that_only_fits():
    found = matched(1, "Child case ID", "Child Unique ID")
    assert found == {"Child Unique ID": "Child Unique ID"}


def test_every_list_knows_its_own_columns():
    for of in annex_lists().values():
        headers = [header.header for header in of.headers]
        found = match(of, headers)
        assert found.extra == []
        assert dict(found.columns) == {header: place for place, header in enumerate(headers)}


def test_an_unknown_header_is_told_which_column_it_may_be():
    assert nearest(
        "Date of Last Social Worker Visits", ["Date of Last Social Work Visit", "Case Status"]
    ) == ("Date of Last Social Work Visit")
    assert nearest("Favourite colour", ["Case Status"]) == ""
