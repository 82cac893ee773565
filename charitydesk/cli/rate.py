"""`charitydesk-cli rate`: set what somebody costs from a day on. It answers without repeating any pay."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import day, takes_json
from charitydesk.domain.money import Pence, parse_pounds
from charitydesk.domain.rates import PensionBasis, RateBasis
from charitydesk.domain.wording import long_date
from charitydesk.errors import BadInputError
from charitydesk.services.people import PeopleService, PersonKind, PersonRecord, RateRecord, RoleRecord

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.cli.time import HasTime


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("rate", help="set what somebody's hour costs")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    setting = actions.add_parser("set", help="set a rate; the person is added where nobody has the name")
    setting.add_argument("person", metavar="NAME", help="who")
    setting.add_argument("--from", metavar="DATE", type=day, dest="first", required=True, help="first day it holds")
    basis = setting.add_mutually_exclusive_group(required=True)
    basis.add_argument("--hourly", metavar="POUNDS", type=money, help="an hour, all on-costs included")
    basis.add_argument("--salary", metavar="POUNDS", type=money, help="actual pay of a year")
    basis.add_argument("--unpaid", action="store_true", help="a volunteer: hours are counted, money is not")
    setting.add_argument("--hours", metavar="N", type=minutes, default=0, help="productive hours a year, for a salary")
    setting.add_argument("--pension", metavar="PERCENT", type=hundredths, default=0, help="employer's pension share")
    setting.add_argument("--pension-on", choices=["qualifying", "salary"], default="qualifying", help="share of what")
    setting.add_argument("--on-costs", metavar="POUNDS", type=money, default=0, help="other on-costs of a year")
    setting.add_argument("--nic", metavar="POUNDS", type=money, help="employer National Insurance of a year, if known")
    setting.add_argument("--role", metavar="TITLE", help="the person's role, for someone new")
    setting.add_argument("--note", metavar="TEXT", default="", help="free words")
    takes_json(setting)
    setting.set_defaults(run=run)


def money(text: str) -> Pence:
    """Return an amount given in pounds.

    Raises:
        BadInputError: It is none.
    """
    found = parse_pounds(text)
    if found is None:
        raise BadInputError("That is not an amount of money.", "Give pounds: 18.50 or 32000.")
    return found


def _exact(text: str, times: int, what: str) -> int:
    try:
        amount = Decimal(text) * times
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or amount != amount.to_integral_value() or amount > 10**7:
        raise BadInputError(f"“{text[:20]}” is not {what}.", "Give a plain number.")
    return int(amount)


def minutes(text: str) -> int:
    """Return hours as minutes.

    Raises:
        BadInputError: They are no whole minutes.
    """
    return _exact(text, 60, "a number of hours")


def hundredths(text: str) -> int:
    """Return per cent as hundredths of a per cent.

    Raises:
        BadInputError: It is no share of at most two decimals.
    """
    return _exact(text, 100, "a share in per cent")


def run(args: argparse.Namespace, services: HasTime) -> int:
    """Set a rate.

    Raises:
        BadInputError: A figure is missing.
    """
    person = _person(args, services.people)
    basis = RateBasis.NIL if args.unpaid else RateBasis.SALARY if args.salary is not None else RateBasis.HOURLY
    kept = services.people.set_rate(
        RateRecord(
            person_id=person.id,
            effective_from=args.first,
            basis=basis,
            salary=args.salary or Pence(0),
            hourly=args.hourly or Pence(0),
            productive_minutes=args.hours,
            pension=PensionBasis(args.pension_on) if args.pension else PensionBasis.NONE,
            pension_hundredths=args.pension,
            other_on_costs=args.on_costs,
            nic_amount=args.nic,
            note=args.note,
        )
    )
    words = f"The rate of {person.name} from {long_date(kept.effective_from)} is set."
    values = {"person": person.name, "person_id": person.id, "rate": kept.id, "from": kept.effective_from.isoformat()}
    return answer(args, values, lambda: (words,))


def _person(args: argparse.Namespace, people: PeopleService) -> PersonRecord:
    named = [one for one in people.people() if one.name.casefold() == args.person.strip().casefold()]
    if named:
        return named[0]
    if args.role is None and people.people():
        return people.find(args.person)
    role = None
    if args.role:
        held = next((one for one in people.roles() if one.title.casefold() == args.role.strip().casefold()), None)
        role = (held or people.save_role(RoleRecord(title=args.role.strip()))).id
    kind = PersonKind.VOLUNTEER if args.unpaid else PersonKind.EMPLOYEE
    return people.save_person(PersonRecord(name=args.person.strip(), role_id=role, kind=kind))
