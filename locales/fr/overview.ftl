# The overview.
desk-greeting-people = Bonjour { $name }, { $n ->
    [one] { $n } personne vient
   *[other] { $n } personnes viennent
}.
desk-new = Nouvelle rencontre
desk-shelves = Quelles rencontres
shelf-upcoming = À venir
shelf-drafts = Brouillons
shelf-past = Passées
desk-search = Chercher une rencontre
desk-region = Région
desk-every-region = Toutes les régions
desk-filter = Filtrer
desk-nothing-found = Rien trouvé. Essaie un autre mot.
desk-actions = Suite
desk-not-yet = pas encore ouvert
desk-finish = Terminer
desk-pages = Pages
desk-shown = { $from } à { $to } sur { $of }
desk-before = Précédentes
desk-after = Suivantes
todo-title = À faire
todo-today = Qui est déjà à « { $title } » ?
todo-today-why = Ça commence à { $time }. Vers l’entrée.
todo-now-why = C’est en cours. Vers l’entrée.
todo-tomorrow = Demain : « { $title } »
todo-tomorrow-why = Ça commence demain à { $time }. Vers l’entrée.
todo-linkless = « { $title } » n’a pas encore de lien
todo-linkless-why = Ça commence le { $date }. Sans lien, personne ne peut participer en ligne.
todo-full = « { $title } » affiche complet
todo-full-why = { $n ->
    [one] { $n } personne attend. Peut-on ajouter une chaise ?
   *[other] { $n } personnes attendent. Peut-on ajouter des chaises ?
}
todo-stop-full = Une étape de « { $title } » est complète
todo-draft = Termine « { $title } »
todo-draft-why = Ça commence le { $date } et ce n’est pas encore en ligne.
todo-recording = Mets l’enregistrement de « { $title } » en ligne
todo-recording-why = Les personnes présentes reçoivent alors un e-mail de remerciement avec le lien.
todo-recording-missed = Qui l’a manquée pourra encore la regarder.
figure-days = Inscriptions en 14 jours
figure-days-words = { $n ->
    [one] 1 point vaut { $n } inscription.
   *[other] 1 point vaut { $n } inscriptions.
}
figure-times = { $n ->
    [1] Présence, la dernière fois
   *[other] Présence, les { $n } dernières fois
}
figure-seats = Places prises, à venir
figure-seats-words = { $n } { $n ->
    [one] chaise
   *[other] chaises
} sur { $of }{ $waiting ->
    [0] .
    [one] , 1 personne attend.
   *[other] , { $waiting } personnes attendent.
}
desk-deleted = La rencontre est supprimée. Son histoire est conservée.
desk-trouble = { $n ->
    [1] Un e-mail n’est pas arrivé
   *[other] { $n } e-mails ne sont pas arrivés
}
desk-trouble-more = { $n ->
    [1] Et encore un e-mail. Tout voir par rencontre
   *[other] Et encore { $n } e-mails. Tout voir par rencontre
}
desk-trouble-letters = { $n ->
    [1] un e-mail
   *[other] { $n } e-mails
}
desk-held-up = { $n ->
    [1] Un e-mail ne peut pas encore partir. Nous continuons d’essayer.
   *[other] { $n } e-mails ne peuvent pas encore partir. Nous continuons d’essayer.
}
