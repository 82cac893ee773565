"""The look of our Word documents as Word's own styles, so that the user's Word can restyle every letter at once."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FONT = "Calibri"
COMPLEX_FONT = "Arial"
ACCENT = "1F4E5F"
RULE = "8FA3AB"
DECIMAL, BULLETS = 1, 2
FIRST_LIST = 3


def style_sheet(language: str) -> str:
    """Return `styles.xml` of a document without a letterhead file of the user's own."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{COMPLEX_FONT}"/>'
        f'<w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val={quoteattr(language)} w:eastAsia={quoteattr(language)} w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + "".join(xml for _, xml in styles())
        + "</w:styles>"
    )


def styles() -> list[tuple[str, str]]:
    """Return every style we use: Word's name of it, and its definition."""
    return [
        _style(
            "Normal",
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>',
            "<w:pPr><w:widowControl/></w:pPr></w:style>",
        ),
        _style(
            "Default Paragraph Font",
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        ),
        _style(
            "Normal Table",
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>',
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>',
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>',
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        ),
        _heading(1, size=32, before=360, after=120),
        _heading(2, size=27, before=280, after=80),
        _heading(3, size=24, before=220, after=60),
        _paragraph("ListNumber", "List Number", _list(DECIMAL)),
        _paragraph("ListBullet", "List Bullet", _list(BULLETS)),
        _paragraph("Address", "Address", '<w:keepLines/><w:spacing w:after="240" w:line="264" w:lineRule="auto"/>'),
        _paragraph(
            "Subject",
            "Subject",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="60" w:after="200"/>',
            "<w:b/><w:bCs/>",
        ),
        _paragraph(
            "Caption",
            "caption",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="100" w:line="252" w:lineRule="auto"/>',
            f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/><w:sz w:val="22"/><w:szCs w:val="22"/>',
        ),
        _paragraph(
            "PictureText",
            "Picture Text",
            '<w:spacing w:after="200" w:line="252" w:lineRule="auto"/>',
            '<w:color w:val="4A5A61"/><w:sz w:val="20"/><w:szCs w:val="20"/>',
        ),
        _paragraph("TableText", "Table Text", _TABLE_TEXT, '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
        _paragraph(
            "TableHeading",
            "Table Heading",
            "<w:keepNext/>" + _TABLE_TEXT,
            f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/><w:sz w:val="20"/><w:szCs w:val="20"/>',
        ),
        _paragraph(
            "AfterTable",
            "After Table",
            '<w:spacing w:after="0" w:line="180" w:lineRule="exact"/>',
            '<w:sz w:val="12"/><w:szCs w:val="12"/>',
        ),
        _paragraph(
            "Letterhead",
            "Letterhead",
            '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>',
            '<w:color w:val="4A5A61"/><w:sz w:val="19"/><w:szCs w:val="19"/>',
        ),
        _paragraph(
            "LetterheadName",
            "Letterhead Name",
            '<w:spacing w:after="60" w:line="252" w:lineRule="auto"/>',
            f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/><w:sz w:val="38"/><w:szCs w:val="38"/>',
        ),
        _paragraph(
            "Footer",
            "footer",
            f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
            '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
            '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
            '<w:color w:val="4A5A61"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        _style(
            "CharityDesk Table",
            '<w:style w:type="table" w:customStyle="1" w:styleId="CharityDeskTable">',
            '<w:name w:val="CharityDesk Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>',
            "<w:tblPr><w:tblBorders>",
            f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>',
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>',
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>',
            '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>',
            '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>',
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders></w:tcPr>',
            "</w:tblStylePr></w:style>",
        ),
    ]


def abstract_lists(decimal: int, bullets: int) -> str:
    """Return the two kinds of list as numbering definitions.

    Args:
        decimal: The definition number given to numbered points.
        bullets: The definition number given to bullets.
    """
    return (
        f'<w:abstractNum w:abstractNumId="{decimal}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/>'
        '<w:pPr><w:tabs><w:tab w:val="num" w:pos="510"/></w:tabs><w:ind w:left="510" w:hanging="510"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="{bullets}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/>'
        '<w:pPr><w:tabs><w:tab w:val="num" w:pos="510"/></w:tabs><w:ind w:left="510" w:hanging="340"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/></w:rPr></w:lvl></w:abstractNum>'
    )


_TABLE_TEXT = '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>'


def _style(name: str, *xml: str) -> tuple[str, str]:
    return name, "".join(xml)


def _list(number: int) -> str:
    after, hanging = (100, 510) if number == DECIMAL else (60, 340)
    return (
        f'<w:numPr><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="{after}"/>'
        f'<w:ind w:left="510" w:hanging="{hanging}"/>'
    )


def _heading(level: int, *, size: int, before: int, after: int) -> tuple[str, str]:
    return _style(
        f"heading {level}",
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>',
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>',
        f'<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="252" ',
        f'w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:bCs/>',
        f'<w:color w:val="{ACCENT}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>',
    )


def _paragraph(identifier: str, name: str, paragraph: str, text: str = "") -> tuple[str, str]:
    custom = "" if name in {"List Number", "List Bullet", "caption", "footer"} else ' w:customStyle="1"'
    return (
        name,
        f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        + (f"<w:rPr>{text}</w:rPr>" if text else "")
        + "</w:style>",
    )
