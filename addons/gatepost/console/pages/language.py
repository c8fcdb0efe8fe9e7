"""The switch that every page has: English or French, remembered by the account, or by the browser without one."""

from starlette.responses import Response

from gatepost.console import accounts
from gatepost.console.translation import LANGUAGES
from gatepost.console.visit import Visit, own_path, sent_to
from gatepost.store.opening import writing


def choose(visit: Visit) -> Response:
    answer = sent_to(own_path(visit.field("back", 2000)))
    chosen = next((language for language in LANGUAGES if language == visit.field("language")), None)
    if chosen is None:
        return answer
    visit.keep_language(answer, chosen)
    if visit.account:
        with writing(visit.console.db) as db:
            accounts.set_language(db, visit.account.id, chosen)
    return answer
