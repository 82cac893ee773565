"""The help for the Contracts and Bids rooms and for imports."""

from __future__ import annotations

from charitydesk.presentation.shell import HelpTopic

CONTRACTS_HELP = HelpTopic(
    "What you hold, and by when to act",
    (
        (
            "Each line is a contract or grant. The notice window is how long you can still say no before it renews; "
            "the day to say no is the last safe one. Every record shows how it was worked out."
        ),
        (
            "A record opens beside the list. Obligations, variations, key clauses and files belong to it. Open one to "
            "change it; everything is saved as you go, and undo takes it back."
        ),
        "When the commissioner ends or changes it, choose Record a notice: what the contract says is filled in.",
        "The procurement rules it is under follow from its dates, its value with VAT and the kind of service.",
        (
            "Commissioners lists the bodies behind contracts and bids. Open one to change its name, kind, nation and "
            "people, or to merge two records of the same body. Buyers that only closed public notices name stand "
            "aside; the list says how many, and Alt+W shows them."
        ),
    ),
    (
        ("Ctrl+N", "New contract, or commissioner where those are listed"),
        ("Ctrl+F", "Filter the register"),
        ("Enter", "Open the chosen record"),
        ("Ctrl+P", "Print the open contract"),
        ("Esc", "Close the record"),
    ),
)
BIDS_HELP = HelpTopic(
    "From first sight to outcome",
    (
        "The pipeline shows each bid under its stage, the table shows the same as a list to sort.",
        (
            "Public notices that closed with nobody having taken them up are left aside. The line under the title says "
            "how many; Alt+W shows them, and moving one to another stage takes it up."
        ),
        (
            "The deadline is told in United Kingdom time; where the notice gives another offset, both are told. Set a "
            "limit of your own before it, and beware of what the record warns of."
        ),
        "The go or no-go score weighs what the trustees find important and names what cost the points.",
        "Record the outcome with its dates: the clocks of the standstill and of a claim start from them.",
    ),
    (
        ("Ctrl+N", "New bid"),
        ("Ctrl+F", "Filter the bids"),
        ("Ctrl+Left, Ctrl+Right", "Move the chosen bid a stage back or on"),
        ("Enter", "Open the chosen bid"),
        ("Ctrl+P", "Print the deadlines shown, or the open bid"),
        ("Esc", "Close the record"),
    ),
)
IMPORT_HELP = HelpTopic(
    "Bring in what you already have",
    (
        (
            "A table as CSV or Excel brings contracts, bids, commissioners, obligations or time. Public notices as "
            "Open Contracting JSON become bids, or contracts where they are awarded."
        ),
        (
            "Nothing is written until you choose Import. Check what each column was taken for; beside the rows stands "
            "all that was read of the chosen one. Enter opens it where there is room for one of them only."
        ),
        (
            "Rows that are here already can be left out, brought up to date, or added again. The chosen row says all "
            "that would change or be filled in, and can be treated otherwise than the others."
        ),
        "Notices that can no longer be bid for come in as not bid, unless you leave them out.",
        "An import is one change: Undo takes all of it back.",
    ),
    (("Esc", "Go back without importing"),),
)
