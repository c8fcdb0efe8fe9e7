"""Films of every container, written by PyAV, with words in their titles or drawn into their last second."""

import io
from collections.abc import Callable

import av
from PIL import Image

from tests.corpora.files.pixels import page_of
from tests.corpora.files.place import Place

_RATE = 4
_SECONDS = 3
_SIZE = (640, 360)
_CODECS = {"mp4": "libx264", "mov": "libx264", "matroska": "libx264", "webm": "libvpx"}
_QUICK = {"preset": "ultrafast", "deadline": "realtime", "cpu-used": "8"}  # of the codecs, each its own
_ENDINGS = {"matroska": "mkv"}


def film(container: str, frames: list[Image.Image], title: str = "", *, rate: int = _RATE) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=container) as writer:
        writer.metadata["title"] = title
        stream = writer.add_stream(_CODECS[container], rate=rate, options=_QUICK)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = frames[0].size
        stream.pix_fmt = "yuv420p"
        for picture in frames:
            for packet in stream.encode(av.VideoFrame.from_image(picture)):
                writer.mux(packet)
        for packet in stream.encode():
            writer.mux(packet)
    return out.getvalue()


def _titled(container: str) -> Callable[[str], bytes]:
    grey = Image.new("RGB", (160, 120), "grey")
    return lambda words: film(container, [grey] * _RATE, words)


def _drawn(container: str) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        first, last = (page_of(line, (900, 500)).resize(_SIZE) for line in ("Weather", words))
        return film(container, [first] * _RATE * (_SECONDS - 1) + [last] * _RATE)

    return make


PLACES = (
    *(Place(format=_ENDINGS.get(name, name), name="title", make=_titled(name)) for name in _CODECS),
    *(Place(format=_ENDINGS.get(name, name), name="drawn", make=_drawn(name), drawn=True) for name in ("mp4", "webm")),
)
