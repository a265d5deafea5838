"""Days and moments as a kelurahan says them, for findings, messages and pages alike."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime

LOCALE = Locale.parse("id")
MOMENT = "d MMMM y 'pukul' HH.mm"


def day_said(value: date, locale: Locale = LOCALE) -> str:
    """31 Desember 2026"""
    return format_date(value, "d MMMM y", locale=locale)


def moment_said(value: datetime, zona: str, pattern: str = MOMENT, locale: Locale = LOCALE) -> str:
    """31 Desember 2026 pukul 23.59 WIB; `value` is already local, `zona` only names the zone."""
    name = value.replace(tzinfo=ZoneInfo(zona)).tzname()
    moment = format_datetime(value, pattern, locale=locale)
    return f"{moment} {name}"


def local(utc: datetime, zona: str) -> datetime:
    """A moment of the warehouse, which keeps UTC without zone, on the clocks of the kota."""
    return utc.replace(tzinfo=UTC).astimezone(ZoneInfo(zona)).replace(tzinfo=None)
