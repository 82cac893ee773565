"""The help of each part of Time & costs."""

from __future__ import annotations

from charitydesk.presentation.shell import HelpTopic

_HELP = {
    "week": HelpTopic(
        "The week",
        (
            "Type a line such as “1h30 Mon Ashdale tender: pricing” and press Enter, or fill the grid.",
            (
                "In the grid type 1h30, 1.5, 1:30 or 90m. Overlaps and gaps are shown, and never changed for you;"
                " a day longer than it is will be refused."
            ),
            "A locked month stands. Open one of its entries to take time back with a dated correction.",
        ),
        (
            ("Ctrl+N", "Add a row"),
            ("Tab", "Keep the cell and go on to the next day"),
            ("Enter", "Keep the cell and go down"),
            ("Alt+Page Up, Alt+Page Down", "The week before, the week after"),
            ("Delete", "Empty a cell"),
        ),
    ),
    "timer": HelpTopic(
        "The timer",
        (
            "Start it for a bid, a contract, a notice or nothing in particular; change what it is for at any time.",
            (
                "It goes on when CharityDesk or the computer stops, and asks whether you were working meanwhile. Past"
                " midnight each day gets its own entry."
            ),
        ),
        (("Ctrl+N", "Start or stop"),),
    ),
    "costs": HelpTopic(
        "Other costs",
        (
            "Consultants, travel, printing, portal fees, legal advice: what else a bid cost, with its receipt.",
            (
                "VAT that you get back is no cost. Money that paid for one bill is set against that bill; money given"
                " towards the whole of a bid is recorded by itself."
            ),
        ),
        (("Ctrl+N", "Record a bill"), ("Ctrl+F", "Filter the list"), ("Enter", "Open the bill")),
    ),
    "ledger": HelpTopic(
        "The ledger",
        (
            (
                "What bidding cost, who paid towards it, and what nobody paid for."
                " Enter on a line shows what it is made of."
            ),
            (
                "Where exact hours would tell one person's pay they are given as a range. Money that rests on one"
                " person alone shows in the finance view, for their week tells the hours."
            ),
            "A statement is kept as it was made: a later change of rates never changes it.",
        ),
        (("Ctrl+N", "Make a statement"), ("Enter", "Open a figure"), ("Escape", "Back to the ledger")),
    ),
    "full": HelpTopic(
        "Full cost",
        (
            "What each contract is paid against what it costs: its staff, its other costs, and its part of overheads.",
            (
                "Record the overheads of the year in People and rates, then what each contract costs here. The letter"
                " that asks for the difference carries the same working."
            ),
        ),
        (("Enter", "Open a contract"),),
    ),
    "people": HelpTopic(
        "People and rates",
        (
            "Everybody whose time is logged, with a role. Volunteers and trustees count in hours and not in money.",
            "The finance view alone shows what a named person is paid. It closes when you leave this room.",
        ),
        (("Ctrl+N", "Add a person"), ("Enter", "Open a person")),
    ),
}


def help_of(part: str) -> HelpTopic:
    """Return the help of a part of the room."""
    return _HELP[part]
