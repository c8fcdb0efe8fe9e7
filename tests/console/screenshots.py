"""`python -m tests.console.screenshots`: the pictures in the guides, taken of an invented agency in a real browser.

Whoever changes how a page looks takes them again, looks at each, and commits those that changed.
"""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

from gatepost.testing import FakeClock
from tests.console.seeing import DESK, PHONE, Look, opened
from tests.console.serving import be, serving
from tests.console.stage import NOW, a_console, set_stage

FOLDER = Path(__file__).parent.parent.parent / "docs/images/console"
WEEKS = 12
_ENGLISH = DESK._replace(height=900, width=1180, scheme="light", locale="en-CA")
_FRENCH = _ENGLISH._replace(locale="fr-CA")
_POCKET = PHONE._replace(scheme="dark")
_QUALITY = 80


class Picture(NamedTuple):
    """A page as somebody sees it; `height` is how much of it."""

    name: str
    who: str
    path: str
    languages: tuple[Literal["en", "fr"], ...] = ("en", "fr")
    height: int = 900


PICTURES = (
    Picture("incidents", "m.lavoie", "/incidents", height=1000),
    Picture("incident", "m.lavoie", "/incidents/{incident}", height=1000),
    Picture("usage", "j.beausoleil", "/usage", height=1100),
    Picture("accounts", "r.macisaac", "/accounts", ("en",), height=480),
    Picture("health", "r.macisaac", "/health", ("en",), height=520),
    Picture("chains", "t.whitefeather", "/chains", ("en",), height=440),
    Picture("phone", "m.lavoie", "/incidents", height=740),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        a_console(Path(folder) / "var", FakeClock(NOW)) as console,
        serving(console) as url,
        sync_playwright() as playwright,
    ):
        incident = set_stage(console, WEEKS)[0].id
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            for language in picture.languages:
                with opened(browser, _look(picture, language), url) as page:
                    be(page, picture.who, console, url)
                    page.goto(picture.path.format(incident=incident))
                    _keep(page.screenshot(), FOLDER / f"{picture.name}.{language}.webp")
        browser.close()


def _look(picture: Picture, language: Literal["en", "fr"]) -> Look:
    look = _POCKET if picture.name == "phone" else _ENGLISH
    return look._replace(height=picture.height, locale=f"{language}-CA")


def _keep(png: bytes, path: Path) -> None:
    Image.open(BytesIO(png)).save(path, "WEBP", quality=_QUALITY, method=6)


if __name__ == "__main__":
    main()
