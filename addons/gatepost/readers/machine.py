"""What readers use of this machine beside their libraries, where it is."""

import os
from pathlib import Path

_TESSDATA = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata")


def tessdata() -> Path:
    """The folder of Tesseract's language data: the environment's `TESSDATA_PREFIX`, or where systems keep it."""
    named = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(named)] if named else [Path(folder) for folder in _TESSDATA]
    return next((folder for folder in folders if folder.is_dir()), folders[0])
