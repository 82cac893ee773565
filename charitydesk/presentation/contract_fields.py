"""The form of a contract or grant: everything it asks, in the order of the paper."""

from __future__ import annotations

from typing import Any

from charitydesk.domain.bodies import Regime, Relationship
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.regimes import ContractKind
from charitydesk.presentation.contract_form import FieldGroup, FieldSpec, Kind
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import capital


def choices_of(kind: Any) -> tuple[Choice, ...]:
    """Return an enumeration's members as choices."""
    return tuple(Choice(member, capital(getattr(member, "label", member.value))) for member in kind)


RELATIONSHIPS = choices_of(Relationship)
KINDS = choices_of(ContractKind)

CONTRACT_GROUPS = (
    FieldGroup(
        "What it is",
        (
            FieldSpec("title", "What you call the service"),
            FieldSpec("commissioner", "Commissioner", help="The council or other body, as on its letters."),
            FieldSpec("reference", "Their reference", optional=True),
            FieldSpec("relationship", "Contract or grant?", Kind.CHOICE, choices=RELATIONSHIPS, unknown=True),
            FieldSpec("status", "How far has it got?", Kind.CHOICE, choices=choices_of(ContractStatus)),
            FieldSpec("owner", "Who looks after it here?", optional=True),
        ),
    ),
    FieldGroup(
        "Money",
        (
            FieldSpec("annual_value", "Value a year", Kind.MONEY),
            FieldSpec(
                "value", "Whole value with VAT", Kind.MONEY, help="For all years together; thresholds are set by it."
            ),
            FieldSpec("value_ex_vat", "Whole value without VAT", Kind.MONEY, optional=True),
            FieldSpec("payment_days", "Days in which they pay an invoice", Kind.COUNT, most=365, optional=True),
            FieldSpec("uplift", "How the price rises", Kind.LONG, help="In the contract's words.", optional=True),
            FieldSpec("uplift_on", "Next uplift", Kind.DATE, ahead=True, optional=True),
        ),
    ),
    FieldGroup(
        "Dates and notice",
        (
            FieldSpec("starts_on", "It began on", Kind.DATE),
            FieldSpec("ends_on", "It ends on", Kind.DATE, help="The last day of the present term.", ahead=True),
            FieldSpec(
                "notice_from_body", "Notice they must give you", Kind.PERIOD, help="For example 3 months or 20 days."
            ),
            FieldSpec("notice_from_charity", "Notice you must give them", Kind.PERIOD),
            FieldSpec("notice_clause", "Number of that clause", optional=True),
            FieldSpec("auto_renew", "Does it renew by itself when nobody says no?", Kind.ANSWER),
            FieldSpec("renewal_length", "For how long does it then run on?", Kind.PERIOD, optional=True),
            FieldSpec(
                "renewal_notice",
                "Notice that stops it from renewing",
                Kind.PERIOD,
                help="Only where it differs from the notice you must give.",
                optional=True,
            ),
        ),
        "The day by which to say no is worked out from these.",
    ),
    FieldGroup(
        "Procurement",
        (
            FieldSpec("kind", "What is bought?", Kind.CHOICE, choices=KINDS),
            FieldSpec("procurement_started_on", "When did they begin to buy it?", Kind.DATE, optional=True),
            FieldSpec(
                "light_touch",
                "Are these light touch services?",
                Kind.ANSWER,
                help="Most care, health, social and community services are.",
            ),
            FieldSpec("health", "Are they health care services for the NHS?", Kind.ANSWER),
            FieldSpec(
                "regime",
                "The procurement rules, where the papers say so",
                Kind.CHOICE,
                choices=tuple(
                    Choice(member, "Work it out" if member is Regime.UNKNOWN else capital(member.label))
                    for member in (Regime.UNKNOWN, *(one for one in Regime if one is not Regime.UNKNOWN))
                ),
            ),
        ),
        "Which rules it is under is worked out from these, from the value and from the commissioner.",
    ),
    FieldGroup(
        "Staff",
        (
            FieldSpec("tupe", "Did staff come to you with it (TUPE)?", Kind.ANSWER),
            FieldSpec("tupe_terms", "What it says about staff", Kind.LONG, optional=True),
            FieldSpec("pension_terms", "What it says about pensions", Kind.LONG, optional=True),
        ),
    ),
    FieldGroup(
        "More",
        (
            FieldSpec("link", "Link", optional=True),
            FieldSpec("note", "Note", Kind.LONG, optional=True),
        ),
    ),
)
