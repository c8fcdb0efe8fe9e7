"""What the policy does: what is decided and why, what enforcing would refuse, and what is not seen."""

from dashboards.gate import INSTANCE
from dashboards.shapes import PROMETHEUS, Board, Panel, Query, Variable, Words

_I = 'instance=~"$instance"'
_P = f'{_I}, platform=~"$platform"'
_RULE: Words = {"en": "{{rule}}: {{action}}", "fr": "{{rule}} : {{action}}"}

_PLATFORM = Variable("platform", {"en": "Platform", "fr": "Plateforme"}, "label_values(gatepost_posts_total, platform)")


def _of(label: str) -> Words:
    return {"en": f"{{{{{label}}}}}", "fr": f"{{{{{label}}}}}"}


_DECIDED = (
    Panel(
        "timeseries",
        (12, 8),
        {"en": "Decisions a minute", "fr": "Décisions par minute"},
        {
            "en": "Every request that publishes or sends something. `not enforced`: observed only (observe mode, shadow rules, pauses).",
            "fr": "Toutes les requêtes qui publient ou envoient quelque chose. « Non appliquées » : observées seulement (mode d’observation, règles fantômes, pauses).",
        },
        (
            Query(
                f'60 * sum by (action) (rate(gatepost_posts_total{{{_P}, enforced="true"}}[$__rate_interval]))',
                _of("action"),
            ),
            Query(
                f'60 * sum by (action) (rate(gatepost_posts_total{{{_P}, enforced="false"}}[$__rate_interval]))',
                {"en": "{{action}}, not enforced", "fr": "{{action}}, non appliquées"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (12, 8),
        {"en": "Share of posts that were refused", "fr": "Part des publications refusées"},
        {
            "en": "Coached or blocked, and enforced. A jump without news to explain it: a rule or a detector has gone wrong; `gatepost pause rule` is the brake.",
            "fr": "Accompagnées ou bloquées, avec application. Un saut que rien n’explique : une règle ou un détecteur se trompe; « gatepost pause rule » est le frein.",
        },
        (
            Query(
                f'sum(rate(gatepost_posts_total{{{_P}, action=~"coach|block", enforced="true"}}[$__rate_interval]))'
                f" / sum(rate(gatepost_posts_total{{{_P}}}[$__rate_interval]))",
                {"en": "refused", "fr": "refusées"},
            ),
        ),
        unit="percentunit",
    ),
    Panel(
        "bargauge",
        (8, 8),
        {"en": "Posts by platform", "fr": "Publications par plateforme"},
        {"en": "In the time shown.", "fr": "Pendant la période affichée."},
        (
            Query(
                f"sort_desc(sum by (platform) (increase(gatepost_posts_total{{{_P}}}[$__range])))",
                _of("platform"),
                now=True,
            ),
        ),
    ),
    Panel(
        "bargauge",
        (8, 8),
        {"en": "Posts by use", "fr": "Publications par type d’utilisation"},
        {
            "en": "Official, professional, personal; `unknown` where the account could not be told.",
            "fr": "« official » : officielle; « professional » : professionnelle; « personal » : personnelle; « unknown » : le compte n’a pas pu être reconnu.",
        },
        (Query(f"sort_desc(sum by (use) (increase(gatepost_posts_total{{{_P}}}[$__range])))", _of("use"), now=True),),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Posts a minute by activity", "fr": "Publications par minute selon l’activité"},
        {
            "en": "What people do: post, reply, message, upload ... `other` is a write that no definition names; see the last row.",
            "fr": "Ce que font les gens : publier, répondre, écrire, téléverser… « other » est une écriture qu’aucune définition ne nomme; voir la dernière rangée.",
        },
        (Query(f"60 * sum by (activity) (rate(gatepost_posts_total{{{_P}}}[$__rate_interval]))", _of("activity")),),
    ),
)

_WHY = (
    Panel(
        "bargauge",
        (8, 10),
        {"en": "Refusals by rule", "fr": "Refus par règle"},
        {
            "en": "Rules that coached or blocked in the time shown. One post can match several.",
            "fr": "Règles qui ont accompagné ou bloqué pendant la période affichée. Une publication peut en toucher plusieurs.",
        },
        (
            Query(
                f'sort_desc(sum by (rule, action) (increase(gatepost_rule_matches_total{{{_I}, action=~"coach|block", enforced="true"}}[$__range])))',
                _RULE,
                now=True,
            ),
        ),
    ),
    Panel(
        "bargauge",
        (8, 10),
        {
            "en": "Observed only: what enforcing would refuse",
            "fr": "Observé seulement : ce que l’application refuserait",
        },
        {
            "en": "The same in observe mode, for shadow rules and during pauses: read it before a rule is enforced.",
            "fr": "De même en mode d’observation, pour les règles fantômes et pendant les pauses : à lire avant d’appliquer une règle.",
        },
        (
            Query(
                f'sort_desc(sum by (rule, action) (increase(gatepost_rule_matches_total{{{_I}, action=~"coach|block", enforced="false"}}[$__range])))',
                _RULE,
                now=True,
            ),
        ),
    ),
    Panel(
        "bargauge",
        (8, 10),
        {"en": "What detectors saw", "fr": "Ce que les détecteurs ont vu"},
        {
            "en": "Findings by label, refused or not, the fifteen most frequent.",
            "fr": "Constats par étiquette, refusés ou non, les quinze plus fréquents.",
        },
        (
            Query(
                f"topk(15, sum by (label) (increase(gatepost_findings_total{{{_I}}}[$__range])))",
                _of("label"),
                now=True,
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 7),
        {"en": "Coaching, by the hour", "fr": "Accompagnement, par heure"},
        {
            "en": "Notices, justifications, posts that then went out. Nearly all justified: the rule coaches what people may post. None justified: look whether the notice's form can be reached.",
            "fr": "Avis, justifications, publications parties ensuite. Presque tout est justifié : la règle accompagne ce qu’il est permis de publier. Rien n’est justifié : voyez si le formulaire de l’avis est accessible.",
        },
        (Query(f"sum by (outcome) (increase(gatepost_coaching_total{{{_I}}}[1h]))", _of("outcome")),),
    ),
    Panel(
        "timeseries",
        (8, 7),
        {"en": "Agreement, by the hour", "fr": "Entente, par heure"},
        {
            "en": "Times that the agreement stood in place of a page, was accepted or was put off.",
            "fr": "Fois où l’entente a remplacé une page, a été acceptée ou remise à plus tard.",
        },
        (Query(f"sum by (outcome) (increase(gatepost_agreement_total{{{_I}}}[1h]))", _of("outcome")),),
    ),
    Panel(
        "timeseries",
        (8, 7),
        {"en": "Exceptions, by the hour", "fr": "Exceptions, par heure"},
        {
            "en": "Posts of which an exception took what a rule found. Many, week after week: mend the rule instead.",
            "fr": "Publications dont une exception a retiré ce qu’une règle avait trouvé. S’il y en a beaucoup, semaine après semaine, corrigez plutôt la règle.",
        },
        (Query(f"sum by (rule) (increase(gatepost_exceptions_used_total{{{_I}}}[1h]))", _of("rule")),),
    ),
)

_UNSEEN = (
    Panel(
        "timeseries",
        (12, 8),
        {"en": "Unknown writes an hour", "fr": "Écritures inconnues par heure"},
        {
            "en": "Writes on a platform's host that no definition names. They are decoded generically and judged; many of them: the platform has changed, and its definition should follow.",
            "fr": "Écritures vers l’hôte d’une plateforme qu’aucune définition ne nomme. Elles sont décodées de façon générique et examinées; s’il y en a beaucoup, la plateforme a changé, et sa définition devrait suivre.",
        },
        (Query(f'sum by (platform) (increase(gatepost_posts_total{{{_P}, activity="other"}}[1h]))', _of("platform")),),
    ),
    Panel(
        "timeseries",
        (12, 8),
        {"en": "Share of clients that refuse our certificate", "fr": "Part des clients qui refusent notre certificat"},
        {
            "en": "Pinned applications, or machines without the root certificate.",
            "fr": "Applications qui n’acceptent que leur propre certificat, ou postes sans le certificat racine.",
        },
        (
            Query(
                f'sum(rate(gatepost_connections_total{{{_I}, handling="client-refused"}}[$__rate_interval]))'
                f' / sum(rate(gatepost_connections_total{{{_I}, handling="inspected"}}[$__rate_interval]))',
                {"en": "refused", "fr": "refusés"},
            ),
        ),
        unit="percentunit",
    ),
)

POLICY = Board(
    name="policy",
    title={"en": "Gatepost: policy and detections", "fr": "Gatepost : politique et détections"},
    about={
        "en": "What is posted, what was decided, why, and what is not seen. No panel can show a person.",
        "fr": "Ce qui est publié, ce qui a été décidé, pourquoi, et ce qui n’est pas vu. Aucun panneau ne peut montrer une personne.",
    },
    source=PROMETHEUS,
    variables=(INSTANCE, _PLATFORM),
    rows=(
        (
            {"en": "What is posted, and what was decided?", "fr": "Qu’est-ce qui est publié, et qu’a-t-on décidé?"},
            _DECIDED,
        ),
        ({"en": "Why was it refused, and what would be?", "fr": "Pourquoi a-t-on refusé, et que refuserait-on?"}, _WHY),
        ({"en": "What is not seen?", "fr": "Qu’est-ce qui n’est pas vu?"}, _UNSEEN),
    ),
    since="now-24h",
    refresh="1m",
    changes=f"changes(gatepost_policy_loaded_timestamp_seconds{{{_I}}}[1m]) > 0",
)
