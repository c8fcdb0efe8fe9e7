"""`gatepost enrol`: what detectors compare posts with, made from the agency's own files. One module for each kind."""

import argparse
from pathlib import Path

from gatepost.cli import enrol_apply, enrol_document, enrol_faces, enrol_symbol
from gatepost.cli.places import ENROLLED

DESCRIPTION = """\
Enrol what posts are compared with, list it, or remove it. Running gateways notice within seconds.

  gatepost enrol symbol logo.svg --kind mark
  gatepost enrol symbol list
  gatepost enrol document chart.png --public-at 2026-12-01T08:30:00-05:00
  gatepost enrol faces face_detection_yunet_2023mar.onnx
  gatepost enrol apply manifest.yaml
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "enrol",
        help="enrol what posts are compared with",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument(
        "--enrolled",
        type=Path,
        default=ENROLLED,
        metavar="DIR",
        help="the folder of enrolled things (default: %(default)s)",
    )
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    for module in (enrol_symbol, enrol_document, enrol_faces, enrol_apply):
        module.add_parser(kinds, where)
