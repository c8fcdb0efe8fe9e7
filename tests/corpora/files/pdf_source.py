"""PDF files written down object by object, for those that no library would write."""

from collections.abc import Mapping


def pdf(
    *,
    kids: str = "3 0 R",
    count: int = 1,
    page: str = "",
    streams: Mapping[int, tuple[bytes, str]] | None = None,
) -> bytes:
    """A catalogue (1), the root of the pages (2), a page (3), and streams by their numbers, with what is in their dictionaries."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {page} >>".encode(),
    }
    for number, (content, entries) in (streams or {}).items():
        objects[number] = f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"
    out, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    end = b"xref\n0 1\n0000000000 65535 f \n" + rows + b"trailer << /Root 1 0 R /Size %d >>\n" % (max(objects) + 1)
    return out + end + b"startxref\n%d\n%%%%EOF\n" % len(out)
