from tests.unit.cli.conftest import Run


def test_it_prints_a_file_that_names_the_gateway(run: Run):
    done = run("pac", "--gateway", "gateway.example:8080")
    assert done.code == 0
    assert "function FindProxyForURL(url, host)" in done.out
    assert 'return "PROXY gateway.example:8080";' in done.out
    assert '"api.x.com"' in done.out or '".x.com"' in done.out


def test_several_gateways_are_tried_in_turn(run: Run):
    assert '"PROXY a:1; PROXY b:2"' in run("pac", "--gateway", "a:1", "--gateway", "b:2").out


def test_other_hosts_go_where_they_are_told(run: Run):
    assert 'return "PROXY old.example:3128";' in run("pac", "--otherwise", "PROXY old.example:3128").out


def test_the_list_has_a_host_a_line(run: Run):
    lines = run("pac", "--list").out.splitlines()
    assert ".x.com" in lines
    assert "gatepost.internal" in lines
    assert all(line and "*" not in line and " " not in line for line in lines)
