# How it went (src/figures).
figures-title = Chiffres
figures-title-of = Chiffres : { $what }
figures-glance = En un coup d’œil
figures-count = { $n ->
    [one] { $n } rencontre
   *[other] { $n } rencontres
}
figures-region = Région
figures-any-region = Toutes mes régions
figures-series = Série
figures-any-series = Toutes les séries
figures-kind = Type
figures-any-kind = Tous les types
figures-period = Quand
figures-period-recent = L’année écoulée et la suite
figures-period-ahead = Ce qui vient
figures-period-all = Depuis le début
figures-show = Montrer
figures-empty = Rien n’était prévu à ce moment-là. Choisis une autre période ou une autre région.
figures-events = Rencontres
figures-registered = Inscriptions
figures-filled = Places prises
figures-seated = Avec une place
figures-seats = Places
figures-waiting = En attente
figures-cancelled = Désinscriptions
figures-came = Présences
figures-expected = Attendues
figures-show-up = Présence
figures-percent = { $n } %
figures-unit = { $n ->
    [one] 1 point, c’est { $n } inscription.
   *[other] 1 point, c’est { $n } inscriptions.
}
figures-nobody = Pas encore d’inscription.
figures-taken-of = { $n } { $n ->
    [one] place prise
   *[other] places prises
} sur { $of }.
figures-no-limit = Il y a de la place pour tout le monde.
figures-who-wait = { $n ->
    [one] { $n } personne attend.
   *[other] { $n } personnes attendent.
}
figures-came-of = { $n ->
    [one] { $n } personne sur { $of } avec une place est venue
   *[other] { $n } personnes sur { $of } avec une place sont venues
}.
figures-not-ticked = Personne n’a été coché à l’entrée.
figures-not-yet = On le saura après la rencontre.
figures-cancelled-of = { $n ->
    [one] { $n } personne sur { $of } s’est désinscrite
   *[other] { $n } personnes sur { $of } se sont désinscrites
}.
figures-average-of = Sur 5, de la part de { $n } personnes, pour { $events ->
    [one] 1 rencontre
   *[other] { $events } rencontres
}. Là où moins de trois personnes ont choisi, nous ne comptons personne.
figures-n-of = { $n } sur { $of } ({ $percent } %)
figures-over-time = Les inscriptions au fil du temps
figures-as-table = En tableau
figures-when = Quand
figures-so-far = Total jusque-là
figures-week-of = semaine du { $date }
figures-by-events = Par rencontre
figures-by-regions = Par région
figures-by-kinds = Par type
figures-by-roles = Ce que font les gens
figures-by-languages = Langue des e-mails
figures-by-stops = Par étape
figures-of-events = Rencontre
figures-of-regions = Région
figures-of-kinds = Type
figures-of-roles = Rôle
figures-of-languages = Langue
figures-of-stops = Étape
figures-role-unsaid = Pas précisé
figures-small = Comptés ensemble
figures-small-note = Un groupe de moins de trois personnes est compté avec un autre : un chiffre ne parle jamais d’une seule personne.
figures-regions-note = Ce que plusieurs régions organisent ensemble compte pour celle qui invite.
figures-take-away = Emporter les chiffres (CSV)
figures-file = chiffres
figures-sheet-table = Tableau
figures-sheet-line = Ligne
figures-sheet-average = C’était comment ? En moyenne, sur 5
figures-sheet-scores = C’était comment ? Réponses
figures-all = Tout ensemble

# More seats than chairs.
figures-overbooking = Plus de places que de chaises
figures-given = Tu donnes maintenant { $seats ->
    [one] { $seats } place
   *[other] { $seats } places
} pour { $chairs ->
    [one] { $chairs } chaise
   *[other] { $chairs } chaises
}.
figures-no-past = Dès que les présences auront été cochées à l’entrée de trois rencontres de ce type, on te proposera ici combien de places donner.
figures-past = Parmi les personnes avec une place, { $percent } % sont venues (de { $low } % à { $high } %). C’est le résultat de { $n } rencontres de ces deux dernières années : { $kind }, { $place }.
figures-whole-network = tout le réseau
figures-suggested = Si tu donnes { $seats ->
    [one] { $seats } place
   *[other] { $seats } places
} pour { $chairs ->
    [one] { $chairs } chaise
   *[other] { $chairs } chaises
}, tout le monde aura une chaise au moins 19 fois sur 20.
figures-too-varied = Donner plus de places que { $n ->
    [1] la seule chaise qu’il y a
   *[other] les { $n } chaises qu’il y a
}, c’est trop incertain. Restes-en là.
figures-give = { $n ->
    [one] Donner { $n } place
   *[other] Donner { $n } places
}
figures-give-back = { $n ->
    [one] Revenir à { $n } place
   *[other] Revenir à { $n } places
}
figures-done-given = C’est fait. Les premières personnes en attente ont reçu un e-mail.
figures-done-back = C’est fait. Qui a une place la garde.
figures-done-nothing = Il n’y avait rien à changer.
figures-done-overtaken = Quelque chose a changé entre-temps. Regarde encore et choisis à nouveau.
