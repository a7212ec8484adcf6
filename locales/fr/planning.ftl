# The editor of an event: its sections and fields.
plan-what = Quoi
plan-when = Quand et où
plan-seats-title = Places
plan-stops = Étapes
plan-programme = Programme
plan-programme-note = Ce qui se passe sans qu’on y choisisse une place : l’accueil, la pause, la clôture.
plan-speakers = Intervenant·es
plan-questions = Questions du formulaire
plan-questions-note = Nous demandons toujours le nom, l’e-mail, l’organisation et le rôle. Chaque question en plus te coûte des inscriptions.
plan-mails = E-mails
plan-languages-title = Langues
plan-translations-note = N’écris ici que ce qui diffère du texte ci-dessus dans cette langue. Ce qui reste vide s’affiche comme ci-dessus.
plan-afterwards = Après
plan-afterwards-note = Ceci apparaît sur la page dès que la rencontre est passée.
plan-together = Avec d’autres régions
plan-together-hint = Elles le voient et le gèrent aussi
plan-longer = Plusieurs jours ou un autre fuseau
plan-longer-hint = Rarement nécessaire
plan-other-languages = Dans d’autres langues
plan-beside = Aperçu
plan-more = Ce que tu peux encore faire
plan-title = Titre
plan-kind = Type
plan-region = Région
plan-series = Série
plan-summary = Pourquoi venir ?
plan-summary-hint = Une ou deux phrases. Elles sont en haut de la page et dans l’agenda.
plan-description = Que se passe-t-il ?
plan-description-hint = Une ligne vide commence un paragraphe, des **astérisques** mettent en gras.
plan-accessibility = Accessibilité
plan-accessibility-hint = Ascenseur, interprète, sous-titres, espace calme.
plan-date = Date
plan-starts = De
plan-ends = À
plan-end-date = Dernier jour
plan-end-date-hint = Vide si cela finit le même jour.
plan-timezone = Fuseau horaire
plan-format = Lieu
plan-venue-name = Nom du lieu
plan-venue-street = Rue et numéro
plan-venue-postcode = Code postal
plan-venue-city = Commune
plan-join-url = Lien pour participer en ligne
plan-join-url-hint = Seules les personnes qui ont une place le voient.
plan-capacity = Nombre de places
plan-capacity-hint = Vide : il y a de la place pour tout le monde.
plan-opens-at = Inscriptions à partir du
plan-opens-at-hint = Vide : tout de suite.
plan-closes-at = Inscriptions jusqu’au
plan-closes-at-hint = Vide : jusqu’à la fin.
plan-waiting-list = Ouvrir une liste d’attente quand c’est complet
plan-waiting-list-hint = Qui veut encore venir reçoit alors un numéro dans la file.
plan-invitation-only = Sur invitation seulement
plan-invitation-only-hint = La rencontre n’est alors dans aucune liste. Qui a le lien peut s’inscrire.
plan-for-every-region = Montrer dans chaque région
plan-co-hosts = Qui coorganise ?
plan-themes = Thèmes
plan-languages = Langues parlées sur place
plan-stops-policy = Quand une étape est complète
plan-reminders = Rappels aux personnes qui ont une place
plan-thanks = Merci, et voici l’enregistrement
plan-thanks-hint = Dès que tu ajoutes l’enregistrement. Les documents partent au plus tôt un jour après la rencontre
plan-joining-counts = Qui ouvre le lien était présent·e
plan-joining-counts-hint = En ligne, personne ne doit alors cocher les présences
plan-asks-feedback = Demander ensuite comment c’était
plan-asks-feedback-hint = Sans nom, et pendant quatre semaines. Le remerciement pose la question, au plus tard un jour après la rencontre
plan-feedback-question = Une question à toi, avec « C’était comment ? »
plan-feedback-question-hint = Vide : nous demandons seulement comment c’était, ce qu’on en retient et ce qui peut être mieux.
plan-feedback-question-fr = Une question à toi, avec « C’était comment ? » (en français)
plan-feedback-question-en = Une question à toi, avec « C’était comment ? » (en anglais)
plan-other-languages-hint = Ta question
plan-recording-url = Adresse de l’enregistrement
plan-recording-minutes = Combien de minutes dure l’enregistrement ?
plan-stops-title = Nom de l’étape
plan-stops-practice = Qui accueille ?
plan-stops-starts = De
plan-stops-ends = À
plan-stops-capacity = Nombre de places
plan-stops-date = Un autre jour
plan-stops-description = Qu’y voit-on ?
plan-programme-at = Heure
plan-programme-date = Un autre jour
plan-programme-text = Quoi
plan-speakers-name = Nom
plan-speakers-role = Fonction et organisation
plan-questions-label = Question
plan-questions-kind = Type de réponse
plan-questions-options = Choix, un par ligne
plan-questions-options-hint = Seulement pour les choix.
plan-questions-required = Il faut répondre à cette question
plan-materials-title = Titre
plan-materials-url = Adresse
plan-title-nl = Titre (en néerlandais)
plan-title-fr = Titre (en français)
plan-title-en = Titre (en anglais)
plan-summary-nl = Pourquoi venir ? (en néerlandais)
plan-summary-fr = Pourquoi venir ? (en français)
plan-summary-en = Pourquoi venir ? (en anglais)
plan-description-nl = Que se passe-t-il ? (en néerlandais)
plan-description-fr = Que se passe-t-il ? (en français)
plan-description-en = Que se passe-t-il ? (en anglais)
plan-accessibility-nl = Accessibilité (en néerlandais)
plan-accessibility-fr = Accessibilité (en français)
plan-accessibility-en = Accessibilité (en anglais)
plan-stops-title-fr = Nom de l’étape (en français)
plan-stops-title-en = Nom de l’étape (en anglais)
plan-stops-description-fr = Qu’y voit-on ? (en français)
plan-stops-description-en = Qu’y voit-on ? (en anglais)
plan-programme-text-fr = Quoi (en français)
plan-programme-text-en = Quoi (en anglais)
plan-speakers-role-fr = Fonction et organisation (en français)
plan-speakers-role-en = Fonction et organisation (en anglais)
plan-questions-label-fr = Question (en français)
plan-questions-label-en = Question (en anglais)
plan-questions-options-fr = Choix, un par ligne (en français)
plan-questions-options-en = Choix, un par ligne (en anglais)
plan-materials-title-fr = Titre (en français)
plan-materials-title-en = Titre (en anglais)
plan-format-online = En ligne
plan-format-in-person = Sur place
plan-format-hybrid = Les deux
plan-policy-best-effort = La personne a une place et n’attend que pour cette étape
plan-policy-all-or-nothing = Toute l’inscription attend
plan-question-text = Une phrase
plan-question-choice = Une réponse
plan-question-choices = Plusieurs réponses
plan-question-yes-no = Oui ou non
plan-required-yes = obligatoire
plan-no-series = Pas de série
plan-seats = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
plan-weeks-before = { $n ->
    [1] Une semaine avant
   *[other] { $n } semaines avant
}
plan-days-before = { $n ->
    [1] Un jour avant
   *[other] { $n } jours avant
}
plan-hours-before = { $n ->
    [1] Une heure avant
   *[other] { $n } heures avant
}
plan-minutes-before = { $n ->
    [one] { $n } minute avant
   *[other] { $n } minutes avant
}

# Buttons of the editor.
plan-row-new = Nouveau
plan-edit-row = Modifier
plan-remove = Retirer
plan-up = Monter { $what }
plan-down = Descendre { $what }
plan-add-stops = Étape
plan-add-programme = Point
plan-add-speakers = Intervenant·e
plan-add-questions = Question
plan-add-materials = Document
plan-publish = Mettre en ligne
plan-save-draft = Garder le brouillon
plan-preview = Voir comme visiteur
plan-public-page = Vers la page
plan-link = Le lien à partager
plan-link-hint = Si la rencontre était déjà en ligne, l’ancien lien continue à fonctionner.
plan-link-stays = Le lien reste le même : qui l’a déjà peut toujours s’inscrire.
plan-copy-link = Copier
plan-copied = Copié
plan-copy = Faire une copie
plan-copy-hint = Un autre jour
plan-unpublish = Retirer du site
plan-unpublish-hint = Elle redevient un brouillon
plan-unpublish-button = Retirer du site
plan-call-off = Annuler la rencontre
plan-delete = Supprimer
plan-called-off = Cette rencontre n’a pas lieu. Ce que tu changes ici n’est plus envoyé.
plan-read-only = Tu peux voir cette rencontre. Qui organise dans cette région peut la modifier.

# What was done, and what a change does.
plan-done-created = Le brouillon est prêt. Complète ce qui manque.
plan-done-copied = La copie est un brouillon. Personne ne la voit avant sa mise en ligne.
plan-done-saved = Enregistré.
plan-done-published = C’est en ligne.
plan-done-unpublished = C’est de nouveau un brouillon. Les visiteurs ne le voient plus.
plan-done-called-off = La rencontre est annulée.
plan-done-told = { $n ->
    [1] Une personne est prévenue.
   *[other] { $n } personnes sont prévenues.
}
plan-done-moved = { $n ->
    [1] Une personne de la liste d’attente a reçu une place.
   *[other] { $n } personnes de la liste d’attente ont reçu une place.
}
plan-told = { $n ->
    [1] Une personne sera prévenue.
   *[other] { $n } personnes seront prévenues.
}
plan-presence-goes = { $n ->
    [1] Une personne est notée présente. À la nouvelle date, elle ne le sera plus.
   *[other] { $n } personnes sont notées présentes. À la nouvelle date, elles ne le seront plus.
}
plan-move-up = { $n ->
    [1] Une personne de la liste d’attente reçoit aussitôt une place.
   *[other] { $n } personnes de la liste d’attente reçoivent aussitôt une place.
}
plan-nobody-loses = { $n ->
    [1] Une personne a une place et la garde. Les nouvelles inscriptions attendent qu’une place se libère.
   *[other] { $n } personnes ont une place et la gardent. Les nouvelles inscriptions attendent qu’une place se libère.
}
plan-overtaken = { $name } a enregistré quelque chose entre-temps. À chaque champ changé des deux côtés, tu vois aussi l’autre texte. Ton texte est encore là. Si tu enregistres maintenant, c’est ce que tu vois ici qui compte.
plan-overtaken-elsewhere = { $name } a enregistré autre chose entre-temps. C’est maintenant aussi dans ton formulaire. Vérifie et enregistre encore une fois.
plan-somebody = Quelqu’un d’autre
plan-they-wrote = { $name } a écrit : { $words }
plan-they-emptied = { $name } a vidé ce champ.
plan-signed-out = Tu n’es plus connecté·e. Ce que tu as écrit est toujours là.
plan-unanswered = Cela n’a pas marché. Ce que tu as écrit est toujours là. Réessaie dans un instant.
plan-fault-format = Choisis : sur place, en ligne ou les deux
plan-fault-time = Indique un jour et une heure, comme 13:30
plan-fault-hour = Indique une heure, comme 13:30
plan-fault-time-twice = Cette heure existe deux fois cette nuit-là : choisis-en une autre
plan-fault-date = Indique une date
fault-minutes = Indique un nombre de minutes de 1 à 1440
fault-reminders = Choisis au plus dix rappels, de cinq minutes à quatre semaines avant
refusal-registered = Des personnes se sont déjà inscrites. Si la rencontre n’a pas lieu, annule-la : tout le monde recevra un e-mail.
refusal-cancelled = Cette rencontre est annulée : elle ne peut plus être mise en ligne ni retirée.
refusal-draft = C’est un brouillon : personne ne le voit, il n’y a rien à annuler. Tu peux le supprimer.
sure-title = Ce qui change pour les personnes inscrites
sure-button = Enregistrer ceci
sure-correction = Ce n’est qu’une faute de frappe : ne prévenir personne
sure-back = Retour au formulaire
plan-hall = { $n ->
    [one] { $n } place
   *[other] { $n } places
}, { $left ->
    [one] { $left } libre
   *[other] { $left } libres
}. Voici ce que voient les visiteurs.
plan-hall-open = De la place pour tout le monde. Voici ce que voient les visiteurs.

# What an event still needs.
todo-open = Encore à faire :
todo-date = Titre et date
todo-past = La date est passée
todo-link = Lien pour participer
todo-no-link = Pas encore de lien pour participer
todo-venue = Lieu
todo-no-venue = Pas encore de lieu
todo-texts = Textes
todo-no-texts = Pas encore de texte sur le pourquoi et le quoi
todo-translated = Traduit
todo-no-translation = Pas encore traduit
todo-speakers = Intervenant·es
todo-no-speakers = Pas encore d’intervenant·e
todo-stops = { $n ->
    [0] pas encore d’étapes
    [one] une étape
   *[other] { $n } étapes
}
todo-stop-nobody = { $stop } : encore personne pour accueillir

# Calling off and deleting.
off-title = La rencontre n’a pas lieu ?
off-is-off = Annulée
off-final = On ne peut pas revenir en arrière : les personnes inscrites ont été prévenues et les agendas indiquent que cela n’a pas lieu. Tu peux encore corriger la raison.
off-people = { $n ->
    [0] Pas encore d’inscription : personne ne reçoit d’e-mail.
    [one] Une personne reçoit un e-mail avec ta raison.
   *[other] { $n } personnes reçoivent un e-mail avec ta raison.
}
off-over = C’est déjà passé : personne ne reçoit d’e-mail.
off-stays = La page reste, avec ta raison. Les agendas indiquent que cela n’a pas lieu. On ne peut pas revenir en arrière.
off-reason = Pourquoi n’a-t-elle pas lieu ?
off-reason-hint = Une phrase ou deux, pour les personnes qui seraient venues.
off-fault-reason = Donne une raison : les personnes inscrites veulent savoir pourquoi
off-button = Annuler et écrire à tout le monde
off-button-quiet = Annuler la rencontre
off-back = Finalement non
off-again = Écrire encore une fois à tout le monde
off-again-people = { $n ->
    [one] Une personne reçoit le même e-mail avec la nouvelle raison. Sinon, la raison ne change que sur la page et dans les agendas.
   *[other] { $n } personnes reçoivent le même e-mail avec la nouvelle raison. Sinon, la raison ne change que sur la page et dans les agendas.
}
off-leave = Laisser tel quel
off-reword = Corriger la raison
delete-title = Veux-tu supprimer ceci ?
delete-text = La rencontre disparaît de toutes les pages. On ne peut pas revenir en arrière.
delete-kept = { $n ->
    [1] Une inscription reste conservée jusqu’à son échéance. La rencontre ne compte plus dans les chiffres.
   *[other] { $n } inscriptions restent conservées jusqu’à leur échéance. La rencontre ne compte plus dans les chiffres.
}
delete-calendars = Les agendas suivis continuent d’indiquer que cela n’a pas lieu.
delete-button = Supprimer
delete-first-call-off = { $n ->
    [1] Une personne compte dessus. Annule d’abord la rencontre : elle recevra un e-mail.
   *[other] { $n } personnes comptent dessus. Annule d’abord la rencontre : tout le monde recevra un e-mail.
}

# A new event, and copies.
new-title = Nouvelle rencontre
new-text = Un titre et un jour, et c’est parti. Personne ne la voit avant la mise en ligne.
new-usual-hour = (vide : l’heure habituelle)
new-begin = Par quoi commencer ?
new-template = Avec ce qui est habituel pour ce type
new-template-hint = Durée, places, questions, étapes et un premier texte
new-bare = Avec une page blanche
new-bare-hint = Tu remplis tout toi-même
new-button = Créer le brouillon
new-again = Encore la même
new-earlier = Une rencontre précédente
new-copy = Faire une copie
new-nothing-earlier = Il n’y a encore rien à copier.
new-series-copy = Choisir les régions et le jour
new-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
new-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
anew-title = Replanifier
anew-text = Ce qui est annulé le reste. Ceci devient un nouveau brouillon où tout est déjà rempli : donne un jour.
copy-title = Faire une copie
copy-text = Les heures, les étapes et la période d’inscription suivent le nouveau jour. Les inscriptions et ce qui a été partagé après ne suivent pas.
copy-date = Nouveau jour
copy-button = Faire la copie
series-copy-title = World Social Work Day pour toutes les régions
series-copy-text = Remplir une fois, un brouillon pour chaque région. Chaque région complète le sien.
series-copy-from = Que copier ?
series-copy-template = Rien : commencer avec ce qui est habituel
series-copy-title-when = (vide : le titre de ce que tu copies)
series-copy-regions = Pour quelles régions ?
series-copy-fault-regions = Choisis au moins une région
series-copy-button = Créer les brouillons
series-copy-see = Vers l’aperçu
series-copy-made = { $n ->
    [1] Un brouillon est prêt.
   *[other] { $n } brouillons sont prêts.
}

# What is usual for each kind: a beginning, to be changed at will.
template-webinar-summary = Une heure sur un sujet à mettre en pratique dès demain.
template-webinar-text =
    ### Quoi

    Un récit de terrain, puis du temps pour les questions.

    ### Pour qui

    Pour toutes celles et ceux qui travaillent avec des gens.
template-practice-safari-summary = Va voir chez les collègues : trois étapes en un après-midi.
template-practice-safari-text =
    Tu choisis tes étapes à l’inscription. À chacune, une équipe montre comment elle travaille.

    ### En route

    À pied ou en transports en commun. Mets de bonnes chaussures.
template-world-social-work-day-summary = Nous fêtons le travail social avec les collègues de la région.
template-world-social-work-day-text =
    Des récits, des rencontres et un verre. Viens avec ton équipe.
template-gathering-summary = Rencontrer les collègues de la région et apprendre les uns des autres.
template-gathering-text =
    Nous commençons ensemble, puis en petits groupes.
template-working-session-summary = Autour de la table pour élaborer quelque chose ensemble.
template-working-session-text =
    Nous partons de vos questions et finissons par des accords.
template-practice-visit-summary = En visite dans une équipe qui a quelque chose à montrer.
template-practice-visit-text =
    L’équipe te guide et raconte ce qui marche et ce qui ne marche pas.
template-stakeholder-meeting-summary = Les partenaires autour de ce qui se joue dans la région.
template-stakeholder-meeting-text =
    Nous mettons nos constats en commun et choisissons nos priorités.
template-steering-group-summary = Le comité de pilotage se réunit.
template-steering-group-text =
    L’ordre du jour et le compte rendu suivent par e-mail.
template-conference-summary = Une journée de récits, d’ateliers et de rencontres.
template-conference-text =
    ### Matin

    Exposés et débat.

    ### Après-midi

    Ateliers au choix.
template-stop = Étape { $n }
template-point-welcome = Accueil
template-point-closing = Clôture et échanges
template-point-toast = Un verre à la santé du travail social
template-point-lunch = Repas
template-question-diet = Que manges-tu ?
template-question-access = De quoi as-tu besoin pour bien participer ?
template-question-expectation = Avec quelle question viens-tu ?
template-diet-anything = Tout
template-diet-vegetarian = Végétarien
template-diet-vegan = Végétalien
template-diet-halal = Halal

# Series.
series-title = Séries
series-text = Une série rassemble des rencontres, avec sa propre page et son propre agenda à suivre.
series-saved = Enregistré.
series-change = Modifier la série
series-new = Nouvelle série
series-name = Nom
series-summary = En une phrase
series-umbrella = Un jour, plusieurs lieux
series-umbrella-hint = Comme World Social Work Day : l’agenda les montre ensemble.
series-mine = Mes séries
series-edit = Modifier
series-manage = Gérer les séries

move-title = Déplacer
move-text = Les étapes, le programme et la fin des inscriptions suivent. Les inscriptions ouvrent au moment annoncé.
move-which = { $n ->
    [1] Cette rencontre
   *[other] Ces { $n } rencontres
}
move-where = À quand ?
move-otherwise = Plutôt un autre jour ?
move-date = Nouveau jour de la première
move-date-hint = Les autres se déplacent d’autant de jours.
move-minutes = Minutes plus tard
move-minutes-hint = (0 : la même heure ; avec un signe moins, plus tôt)
move-look = Voir ce qui change
move-pick = Choisir
move-start = Déplacer ce que tu as choisi
move-start-hint = Coche une ou plusieurs rencontres.
move-choose = Choisir dans ta liste
move-back = Ne rien déplacer
move-button = { $n ->
    [1] La déplacer
   *[other] Les déplacer toutes les { $n }
}
move-hear = { $n ->
    [0] Personne ne reçoit d’e-mail
    [one] Une personne l’apprend
   *[other] { $n } personnes l’apprennent
}
move-told = { $n ->
    [0] Personne ne reçoit d’e-mail : il n’y a pas encore d’inscription, ou rien n’est encore en ligne.
    [one] Une personne reçoit un seul e-mail, avec tout ce qui change pour elle.
   *[other] { $n } personnes reçoivent chacune un seul e-mail, avec tout ce qui change pour elles.
}
move-done = { $n ->
    [1] La rencontre est déplacée.
   *[other] Les { $n } rencontres sont déplacées.
}
move-fault-minutes = Donne un nombre de minutes entre -720 et 720
move-refused-nothing = Choisis au moins une rencontre
move-refused-too-many = Déplaces-en cent au plus à la fois
move-refused-not-theirs = Tu as choisi une rencontre qui n’existe pas, ou qui n’est pas de ta région
move-refused-called-off = « { $title } » est annulée et reste où elle est
move-refused-past = « { $title } » est déjà passée
move-refused-too-early = « { $title } » aurait alors déjà commencé
move-refused-no-such-time = « { $title } » ne peut pas être à cette heure : on change l’heure à ce moment-là
move-refused-nowhere = Elles y sont déjà : choisis un autre jour ou une autre heure
move-refused-overtaken = Quelqu’un d’autre a changé quelque chose entre-temps. Regarde encore une fois, puis confirme
