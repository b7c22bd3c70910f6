"""`everycase init`: a folder with settings, made once."""

import tomllib


def test_a_folder_is_made_with_settings_that_carry_the_name(everycase, tmp_path):
    folder = tmp_path / "a" / "riverside"
    ended = everycase("init", "--council", folder, "--name", 'Riverside "North"')
    assert ended.code == 0
    settings = tomllib.loads((folder / "council.toml").read_text(encoding="utf-8"))
    assert settings["council"] == 'Riverside "North"'
    assert f"Made: {folder}/council.toml" in ended.words
    assert f"everycase load FILES… --council {folder}" in ended.words


def test_settings_that_are_there_stay_as_they_are(everycase, tmp_path):
    (tmp_path / "council.toml").write_text('council = "Ours"\n', encoding="utf-8")
    ended = everycase("init", "--council", tmp_path, "--name", "Theirs")
    assert ended.code == 0
    assert "stays as it is" in ended.words
    assert (tmp_path / "council.toml").read_text(encoding="utf-8") == 'council = "Ours"\n'


def test_a_place_that_is_a_file_is_told(everycase, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    ended = everycase("init", "--council", tmp_path / "taken")
    assert ended.code == 2
    assert f"{tmp_path}/taken: file exists" in ended.error


def test_the_environment_may_name_the_council(everycase, tmp_path, monkeypatch):
    monkeypatch.setenv("EVERYCASE_COUNCIL", str(tmp_path / "ours"))
    assert everycase("init").code == 0
    assert (tmp_path / "ours" / "council.toml").is_file()
