"""How the gate is: the rate, errors and duration of its work (RED), then use, saturation and errors of its parts (USE)."""

from dashboards.shapes import PROMETHEUS, Board, Panel, Query, Variable, Words

_I = 'instance=~"$instance"'
_WHO: Words = {"en": "{{instance}}", "fr": "{{instance}}"}
_STAGE: Words = {"en": "{{stage}}", "fr": "{{stage}}"}

INSTANCE = Variable(
    "instance", {"en": "Gateway", "fr": "Passerelle"}, "label_values(gatepost_journal_records_total, instance)"
)

_WORKS = (
    Panel(
        "stat",
        (4, 4),
        {"en": "Gateways that answer", "fr": "Passerelles qui répondent"},
        {
            "en": "Targets of the job `gatepost` that Prometheus reaches. Fewer than there should be: a gateway is down, or its metrics port is closed.",
            "fr": "Cibles de la tâche « gatepost » que Prometheus atteint. S’il en manque, une passerelle est arrêtée, ou son port de mesures est fermé.",
        },
        (Query(f'count(up{{job="gatepost", {_I}}} == 1) or vector(0)', now=True),),
    ),
    Panel(
        "stat",
        (4, 4),
        {"en": "Workers alive", "fr": "Processus actifs"},
        {
            "en": "Every worker's event loop ticks once a second, so ticks a second are workers. Fewer than `--workers` asks for: see the service's log.",
            "fr": "La boucle de chaque processus bat une fois par seconde : les battements par seconde sont les processus. S’il y en a moins que ce que demande « --workers », consultez le journal du service.",
        },
        (Query(f"round(sum(rate(gatepost_event_loop_lag_seconds_count{{{_I}}}[$__rate_interval])))", now=True),),
    ),
    Panel(
        "stat",
        (4, 4),
        {"en": "Faults of Gatepost's own", "fr": "Défaillances de Gatepost"},
        {
            "en": "Failures in the time shown. Each is on record (`gatepost events list --kind fault`) and was answered as the policy's `on_fault` says.",
            "fr": "Défaillances pendant la période affichée. Chacune est consignée (« gatepost events list --kind fault ») et a été traitée comme le veut « on_fault » dans la politique.",
        },
        (Query(f"sum(increase(gatepost_inspection_failures_total{{{_I}}}[$__range])) or vector(0)", now=True),),
        worse=1,
    ),
    Panel(
        "stat",
        (4, 4),
        {"en": "Records the journals refused", "fr": "Enregistrements refusés par les journaux"},
        {
            "en": "Not zero: the disk is full, gone or read-only, and requests are answered as `on_fault` says.",
            "fr": "Si ce n’est pas zéro, le disque est plein, absent ou en lecture seule, et les requêtes sont traitées comme le veut « on_fault ».",
        },
        (Query(f"sum(increase(gatepost_journal_errors_total{{{_I}}}[$__range]))", now=True),),
        worse=1,
    ),
    Panel(
        "stat",
        (4, 4),
        {"en": "Time since the policy was loaded", "fr": "Temps écoulé depuis le chargement de la politique"},
        {
            "en": "When the policy in force was taken over, at the start or by a reload.",
            "fr": "Depuis que la politique en vigueur a été prise en compte, au démarrage ou par un rechargement.",
        },
        (Query(f"time() - max(gatepost_policy_loaded_timestamp_seconds{{{_I}}})", now=True),),
        unit="s",
    ),
    Panel(
        "stat",
        (4, 4),
        {"en": "Policies in force", "fr": "Politiques en vigueur"},
        {
            "en": "Two for longer than a roll-out takes: the gateways do not decide alike. `gatepost status` on each says which.",
            "fr": "S’il y en a deux plus longtemps que ne dure un déploiement, les passerelles ne décident pas de la même façon. « gatepost status » dit laquelle est en vigueur sur chacune.",
        },
        (Query(f"count(count by (digest) (gatepost_policy_info{{{_I}}}))", now=True),),
        worse=2,
    ),
)

_WORK = (
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Rate: posts a minute", "fr": "Débit : publications par minute"},
        {
            "en": "Every request that publishes or sends something.",
            "fr": "Toutes les requêtes qui publient ou envoient quelque chose.",
        },
        (Query(f"60 * sum by (instance) (rate(gatepost_posts_total{{{_I}}}[$__rate_interval]))", _WHO),),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Errors: faults by stage and reason", "fr": "Erreurs : défaillances par étape et par cause"},
        {
            "en": "Failures of Gatepost's own, in five minutes.",
            "fr": "Défaillances de Gatepost, par tranche de cinq minutes.",
        },
        (
            Query(
                f"sum by (stage, reason) (increase(gatepost_inspection_failures_total{{{_I}}}[5m]))",
                {"en": "{{stage}}: {{reason}}", "fr": "{{stage}} : {{reason}}"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Duration: the slowest hundredth, by stage", "fr": "Durée : le centième le plus lent, par étape"},
        {
            "en": "99th percentile of decode, detect, state and journal. Buckets end at 0.1 ms, 0.25 ms, 0.5 ms and so on; what is shown lies between their ends.",
            "fr": "99e centile de « decode », « detect », « state » et « journal ». Les classes finissent à 0,1 ms, 0,25 ms, 0,5 ms, etc.; la valeur affichée se situe entre leurs bornes.",
        },
        (
            Query(
                f"histogram_quantile(0.99, sum by (le, stage) (rate(gatepost_inspection_seconds_bucket{{{_I}}}[$__rate_interval])))",
                _STAGE,
            ),
        ),
        unit="s",
    ),
)

_PARTS = (
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Saturation: event loop lag", "fr": "Saturation : retard de la boucle"},
        {
            "en": "How late a worker's loop is for what it planned, the slowest hundredth: the first sign of overload. Above a quarter of a second people feel it: more workers.",
            "fr": "Retard de la boucle d’un processus sur ce qu’elle avait prévu, centième le plus lent : le premier signe de surcharge. Au-delà d’un quart de seconde, les gens le sentent : ajoutez des processus.",
        },
        (
            Query(
                f"histogram_quantile(0.99, sum by (le, instance) (rate(gatepost_event_loop_lag_seconds_bucket{{{_I}}}[$__rate_interval])))",
                _WHO,
            ),
        ),
        unit="s",
    ),
    Panel(
        "timeseries",
        (8, 8),
        {
            "en": "Saturation: posts that wait to be inspected",
            "fr": "Saturation : publications en attente d’inspection",
        },
        {
            "en": "Growing: more comes than can be judged.",
            "fr": "Si ce nombre augmente, il en arrive plus qu’il n’est possible d’en examiner.",
        },
        (Query(f"sum by (instance) (gatepost_inspection_queue_depth{{{_I}}})", _WHO),),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Not yet in the store", "fr": "Pas encore dans la base"},
        {
            "en": "Records in the journals that the store does not have. Nothing is lost while it grows; lists show less than happened.",
            "fr": "Enregistrements des journaux que la base n’a pas encore. Rien ne se perd pendant ce temps; les listes montrent moins que ce qui s’est passé.",
        },
        (Query(f"max by (instance) (gatepost_store_lag_records{{{_I}}})", _WHO),),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Journal", "fr": "Journal"},
        {
            "en": "Records a second, and records that could not be written.",
            "fr": "Enregistrements par seconde, et ceux qui n’ont pas pu être écrits.",
        },
        (
            Query(
                f"sum(rate(gatepost_journal_records_total{{{_I}}}[$__rate_interval]))",
                {"en": "written", "fr": "écrits"},
            ),
            Query(
                f"sum(rate(gatepost_journal_errors_total{{{_I}}}[$__rate_interval]))",
                {"en": "refused", "fr": "refusés"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Failures of what is remembered", "fr": "Défaillances de la mémoire"},
        {
            "en": "Usage, coaching and sessions: by reason, in five minutes.",
            "fr": "Usage, accompagnement et sessions : par cause, par tranche de cinq minutes.",
        },
        (
            Query(
                f"sum by (reason) (increase(gatepost_state_errors_total{{{_I}}}[5m]))",
                {"en": "{{reason}}", "fr": "{{reason}}"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Readers", "fr": "Lecteurs"},
        {
            "en": "Files read or known from before, a minute; readers lost, an hour: its file counts as not inspected, and the next post is served.",
            "fr": "Fichiers lus ou déjà connus, par minute; lecteurs perdus, par heure : le fichier compte comme non inspecté, et la publication suivante est traitée.",
        },
        (
            Query(
                f"60 * sum by (how) (rate(gatepost_readers_files_total{{{_I}}}[$__rate_interval]))",
                {"en": "files, {{how}}", "fr": "fichiers, {{how}}"},
            ),
            Query(
                f"sum by (reason) (increase(gatepost_readers_lost_total{{{_I}}}[1h]))",
                {"en": "lost, {{reason}}", "fr": "perdus, {{reason}}"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Connections a minute", "fr": "Connexions par minute"},
        {
            "en": "`inspected`: to listed platforms. `passed`: everything else, unopened. `client-refused`: the client does not take our certificate.",
            "fr": "« inspected » : vers les plateformes de la liste. « passed » : tout le reste, sans être ouvert. « client-refused » : le client n’accepte pas notre certificat.",
        },
        (
            Query(
                f"60 * sum by (handling) (rate(gatepost_connections_total{{{_I}}}[$__rate_interval]))",
                {"en": "{{handling}}", "fr": "{{handling}}"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Changed policies", "fr": "Politiques modifiées"},
        {
            "en": "Loaded, or refused because of a mistake (the old one stays in force), in five minutes.",
            "fr": "Chargées, ou refusées à cause d’une erreur (l’ancienne reste en vigueur), par tranche de cinq minutes.",
        },
        (
            Query(
                f"sum by (result) (increase(gatepost_policy_reloads_total{{{_I}}}[5m]))",
                {"en": "{{result}}", "fr": "{{result}}"},
            ),
        ),
    ),
    Panel(
        "timeseries",
        (8, 8),
        {"en": "Since the last purge", "fr": "Depuis la dernière purge"},
        {
            "en": "Since what is kept for long enough was last removed from the record. More than a day and a half: the gateway's log says why.",
            "fr": "Temps écoulé depuis que ce qui a été conservé assez longtemps a été retiré des journaux. Plus d’un jour et demi : le journal du service dit pourquoi.",
        },
        (Query(f"time() - max by (instance) (gatepost_retention_applied_timestamp_seconds{{{_I}}})", _WHO),),
        unit="s",
    ),
)

GATE = Board(
    name="gate",
    title={"en": "Gatepost: the gate", "fr": "Gatepost : la passerelle"},
    about={
        "en": "Does it work, is it fast, does anything break. No panel can show a person.",
        "fr": "Fonctionne-t-elle, est-elle rapide, quelque chose fait-il défaut. Aucun panneau ne peut montrer une personne.",
    },
    source=PROMETHEUS,
    variables=(INSTANCE,),
    rows=(
        ({"en": "Does it work?", "fr": "Fonctionne-t-elle?"}, _WORKS),
        ({"en": "Its work: rate, errors, duration", "fr": "Son travail : débit, erreurs, durée"}, _WORK),
        ({"en": "Its parts: use, saturation, errors", "fr": "Ses parties : utilisation, saturation, erreurs"}, _PARTS),
    ),
    since="now-6h",
    refresh="30s",
    changes=f"changes(gatepost_policy_loaded_timestamp_seconds{{{_I}}}[1m]) > 0",
)
