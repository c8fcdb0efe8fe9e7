"""What the elements of Word, PowerPoint, Excel's drawings, charts, diagrams and comments mean, by their local names.

One table serves them all: where the formats use one name, they mean one thing by it. Names are those of ECMA-376, part 1.
"""

from gatepost.content.flow import Vocabulary

_VAL = frozenset({"val"})
_ALT = frozenset({"alt"})
_CAPTION = frozenset({"title", "descr"})
_NAME = frozenset({"name"})

OFFICE = Vocabulary(
    # `text` is a comment; a cache is a chart's values as they were last shown.
    paragraphs=frozenset({"p", "text", "strCache", "numCache", "strLit", "numLit", "strDim", "numDim"}),
    rows=frozenset({"tr"}),
    cells=frozenset({"tc"}),
    inline=frozenset({"t", "delText", "text", "v", "pt"}),
    marks={"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "pt": "\t"},
    not_marks=frozenset({"tabs", "tabLst"}),
    attributes={
        "docPr": _CAPTION,
        "cNvPr": _CAPTION,
        "textpath": frozenset({"string"}),  # lettering, of which watermarks are made
        "shape": _ALT,
        "rect": _ALT,
        "roundrect": _ALT,
        "oval": _ALT,
        "hyperlink": frozenset({"tooltip"}),
        "hlinkClick": frozenset({"tooltip"}),
        "fldSimple": frozenset({"instr"}),
        "alias": _VAL,
        "tag": frozenset({"val", "name"}),
        "listItem": frozenset({"displayText", "value"}),
        "default": _VAL,
        "helpText": _VAL,
        "statusText": _VAL,
        "docVar": frozenset({"val", "name"}),
        "lvlText": _VAL,
        "cmAuthor": _NAME,
        "comment": frozenset({"author"}),
        "person": frozenset({"displayName"}),
        "tableColumn": _NAME,
        "connection": frozenset({"name", "description"}),
        "dbPr": frozenset({"connection", "command"}),
        "webPr": frozenset({"url"}),
        "section": _NAME,
        "sheet": _NAME,
        "definedName": frozenset({"name", "comment"}),
    },
    # Places of drawings, references to cells, formats of numbers, and signatures, as programs write them.
    quiet=frozenset(
        {"posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "f", "formatCode", "formula", "LinkType"}
    )
    | {"LockedField", "Anchor", "SizeWithCells", "MoveWithCells", "AutoFill", "Row", "Column", "TextHAlign", "nsid"}
    | {"DigestValue", "SignatureValue", "X509Certificate", "Modulus", "binData"},
    added=frozenset({"ins", "moveTo"}),
    removed=frozenset({"del", "moveFrom"}),
    prompts=frozenset({"ph"}),
    shape="sp",
)
