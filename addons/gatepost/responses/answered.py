"""What a person is told when they have answered: each answer a short page, that says what happens now."""

from datetime import timedelta

from gatepost.model import Request, Response
from gatepost.responses.page import Link, message_page
from gatepost.responses.words import Bilingual

_BACK = Bilingual("Back to the notice", "Retour à l’avis")


def sent_page(request: Request, *, number: str, window: timedelta) -> Response:
    """After a reason was given: the same content goes through once, within the window."""
    minutes = int(window.total_seconds() // 60)
    return message_page(
        request,
        Bilingual("Your reason is on record", "Votre raison est consignée"),
        Bilingual(
            f"Nothing has been sent so far. Go back and send it again within {minutes} minutes: "
            "unchanged, it goes through once.",
            f"Rien n’a encore été envoyé. Revenez en arrière et envoyez-le de nouveau d’ici {minutes} minutes : "
            "sans changement, il passera une fois.",
        ),
        number=number,
    )


def over_page(request: Request, *, number: str) -> Response:
    """The reason came after the time for it, or when there was nothing left to give one for."""
    return message_page(
        request,
        Bilingual("The time to answer is over", "Le délai pour répondre est écoulé"),
        Bilingual(
            "Nothing was sent. Send it again when you like: it is looked at anew, and you can give your reason then.",
            "Rien n’a été envoyé. Envoyez-le de nouveau quand vous voulez : il sera examiné à nouveau, et vous pourrez "
            "alors donner votre raison.",
        ),
        number=number,
    )


def kept_back_page(request: Request, *, number: str) -> Response:
    """The person chose not to go on."""
    return message_page(
        request,
        Bilingual("Nothing was sent", "Rien n’a été envoyé"),
        Bilingual(
            "You can close this page, or go back, change what you wrote and send that.",
            "Vous pouvez fermer cette page, ou revenir en arrière, modifier votre texte et l’envoyer.",
        ),
        number=number,
    )


def reported_page(request: Request, *, number: str, back: str) -> Response:
    """The person says that the refusal is a mistake."""
    return message_page(
        request,
        Bilingual("Your report was sent", "Votre signalement a été transmis"),
        Bilingual(
            "The people who look after the guidelines see that you call this a mistake, with your words and a code in "
            "place of your name. Nothing else changes for now: what was held back stays held back. To hear from them, "
            "give them the number.",
            "Les personnes responsables des lignes directrices voient que vous y voyez une erreur, avec vos mots et un "
            "code à la place de votre nom. Rien d’autre ne change pour l’instant : ce qui a été retenu le reste. Pour "
            "avoir une réponse, donnez-leur le numéro.",
        ),
        number=number,
        links=(Link(back, _BACK),),
    )
