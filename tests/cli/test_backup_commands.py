"""Copies of everything by command: made, listed and put back, also where the database itself is damaged."""

from __future__ import annotations


def test_that_a_copy_is_made_listed_and_put_back(cli):
    assert cli.json("backup", "list") == []
    assert cli("backup", "list") == "There is no backup in this data folder.\n"
    made = cli.json("backup", "now")
    cli("contract", "add", "--title", "Lunch club")
    assert [one["name"] for one in cli.json("backup", "list") if one["problem"] is None] == [made["name"]]
    told = cli.json("backup", "restore", made["name"])
    assert told["restored"] == made["name"]
    assert cli.json("contract", "list") == []
    cli("backup", "restore", told["kept"])
    assert [one["title"] for one in cli.json("contract", "list")] == ["Lunch club"]


def test_that_the_first_change_of_a_day_is_kept_and_reading_keeps_nothing(cli):
    cli("contract", "list")
    assert cli.json("backup", "list") == []
    for title in ("Lunch club", "Night shelter"):
        cli("contract", "add", "--title", title)
    assert [one["why"] for one in cli.json("backup", "list")] == ["changes"]


def test_that_a_damaged_database_names_the_command_that_puts_the_last_good_copy_back(cli):
    made = cli.json("backup", "now")["name"]
    database = cli.data / "charitydesk.db"
    database.write_bytes(database.read_bytes()[:5_000])
    told = cli.refused("contract", "list", code=1)
    assert told.endswith(f"charitydesk-cli backup restore {made}\n")
    cli("backup", "restore", made)
    assert cli.json("contract", "list") == []


def test_that_a_name_no_copy_has_is_bad_input_and_makes_no_folder(new_cli):
    for name in ("nothing.db", "../charitydesk.db", ""):
        assert "There is no backup called" in new_cli.refused("backup", "restore", name)
    assert not new_cli.data.exists()
