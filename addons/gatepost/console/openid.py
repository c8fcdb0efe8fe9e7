"""OpenID Connect: code flow with PKCE, out to the provider and back with who it is.

What has to be remembered meanwhile (verifier and nonce) is in a table under the hash of a cookie; `state` is made from
that cookie, so that an answer is taken only by the browser that asked, and once. The rule to keep: nothing in a token
counts before its signature, issuer, audience, nonce and time are verified.
"""

import hashlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import httpx
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped] # Authlib has no types of its own
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped] # as above
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry
from sqlalchemy import Connection, delete, insert, select

from gatepost.console.config import OpenId
from gatepost.console.roles import Role
from gatepost.console.tables import exchanges
from gatepost.console.tokens import derived, kept, new_token, same
from gatepost.errors import GatepostError
from gatepost.state.times import micros

with warnings.catch_warnings():  # it prefers a successor of httpx; who starts a console need not read of it
    warnings.simplefilter("ignore")
    from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped] # as above

LASTS = timedelta(minutes=10)
_PATIENCE_SECONDS = 10.0
_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # never `none`, never a shared secret
_LEEWAY_SECONDS = 60
_MOST_GROUPS = 2000


class NotVouched(GatepostError):
    """The provider did not answer, or its answer does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Who the provider says it is, and what that means here."""

    subject: str
    login: str
    roles: frozenset[Role]
    sworn: bool
    divisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One way out and back. `token` is the cookie's."""

    token: str
    verifier: str
    nonce: str

    @property
    def state(self) -> str:
        return derived(self.token, "openid")


def begin(db: Connection, now: datetime) -> Exchange:
    """Remember what the answer will be held to."""
    exchange = Exchange(token=new_token(), verifier=new_token() + new_token(), nonce=new_token())
    db.execute(delete(exchanges).where(exchanges.c.expires_at <= micros(now)))
    values = {"verifier": exchange.verifier, "nonce": exchange.nonce, "expires_at": micros(now + LASTS)}
    db.execute(insert(exchanges).values(hash=kept(exchange.token), **values))
    return exchange


def take(db: Connection, token: str, state: str, now: datetime) -> Exchange | None:
    """What was remembered, once, for the browser that asked."""
    mine = exchanges.c.hash == kept(token)
    row = db.execute(select(exchanges).where(mine, exchanges.c.expires_at > micros(now))).first()
    exchange = Exchange(token, row.verifier, row.nonce) if row else None
    if exchange is None or not same(exchange.state, state):
        return None
    return exchange if db.execute(delete(exchanges).where(mine)).rowcount == 1 else None


def address(provider: OpenId, exchange: Exchange, back: str) -> str:
    """Where the browser goes. NotVouched when the provider cannot be asked how."""
    with _client(provider, back) as client:
        endpoint = _metadata(client, provider)["authorization_endpoint"]
        url, _ = client.create_authorization_url(
            endpoint, state=exchange.state, code_verifier=exchange.verifier, nonce=exchange.nonce
        )
    return str(url)


def vouched(provider: OpenId, exchange: Exchange, code: str, back: str) -> Vouched:
    """Who it is. NotVouched for anything that does not hold."""
    with _client(provider, back) as client:
        metadata = _metadata(client, provider)
        try:
            token = client.fetch_token(
                metadata["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=exchange.verifier
            )
            keys = KeySet.import_key_set(cast("KeySetSerialization", _json(client, metadata["jwks_uri"])))
            claims = _claims(token, keys, provider, exchange.nonce)
        except (AuthlibBaseError, JoseError, httpx.HTTPError, ValueError, TypeError, KeyError) as error:
            raise NotVouched(f"{provider.issuer} does not vouch for this: {type(error).__name__}") from error
    return _meaning(provider, claims)


def _claims(token: Mapping[str, Any], keys: KeySet, provider: OpenId, nonce: str) -> Mapping[str, Any]:
    registry = JWSRegistry(algorithms=list(_ALGORITHMS), strict_check_header=False)
    decoded = jwt.decode(token["id_token"], keys, registry=registry)
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    parameters = {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")}
    claims = CodeIDToken(decoded.claims, decoded.header, options, parameters)
    claims.validate(leeway=_LEEWAY_SECONDS)
    return dict(claims)


def _meaning(provider: OpenId, claims: Mapping[str, Any]) -> Vouched:
    subject = hashlib.sha256(f"{provider.issuer}\n{claims['sub']}".encode()).hexdigest()
    groups = _words(claims.get(provider.groups_claim))
    roles = frozenset(role for role, named in provider.roles.items() if groups & set(named))
    login = claims.get("preferred_username") or claims.get("email") or subject[:16]
    divisions = tuple(sorted(_words(claims.get(provider.division_claim))))
    return Vouched(
        subject=subject,
        login=str(login),
        roles=roles,
        sworn=bool(groups & set(provider.sworn)),
        divisions=divisions,
    )


def _words(claim: object) -> set[str]:
    """A claim that is a word or a list of words; anything else says nothing."""
    listed = claim if isinstance(claim, list) else [claim]
    return {word for word in listed[:_MOST_GROUPS] if isinstance(word, str) and word}


def _client(provider: OpenId, back: str) -> OAuth2Client:
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        scope="openid profile email",
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=_PATIENCE_SECONDS,
    )


def _metadata(client: OAuth2Client, provider: OpenId) -> Mapping[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery 1.0, 4), if it is the one that we mean."""
    try:
        told = _json(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    except (httpx.HTTPError, ValueError) as error:
        raise NotVouched(f"{provider.issuer} does not answer: {type(error).__name__}") from error
    if told.get("issuer") != provider.issuer:
        raise NotVouched(f"what answers at {provider.issuer} calls itself something else")
    return told


def _json(client: OAuth2Client, address: str) -> dict[str, Any]:
    answer = client.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    told = answer.json()
    if not isinstance(told, dict):
        raise TypeError("not a JSON object")
    return told
