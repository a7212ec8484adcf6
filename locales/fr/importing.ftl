# Importer une liste (src/registrations/importing).
import-title = Importer une liste
import-what = Des personnes inscrites ailleurs ? Importe-les d’un coup avec un fichier d’Excel, de Google Sheets, de LibreOffice ou d’un autre programme, ou avec une de nos listes. La première ligne nomme les colonnes : nom et adresse e-mail, et si tu les as organisation, rôle, langue, étapes et tes propres questions.
import-file = Ton fichier
import-limits = Excel (.xlsx), LibreOffice (.ods) ou CSV, au plus { $lines } lignes et { $megabytes } Mo
import-language = Langue des e-mails
import-language-hint = Pour les personnes dont la liste ne dit pas la langue
import-try = Voir ce qui se passerait
import-try-hint = Rien ne change encore.
import-done = { $seats ->
    [0] Personne n’a reçu de place,
    [one] { $seats } personne a une place,
   *[other] { $seats } personnes ont une place,
} { $waits } sur la liste d’attente, { $there ->
    [one] { $there } était déjà là
   *[other] { $there } étaient déjà là
}, { $unfit ->
    [one] { $unfit } non importée
   *[other] { $unfit } non importées
}.
import-done-left = { $n ->
    [one] { $n } ligne ignorée : cette personne s’est désinscrite.
   *[other] { $n } lignes ignorées : ces personnes se sont désinscrites.
}
import-to-list = Vers les participant·es
import-unreadable = Ce fichier ne marche pas
import-unreadable-empty = Choisis un fichier qui contient des personnes
import-unreadable-too-long = Ce fichier dépasse { $megabytes } Mo. Coupe-le en morceaux
import-unreadable-unpacked = Décompressé, ce fichier est trop volumineux. Enregistre seulement la feuille avec les personnes et réessaie
import-unreadable-too-many = Il y a plus de { $lines } lignes. Coupe le fichier en morceaux
import-unreadable-long-field = La ligne { $line } contient un champ de plus de { $characters } caractères. Raccourcis-le, ou vérifie s’il manque un guillemet
import-unreadable-no-list = Ce n’est pas une liste. Enregistre-la en .xlsx, .ods ou CSV et réessaie
import-unreadable-old-excel = C’est un ancien fichier Excel. Enregistre-le en .xlsx et réessaie
import-unreadable-locked = Ce fichier a un mot de passe. Enregistre-le sans mot de passe et réessaie
import-unreadable-damaged = Ce fichier est abîmé. Ouvre-le dans Excel ou LibreOffice, enregistre-le à nouveau et réessaie
import-unreadable-no-name = Nous ne trouvons pas de colonne avec les noms. Nomme-la sur la première ligne : Nom
import-unreadable-no-email = Nous ne trouvons pas de colonne avec les adresses. Nomme-la sur la première ligne : Adresse e-mail
import-unreadable-twice = Deux colonnes portent le même nom. Enlèves-en une
import-report = Voici ce qui se passerait
import-nothing-yet = Rien n’a encore changé. Vérifie un instant.
import-seats = { $n ->
    [one] { $n } personne reçoit une place
   *[other] { $n } personnes reçoivent une place
}
import-waits = { $n } sur la liste d’attente
import-there = { $n ->
    [one] { $n } déjà inscrite
   *[other] { $n } déjà inscrites
}
import-left = { $n ->
    [one] { $n } désinscription : ligne ignorée
   *[other] { $n } désinscriptions : lignes ignorées
}
import-unfit = { $n ->
    [one] { $n } ligne ne marche pas
   *[other] { $n } lignes ne marchent pas
}
import-sheet = Seule la feuille { $sheet } a été lue.
import-left-aside = Nous ne faisons rien de ces colonnes : { $columns }.
import-agreed = Ces personnes savent que je les inscris
import-not-agreed = Coche si ces personnes savent que tu les inscris
import-letters = Envoyer une confirmation à chaque personne
import-bring = { $n ->
    [one] Importer { $n } personne
   *[other] Importer { $n } personnes
}
import-nobody = Cette liste n’apporte personne de nouveau.
import-drop = Prendre un autre fichier
import-lines = Ligne par ligne
import-line = Ligne
import-verdict = Ce qui se passe
import-more = { $n ->
    [one] Encore { $n } autre ligne n’est pas montrée ici.
   *[other] Encore { $n } autres lignes ne sont pas montrées ici.
}
import-verdict-seat = Reçoit une place
import-verdict-waits = Liste d’attente, numéro { $n }
import-verdict-there = Déjà inscrit·e
import-verdict-left = Désinscription : ligne ignorée
import-verdict-refused = Impossible
import-verdict-mistake = Pas correct
import-refused-closed = La rencontre est passée.
import-refused-cancelled = La rencontre n’a pas lieu.
import-refused-draft = La rencontre est encore un brouillon. Mets-la d’abord en ligne.
import-refused-full = Complet, et il n’y a pas de liste d’attente.
import-refused-stop-gone = Une étape choisie n’existe plus.
import-left-role = Nous ne connaissons pas ce rôle : nous le laissons vide.
import-left-language = Nous ne connaissons pas cette langue : nous prenons la langue choisie.
import-fault-name = Il n’y a pas de nom
import-fault-name-link = Un nom n’a ni adresse web ni adresse e‑mail, et un espace suit un point
import-fault-email-missing = Il n’y a pas d’adresse e‑mail
import-fault-email-at = Cette adresse n’a pas de @
import-fault-email = Cette adresse ne peut pas être juste
import-fault-formula = Il y a ici une erreur de formule, comme #N/A
import-fault-stop = Cette étape ne fait pas partie de la rencontre
import-fault-stops-overlap = Deux étapes à la même heure
import-fault-answer-offered = Cette réponse n’est pas parmi les choix
