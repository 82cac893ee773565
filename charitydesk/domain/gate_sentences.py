"""What the gate says of each test: one full sentence that names the actual facts."""

from __future__ import annotations

BENCHMARK = "Held up as a yardstick, not as a promise this body made."
NATION_UNKNOWN = "Find out in which nation this body sits."
BODY_UNKNOWN = "Find out what kind of body this is."
RELATIONSHIP_UNKNOWN = "Find out whether the money is a contract, a grant, a subcontract or a spot purchase."
REGIME_UNKNOWN = (
    "Find out under which procurement rules the contract was let: when the procurement began, its value with VAT, "
    "and whether it is for light touch or health services."
)
ALL_NATIONS = "It reaches bodies in all four nations."
KIND_ANY = "It reaches any relationship."
KIND_RIGHT = "It reaches this kind of relationship."
STOOD = "It stood on the date of the decision."
STARTED_IN_TIME = "It covers procurements begun on that date."
VERIFIED = "The words and the number were read in a public copy."
REPORTED = "It is known from a reliable description and was not read: check the words and the number before sending."
RECALLED = (
    "It is known from memory only: it is not offered until somebody reads it and records the source, the date and "
    "the exact number."
)
HEADING_WANTED = "It is cited by its heading and never by a number: record the heading exactly as printed."

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # named here: the C library follows the machine\'s own language
