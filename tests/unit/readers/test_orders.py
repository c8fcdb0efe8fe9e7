"""What a policy says of reading, as readers take it."""

from pathlib import Path

from gatepost.content.budget import Allowance
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.readers.orders import reading_of
from gatepost.readers.wire import Orders
from tests.proxy.gateways import SHIPPED


def test_the_policys_figures_become_allowances():
    files = read_folder(SHIPPED) | {}
    reading = "reading:\n  part: {megapixels: 12, time: 5s, inflated: 1MiB}\n  wait: 3s\n"
    before, _, after = files["agency.yaml"].partition("reading:\n")
    files["agency.yaml"] = before + reading + after[after.index("\n\n") :]
    made = reading_of(files, load_definitions(files).policy, cache=Path("cache"), enrolled=Path("enrolled"))
    assert made.wait_seconds == 3
    assert made.orders.part == Allowance(
        inflated=2**20,
        characters=5_000_000,
        pages=300,
        frames=120,
        files=1000,
        pixels=12_000_000,
        depth=8,
        seconds=5.0,
    )
    assert made.orders.post.seconds == 40
    assert Path(made.orders.cache).is_absolute()


def test_a_mother_reads_the_orders_that_were_written():
    files = read_folder(SHIPPED)
    made = reading_of(files, load_definitions(files).policy, cache=Path("cache"), enrolled=Path("enrolled")).orders
    assert Orders.model_validate_json(made.model_dump_json()) == made
