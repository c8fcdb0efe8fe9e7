"""Letters of other scripts that read as Latin ones, letter by letter.

Drawn from Unicode Technical Standard 39 (confusables, version 15), less digits (folding reads those of all scripts as
numbers), punctuation and what a compatibility decomposition already undoes (full-width, mathematical, circled), and
with small capitals and barred letters added. One rule: a capital shaped like `I` reads as i, as no one hides an l so.
"""

_BY_LETTER = {
    "a": "ɑΑαАаᎪᗅᴀⱥꓮ𐊠𖽀",
    "b": "ƀƃƄʙΒβВЬвᏏᏴᑲᖯᗷꓐꞴ𐊂𐊡𐌁",
    "c": "ƈȼСсᏟᴄⲤⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜𑣲",
    "d": "ðđɖɗԁᎠᏧᑯᗞᗪᴅꓒꓓ",
    "e": "ɇɛΕεЕеэєҽᎬᴇⴹꓰꬲ𐊆𑢦𑢮",
    "f": "ƒϜքᖴẝꓝꜰꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂",
    "g": "ƍǥɠɡɢԌցᏀᏳᶃꓖ",
    "h": "ħɦʜΗНнһհᎻᏂᕼⲎꓧ𐋏",
    "i": "ıɨɩɪΙιІіӀӏᎥⲒꓲꙇꭵ𑣃",
    "j": "ɉͿϳЈјᎫᒍᴊꓙꞲ",
    "k": "ƙΚκКкᏦᛕᴋⲔꓗ𐔘",
    "l": "łƖƚǀɫʟᏞᒪᛁⳐⵏꓡ𐊊𐌉𐌠𐐛𐔦𑢣𑢲𖼖𖼨",
    "m": "ɱΜϺМмᎷᗰᛖᴍⲘꓟ𐊰𐌑",
    "n": "ŋɲɴΝηпոռⲚꓠ𐔓",
    "o": "øɵΟθοσОоՕօଠഠဝჿዐᴏᴑⲞⲟⵔ〇ꓳꬽ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣗",
    "p": "ƥΡρРрᏢᑭᴘⲢⲣꓑ𐊕",
    "q": "ɋԛգզⵕꞯ",
    "r": "ƦɍɾʀгяᎡᏒᖇᴦⲅꓣꭇꭈꮁ𐒴𖼵",
    "s": "ƽʂЅѕՏᏕᏚꓢꜱꮪ𐊖𐐠𐑈𑣁𖼺",
    "t": "ŧƭΤτТтᎢᴛⲦꓔ𐊗𐊱𐌕𑢼𖼊",
    "u": "ʉʋυцՍսሀᑌᴜꓴꞟꭎꭒ𐓎𐓶𑢸𑣘𖽂",
    "v": "νѴѵᏙᐯᴠⴸꓦꛟꮩ𐔝𑜆𑢠𑣀𖼈",
    "w": "ɯωшщѡԜԝաᎳᏔᴡꓪꮃ𑜊𑜎𑜏𑣯",
    "x": "ΧχХхᕁᕽᚷⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬",
    "y": "ƴɏɣʏΥγУуҮүყᎩᎽᶌỿⲨꓬꭚ𐊲𑢤𑣜𖽃",
    "z": "ƶʐΖᏃᴢꓜꮓ𐋵𑢩𑣄",
}

# Runs of twenty-six in alphabetical order: parenthesised small and capital, negative circled and squared capitals.
_ALPHABETS = (0x249C, 0x1F110, 0x1F150, 0x1F170)

_PUNCTUATION = {
    "'": "‘’‚‛′‵ʹʻʼʽˈ＇❛❜",
    '"': "“”„‟«»″‶〝〞＂❝❞",
    "-": "‐‑‒–—―⁃−﹘﹣－➖⸺⸻",
    " ": "\u1680\u115f\u1160\u3164\uffa0\u2800",  # blank to the eye, letters or symbols to Unicode
    "\n": "\u0085\u2028\u2029",
    "/": "⁄∕╱⧸",
    "|": "∣│┃ǁ￨",
    "*": "∗⁎✱",
    ":": "：∶ː꞉",
    ".": "․。·•‧∙⋅",
}

LOOKALIKES: dict[str, str] = (
    {character: letter for letter, characters in _BY_LETTER.items() for character in characters}
    | {chr(start + place): chr(ord("a") + place) for start in _ALPHABETS for place in range(26)}
    | {character: plain for plain, characters in _PUNCTUATION.items() for character in characters}
    | {
        "œ": "oe",
        "æ": "ae",
        "Œ": "oe",
        "Æ": "ae",
        "ß": "ss",
        "ẞ": "ss",
        "þ": "th",
        "Þ": "th",
        "Ø": "o",
        "Ł": "l",
        "Đ": "d",
    }
)
