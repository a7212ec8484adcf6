# The organisers’ list of who comes, one person’s page, and what is done for one or for many.
attendees-confirmed = Inscrit·es
attendees-waiting = Liste d’attente
attendees-cancelled = Désinscriptions
attendees-everybody = Tout le monde
attendees-status = Statut
attendees-name = Nom
attendees-organisation = Organisation
attendees-role = Rôle
attendees-registered = Inscription le
attendees-stop = Étape
attendees-answer = Réponse
attendees-present = Présence
attendees-language = Langue
attendees-any-role = Tous les rôles
attendees-any-stop = Toutes les étapes
attendees-any-answer = Toutes les réponses
attendees-any-present = Sur place ou non
attendees-any-language = Toutes les langues
attendees-role-unsaid = Aucun rôle choisi
attendees-present-yes = Sur place
attendees-present-no = Pas encore là
attendees-search = Chercher une personne
attendees-search-hint = Nom, e-mail ou organisation
attendees-filters = Filtres
attendees-filter = Filtrer
attendees-unfilter = Tout montrer
attendees-none = Personne. Regarde sous un autre statut, ou cherche avec moins de mots.
attendees-none-yet = Personne pour le moment. Qui s’inscrit apparaît ici tout de suite.
attendees-caption = Participant·es, { $range }
attendees-range = { $from } à { $until } sur { $total }
attendees-signature = Signature
attendees-pages = Pages
attendees-previous = Précédents
attendees-next = Suivants
attendees-add = Ajouter quelqu’un
attendees-export = Exporter
attendees-sheet = Liste de présence
attendees-sheet-hint = À imprimer et à faire signer
attendees-xlsx-hint = .xlsx, avec tes questions en colonnes
attendees-ods-hint = .ods, pour LibreOffice
attendees-csv-hint = UTF-8, séparé par des points-virgules
attendees-taken-along = { $n ->
    [one] Tu exportes { $n } personne. Nous notons qui exporte.
   *[other] Tu exportes { $n } personnes. Avec un filtre, tu n’exportes que ce que tu vois. Nous notons qui exporte.
}
attendees-choose = Choisir { $name }
attendees-choose-page = Choisir toute la page
attendees-chosen = { $n ->
    [one] choisie
   *[other] choisies
}
attendees-with-chosen = Avec les personnes choisies
attendees-all-chosen = { $n ->
    [one] { $n } personne choisie
   *[other] Les { $n } choisies
}
attendees-choose-all = Choisir les { $n }
attendees-not-all = Finalement, pas toutes
attendees-act-write = Écrire
attendees-act-seat = Donner une place
attendees-act-wait = En liste d’attente
attendees-act-leave = Désinscrire
attendees-act-resend = Renvoyer l’e-mail
attendees-nobody-chosen = Choisis d’abord les personnes : coche la case devant leur nom.
attendees-done-seat = { $n ->
    [0] Personne n’a reçu de place.
    [one] { $n } personne a maintenant une place.
   *[other] { $n } personnes ont maintenant une place.
}
attendees-done-wait = { $n ->
    [0] Personne n’est passé en liste d’attente.
    [one] { $n } personne est maintenant en liste d’attente.
   *[other] { $n } personnes sont maintenant en liste d’attente.
}
attendees-done-leave = { $n ->
    [0] Aucune désinscription.
    [one] { $n } personne n’est plus sur la liste.
   *[other] { $n } personnes ne sont plus sur la liste.
}
attendees-done-resend = { $n ->
    [0] Aucun e-mail n’est parti.
    [one] L’e-mail repart vers { $n } personne.
   *[other] L’e-mail repart vers { $n } personnes.
}
attendees-refused-seat = { $n ->
    [one] Il n’y avait plus de place pour { $n } personne.
   *[other] Il n’y avait plus de place pour { $n } personnes.
}
attendees-refused-wait = { $n ->
    [one] { $n } personne garde sa place : personne d’autre n’attend.
   *[other] { $n } personnes gardent leur place : personne d’autre n’attend.
}
attendees-refused-leave = { $n ->
    [one] Trop tard pour { $n } personne : la rencontre est passée.
   *[other] Trop tard pour { $n } personnes : la rencontre est passée.
}
attendees-refused-resend = { $n ->
    [one] { $n } personne vient déjà de recevoir un e-mail.
   *[other] { $n } personnes viennent déjà de recevoir un e-mail.
}
attendee-confirmed = A une place
attendee-present = Sur place
attendee-cancelled = N’est plus sur la liste
attendee-unreached = E-mail revenu
attendee-forgotten = Effacé : le nom et l’adresse ne sont plus connus ici.
attendee-check-in = À l’entrée
attendee-seat = Donner une place
attendee-seat-hint = Même si d’autres attendent depuis plus longtemps
attendee-wait = Mettre en liste d’attente
attendee-wait-hint = À la fin. La place va à qui attend depuis le plus longtemps
attendee-place = Déplacer dans la file
attendee-place-hint = Maintenant numéro { $n }
attendee-change = Corriger les données
attendee-change-hint = Nom, adresse, organisation ou réponses
attendee-email-hint = Si tu changes l’adresse, le lien des anciens e-mails ne marche plus et un nouvel e-mail part.
attendee-resend = Renvoyer l’e-mail
attendee-resend-hint = Avec la confirmation et le lien
attendee-leave = Désinscrire
attendee-leave-hint = La place va à qui attend depuis le plus longtemps
attendee-forget = Effacer les données
attendee-forget-hint = Si la personne le demande
attendee-forget-what = Le nom, l’adresse, l’organisation, les réponses et les e-mails disparaissent. L’inscription continue à compter. C’est définitif.
attendee-forget-first = Désinscris d’abord cette personne : sa place se libère alors pour quelqu’un d’autre.
attendee-forget-elsewhere = Regarde où cette personne est encore inscrite
attendee-letters = E-mails
attendee-no-letters = Aucun e-mail n’est encore parti.
attendee-history = Ce qui s’est passé
attendee-address-taken = Il y a déjà une autre inscription avec cette adresse
attendee-done-added = Ajouté.
attendee-done-saved = C’est noté.
attendee-done-seat = C’est fait : il y a une place.
attendee-done-wait = C’est fait : à la fin de la liste d’attente.
attendee-done-place = C’est fait : la file est adaptée.
attendee-done-leave = C’est fait : plus sur la liste.
attendee-done-resent = L’e-mail est reparti.
attendee-done-not-resent = Un e-mail vient déjà de partir. Attends dix minutes avant d’en envoyer un autre.
attendee-done-forgotten = C’est fait : les données sont effacées.
attendee-done-not-forgotten = Rien n’est effacé : désinscris d’abord cette personne.
place-to = À la place
place-reason = Pourquoi ?
place-faults = Donne une place dans la file, et dis pourquoi.
letter-state-sent = Envoyé
letter-state-waiting = En route
letter-state-trying = Pas encore passé
letter-state-failed = N’est pas arrivé
letter-state-superseded = Plus nécessaire
letter-do-failed = Vérifie l’adresse, puis renvoie l’e-mail. Le serveur a dit :
letter-do-trying = Nous réessayons de nous-mêmes, pendant trois jours. Le serveur a dit :
letter-about-registration-confirmed = Confirmation
letter-about-registration-waitlisted = Place en liste d’attente
letter-about-seat-became-free = Une place s’est libérée
letter-about-registration-cancelled = Désinscription
letter-about-event-cancelled = N’a pas lieu
letter-about-event-changed = Quelque chose a changé
letter-about-seat-handed-over = Place donnée
letter-about-seat-declined = Refus d’un·e collègue
letter-about-message = Message
letter-about-reminder = Rappel
letter-about-thanks = Merci
letter-about-declined-in-calendar = Refus dans l’agenda
letter-about-stop-declined-in-calendar = Étape refusée dans l’agenda
letter-about-stop-given-back = Étape libérée
letter-about-stop-chosen = Étape choisie
letter-about-registration-moved = Autre adresse
letter-about-other = E-mail
history-registered = S’est inscrit·e
history-cancelled = S’est désinscrit·e
history-stop-given-back = A libéré une étape
history-address-changed = A choisi une autre adresse e-mail
history-present = Était là
history-offered = A proposé sa place à { $name }
history-handed-over = A donné sa place à { $name }
history-declined = { $name } n’a pas pris la place
history-withdrawn = A retiré l’offre faite à { $name }
history-calendar-accepted = A accepté l’invitation dans son agenda
history-calendar-declined = A refusé l’invitation dans son agenda
history-calendar-tentative = A accepté l’invitation dans son agenda, à confirmer
history-program = L’administration
history-by-added = { $who } a ajouté cette personne et noté son accord
history-by-changed = { $who } a corrigé les données
history-by-seated = { $who } a donné une place à cette personne
history-by-seated-over = { $who } a donné une place à cette personne, même s’il n’y en avait plus
history-by-waits = { $who } a mis cette personne en liste d’attente
history-by-moved = { $who } a déplacé cette personne dans la file, de { $from } à { $to }
history-by-left = { $who } a désinscrit cette personne
history-by-forgotten = { $who } a effacé les données
history-by-resent = { $who } a renvoyé l’e-mail
history-by-checked-in = { $who } a noté l’arrivée
history-by-checked-in-stop = { $who } a noté l’arrivée à l’étape { $stop }
history-by-check-in-undone = { $who } a annulé l’arrivée
history-by-check-in-undone-stop = { $who } a annulé l’arrivée à l’étape { $stop }
history-by-imported = { $who } a ajouté cette personne à partir d’une liste
history-by-other = { $who } a changé quelque chose
arrange-seat-title = Donner une place
arrange-seat = { $n ->
    [0] Parmi les personnes choisies, aucune n’attend.
    [one] Tu veux donner une place à { $n } personne de la liste d’attente.
   *[other] Tu veux donner une place à { $n } personnes de la liste d’attente, dans l’ordre de la file.
}
arrange-seat-others = { $n ->
    [one] Rien ne change pour { $n } personne : elle n’attend pas.
   *[other] Rien ne change pour { $n } autres : elles n’attendent pas.
}
arrange-seat-button = { $n ->
    [one] Donner une place à { $n } personne
   *[other] Donner une place à { $n } personnes
}
arrange-wait-title = En liste d’attente
arrange-wait = { $n ->
    [0] Parmi les personnes choisies, aucune n’a de place.
    [one] { $n } personne rend sa place et va à la fin de la file. La place va à qui attend depuis le plus longtemps.
   *[other] { $n } personnes rendent leur place et vont à la fin de la file. Les places vont à qui attend depuis le plus longtemps.
}
arrange-wait-others = { $n ->
    [one] Rien ne change pour { $n } personne : elle n’a pas de place.
   *[other] Rien ne change pour { $n } autres : elles n’ont pas de place.
}
arrange-wait-button = { $n ->
    [one] Mettre { $n } personne en attente
   *[other] Mettre { $n } personnes en attente
}
arrange-leave-title = Désinscrire
arrange-leave = { $n ->
    [0] Parmi les personnes choisies, aucune n’est encore sur la liste.
    [one] { $n } personne quitte la liste. Une place libérée va à qui attend depuis le plus longtemps.
   *[other] { $n } personnes quittent la liste. Les places libérées vont à qui attend depuis le plus longtemps.
}
arrange-leave-others = { $n ->
    [one] Rien ne change pour { $n } personne : elle n’est déjà plus sur la liste.
   *[other] Rien ne change pour { $n } autres : elles ne sont déjà plus sur la liste.
}
arrange-leave-button = { $n ->
    [one] Désinscrire { $n } personne
   *[other] Désinscrire { $n } personnes
}
arrange-resend-title = Renvoyer l’e-mail
arrange-resend = { $n ->
    [0] Parmi les personnes choisies, aucune n’est encore sur la liste.
    [one] { $n } personne reçoit à nouveau la confirmation.
   *[other] { $n } personnes reçoivent à nouveau l’e-mail qui dit où elles en sont. Qui en a reçu un ces dix dernières minutes n’en reçoit pas d’autre.
}
arrange-resend-others = { $n ->
    [one] Rien ne change pour { $n } personne : elle n’est plus sur la liste.
   *[other] Rien ne change pour { $n } autres : elles ne sont plus sur la liste.
}
arrange-resend-button = { $n ->
    [one] Envoyer { $n } e-mail
   *[other] Envoyer { $n } e-mails
}
arrange-room = { $n ->
    [0] Toutes les places sont prises.
    [one] Il reste { $n } place.
   *[other] Il reste { $n } places.
}
arrange-seat-room = { $n ->
    [0] Toutes les places sont prises : si tu ne coches pas la case ci-dessous, personne n’en reçoit.
    [one] Il reste { $n } place. Les personnes suivantes n’en reçoivent une que si tu coches la case ci-dessous.
   *[other] Il reste { $n } places. Les personnes suivantes n’en reçoivent une que si tu coches la case ci-dessous.
}
arrange-over = Même s’il n’y a plus de place
arrange-over-hint = Il y aura alors plus de monde que de places.
arrange-letter = Leur envoyer un e-mail
arrange-letter-one = Envoyer un e-mail
arrange-reason = Pourquoi ?
arrange-reason-hint = Seule l’équipe d’organisation le voit, sous « Ce qui s’est passé ».
arrange-back = Retour
arrange-unfinished = Pas encore fini
arrange-so-far = { $n ->
    [one] C’est fait pour { $n } personne.
   *[other] C’est fait pour { $n } personnes.
} C’était trop pour une seule fois.
arrange-go-on = Continuer
arrange-refused-closed = Cette rencontre est passée.
arrange-refused-cancelled = Cette rencontre n’a pas lieu.
arrange-refused-draft = C’est encore un brouillon : personne ne le voit. Mets-le d’abord en ligne.
arrange-refused-full = Il n’y a plus de place. Coche la case pour en donner une quand même.
arrange-refused-already-in = Il y a déjà une inscription avec cette adresse.
arrange-refused-no-waiting-list = Cette rencontre n’a pas de liste d’attente, ou elle a déjà commencé.
arrange-refused-nobody-waits = Personne d’autre n’attend : la place reviendrait tout de suite. Tu peux désinscrire cette personne.
arrange-refused-not-waiting = Seules les personnes qui attendent ont une place dans la file.
arrange-refused-left = Cette personne s’est désinscrite.
arrange-refused-forgotten = Nous ne connaissons plus le nom de cette personne.
add-email-hint = C’est là que vont la confirmation et le lien pour gérer l’inscription.
add-over = Donner une place, même s’il n’y en a plus
add-over-hint = Sinon, cette personne va sur la liste d’attente.
add-letter = Envoyer la confirmation
add-consent = En ajoutant cette personne, tu dis qu’elle le sait et qu’elle est d’accord. Nous notons que tu l’as dit.
add-button = Ajouter
everywhere-title = Chercher quelqu’un
everywhere-lede = Dans toutes les rencontres de tes régions.
everywhere-link = Chercher dans toutes tes rencontres
everywhere-region = Région
everywhere-any-region = Toutes les régions
everywhere-search = Chercher
everywhere-found = { $n ->
    [0] Personne.
    [one] { $n } inscription trouvée.
   *[other] { $n } inscriptions trouvées.
}
calendar-answer = Dans l’agenda
calendar-answer-accepted = accepté le { $when }
calendar-answer-declined = refusé le { $when }
calendar-answer-tentative = à confirmer, le { $when }
