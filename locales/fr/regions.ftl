# Regions, series and recordings (src/events/pages/).

# A region within a sentence: its name, which our sentences set apart, so that it needs no article.
region-named = { $region }

regions-title = Régions
regions-lede = Chaque région invite. Choisis la tienne et emporte son agenda.
regions-upcoming = { $n ->
    [0] Rien en vue pour l’instant.
    [one] { $n } rencontre à venir.
   *[other] { $n } rencontres à venir.
}
regions-with = Avec
region-platform = Plateforme régionale
sender-usual = Plateforme { $region } via Samenkomst
region-part-of = Fait partie de :
region-subscribe = Mettre dans mon agenda
region-join = Participer
region-upcoming = À venir
region-nothing = Rien ici pour l’instant. Ailleurs, il y a de la place.
region-children = Tout près
region-recordings = À revoir
region-past = { $n ->
    [1] La rencontre précédente
   *[other] Les { $n } rencontres précédentes
}
region-contact = À qui t’adresser
region-mail = Tu connais une pratique à découvrir ? Ou tu veux rejoindre la table ?
region-mail-link = Écris-nous
region-work = Ce à quoi nous travaillons
series-kind = Série
series-nothing = Plus rien à venir dans cette série.
series-past = Ce qui a eu lieu
recordings-title = À revoir
recordings-lede = Tu as raté quelque chose ? Regarde ou lis quand cela te convient.
recordings-list = Tous les enregistrements
recordings-none = Pas encore d’enregistrement.
recordings-page = Page { $page } sur { $pages }
recording = Avec enregistrement.
recording-minutes = { $n ->
    [one] Enregistrement de { $n } minute.
   *[other] Enregistrement de { $n } minutes.
}
recording-hours = Enregistrement de { $hours }{"\u00A0"}h{ $minutes ->
    [0] .
   *[other] {"\u00A0"}{ $minutes }{"\u00A0"}min.
}
recording-materials = À lire après coup.

# Taking a calendar along (templates/feed.html).
feed-title = Emporte l’agenda
feed-text = Ajoute-le une fois. Les nouvelles rencontres et les changements arrivent d’eux-mêmes dans ton agenda.
feed-every-day = L’agenda que tu suis contient tous les jours, aussi en dehors de cette période.
feed-text-short = Ajoute-le une fois. Si une heure ou un lieu change, ton agenda change aussi.
feed-region-title = { $region } dans ton agenda
feed-google = Google Agenda
feed-outlook = Outlook
feed-apple = Calendrier Apple
feed-copy = Ou copie l’adresse
feed-copy-button = Copier l’adresse
feed-copied = Copié
feed-online = Seulement en ligne ?
feed-online-link = Prendre cet agenda

# The agenda on a website of others (templates/embed/).
embed-title = À venir
embed-title-region = À venir : { region-named }
embed-all = Tout l’agenda
embed-all-region = Tout l’agenda : { region-named }
frame-title = Sur ton propre site web
frame-text = Colle ce code sur ton site : on y verra toujours ce qui est à venir. Dans WordPress, choisis pour cela un bloc « HTML personnalisé ».
frame-code = Code à coller
frame-copy = Copier le code
