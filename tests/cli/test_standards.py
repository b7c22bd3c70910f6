"""`everycase standards`: the catalogue, listed and explained."""

import pytest

from everycase.standards.catalogue import catalogue

SEEN = "cp-visit-every-10-working-days"


def test_every_standard_is_listed_with_its_id_whole(everycase, tmp_path):
    ended = everycase("standards", "--council", tmp_path)
    assert ended.code == 0
    lines = {line.strip() for line in ended.out.splitlines()}
    assert [name for name in catalogue() if not any(line.startswith(name) for line in lines)] == []
    assert f"{len(catalogue())} standards" in ended.words


def test_json_is_a_list_with_what_a_program_needs(everycase, tmp_path):
    told = everycase("standards", "--council", tmp_path, "--json").json
    assert {entry["id"] for entry in told} == set(catalogue())
    assert {entry["kind"] for entry in told} == {"clock", "rule", "question"}
    assert all(isinstance(entry["also"], list) for entry in told)


def test_one_standard_is_explained(everycase, tmp_path):
    ended = everycase("standards", SEEN, "--council", tmp_path)
    assert ended.out.strip().startswith("Child on a plan visited and seen")
    assert "Counting 10 working days after the plan began" in ended.words
    assert "Answered no files loaded" in ended.words


def test_where_files_are_loaded_it_says_what_they_answer_and_lack(everycase, loaded):
    told = {entry["id"]: entry for entry in everycase("standards", "--council", loaded, "--json").json}
    assert {entry["answered"] for entry in told.values()} == {"yes", "in part", "no", "a person"}
    lacking = [entry for entry in told.values() if entry["answered"] == "no"]
    assert all(entry["lacks"] for entry in lacking)


def test_a_local_limit_is_said_to_be_the_council_s(everycase, council):
    with (council / "council.toml").open("r+", encoding="utf-8") as stream:
        text = stream.read().replace("[limits]", f'[allowances]\n{SEEN} = "4 weeks"\n\n[limits]')
        stream.seek(0)
        stream.write(text)
    (told,) = everycase("standards", SEEN, "--council", council, "--json").json
    assert (told["allowance"], told["set_by"]) == ("4 weeks", "the council's settings")


def test_one_area(everycase, tmp_path):
    told = everycase("standards", "--council", tmp_path, "--area", "Front Door", "--json").json
    assert {entry["area"] for entry in told} == {"front door"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("cp-visit-every-10-workin-days",),
            f"no standard called 'cp-visit-every-10-workin-days'. The nearest is {SEEN}.",
        ),
        (("[red]x[/red]",), "no standard called '[red]x[/red]'. `everycase standards` lists them"),
        (("--area", "frontdoor"), "no area called 'frontdoor'. There are: early help, front door,"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(everycase, tmp_path, arguments, said):
    ended = everycase("standards", *arguments, "--council", tmp_path)
    assert ended.code == 3
    assert said in ended.error
