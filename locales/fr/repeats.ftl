# An event that comes again: a rhythm, its days, and the drafts that are made of them.
repeat-title = Plusieurs copies à la fois
repeat-text = Choisis un premier jour, un rythme et un nombre. Tu vois d’abord les jours et tu peux encore les changer.
repeat-first = Premier jour
repeat-times = Combien de fois ?
repeat-rhythm = À quel rythme ?
rhythm-week = Chaque semaine
rhythm-two-weeks = Toutes les deux semaines
rhythm-month = Chaque mois
rhythm-month-hint = Le même jour de la semaine, comme le troisième mardi ; un cinquième devient le dernier
repeat-look = Montrer les jours
repeat-one-by-one = Ou donne les jours un par un
repeat-otherwise = Un autre rythme
repeat-days = Quels jours ?
repeat-days-text = Chaque jour devient un brouillon aux mêmes heures. Vide un champ pour sauter ce jour.
repeat-day = Jour { $n }
repeat-button = { $n ->
    [0] Créer les brouillons
    [one] Créer un brouillon
   *[other] Créer { $n } brouillons
}
repeat-check = Vérifier à nouveau
repeat-past = Ce jour est passé.
repeat-holiday = Jour férié : { $name }.
repeat-event = Ce jour-là, il y a déjà : { $title }, { $hours }.
repeat-events-more = { $n ->
    [one] Et encore une.
   *[other] Et encore { $n }.
}
repeat-fault-none = Donne au moins un jour
repeat-fault-twice = Ce jour est déjà dans la liste
repeat-fault-many = Choisis 26 jours au plus à la fois : chaque semaine pendant six mois
repeat-fault-times = Donne un nombre de 1 à 26

# Holidays, in a sentence.
holiday-new-year = Nouvel An
holiday-easter-monday = lundi de Pâques
holiday-labour-day = fête du Travail
holiday-ascension = Ascension
holiday-whit-monday = lundi de Pentecôte
holiday-flemish-community = fête de la Communauté flamande
holiday-national-day = fête nationale
holiday-assumption = Assomption
holiday-all-saints = Toussaint
holiday-armistice = Armistice
holiday-christmas = Noël
