"""What the console, its store, reveals and evidence need of a deployment: how it is reached, who may, and whose keys."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from gatepost.cli.remark import Remark
from gatepost.clock import SystemClock
from gatepost.console.config import FILE, read_config
from gatepost.console.entitled import entitled
from gatepost.evidence.vault import reviewers_in
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.naming import revealers_in
from gatepost.proxy.nightly import OVERDUE, last_applied
from gatepost.sealing.readers import marks, readers_in
from gatepost.store.opening import CONSOLE, is_made, open_engine, said_briefly, store_name


def sealing(policy: Path, var: Path) -> Iterator[Remark]:
    """To how many keys names and evidence are sealed; their marks, and not whose they are."""
    for what, folder in (("names", revealers_in(var)), ("evidence", reviewers_in(var))):
        if sealed_to := sorted(marks(readers_in(folder))):
            yield Remark(False, f"{what}: sealed to {len(sealed_to)} keys: {', '.join(sealed_to)}")
        else:
            yield Remark(False, f"{what}: not kept, as no key is in {folder} (docs/keys.md)")
    keeping = [rule.id for rule in load_definitions(read_folder(policy)).policy.rules if rule.evidence]
    if keeping and not readers_in(reviewers_in(var)):
        yield Remark(
            True, f"evidence of {', '.join(keeping[:5])} is lost: admit a reviewer's key (`gatepost keys admit`)"
        )


def reached(_policy: Path, var: Path) -> Iterator[Remark]:
    """By whom the console can be reached, and how people sign in."""
    config = read_config(var)
    if not config.url:
        yield Remark(False, f"the console is for this machine alone; {FILE} in {var} can say otherwise (docs/it.md)")
        return
    by = f"OpenID Connect at {config.openid.issuer}" if config.openid else "passwords"
    yield Remark(False, f"the console is at {config.url}, and people sign in by {by}")
    if not config.proxies:
        yield Remark(
            True,
            f"every sign-in counts as the reverse proxy's own: name its address in {FILE} (`proxies`), or fifty wrong"
            " passwords of anybody keep everybody out for a quarter of an hour",
        )


def people(store: str, _policy: Path, var: Path) -> Iterator[Remark]:
    """How many may do what in the console; a store that is not there yet is left alone."""
    if not is_made(store, var):
        return
    engine = open_engine(store, var)
    try:
        yield from _people(engine, var)
    except SQLAlchemyError as error:
        yield Remark(True, f"the store, {store_name(store, var)}, does not work: {said_briefly(error)}")
    finally:
        engine.dispose()


def _people(engine: Engine, var: Path) -> Iterator[Remark]:
    if not inspect(engine).has_table("accounts", schema=CONSOLE):
        yield Remark(False, "nobody has an account in the console yet: `gatepost console` makes the first")
        return
    may = entitled(engine, var)
    told = f"{may.ask} may ask who it was, {may.approve} may approve that, {may.open} may open evidence"
    yield Remark(False, f"in the console {told}")
    if may.reveal_keys and may.ask and may.approve < 2:
        yield Remark(True, "nobody can approve what a reviewer asks: make a second reviewer or an auditor")


def retention(_policy: Path, var: Path) -> Iterator[Remark]:
    """When what is over was last removed from the record."""
    applied = last_applied(var)
    if applied is None:
        yield Remark(False, "what is over was never removed from the record: `gatepost run` does so every night")
    else:
        late = SystemClock().now() - applied.at > OVERDUE
        yield Remark(late, f"what is over was last removed from the record on {applied.at:%Y-%m-%d}")
