"""Pictures with text in them, drawn from a number: the same number always gives the same picture.

Each kind is one way in which text gets into a picture (a window, a slide, a stamped letter, a page photographed by hand).
A picture carries one sensitive line, or in its twin an innocent one of the same look, among sentences that hold nothing.
The rule to keep: what is drawn is what a person reads easily; a picture that is hard for people belongs in no figure.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from skimage import data

type Colour = tuple[int, int, int]

_FONTS = Path("/usr/share/fonts/truetype")
_FACES = (
    "dejavu/DejaVuSans", "dejavu/DejaVuSerif", "dejavu/DejaVuSansCondensed", "liberation/LiberationSans-Regular",
    "liberation/LiberationSerif-Regular", "liberation/LiberationSansNarrow-Regular",
)  # fmt: skip
_BOLD = ("dejavu/DejaVuSans-Bold", "dejavu/DejaVuSerif-Bold", "liberation/LiberationSans-Bold")
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)

SENSITIVE: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("PROTECTED B", "classification"), ("PROTECTED A", "classification"), ("TOP SECRET", "classification"),
        ("SECRET", "classification"), ("FOR INTERNAL USE ONLY", "internal-only"),
        ("CONFIDENTIAL WHEN COMPLETED", "confidential-when-completed"), ("DRAFT, NOT FOR DISTRIBUTION", "internal-only"),
        ("SIN: 046 454 286", "personal-identifier"),
    ),
    "fr": (
        ("PROTÉGÉ B", "classification"), ("PROTÉGÉ A", "classification"), ("TRÈS SECRET", "classification"),
        ("SECRET", "classification"), ("USAGE INTERNE SEULEMENT", "internal-only"),
        ("CONFIDENTIEL UNE FOIS REMPLI", "confidential-when-completed"), ("ÉBAUCHE, NE PAS DIFFUSER", "internal-only"),
        ("NAS : 046 454 286", "personal-identifier"),
    ),
}  # fmt: skip
INNOCENT: Mapping[str, Sequence[str]] = {
    "en": ("OPEN TO EVERYONE", "BIKE LANES", "SUMMER SALE", "NOW HIRING", "TICKET: 046 454 281", "PUBLIC NOTICE"),
    "fr": ("OUVERT À TOUS", "PISTES CYCLABLES", "SOLDES D'ÉTÉ", "AVIS PUBLIC", "BILLET : 046 454 281", "SALLE COMBLE"),
}
_PROSE: Mapping[str, Sequence[str]] = {
    "en": (
        "The team met on Tuesday to plan the work of the coming weeks.", "Lunch is at noon in the small room upstairs.",
        "Please bring a notebook and something to write with.", "The second chapter compares rivers and lakes.",
        "Trains leave every twenty minutes from the main station.", "Our garden had more tomatoes than last summer.",
        "The library opens at nine and closes at five.", "Each group presents its results on the last day.",
        "Snow is expected in the hills until the end of the week.", "The museum shows paintings of the north.",
        "Weather permitting, the tournament begins in the morning.", "Two bridges will be painted green this spring.",
    ),
    "fr": (
        "L'équipe s'est réunie mardi pour planifier les prochaines semaines.", "Le dîner est à midi dans la petite salle.",
        "Veuillez apporter un cahier et de quoi écrire.", "Le deuxième chapitre compare les rivières et les lacs.",
        "Les trains partent toutes les vingt minutes de la gare.", "Notre jardin a donné plus de tomates que l'an passé.",
        "La bibliothèque ouvre à neuf heures et ferme à dix-sept heures.", "Chaque groupe présente ses résultats vendredi.",
        "On attend de la neige sur les collines en fin de semaine.", "Le musée expose des peintures du nord.",
        "Si le temps le permet, le tournoi commence le matin.", "Deux maisons seront repeintes en vert au printemps.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture, and the label of what stands in it (empty: nothing does)."""

    kind: str
    language: str
    line: str
    label: str
    picture: Image.Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is to be drawn, and the chance that decides how."""

    line: str
    language: str
    chance: Random

    def prose(self, count: int) -> list[str]:
        return [self.chance.choice(_PROSE[self.language]) for _ in range(count)]

    def title(self) -> str:
        return " ".join(self.chance.choice(_PROSE[self.language]).split()[:4])

    def font(self, size: float, faces: Sequence[str] = _FACES, *, room: float = 0) -> ImageFont.FreeTypeFont:
        """Of that size, or as much smaller as the line needs to stand in this room."""
        font = ImageFont.truetype(_FONTS / f"{self.chance.choice(faces)}.ttf", size)
        wide = font.getlength(self.line)
        return font.font_variant(size=size * room / wide) if room and wide > room else font


def draw(kind: str, language: str, number: int, *, sensitive: bool) -> Drawing:
    """The picture of that number: as many as there are numbers."""
    chance = Random(f"{kind} {language} {number}")  # noqa: S311 - the same pictures every time
    line, label = chance.choice(SENSITIVE[language])
    if not sensitive:
        line, label = chance.choice(INNOCENT[language]), ""
    picture = KINDS[kind](Content(line=line, language=language, chance=chance))
    return Drawing(kind=kind, language=language, line=line, label=label, picture=picture)


def _paragraphs(
    pen: ImageDraw.ImageDraw, content: Content, at: tuple[int, int], *, size: int, lines: int, ink: Colour
) -> int:
    """So many lines of prose; the answer is where the next would stand."""
    font, (left, top) = content.font(size), at
    for sentence in content.prose(lines):
        pen.text((left, top), sentence, ink, font)
        top += round(size * 1.6)
    return top


def _window(content: Content, ground: Colour, ink: Colour, size: int) -> Image.Image:
    picture = Image.new("RGB", (1920, 1080), ground)
    pen = ImageDraw.Draw(picture)
    side: Colour = (min(255, ground[0] + 18), min(255, ground[1] + 20), 90) if ground[0] < 128 else (36, 52, 88)
    pen.rectangle((0, 0, 1920, 56), side)
    pen.text((70, 16), content.title(), _WHITE, content.font(18))
    pen.rectangle((0, 56, 260, 1080), tuple(abs(part - 16) for part in ground))
    for row in range(9):
        pen.text((24, 90 + 42 * row), content.title()[:22], ink, content.font(14))
        pen.ellipse((6, 94 + 42 * row, 18, 106 + 42 * row), (90, 140, 200))
    top = _paragraphs(pen, content, (320, 100), size=size, lines=content.chance.randint(4, 14), ink=ink)
    pen.text((320, top + 8), content.line, ink, content.font(size + content.chance.choice((0, 2, 6))))
    _paragraphs(pen, content, (320, top + 60), size=size, lines=content.chance.randint(3, 12), ink=ink)
    return picture


def _screenshot(content: Content) -> Image.Image:
    return _window(content, _WHITE, (30, 30, 30), content.chance.randint(13, 18))


def _dark(content: Content) -> Image.Image:
    ground: Colour = content.chance.choice(((30, 30, 30), (18, 24, 38), (0, 43, 54)))
    return _window(content, ground, content.chance.choice(((212, 212, 212), (150, 180, 160))), 16)


def _small(content: Content) -> Image.Image:
    picture = Image.new("RGB", (1080, 700), (250, 250, 252))
    pen = ImageDraw.Draw(picture)
    top = _paragraphs(pen, content, (40, 40), size=11, lines=12, ink=(40, 40, 40))
    pen.text((40, top + 6), content.line, (20, 20, 20), content.font(10, _FACES[:4]))  # 10 px: the em, capitals have 7
    _paragraphs(pen, content, (40, top + 40), size=11, lines=8, ink=(40, 40, 40))
    return picture


def _slide(content: Content) -> Image.Image:
    chance = content.chance
    band: Colour = chance.choice(((175, 30, 45), (0, 70, 127), (40, 90, 60), (60, 60, 60)))
    picture = Image.new("RGB", (1280, 720), (248, 248, 248))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1280, 110), band)
    in_band = chance.random() < 0.4
    pen.text((50, 28), content.line if in_band else content.title(), _WHITE, content.font(44, _BOLD))
    for row, sentence in enumerate(content.prose(5)):
        pen.ellipse((60, 186 + 84 * row, 74, 200 + 84 * row), band)
        pen.text((100, 176 + 84 * row), sentence, (40, 40, 40), content.font(26))
    pen.text((1240, 690), content.title() if in_band else content.line, band, content.font(20), anchor="rs")
    return picture


def _letter(content: Content, *, line: bool = True) -> Image.Image:
    picture = Image.new("RGB", (1240, 1754), _WHITE)
    pen = ImageDraw.Draw(picture)
    if line:
        pen.text((1140, 90), content.line, _BLACK, content.font(30, _BOLD), anchor="rs")
    pen.text((120, 150), content.title(), (60, 60, 60), content.font(28))
    top = 260
    for _ in range(content.chance.randint(2, 4)):
        top = (
            _paragraphs(pen, content, (120, top), size=content.chance.choice((22, 24, 26)), lines=6, ink=(20, 20, 20))
            + 40
        )
    return picture


def _stamped(content: Content) -> Image.Image:
    page, chance = _letter(content, line=False), content.chance
    font = content.font(chance.randint(44, 60), _BOLD, room=900)
    width = int(font.getlength(content.line)) + 60
    stamp = Image.new("RGBA", (width, 110), (0, 0, 0, 0))
    pen = ImageDraw.Draw(stamp)
    ink = chance.choice(((190, 20, 30), (30, 50, 160), (20, 110, 60)))
    pen.rounded_rectangle((4, 4, width - 5, 105), 14, outline=ink, width=6)
    pen.text((width // 2, 55), content.line, ink, font, anchor="mm")
    stamp = stamp.rotate(chance.uniform(-22, 22), Image.Resampling.BICUBIC, expand=True)
    page.paste(stamp, (chance.randint(60, max(61, 1180 - stamp.width)), chance.randint(1150, 1300)), stamp)
    return page


def _watermarked(content: Content) -> Image.Image:
    page, chance = _letter(content, line=False), content.chance
    font = content.font(150, _BOLD, room=1250)
    mark = Image.new("L", page.size, 0)
    ImageDraw.Draw(mark).text((620, 877), content.line, 255, font, anchor="mm")
    angle = chance.choice((1, -1)) * chance.uniform(30, 58)
    strength = chance.uniform(0.12, 0.3)
    mark = mark.rotate(angle, Image.Resampling.BICUBIC).point(lambda value: value * strength)
    ink = chance.choice(((110, 110, 110), (190, 40, 40), (60, 90, 180)))
    page.paste(Image.new("RGB", page.size, ink), (0, 0), mark)
    return page


def _table(content: Content) -> Image.Image:
    picture = Image.new("RGB", (1200, 720), _WHITE)
    pen, chance = ImageDraw.Draw(picture), content.chance
    font = content.font(19, _FACES[:4], room=330)
    marked = (chance.randint(0, 8), chance.randint(0, 1))
    for row in range(10):
        top = 40 + row * 60
        if row == 0:
            pen.rectangle((40, top, 1160, top + 60), (31, 78, 121))
        for column, (left, right) in enumerate(((40, 600), (600, 960), (960, 1160))):
            pen.rectangle((left, top, right, top + 60), outline=(120, 120, 120), width=2)
            words = content.title() if column < 2 else f"{chance.randint(10, 9_999) / 10:.1f}"
            text = content.line if (row, column) == marked else words
            pen.text((left + 16, top + 18), text, _WHITE if row == 0 else _BLACK, font)
    return picture


def _chat(content: Content) -> Image.Image:
    chance = content.chance
    night = chance.random() < 0.5
    picture = Image.new("RGB", (1080, 1600), (17, 27, 33) if night else (236, 229, 221))
    pen = ImageDraw.Draw(picture)
    spoken = content.prose(8)
    spoken.insert(chance.randint(1, 7), content.line)
    top = 60
    for number, said in enumerate(spoken):
        mine = number % 2
        font = content.font(30, _FACES[:4])
        words = said if len(said) < 48 else said[:48].rsplit(" ", 1)[0]
        width = int(font.getlength(words)) + 60
        left = 1040 - width if mine else 40
        ground = ((0, 92, 75) if night else (0, 120, 255)) if mine else ((32, 44, 51) if night else _WHITE)
        pen.rounded_rectangle((left, top, left + width, top + 90), 24, ground)
        pen.text((left + 30, top + 26), words, _WHITE if night or mine else _BLACK, font)
        top += 150
    return picture


def _photographed(content: Content) -> Image.Image:
    """A page on a desk, taken by hand: perspective, uneven light, blur, noise."""
    chance, page = content.chance, _letter(content).crop((0, 0, 1240, 1300))
    width, height = 1600, 1700
    corners = [(180, 200), (1420, 200), (1420, 1500), (180, 1500)]
    bent = [(x + chance.randint(-70, 70), y + chance.randint(-70, 70)) for x, y in corners]
    desk = np.full((height, width, 3), chance.choice(((96, 70, 50), (60, 62, 66), (150, 150, 146))), np.uint8)
    flat = [(0, 0), (1240, 0), (1240, 1300), (0, 1300)]
    places = _perspective(bent, flat)
    laid = page.transform((width, height), Image.Transform.PERSPECTIVE, places, Image.Resampling.BICUBIC)
    covered = Image.new("L", page.size, 255).transform((width, height), Image.Transform.PERSPECTIVE, places)
    picture = Image.composite(laid, Image.fromarray(desk), covered)
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.1)))
    seed = np.random.default_rng(chance.randint(0, 10**6))
    light = np.linspace(chance.uniform(0.6, 0.8), 1, width)[None, :, None]
    noisy = np.asarray(picture) * light + seed.normal(0, chance.uniform(2, 7), (height, width, 1))
    return _jpeg(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)), chance.randint(45, 85))


def _perspective(onto: Sequence[tuple[int, int]], of: Sequence[tuple[int, int]]) -> Sequence[float]:
    """The eight numbers with which Pillow finds, for each point of the answer, the point of the page."""
    rows, places = [], []
    for (x, y), (u, v) in zip(onto, of, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        places += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(places, float))]


def _jpeg(picture: Image.Image, quality: int) -> Image.Image:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return Image.open(kept).convert("RGB")


def photograph(chance: Random) -> Image.Image:
    """A photograph without text, as wide as a post's picture."""
    name = chance.choice(("coffee", "chelsea", "rocket", "astronaut", "cat"))
    picture = Image.fromarray(getattr(data, name)())
    return picture.resize((1080, round(1080 * picture.height / picture.width)), Image.Resampling.BICUBIC)


def _meme(content: Content) -> Image.Image:
    picture = photograph(content.chance)
    pen, words = ImageDraw.Draw(picture), content.title().upper()
    font = content.font(64, ("liberation/LiberationSansNarrow-Bold", "dejavu/DejaVuSansCondensed-Bold"), room=1000)
    pen.text((540, 60), words, _WHITE, font, anchor="mm", stroke_width=4, stroke_fill=_BLACK)
    pen.text((540, picture.height - 60), content.line, _WHITE, font, anchor="mm", stroke_width=4, stroke_fill=_BLACK)
    return _jpeg(picture, content.chance.randint(60, 90))


def _captioned(content: Content) -> Image.Image:
    """White words on a shaded strip of a photograph, as stories and slides have them."""
    picture, chance = photograph(content.chance), content.chance
    top = chance.randint(60, picture.height - 160)
    strip = picture.crop((0, top, 1080, top + 90))
    picture.paste(Image.blend(strip, Image.new("RGB", strip.size, _BLACK), chance.uniform(0.5, 0.8)), (0, top))
    ImageDraw.Draw(picture).text((540, top + 45), content.line, _WHITE, content.font(40, _BOLD, room=1000), anchor="mm")
    return _jpeg(picture, chance.randint(60, 90))


def _coloured(content: Content) -> Image.Image:
    """Ink and ground of nearly the same grey, told apart by colour alone."""
    ground, ink = content.chance.choice((((200, 60, 60), (30, 120, 50)), ((70, 110, 220), (190, 80, 60)),
                                         ((240, 200, 40), (120, 215, 250)), ((150, 60, 160), (20, 115, 120))))  # fmt: skip
    picture = Image.new("RGB", (1080, 1080), ground)
    pen = ImageDraw.Draw(picture)
    pen.text((80, 420), content.line, ink, content.font(54, _BOLD, room=920))
    _paragraphs(pen, content, (80, 600), size=26, lines=4, ink=ink)
    return picture


def _turned(content: Content) -> Image.Image:
    page = content.chance.choice((_screenshot, _letter, _slide))(content)
    return page.transpose(content.chance.choice(tuple(Image.Transpose)[2:5]))


def _skewed(content: Content) -> Image.Image:
    angle = content.chance.choice((-1, 1)) * content.chance.uniform(1, 5)
    return _letter(content).rotate(angle, Image.Resampling.BICUBIC, fillcolor=_WHITE)


KINDS: Mapping[str, Callable[[Content], Image.Image]] = {
    "screenshot": _screenshot,
    "dark": _dark,
    "small": _small,
    "slide": _slide,
    "letter": _letter,
    "stamp": _stamped,
    "watermark": _watermarked,
    "table": _table,
    "chat": _chat,
    "photographed": _photographed,
    "meme": _meme,
    "caption": _captioned,
    "coloured": _coloured,
    "turned": _turned,
    "skewed": _skewed,
}
