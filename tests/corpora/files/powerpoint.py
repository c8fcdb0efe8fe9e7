"""Presentations, written by python-pptx, with words in one place each."""

import io
from collections.abc import Callable

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PROG_ID
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide
from pptx.util import Inches

from tests.corpora.files.packages import with_label
from tests.corpora.files.pixels import plain_png
from tests.corpora.files.place import Holds, Place

_SLIDES = 3
_AT = (Inches(1), Inches(4), Inches(5), Inches(1))


def _made(put: Callable[[Opened, Slide, str], object]) -> Callable[[str], bytes]:
    """Three slides, and the words somewhere on the last."""

    def make(words: str) -> bytes:
        show = Presentation()
        for number in range(_SLIDES):
            slide = show.slides.add_slide(show.slide_layouts[5])
            _titled(slide, f"Weather, part {number + 1}")
        put(show, show.slides[_SLIDES - 1], words)
        out = io.BytesIO()
        show.save(out)
        return out.getvalue()

    return make


def _titled(slide: Slide, words: str) -> None:
    assert slide.shapes.title is not None
    slide.shapes.title.text = words


def _table(show: Opened, slide: Slide, rows: str) -> None:
    cells = [row.split("\t") for row in rows.split("\n")]
    table = slide.shapes.add_table(len(cells), len(cells[0]), *_AT).table
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text


def _grouped(show: Opened, slide: Slide, words: str) -> None:
    slide.shapes.add_group_shape().shapes.add_textbox(*_AT).text_frame.text = words


def _hidden_slide(show: Opened, slide: Slide, words: str) -> None:
    _titled(slide, words)
    slide._element.set("show", "0")


def _alt_text(show: Opened, slide: Slide, words: str) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(plain_png()), *_AT)
    picture._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", words)


def _on_layout(show: Opened, slide: Slide, words: str) -> None:
    """A text box copied from a slide, as no library of this kind adds shapes to layouts and masters."""
    box = slide.shapes.add_textbox(*_AT)
    box.text_frame.text = words
    slide.slide_layout.shapes._spTree.append(box._element)


def _on_master(show: Opened, slide: Slide, words: str) -> None:
    box = slide.shapes.add_textbox(*_AT)
    box.text_frame.text = words
    show.slide_master.shapes._spTree.append(box._element)


def _chart(show: Opened, slide: Slide, words: str) -> None:
    data = CategoryChartData()
    data.categories = ["apples", words]
    data.add_series("kilograms", (12, 7.5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_AT, data)  # type: ignore[arg-type]  # its annotation names another class than its documentation


def _attached(show: Opened, slide: Slide, words: str) -> None:
    """A presentation on a slide, as an object that opens by itself."""
    within = Presentation()
    _titled(within.slides.add_slide(within.slide_layouts[5]), words)
    out = io.BytesIO()
    within.save(out)
    slide.shapes.add_ole_object(out, PROG_ID.PPTX, *_AT)  # type: ignore[arg-type]  # its annotation lacks what its documentation asks for


_PUT: dict[str, tuple[Callable[[Opened, Slide, str], object], int | None]] = {
    "title": (lambda show, slide, words: _titled(slide, words), _SLIDES),
    "text-box": (lambda show, slide, words: setattr(slide.shapes.add_textbox(*_AT).text_frame, "text", words), _SLIDES),
    "group": (_grouped, _SLIDES),
    "hidden-slide": (_hidden_slide, _SLIDES),
    "alt-text": (_alt_text, _SLIDES),
    "notes": (lambda show, slide, words: setattr(slide.notes_slide.notes_text_frame, "text", words), _SLIDES),
    "chart": (_chart, None),
    "attachment": (_attached, None),
    "layout": (_on_layout, None),
    "master": (_on_master, None),
    "subject": (lambda show, slide, words: setattr(show.core_properties, "subject", words), None),
}

PLACES = (
    *(Place(format="pptx", name=name, make=_made(put), page=page) for name, (put, page) in _PUT.items()),
    Place(format="pptx", name="table", make=_made(_table), holds=Holds.ROWS, page=_SLIDES),
    Place(
        format="pptx",
        name="label",
        make=lambda label: with_label(_made(lambda show, slide, words: None)(""), label),
        holds=Holds.LABEL,
    ),
)
