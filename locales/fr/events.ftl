# The agenda (src/events/pages/agenda.rs).
agenda-title = Agenda
agenda-description = Webinaires, safaris de terrain et rencontres pour les professionnel·les du social en Flandre et à Bruxelles.
agenda-welcome = Viens, il y a de la place.
agenda-lede = Webinaires, safaris de terrain et rencontres pour qui travaille avec les gens. Près de chez toi ou sur ton écran.
agenda-past-title = Rencontres passées
agenda-past-welcome = Voilà ce qui a eu lieu.
agenda-past-lede = Les rencontres passées, la plus récente d’abord. Certaines peuvent se revoir ou se relire.
period-remove = Voir ce qui vient
agenda-found = { $n ->
    [one] { $n } rencontre
   *[other] { $n } rencontres
}
agenda-further = Continuer avec le { $day }
agenda-start = Revenir au début
agenda-aside = Autour de l’agenda
ring-label = Va vers ta région
ring-you = toi
ring-and-you = et toi
ring-regions = { $n ->
    [0] Aucune région
    [1] Une région
    [7] Sept régions
   *[other] { $n } régions
}
filter-region = Région
filter-any-region = Toutes les régions
filter-kind = Type
filter-any-kind = Tous les types
filter-theme = Thème
filter-any-theme = Tous les thèmes
filter-core-themes = Lignes de force
filter-themes = Thèmes
filter-period = Choisis une période
filter-from = À partir du
filter-to = Jusqu’au
filter-from-day = À partir du { $day }
filter-to-day = Jusqu’au { $day }
filter-remove = retirer
filter-show = Montrer
umbrella-online = { $region }, en ligne
umbrella-cancelled = n’a pas lieu
empty-kind-region = Pas de { $kind } ici ({ $region }). Pas encore.
empty-kind = Pas de { $kind } en vue. Pas encore.
empty-region = Rien ici ({ $region }). Pas encore.
empty-filter = Rien trouvé. Pas encore.
empty-agenda = L’agenda est encore vide. Reviens vite.
empty-in-region = { $n ->
    [1] Il y a bien une autre rencontre ici ({ $region }).
   *[other] Il y a bien { $n } autres rencontres ici ({ $region }).
}
empty-elsewhere = { $n ->
    [1] Ailleurs, il y en a une de ce type.
   *[other] Ailleurs, il y en a { $n } de ce type.
}
empty-show-region = Tout voir : { $region }
empty-show-kind = Tout voir : { $kinds }
empty-show-all = Voir tout l’agenda
missed-title = Tu as raté quelque chose ?
missed-text = La plupart des webinaires et des safaris sont enregistrés.
missed-link = Voir les enregistrements

# Seats in a list (src/events/views.rs).
seats-left = { $n ->
    [one] { $n } place libre
   *[other] { $n } places libres
}
seats-few = { $n ->
    [one] Encore { $n } place
   *[other] Encore { $n } places
}
seats-of = sur { $n }
seats-plenty = Assez de place
seats-full = Complet
seats-waiting-list = Liste d’attente ouverte
seats-not-open = Inscriptions dès le { $day }
seats-closed = Inscriptions closes
seats-past = Passé
seats-recorded = À revoir
seats-cancelled = N’a pas lieu

# The event (src/events/pages/show.rs).
fact-when = Quand
fact-where = Où
fact-price = Prix
fact-free = Gratuit
fact-language = Langue
fact-accessible = Accessible
where-online = En ligne
where-link-by-mail = Tu reçois le lien par e-mail
where-or-online = Ou en ligne : tu reçois le lien par e-mail
where-later = Le lieu suivra
about = De quoi s’agit-il ?
programme = Programme
programme-stops = { $n ->
    [1] Une étape
    [2] Deux étapes
    [3] Trois étapes
    [4] Quatre étapes
    [5] Cinq étapes
    [6] Six étapes
   *[other] { $n } étapes
}
programme-stop = Étape { $n } :
speakers = Qui tu rencontres
more = Thèmes et organisation
invited-by = Invitation :
part-of-series = Fait partie de :
take-along = Mettre dans mon agenda
watch = À revoir
watch-recording = L’enregistrement
watch-material = À lire après coup.
similar = Ici, il y a de la place
similar-series = Dans la même série, il y a de la place
waiting = Comment marche la liste d’attente
waiting-1 = Tu prends place dans la file
waiting-1-text = Qui arrive en premier passe en premier. Tu peux toujours en sortir.
waiting-2 = Une place se libère ? Tu avances
waiting-2-text = Si quelqu’un se désiste, la première personne de la file reçoit sa chaise. Nous t’écrivons aussitôt.
waiting-3 = Finalement, tu ne peux pas ?
waiting-3-text = Avec le lien dans ton e-mail, tu rends ta place. Tu feras plaisir à quelqu’un.

# The seat card (src/events/pages/seat_card.rs).
card-open = Prends ta place
card-open-hint = C’est fait en vingt secondes.
card-open-until = Inscriptions jusqu’au { $moment }.
card-open-button = Je m’inscris
card-plenty = Il y a assez de place.
card-waiting = Complet. Tu attends avec nous ?
card-waiting-text = { $n ->
    [0] Personne n’attend encore.
    [one] { $n } personne attend.
   *[other] { $n } personnes attendent.
}
card-waiting-place = Tu seras numéro { $n }.
card-waiting-button = Mets-moi sur la liste d’attente
card-full = Complet.
card-full-text = Toutes les places sont prises et il n’y a pas de liste d’attente.
card-full-begun = Toutes les places sont prises. La rencontre a commencé, la liste d’attente est donc fermée.
card-closed = Les inscriptions sont closes.
card-closed-text = La porte est fermée, la rencontre est à venir. Tu es inscrit·e ? Tout est dans ton e-mail.
card-not-open = Encore un peu de patience.
card-not-open-text = Inscriptions à partir du { $moment }.
card-not-open-hint = Reviens à ce moment-là, ou mets l’agenda de ta région dans le tien.
card-past = Cette rencontre est passée.
card-past-watch = Tu peux encore la revoir ou la relire.
card-past-text = Dans l’agenda, tu trouves ce qui vient.
card-past-came = { $n ->
    [one] Il y a eu { $n } inscription.
   *[other] Il y a eu { $n } inscriptions.
}
card-cancelled = Cette rencontre n’a pas lieu.
card-cancelled-text = Nous écrivons à toutes les personnes inscrites.
hall-free = { $n ->
    [one] place libre
   *[other] places libres
}
hall-seats = { $n ->
    [one] place
   *[other] places
}
hall-taken = { $n ->
    [one] inscription
   *[other] inscriptions
}
hall-words = { $taken ->
    [0] Aucune place n’est encore prise.
    [one] { $taken } place sur { $capacity } est prise.
   *[other] { $taken } places sur { $capacity } sont prises.
} { $left ->
    [one] Il reste { $left } place libre.
   *[other] Il reste { $left } places libres.
}
hall-full-words = { $n ->
    [0] Il n’y a pas de place.
    [one] La seule place est prise.
   *[other] Les { $n } places sont prises.
}
bar-left = { $n ->
    [one] Encore { $n } libre
   *[other] Encore { $n } libres
}
bar-open = M’inscrire
bar-wait = Attendre aussi
bar-waiting = { $n ->
    [0] personne n’attend
    [one] { $n } personne attend
   *[other] { $n } en attente
}

# The form (src/events/seat_form.rs).
form-name = Nom
form-email = E-mail
form-email-hint = Nous y envoyons ta confirmation. Une place par adresse.
form-email-hint-online = Nous y envoyons le lien. Une place par adresse.
form-organisation = Organisation
form-language = Langue des e-mails
form-role = Rôle
form-role-choose = Choisis un rôle
form-optional = (facultatif)
form-at-least-one = (au moins un choix)
form-slot = Où veux-tu être ? { $hours }
form-no-stop = Je passe
form-stop-seats = { $n ->
    [one] Encore { $n } place
   *[other] Encore { $n } places
}
form-stop-waiting = Complet. Tu seras numéro { $n } sur la liste d’attente.
form-stop-full = Complet.
form-stops-best-effort = Si une étape est complète, tu n’attends que pour celle-là. Le reste de ton inscription tient.
form-stops-all-or-nothing = Tu reçois toutes tes étapes ensemble. Si l’une est complète, toute ton inscription attend.
form-stops-no-line = Choisis seulement des étapes où il reste de la place. Si l’une est complète, l’inscription n’est pas possible.
form-yes = Oui
form-no = Non
form-no-answer = Pas de réponse
form-consent = Vous pouvez utiliser mes données pour cette rencontre.
form-consent-forget = Après un an, nous les effaçons.
form-consent-how = Lis comment
form-trap = Laisse ce champ vide
form-errors = { $n ->
    [1] Encore une chose
    [2] Encore deux choses
    [3] Encore trois choses
   *[other] Encore { $n } choses
}
preview-note = Voici ce que voient les visiteurs. On ne peut pas s’inscrire ici.
preview-back = Retour
