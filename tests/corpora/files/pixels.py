"""Pictures with words drawn into them, and pictures of nothing."""

import io

from PIL import Image, ImageDraw, ImageFont


def page_of(words: str, size: tuple[int, int] = (900, 500)) -> Image.Image:
    """A white page with a heading, the words, and a line of text below."""
    page = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(30)
    for place, line in enumerate(("Minutes of the meeting", words, "Next meeting on Thursday")):
        pen.text((60, 60 + 110 * place), line, fill="black", font=font)
    return page


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def plain_png() -> bytes:
    return saved(Image.new("RGB", (40, 30), "steelblue"), "PNG")
