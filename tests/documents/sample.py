# ruff: noqa: RUF001, E501, ISC004 - a letter as people write it
"""A realistic letter of three pages, with everything a letter can hold and names in many scripts."""

from __future__ import annotations

from charitydesk.domain.document import (
    Align,
    Bullet,
    Column,
    Document,
    Heading,
    Lines,
    NumberedPoint,
    PageBreak,
    Paragraph,
    Run,
    Table,
)

WELSH = "Siân Ŵyn-Ŷoung"
POLISH = "Grażyna Świątkowska-Żółć"
VIETNAMESE = "Nguyễn Thị Phượng"
ARABIC = "محمد عبد الرحمن"
BENGALI = "শ্রীমতী রক্তিমা চৌধুরী"
HEBREW = "דוד כהן"


def p(key: str, *texts: str | Run) -> Paragraph:
    return Paragraph(key, tuple(text if isinstance(text, Run) else Run(text) for text in texts))


def challenge_letter() -> Document:
    return Document(
        title="Notice to end the Family Support contract: our response",
        author="Harbour Lights Family Trust",
        subject="FS/2023/0417",
        letterhead=(
            "Harbour Lights Family Trust",
            "12 Quay Street, Aberporth, Ceredigion SA43 2AB",
            "01239 555 0142 · hello@harbourlights.example · Registered charity 1198765",
        ),
        footer="Harbour Lights Family Trust · Registered charity 1198765",
        blocks=(
            Lines(
                "address",
                (
                    "Ms Eleri Prydderch",
                    "Corporate Lead, Children and Families",
                    "Tidewater County Council",
                    "County Hall, Penmorfa",
                    "SA46 0PA",
                ),
            ),
            Lines("date", ("Thursday 8 October 2026", "Our reference: HL/2026/031", "Your reference: FS/2023/0417")),
            p("dear", "Dear Ms Prydderch"),
            Lines("subject", ("Your notice of 2 October 2026 to end the Family Support contract",), bold=True),
            p(
                "who",
                "Harbour Lights Family Trust has run the Family Support service for the council since April 2019. Last "
                "year it helped 412 families, 168 of them with a child on a protection plan. We write about your e-mail "
                "of Friday 2 October, which tells us that the contract will end on 30 November 2026.",
            ),
            p(
                "ask-first",
                "We ask the council to ",
                Run("withdraw the notice", bold=True),
                " or to extend it to the period the contract sets, and to meet us before ",
                Run("Friday 23 October 2026", bold=True),
                ". The reasons follow.",
            ),
            Heading("h-decided", "What we understand was decided"),
            p(
                "decided",
                "Your e-mail says that “budget pressures” require the change and that the decision was taken at a "
                "meeting on 28 September. We have not seen the report, the minutes or any assessment of what the "
                "change would mean for the families. We were not asked for our views before the decision.",
            ),
            Heading("h-promised", "What was agreed, and how the facts compare"),
            NumberedPoint(
                "p1",
                1,
                (
                    Run("The contract’s own notice period. ", bold=True),
                    Run(
                        "Clause 27.1 allows either party to end the contract on not less than three months’ written "
                        "notice. Your notice gives 59 days: 33 days fewer than the contract requires."
                    ),
                ),
            ),
            NumberedPoint(
                "p2",
                2,
                (
                    Run("Reasons. ", bold=True),
                    Run(
                        "The notice gives one phrase. It does not say what alternatives were weighed, nor why this "
                        "service was chosen. The share of the cut that falls on our service is 100%; the council’s own "
                        "children’s services budget falls by 4.2%."
                    ),
                ),
            ),
            NumberedPoint(
                "p3",
                3,
                (
                    Run("Consultation. ", bold=True),
                    Run(
                        "Nobody asked the families, their workers or us. A decision of this size about people with "
                        "protected characteristics calls for evidence of due regard, gathered before and not after."
                    ),
                ),
            ),
            Table(
                "promises",
                (Column("What was agreed", 5), Column("What happened", 5), Column("Shortfall", 2, Align.RIGHT)),
                (
                    ("Three months’ written notice (clause 27.1)", "59 days’ notice by e-mail", "33 days"),
                    ("Twelve weeks to respond to a proposal", "No proposal was sent", "12 weeks"),
                    ("Reasons in writing", "One phrase: “budget pressures”", "—"),
                    ("A plan for the families’ transfer", "None so far", "—"),
                    ("Redundancy costs shared (schedule 4)", "Not mentioned", "£18,240"),
                    ("Equality evidence seen by the decision-maker", "Not shown to us", "—"),
                ),
                caption="Table 1. The promises, one by one",
            ),
            Heading("h-effect", "What it means for people"),
            p(
                "effect",
                "Eleven workers would lose their posts and 96 families would lose support part-way through their plans. "
                "Among those who rely on the service or lead parts of it, and who have asked to be heard, are:",
            ),
            Bullet("b1", (Run(f"{WELSH}, parent representative, and {POLISH}, who interprets for Polish families;"),)),
            Bullet("b2", (Run(f"{VIETNAMESE}, who runs the Saturday group;"),)),
            Bullet("b3", (Run(f"{ARABIC} and his daughters, with {BENGALI}, our volunteer of the year (2025);"),)),
            Bullet("b4", (Run(f"Άννα Παπαδοπούλου, Ольга Шевченко, İbrahim Şahin and {HEBREW}."),)),
            Heading("h-ask", "What we ask"),
            NumberedPoint("p4", 4, (Run("Withdraw the notice of 2 October, or extend it to 2 January 2027."),)),
            NumberedPoint("p5", 5, (Run("Send us the report, the minutes and any equality evidence by 16 October."),)),
            NumberedPoint(
                "p6",
                6,
                (Run("Meet us, with two parents, before 23 October to plan together within a smaller budget."),),
            ),
            p(
                "close",
                "We would much rather solve this with you than argue about it. We have kept every target in this contract "
                "for seven years, and we have ideas for saving a tenth of its cost without ending it.",
            ),
            Lines("yours", ("Yours sincerely",)),
            Lines("sign", ("Dr Anwen Jones-Okafor", "Chief Executive"), space_before=3),
            PageBreak("pb"),
            Heading("annex", "Annex: the sources we rely on"),
            p("annex-intro", "Each source is named as it stood on 2 October 2026. Those marked † are guidance."),
            Table(
                "citations",
                (
                    Column("No.", 1, Align.RIGHT),
                    Column("Source", 4),
                    Column("What it says", 6),
                    Column("Standing", 3),
                    Column("Days", 1, Align.RIGHT),
                ),
                tuple(
                    (
                        str(number),
                        f"Family Support contract, clause {number}.1" if number % 2 else "Best Value guidance, 2024 †",
                        "Either party may end this agreement on not less than three months’ notice in writing, and "
                        "shall give reasons.",
                        "Binding on both parties" if number % 2 else "Regard must be had to it",
                        str(number * 31),
                    )
                    for number in range(1, 15)
                ),
                caption="Table 2. Sources, what each says and how it stands",
            ),
        ),
    )
