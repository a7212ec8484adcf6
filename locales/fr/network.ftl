# The network: regions, themes, and who organises (src/organisers/pages/, src/planning/themes.rs).
network-title = Réseau
network-lede = Les régions que tu gères, et qui y organise.
network-organisers = Organisateur·rices
network-roles = Rôles
network-change = Modifier
network-part-of = Fait partie de : { $region }
network-done-organiser-added = C’est fait. Un e-mail de bienvenue est parti.
network-done-organiser-removed = Cette personne ne peut plus entrer. Ce qu’elle a fait reste dans le journal.

# What somebody is, and where.
authority-admin = Gestionnaire
authority-organiser = Organisateur·rice
authority-viewer = Lecteur·rice
authority-none = Aucun rôle
authority-everywhere = Partout
authority-at = { $role }, { $place }
authority-at-all = { $role }, partout

# One organiser.
organiser-new = Nouvel·le organisateur·rice
organiser-new-lede = Nous envoyons un e-mail qui explique comment entrer.
organiser-add = Ajouter
organiser-language = Langue des e-mails
organiser-role = Rôle
organiser-places = Où
organiser-trail = Qu’a fait cette personne ?
organiser-remove = Retirer de l’organisation
organiser-remove-text = Tous les rôles dans tes régions s’arrêtent tout de suite. S’il n’en reste aucun, les connexions et les clés s’arrêtent aussi. Ce que cette personne a fait reste dans le journal.
organiser-remove-button = Retirer
organiser-done-saved = C’est enregistré.
organiser-done-token-revoked = Cette clé ne marche plus.

# One region.
region-new = Nouvelle région
region-add = Ajouter
region-names = Nom
region-name-nl = Nom en néerlandais
region-name-fr = Nom en français
region-name-en = Nom en anglais
region-in-nl = En néerlandais
region-in-fr = En français
region-in-en = En anglais
region-parent = Se trouve dans
region-at-table = Nulle part : sa propre place à table
region-slug = Nom dans les adresses
region-slug-hint = Des minuscules, des chiffres et des traits d’union, comme oost-vlaanderen. Laisse vide et nous en faisons un. Il ne change plus ensuite.
region-place = Place et couleur
region-accent = Couleur
region-order = Ordre
region-first = En premier
region-after = Après { $region }
region-intro = Bienvenue
region-intro-hint = Une phrase ou deux sur la région. Tu peux utiliser du **gras**, des listes et des liens (Markdown).
region-contacts-hint = À qui parler. Une ligne sans nom disparaît.
region-contact-number = Personne { $n }
region-role-nl = Fonction en néerlandais
region-role-fr = Fonction en français
region-role-en = Fonction en anglais
region-letters = E-mails
region-sender = Nom de l’expéditeur
region-reply-to = Les réponses arrivent à
region-public = Voir comme visiteur
region-done-added = La région est créée. Complète-la ci-dessous.
region-done-saved = C’est enregistré. Tout le monde le voit déjà.
accent-vl = Violet
accent-ant = Rouge brique
accent-bru = Bleu iris
accent-lim = Rose bruyère
accent-ovl = Vert de la Lys
accent-vbr = Vert houblon
accent-wvl = Bleu mer du Nord

# Themes.
themes-title = Thèmes
themes-text = De quoi parlent les rencontres. Ils sont les mêmes dans chaque région, et on peut choisir par thème dans l’agenda ou pour le suivre.
themes-all = Tous les thèmes
themes-done-added = Le thème est créé. Tu peux déjà le choisir pour une rencontre.
themes-done-saved = C’est enregistré. Tout le monde le voit déjà.
themes-done-removed = Le thème est supprimé.
theme-new = Nouveau thème
theme-change = Modifier le thème
theme-core = Ligne de force
theme-core-hint = En haut dans le filtre
theme-uses = { $n ->
    [0] Encore dans aucune rencontre
    [one] Dans 1 rencontre
   *[other] Dans { $n } rencontres
}
theme-remove = Supprimer ce thème
theme-remove-text = Aucune rencontre n’en parle. Qui suit un agenda de ce thème ne le trouvera plus ensuite.
theme-remove-button = Supprimer
theme-stays = { $n ->
    [one] Une rencontre en parle.
   *[other] { $n } rencontres en parlent.
} Enlève d’abord le thème de là, même si c’est passé, ou donne-lui un autre nom.

# What can be wrong.
fault-region-slug = Utilise des minuscules, des chiffres et des traits d’union, comme oost-vlaanderen
fault-region-reserved = Ce nom se trouve déjà dans des adresses fixes de ce site : choisis-en un autre
fault-region-taken = Une région a déjà ce nom dans son adresse
fault-region-name = Donne un nom à la région
fault-region-sender = Donne un nom à l’expéditeur
fault-token-name = Donne un nom au programme
fault-region-accent = Choisis une couleur de la liste
fault-region-below-itself = Une région ne peut pas se trouver dans elle-même
fault-region-contacts = Cela fait trop de monde : choisis-en vingt au plus
fault-theme-name = Donne un nom au thème
fault-theme-taken = Un thème a déjà ce nom dans son adresse
fault-theme-used = Des rencontres parlent encore de ce thème
fault-authority = Choisis un rôle de la liste
fault-authority-place = Choisis au moins un endroit
fault-last-admin = C’est la dernière personne qui gère tout le réseau. Nomme d’abord quelqu’un d’autre gestionnaire, partout.

# The audit trail.
audit-title = Journal
audit-lede = Qui a fait quoi, et quand.
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-about = À propos de
audit-anybody = Tout le monde
audit-anything = Tout
audit-nothing = Il n’y a rien ici.
audit-operator = Sur le serveur
fact-role = Rôle
fact-name = Nom
fact-device = Appareil
fact-status = Statut
fact-from = De
fact-to = À
fact-stop = Étape
fact-stop-given-back = Libérée
fact-overbooked-by = Plus de places que de chaises
fact-over-capacity = En plus du nombre de places
fact-anyway = Entrée sans place
fact-of = Copie de
fact-kind = Sorte d’e-mail
fact-format = Format
fact-count = Nombre
fact-people = Fait pour
fact-refused = Pas fait pour
fact-seats = Ont reçu une place
fact-waits = Sur la liste d’attente
fact-there = Déjà inscrit·es
fact-left = Passé·es, car désinscrit·es
fact-unfit = Lignes qui n’ont pas marché
fact-told = Ont été prévenu·es
fact-moved-up = De la liste d’attente à une place
fact-registrations = Inscriptions
fact-send-at = Part
fact-letter = Sans e-mail
fact-letters = Sans e-mails
fact-reason = Raison
fact-fields = Changé
fact-columns = Colonnes
act-event-created = Rencontre créée
act-event-copied = Rencontre copiée
act-event-changed = Rencontre modifiée
act-event-published = Rencontre mise en ligne
act-event-unpublished = Rencontre retirée
act-event-called-off = Rencontre annulée
act-event-reason-changed = Raison de l’annulation modifiée
act-event-deleted = Rencontre supprimée
act-capacity-changed = Nombre de places modifié
act-registration-added = Inscription ajoutée
act-registration-changed = Inscription modifiée
act-registration-confirmed = Inscription confirmée
act-registration-waitlisted = Mise en liste d’attente
act-registration-moved = Liste d’attente réordonnée
act-registration-cancelled = Inscription annulée
act-registration-forgotten = Données effacées
act-stop-chosen = Étape choisie
act-stop-left = Étape libérée
act-letter-resent = E-mail renvoyé
act-list-imported = Liste importée
act-list-exported = Liste exportée
act-checked-in = Arrivée cochée à l’entrée
act-check-in-undone = Coche à l’entrée retirée
act-message-sent = Message envoyé
act-message-withdrawn = Message retiré
act-region-added = Région ajoutée
act-series-added = Série ajoutée
act-series-changed = Série modifiée
act-theme-added = Thème ajouté
act-theme-changed = Thème modifié
act-theme-removed = Thème supprimé
act-region-changed = Région modifiée
act-organiser-added = Personne ajoutée à l’organisation
act-organiser-changed = Rôle modifié
act-organiser-removed = Personne retirée de l’organisation
act-token-created = Clé créée
act-token-revoked = Clé retirée
act-session-ended = Navigateur déconnecté
