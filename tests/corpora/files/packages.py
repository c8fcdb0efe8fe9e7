"""Office packages with a part more than the library that wrote them knows of: comments, custom properties, attachments."""

import io
import zipfile
from collections.abc import Mapping

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>"""
_PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'
)
_LABEL = "MSIP_Label_0c3f2d2e-1f57-4a6b-9d0e-6a7b8c9d0e1f"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes, media_type: str, *, kind: str, of: str = "") -> bytes:
    """The package with one part more, which this part of it (none: the package itself) points to as this kind."""
    contents = members(data)
    contents[name] = content
    override = f'<Override PartName="/{name}" ContentType="{media_type}"/></Types>'
    contents[_TYPES] = contents[_TYPES].replace(b"</Types>", override.encode())
    folder, _, file = of.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels" if of else "_rels/.rels"
    target = f'<Relationship Id="rIdMore" Type="{_RELATIONSHIPS}/{kind}" Target="/{name}"/></Relationships>'
    contents[rels] = contents[rels].replace(b"</Relationships>", target.encode())
    return packed(contents)


def with_label(data: bytes, label: str) -> bytes:
    """The package with a sensitivity label as Office writes it, or as it was where the label has no name."""
    if not label:
        return data
    fields = {
        "Enabled": "true",
        "SetDate": "2026-11-02T14:05:00Z",
        "Method": "Privileged",
        "Name": label,
        "ActionId": "7",
    }
    properties = "".join(
        _PROPERTY.format(number, f"{_LABEL}_{key}", value) for number, (key, value) in enumerate(fields.items(), 2)
    )
    return with_part(
        data,
        "docProps/custom.xml",
        _CUSTOM.format(properties).encode(),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        kind="custom-properties",
    )
