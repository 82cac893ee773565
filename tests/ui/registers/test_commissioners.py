"""Commissioners in the Contracts room: beside the register, their people and nation, listed, added and merged."""

from __future__ import annotations

from charitydesk.domain.bodies import Nation
from tests.ui.contracts_desk import CARERS, words_on
from tests.ui.walker import assert_page_is_accessible, clipped, settle

ROOM = "contracts"


def test_that_a_commissioner_opens_beside_the_list_and_its_people_and_nation_are_kept(desk):
    body = desk.services.contracts.show(desk.contract()).commissioner
    desk.open_contract()
    desk.contracts.list.bar.text.setText("carers")
    desk.go("contracts", f"commissioner:{body.id}")
    desk.contracts.bodies.shown.back.click()
    desk.settle()
    assert desk.contracts.record.shown.view.record.title == CARERS, "the way back led elsewhere"
    desk.go("contracts", f"commissioner:{body.id}")
    view = desk.contracts.bodies.shown
    listed = desk.contracts.list
    assert (listed.shows_bodies, listed.bodies.table.current().id) == (True, body.id), "another list stood beside it"
    settle()
    assert_page_is_accessible(desk.window)
    assert clipped(desk.window) == []
    assert CARERS in words_on(view)
    view.people.adder.click()
    form = view.people.form.form
    form.fields["name"].setText("Priya Nair")
    form.fields["name"].changed.emit()
    view.people.form.finish.click()
    desk.settle()
    assert [one.name for one in desk.services.commissioners.show(body.id).contacts] == ["Priya Nair"]
    desk.contracts.bodies.shown.edit_wanted.emit()
    edit = desk.contracts.bodies.shown
    settle()
    assert_page_is_accessible(desk.window)
    edit.form.fields["nation"].set_value(Nation.WALES)
    edit.finish.click()
    desk.settle()
    assert desk.services.commissioners.show(body.id).record.nation is Nation.WALES
    assert "Wales" in words_on(desk.contracts.bodies.shown)


def test_that_commissioners_are_listed_added_and_merged_beside_the_register(desk):
    services = desk.services
    desk.go("contracts", "commissioners")
    listed = desk.contracts.list.bodies.table
    assert [line.name for line in listed.model.rows()] == ["Anytown City Council"]
    assert "1 contract held" in listed.model.sentence(listed.model.rows()[0])
    desk.contracts.new_body()
    edit = desk.contracts.bodies.shown
    edit.form.fields["name"].setText("Anytown Council")
    edit.form.fields["name"].changed.emit()
    edit.finish.click()
    desk.settle()
    assert [line.name for line in listed.model.rows()] == ["Anytown City Council", "Anytown Council"]
    made = desk.contracts.bodies.shown
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    made.merging.other.set_value(next(int(line.id) for line in services.commissioners.list() if line.contracts))
    made.merging.merge.click()
    desk.settle()
    assert [line.name for line in listed.model.rows()] == ["Anytown Council"]
    assert desk.window.bar.words == "Merged Anytown City Council into Anytown Council."
    assert services.contracts.show(desk.contract()).record.commissioner == "Anytown Council"
    assert CARERS in words_on(desk.contracts.bodies.shown)
    desk.window.undo()
    desk.settle()
    assert len(services.commissioners.list()) == 2
    desk.go("contracts", str(desk.contract()))
    assert not desk.contracts.list.shows_bodies, "a contract stood beside the list of commissioners"
    assert desk.contracts.header_actions()[-1].text == "&New contract"
