"""Faces in pictures, counted: nobody is recognised, and nothing of a face is kept.

Found by the network that IT enrolled (YuNet), or else by the cascades of Debian's opencv-data, on the processor alone. The
cascades see people who look at the camera or a little aside, from about a twenty-fifth of the picture's long side on. Not
found by them: profiles, faces turned by more than some 15 degrees, most drawn ones. Where there is neither, nothing looks
for faces, and `gatepost doctor` says so.
"""

from pathlib import Path

from gatepost.detectors.base import PictureDetector
from gatepost.enrolment import Resources

_PLACES = (Path("/usr/share/opencv4"), Path("/usr/local/share/opencv4"), Path("/usr/share/opencv"))
_CASCADES = ("lbpcascades/lbpcascade_frontalface.xml", "haarcascades/haarcascade_frontalface_alt2.xml")


def installed() -> tuple[Path, ...]:
    """The cascades that faces are found with; none where they are not all installed."""
    for place in _PLACES:
        files = tuple(place / name for name in _CASCADES)
        if all(file.is_file() for file in files):
            return files
    return ()


def build_for_pictures(resources: Resources) -> PictureDetector | None:
    cascades = installed()
    if resources.faces is None and not cascades:
        return None
    # Only readers load libraries of pictures.
    from gatepost.detectors.faces.cascades import Cascades  # noqa: PLC0415
    from gatepost.detectors.faces.counting import Faces  # noqa: PLC0415
    from gatepost.detectors.faces.network import Network  # noqa: PLC0415

    return Faces(Network(resources.faces) if resources.faces else Cascades(*cascades))
