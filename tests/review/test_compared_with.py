"""What a council's settings say that returns are compared with: taken, or refused with what to do."""

from __future__ import annotations

import pytest
from tests.returns.care import CARE, OURS, POSTCODES, write_providers

from everycase.record.store import Store
from everycase.returns import reference
from everycase.returns.problems import UnreadableError
from everycase.returns.reference import NoSuchAuthorityError
from everycase.review.compared_with import Given, cache_folder, reference_of
from everycase.standards.council import CouncilFile, Returns, Settings, SettingsError


@pytest.fixture(autouse=True)
def asked(monkeypatch) -> list[object]:
    """The folders in which the list of postcodes was looked for; it holds two."""
    folders: list[object] = []

    def listed(places):
        folders.extend(places)
        return POSTCODES

    monkeypatch.setattr(reference, "installed_postcodes", listed)
    return folders


@pytest.fixture
def store(tmp_path) -> Store:
    write_providers(tmp_path / "homes.xlsx")
    return Store(tmp_path)


def named(**settings) -> Settings:
    return Settings(CouncilFile(returns=Returns(**settings)))


def test_nothing_named_leaves_what_it_would_tell_untold(store):
    found = reference_of(store, Settings())
    assert (found.providers, found.authority) == (None, None)
    assert found.lacks("providers").startswith("There is no list of Ofsted's providers to compare with")
    assert found.lacks("authority").startswith("The council that the return is from isn't named")
    assert found.lacks("postcodes") == ""


def test_a_workbook_is_looked_for_in_the_councils_folder_or_where_it_says(store, tmp_path):
    for name in ("homes.xlsx", str(tmp_path / "homes.xlsx")):
        found = reference_of(store, named(providers=[name], authority=OURS))
        assert found.providers is not None
        assert found.providers.select("urn", "postcode", "authority").rows() == [
            ("SC480011", CARE.replace(" ", ""), OURS)
        ]
        assert found.authority == OURS


def test_the_list_of_postcodes_may_lie_in_the_councils_folder(store, asked, tmp_path):
    reference_of(store, Settings())
    assert asked == [cache_folder(), tmp_path / "reference"]


def test_a_workbook_that_is_not_there_is_told_with_what_to_do(store, tmp_path):
    with pytest.raises(SettingsError) as told:
        reference_of(store, named(providers=["homes.xlsx", "gone.xlsx"]))
    assert str(told.value).startswith(f"{tmp_path / 'council.toml'}: returns.providers: found 'gone.xlsx'")
    assert f"no file {tmp_path / 'gone.xlsx'}. Put Ofsted's workbook there, or take its name" in str(
        told.value
    )


@pytest.mark.parametrize(
    ("held", "says"),
    [(b"not a workbook", "can't be read as a workbook of providers"), (b"", "can't be read as a workbook")],
)
def test_one_that_cannot_be_read_is_told_with_what_to_do(store, tmp_path, held, says):
    (tmp_path / "broken.xlsx").write_bytes(held)
    with pytest.raises(SettingsError, match=says) as told:
        reference_of(store, named(providers=["broken.xlsx"]))
    assert str(told.value).endswith("Download it from Ofsted again, or take its name out.")


def test_a_folder_in_a_workbooks_place_is_no_workbook(store, tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(SettingsError, match=r"found 'folder\.xlsx'"):
        reference_of(store, named(providers=["folder.xlsx"]))


def test_an_authority_in_which_no_postcode_lies_is_told_by_its_setting(store):
    with pytest.raises(
        SettingsError, match=r"returns\.authority: found 'E10000011', and no postcode lies there"
    ):
        reference_of(store, named(authority="E10000011"))


def test_what_is_given_comes_before_the_settings_and_is_told_by_itself(store, tmp_path):
    other = write_providers(tmp_path / "other.xlsx")
    settings = named(providers=["gone.xlsx"], authority="E10000011")
    found = reference_of(store, settings, given=Given([other], OURS))
    assert found.providers is not None
    assert found.authority == OURS
    with pytest.raises(NoSuchAuthorityError):
        reference_of(store, named(), given=Given(authority="E10000011"))
    (tmp_path / "broken.xlsx").write_text("no")
    with pytest.raises(UnreadableError):
        reference_of(store, named(), given=Given([tmp_path / "broken.xlsx"]))
