"""A worker's settings and options: nothing that is written after `--` is without effect."""

import pytest
from mitmproxy.exceptions import OptionsError  # noqa: TID251 - what its options answer
from mitmproxy.options import Options  # noqa: TID251 - as above

from gatepost.proxy.master import GatewayMaster, WorkerSettings, set_base_options


@pytest.fixture
async def options() -> Options:
    options = Options()
    GatewayMaster(options)
    return options


async def test_an_option_of_the_base_is_set(options: Options):
    set_base_options(options, ["ssl_insecure=true", "confdir=/nowhere"])
    assert options.ssl_insecure is True
    assert options.confdir == "/nowhere"


async def test_options_of_addons_that_are_not_loaded_are_refused_by_name(options: Options):
    with pytest.raises(OptionsError, match=r"^proxyauth, save_stream_file: no such option"):
        set_base_options(options, ["save_stream_file=all.flow", "ssl_insecure=true", "proxyauth=a:b"])
    assert options.ssl_insecure is False


async def test_an_option_with_a_wrong_value_is_refused(options: Options):
    with pytest.raises(OptionsError):
        set_base_options(options, ["ssl_insecure=perhaps"])


def test_settings_go_to_a_worker_and_come_out_the_same():
    settings = WorkerSettings(
        mode="regular", host="127.0.0.1", port=8080, scripts=("a b.py",), set_options=("x=1",), values={"k": "é"}
    )
    assert WorkerSettings.parse(settings.dump()) == settings
