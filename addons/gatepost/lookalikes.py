"""Characters that read as Latin letters, digits or ASCII signs, one by one.

Three sources: the confusables of Unicode Technical Standard 39 (version 15) as a whole; the alphabets that programs for
"fancy text" write in; and signs that a keyboard has a plain form for. What a compatibility decomposition undoes
(full-width, mathematical, circled) and what a character's own name says (`folding.py`) is not repeated here. One rule:
what is shaped like a capital `I` reads as i, as no one hides an l so.
"""

import string

_BY_LETTER = {
    "a": "ɑΑαАаᎪᗅ⍶⍺ꓮ𐊠𖽀ΛДд∀₳ᗩ",
    "b": "ƄΒβВЬвѢѣҌҍᏏᏴᑲᑳᖯᗷꓐꞴ𐊂𐊡𐌁ᗺЪъ฿₿ƃƂ",
    "c": "¢ϲϹСсҪҫᏟ₡Ⲥⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜𑣲🝌₵ↃƆɔꓛ⊂∁ᑕς",
    "d": "ÐðԁᎠᏧᑯᗞᗪ₫ꓒꓓꓷ∂ᗡ",
    "e": "ΕεЕеэЭєҽҿᎬ℮⋿ⴹꓰꬲ𐊆𑢦𑢮ΣΞ∃∑∈ꓱ",
    "f": "Ϝᖴẝꓝ𐊇𐊥𐔥𑢢𑣂𝈓₣Ⅎꓞꟻ",
    "g": "ƍԌցᏀᏳꓖ₲⅁ꓨ",
    "h": "ΗНнћҢһӇӉհᎻᏂᏲᕼⲎꓧ𐋏ꚕ",
    "i": "ɩΙιІіӀӏ׀וןاߊᎥᵻᵼ∣⍳⍸⏽Ⲓⲓꓲꙇꭵ𑣃𞣇",
    "j": "ͿϳЈјᎫᒍꓙ",
    "k": "ΚκКкҚҞҜᏦᛕ₭Ⲕꓗꓘ𐔘",
    "l": "ƖƗǀᏞᒪᛁⳐⵏꓡꓶ𐊊𐌉𐌠𐐛𐔦𑢣𑢲𖼖𖼨𝈪⅂⅃",
    "m": "ΜϺМмӍᎷᗰᛖⲘꓟ𐊰𐌑𑜀₥",
    "n": "ŋΝηпПИийЙոռⲚꓠ𐆎𐔓₦ᑎπ∏",
    "o": "ΘΟθοσОоѲѳӨөՕօסهھہەۿଠಂಠംഠංဝჿዐᎾᏫ⊖⊝⍬Ⲟⲟⴱⵁⵔ〇ꓳꬽꬾꭴꮎꮻ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣗𝈚🜔Фф∅",
    "p": "ΡρРрᏢᑭ⍴Ⲣⲣꓑ𐊕₱",
    "q": "ԛգզⵕ",
    "r": "ƦгяғᎡᏒᖇᴦⲅꓣꭇꮁ𐒴𖼵𝈖",
    "s": "ƧƽЅѕՏᏕᏚꓢꮪ𐊖𐐠𐑈𑣁𖼺₴",
    "t": "†‡ΤτТтҬᎢ₮⊤⍡⟙Ⲧꓔ𐊗𐊱𐌕𑢼𖼊🝨⊥ꓕ",
    "u": "ɄʉυцЦՍսሀᏌᑌᵾ∪⋃ꓴꞟꮜ𐓎𐓶𑢸𑣘𖽂∩ꓵ",
    "v": "νѴѵטᏙᐯ∨⋁ⴸꓦꛟꮩ𐆗𐔝𑜆𑢠𑣀𖼈𝈍🜈ꓥ",
    "w": "ɯωшщѡѽԜԝաᎳᏔ₩ꓪꝡꮃ𑓅𑜊𑜎𑜏𑣯",
    "x": "ΧχХхҲжЖᕁᕽ᙭᙮ᚷ╳⤫⤬⨯⨰ⲬⵝꓫꞳ𐆖𐊐𐊴𐌗𐌢𐔧𑣬×",
    "y": "ɣΥϒγУуҮүҰұЧчყᎩᎽᶌⲨꓬ𐊲𑢤𑣜𖽃⅄",
    "z": "ΖᏃꓜꮓ𐋵𑢩𑣄ᘔ",
    "2": "ϨᒿꙄꛯꝚ",
    "3": "ƷȜЗзҘӠⳌꝪꞫ𑣊𖼻𝈆",
    "4": "Ꮞ𑢯",
    "5": "Ƽ𑢻",
    "6": "бᏮⳒ𑣕",
    "7": "𐓒𑣆𝈒",
    "8": "Ȣȣଃ𐌚𞣋",
    "9": "ⳊꝮ𑢬𑣌𑣖",
}

# Whole alphabets, a to z, as fancy-text programs write them. Where one has a letter of its own the row has it in ASCII,
# and a character that stands for another letter in most of them stands in the table above.
_ALPHABETS = (
    "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "ﾑ乃ᄃり乇ｷムんﾉﾌズﾚﾶ刀のｱゐ尺丂ｲひ√ｗﾒﾘ乙",
    "ąҍçժҽƒցհìʝҟlʍղօքզɾʂէմѵաჯվՀ",
    "ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ",
    "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "ค๒ς๔єfﻮђเjкɭ๓ภ๏קqгรtยשฬץאչ",
    "ልጌርዕቿቻኗዘጎጋጕረጠክዐየዒዪነፕሁሀሠሸሃጊ",
    "ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ",
    "ᗩᗷᑕᗪᗴᖴGᕼᓰᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ",
    "₳฿₵ĐɆ₣₲ⱧlJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ",
    "ꋬꃳꉔ꒯ꏂꊰꍌꁝ꒐꒻ꀘ꒒ꂵꋊꄲꉣꆰꋪꇙ꓄꒤꒦ꅐꉧꌦꁴ",
    "ꪖ᥇ᥴᦔꫀᠻᧁꫝ꠸꠹ᛕꪶꪑꪀꪮρꪇ᥅ᦓꪻꪊꪜ᭙᥊ꪗz",
)

_PARENTHESISED = (0x249C, 0x1F110)  # small and capital, a to z: their decompositions would keep the parentheses

_LIGATURES = {
    "ae": "æÆӔӕ",
    "oe": "œŒ",
    "ss": "ßẞ",
    "th": "þÞ",
    "aa": "Ꜳꜳ",
    "ao": "Ꜵꜵ",
    "au": "Ꜷꜷ",
    "av": "ꜸꜹꜺꜻ",
    "ay": "Ꜽꜽ",
    "oo": "ꝎꝏꚙꚘ",
    "ue": "ᵫ",
    "dz": "ʣ",
    "ts": "ʦ",
    "ab": "🆎",
    "cl": "🆑",
    "id": "🆔",
    "10": "🔟",
    "100": "💯",
    "m": "Ⓜ",
}

_SIGNS = {
    "'": "‘’‚‛′‵ʹʻʼʽʾˈˊˋ՚՝י׳ߴߵ᾽ꞌ❛❜",
    '"': "“”„‟«»″‶〝〞❝❞ʺˮ״",
    "-": "‐‑‒–—―⁃−➖⸺⸻˗۔Ⲻ",
    " ": "\u1680\u115f\u1160\u3164\uffa0\u2800",  # blank to the eye, letters or symbols to Unicode
    "\n": "\u0085\u2028\u2029",
    "/": "⁄∕╱⧸᜵⁁⟋〳ノ",
    "\\": "∖⟍⧵⧹",
    "|": "│┃ǁ￨",
    "*": "∗⁎✱٭",
    ":": "∶ː꞉˸։׃܃ꓽ",
    ".": "․。·•‧∙⋅・܁܂ꓸ",
    ",": "،⸴ꓹ",
    "+": "᛭➕",
    "=": "᐀゠꓿",
    "(": "❨❲",
    ")": "❩❳",
    "<": "˂ᐸ‹❮",
    ">": "˃ᐳ›❯",
    "!": "ǃⵑ❗❕",
    "?": "❓❔",
    "&": "ꝸ",
    "_": "ߺ",
    "~": "⁓∼",
    "%": "٪",
}


def _each(table: dict[str, str]) -> dict[str, str]:
    """What each character of the table's values reads as, less those that are plain already."""
    return {character: plain for plain, written in table.items() for character in written if not character.isascii()}


LOOKALIKES: dict[str, str] = (
    _each({letter: "".join(row[place] for row in _ALPHABETS) for place, letter in enumerate(string.ascii_lowercase)})
    | {chr(start + place): letter for start in _PARENTHESISED for place, letter in enumerate(string.ascii_lowercase)}
    | _each(_BY_LETTER)
    | _each(_LIGATURES)
    | _each(_SIGNS)
)
