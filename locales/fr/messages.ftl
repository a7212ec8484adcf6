# Writing to those who registered (src/messages/).
messages-written = Messages écrits
messages-none = Rien n’est encore écrit. Envoie un message si tu veux : un itinéraire, une question ou une préparation.
messages-by-itself = Part tout seul
message-new = Écrire un message
message-what = Quoi
message-subject = Objet
message-body = Message
message-when = Quand
message-figures = Envoyé
message-to = Pour qui
message-to-hint = Nous regardons au moment de l’envoi de qui il s’agit. Qui reçoit une place ou se désinscrit entre-temps est donc bien compté.
message-text = Ce que tu écris
message-languages-hint = Écris dans une langue ou dans plusieurs. Qui lit une autre langue reçoit la première que tu as remplie.
message-marks = Tu peux écrire en **gras** et en *italique*, faire une liste avec des tirets et mettre des liens avec [des mots](https://…). Là où tu écris {"{nom}"}, le prénom apparaît.
message-look = Regarder le message
message-look-hint = Rien ne part encore. Tu vois d’abord à quoi il ressemble et à combien de personnes il va.
message-back = Retour
message-edit = Modifier
message-discard = Jeter
message-discard-sure = Jeter ce message ?
message-discard-what = Ce que tu as écrit disparaît. On ne peut pas revenir en arrière.
message-copy = Réutiliser
message-withdraw = Retirer
message-send = Envoyer
message-now = Tout de suite
message-later = Plus tard
message-send-at = Jour et heure
message-zone = À l’heure de la rencontre ({ $zone }).
message-clock = L’heure change entre-temps : c’est l’heure de l’horloge ce jour-là
message-send-button = Envoyer
message-preview = Voilà à quoi il ressemble
message-plain = Sans mise en page
message-prove = M’envoyer un essai
message-prove-hint = L’essai va à { $address } et à personne d’autre.
message-draft = Brouillon
message-planned = Prévu
message-leaving = Part maintenant
message-sent = Envoyé
message-withdrawn = Retiré
message-readers = { $n ->
    [one] Va maintenant à { $n } personne :
   *[other] Va maintenant à { $n } personnes :
}
message-readers-of = { $n ->
    [one] { $n } lit en { $language }
   *[other] { $n } lisent en { $language }
}
message-readers-none = En ce moment, ce n’est personne.
message-substitute = { $n ->
    [one] { $n } personne lit en { $own } et reçoit le texte en { $other }.
   *[other] { $n } personnes lisent en { $own } et reçoivent le texte en { $other }.
}
message-done-sent = Ton message part maintenant. Tu vois ci-dessous comment il arrive.
message-done-planned = Ton message part à l’heure que tu as choisie. D’ici là, tu peux le retirer.
message-done-planned-for-nobody = Ton message part à l’heure que tu as choisie, vers les personnes qu’il concernera à ce moment-là. Pour l’instant, ce n’est personne.
message-done-withdrawn = Retiré. Ce qui n’était pas encore parti reste ici.
message-done-proved = L’essai est en route vers { $address }.
message-done-too-late = Ce message était déjà envoyé. Rien n’a changé.
message-done-discarded = Le brouillon est jeté.
message-done-resent = Nous réessayons. Dans quelques minutes, tu en sauras plus.
message-fault-empty = Écris un objet et un message, dans au moins une langue
message-fault-subject = Donne un objet au message
message-fault-subject-long = Raccourcis l’objet : 120 caractères au plus
message-fault-body = Écris aussi le message lui-même
message-fault-long = Raccourcis le message : 10 000 caractères au plus
message-fault-link = Commence chaque lien par https://, http:// ou mailto:
message-fault-placeholder = Entre accolades, nous ne connaissons que {"{nom}"}
message-fault-nobody = En ce moment, personne ne recevrait ce message. Choisis d’autres personnes, ou prévois-le pour plus tard.
message-fault-changed = Quelqu’un a changé ce message pendant que tu regardais. Relis-le, puis envoie-le
message-fault-changed-edit = Quelqu’un a changé ce message entre-temps. Ce que tu as écrit est toujours là ; le message tel qu’il est maintenant se trouve en dessous. Si tu continues, c’est ton texte qui compte.
message-fault-time = Choisis un jour et une heure
message-fault-time-twice = Cette heure revient deux fois cette nuit-là. Choisis-en une autre
message-fault-past = Choisis une heure à venir, dans l’année

# For whom.
audience-status = Statut
audience-confirmed = Qui a une place
audience-waitlisted = Qui est sur la liste d’attente
audience-cancelled = Qui s’est désinscrit·e
audience-all = Toutes les personnes qui se sont un jour inscrites
audience-any = Peu importe
audience-stop = Étape
audience-present = Présence
audience-was-there = Était là
audience-was-not-there = N’était pas là
audience-role = Rôle
audience-role-unsaid = N’a pas dit de rôle
audience-language = Langue
audience-words = Seulement les personnes qui correspondent à « { $words } ».
audience-answer = Seulement les personnes qui ont répondu à « { $question } » : { $answer }.
audience-chosen = { $n ->
    [one] Seulement la { $n } personne que tu as cochée.
   *[other] Seulement les { $n } personnes que tu as cochées.
}

# Reminders and thanks.
reminder-today = Aujourd’hui
reminder-tomorrow = Demain
reminder-see-you-today = À tout à l’heure
reminder-see-you-tomorrow = À demain
reminder-see-you-soon = À bientôt
reminder-name = Rappel, { $before } avant
reminder-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
reminder-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
reminder-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
reminder-passed = Pas envoyé
reminder-off = Désactivé
thanks-name = Merci, avec enregistrement et documents
thanks-at-the-end = Dès que la rencontre est terminée
thanks-when-there-is-something = Dès qu’il y a ensuite un enregistrement ou des documents
thanks-at-the-latest = Dès qu’il y a ensuite un enregistrement ou des documents, et sinon { $when }, pour qui reçoit une attestation
thanks-a-day-after = Un jour après la rencontre, ou dès qu’il y a un enregistrement
thanks-again-recording = Enregistrement, envoyé plus tard
thanks-again-materials = Documents, envoyés plus tard
thanks-again-question = La question « C’était comment ? »
thanks-again-waits = { $when }, ou avec l’enregistrement

# How letters fared.
delivery-none = Encore aucun e-mail
delivery-sent = { $n ->
    [one] { $n } envoyé
   *[other] { $n } envoyés
}
delivery-waiting = { $n ->
    [one] { $n } attend encore
   *[other] { $n } attendent encore
}
delivery-failed = { $n ->
    [one] { $n } n’est pas arrivé
   *[other] { $n } ne sont pas arrivés
}
delivery-superseded = { $n ->
    [one] { $n } n’est plus nécessaire
   *[other] { $n } ne sont plus nécessaires
}
trouble-title = { $n ->
    [one] { $n } e-mail n’est pas arrivé
   *[other] { $n } e-mails ne sont pas arrivés
}
trouble-caption = E-mails qui ne sont pas arrivés
trouble-who = Pour qui
trouble-letter = E-mail
trouble-why = Pourquoi, et que faire
trouble-resend = Renvoyer
trouble-resend-all = Tout renvoyer
reason-address-unknown = Cette adresse n’existe pas.
advice-address-unknown = Vérifie-la, corrige-la sur la page de la personne et renvoie.
reason-address-unwritable = Cette adresse contient des caractères que les serveurs ne connaissent pas.
advice-address-unwritable = Demande une autre adresse, corrige-la sur la page de la personne et renvoie.
reason-mailbox-full = La boîte mail est pleine.
advice-mailbox-full = Renvoie plus tard, ou demande une autre adresse.
reason-refused = Le serveur du destinataire refuse l’e-mail.
advice-refused = Passe un coup de fil, ou demande une autre adresse. Si cela arrive à beaucoup de monde, préviens la personne qui gère ce système.
reason-stopped = Un e-mail précédent à cette adresse est revenu, c’est pourquoi celui-ci n’est pas parti.
advice-stopped = Corrige l’adresse sur la page de la personne, ou réessaie si elle est quand même juste.
reason-patience = Le serveur est resté injoignable pendant des jours.
advice-patience = Renvoie. Si cela ne marche toujours pas, préviens la personne qui gère ce système.
reason-unwritten = L’e-mail n’a pas pu être composé.
advice-unwritten = C’est notre faute. Préviens la personne qui gère ce système.
letter-kind-registration_confirmed = Confirmation
letter-kind-registration_waitlisted = Liste d’attente
letter-kind-seat_became_free = Place libérée
letter-kind-registration_cancelled = Désinscription
letter-kind-event_cancelled = N’a pas lieu
letter-kind-event_changed = Changement
letter-kind-seat_offered = Offre à un·e collègue
letter-kind-seat_handed_over = Place donnée
letter-kind-seat_declined = Offre refusée
letter-kind-message = Message
letter-kind-reminder = Rappel
letter-kind-thanks = Merci
letter-kind-seat_to_take = Place proposée
letter-kind-offer_ran_out = Offre expirée
letter-kind-declined_in_calendar = Refus dans l’agenda
letter-kind-stop_declined_in_calendar = Étape refusée dans l’agenda
letter-kind-stop_given_back = Étape libérée
letter-kind-stop_chosen = Étape choisie
letter-kind-registration_moved = Autre adresse

# No more messages.
quiet-title = Moins d’e-mails
quiet-ask = Tu ne veux plus de messages ni de rappels sur { $event } ?
quiet-still = Ton inscription reste. Si l’heure ou le lieu change, nous te le dirons encore.
quiet-button = Ne m’en envoie plus
quiet-done = C’est fait. Tu ne reçois plus de messages ni de rappels sur { $event }.
quiet-undo = Finalement, j’en veux encore
