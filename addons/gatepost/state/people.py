"""What is known of people and their sessions: the agreement they accepted, the account a session acts as."""

import sqlite3
from datetime import datetime

from gatepost.state.base import AcceptedAgreement
from gatepost.state.times import micros, moment


def accept_agreement(db: sqlite3.Connection, principal: str, version: str, language: str, at: datetime) -> None:
    db.execute("INSERT OR REPLACE INTO agreements VALUES (?, ?, ?, ?)", (principal, version, language, micros(at)))


def agreement_of(db: sqlite3.Connection, principal: str) -> AcceptedAgreement | None:
    row = db.execute("SELECT version, language, at FROM agreements WHERE principal = ?", (principal,)).fetchone()
    return AcceptedAgreement(version=row[0], language=row[1], at=moment(row[2])) if row else None


def put_off_agreement(db: sqlite3.Connection, principal: str, until: datetime) -> None:
    db.execute("INSERT OR REPLACE INTO put_off VALUES (?, ?)", (principal, micros(until)))


def has_put_off_agreement(db: sqlite3.Connection, principal: str, at: datetime) -> bool:
    row = db.execute("SELECT 1 FROM put_off WHERE principal = ? AND until > ?", (principal, micros(at))).fetchone()
    return row is not None


def remember_session(
    db: sqlite3.Connection, platform: str, session_hash: str, account: tuple[str, str], at: datetime
) -> None:
    db.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?)", (platform, session_hash, *account, micros(at)))


def account_of(db: sqlite3.Connection, platform: str, session_hash: str) -> tuple[str, str] | None:
    row: tuple[str, str] | None = db.execute(
        "SELECT account, handle FROM sessions WHERE platform = ? AND session = ?", (platform, session_hash)
    ).fetchone()
    return row
