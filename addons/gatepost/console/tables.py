"""The console's own tables: accounts, sessions, invitations, attempts to sign in.

They are no index of the journals and cannot be made again from them. Times are whole microseconds since the epoch.
The rule to keep: whatever opens a door (a session, an invitation, an exchange with a provider) is here as a hash only,
so that a copy of the tables opens nothing.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, MetaData, String, Table, Text

from gatepost.store.opening import CONSOLE

metadata = MetaData(schema=CONSOLE)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("login", String(100), nullable=False, unique=True),
    Column("password", Text),
    Column("subject", String(64), unique=True),  # digest of the provider's issuer and its name for the person
    Column("roles", Text, nullable=False),
    Column("sworn", Boolean, nullable=False),
    Column("divisions", Text, nullable=False),
    Column("language", String(2)),
    Column("closed", Boolean, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account", ForeignKey(f"{CONSOLE}.accounts.id"), nullable=False, index=True),
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)
invitations = Table(
    "invitations",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account", ForeignKey(f"{CONSOLE}.accounts.id"), unique=True),  # none: the first administrator's
    Column("expires_at", BigInteger, nullable=False),
)
attempts = Table(
    "attempts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("subject", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("attempts_of", "subject", "at"),
)
exchanges = Table(
    "exchanges",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("verifier", String(128), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
