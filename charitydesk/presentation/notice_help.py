"""Help for the Notices room."""

from __future__ import annotations

from charitydesk.presentation.shell import HelpTopic

_RECORDING = (
    "Record what a public body has told you: an ending, a cut, a change, or a proposal. Every question says why it is "
    "asked, and “Not known yet” is always an answer."
)
_RESULT = (
    "The result shows the clocks the notice started, which promises were kept, where your own case is weak, and the "
    "letters that fit. Ask “How did you get this?” of any date or finding."
)
HELP = HelpTopic(
    "Notices",
    (_RECORDING, _RESULT, "Everything is saved as you go."),
    (
        ("Ctrl+N", "Record a notice"),
        ("Ctrl+F", "Filter the list"),
        ("Enter", "Open the chosen notice; in the conversation, go on"),
        ("Alt+D", "In the conversation, don't know yet"),
        ("Esc", "Close the notice beside the list"),
    ),
)
