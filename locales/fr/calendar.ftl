# Calendar feeds, news feeds and the entry in a letter (src/calendar/).
calendar-name = Samenkomst
calendar-about-all = Toutes les rencontres de toutes les régions. Cet agenda se met à jour tout seul.
calendar-about-region = Ce qui se passe à cet endroit : { $region }. Cet agenda se met à jour tout seul.
calendar-about-series = Toutes les dates de la série { $series }. Cet agenda se met à jour tout seul.
calendar-about-event = Une rencontre. Si quelque chose change, cela change ici aussi.
calendar-about-news = Les nouvelles rencontres pour les professionnels du social.
calendar-online = En ligne
calendar-format-online = en ligne
calendar-format-in-person = sur place
calendar-format-hybrid = sur place et en ligne
calendar-called-off = Annulé : { $title }
calendar-reason = Cette rencontre n'a pas lieu. { $reason }
calendar-no-reason = Cette rencontre n'a pas lieu.
calendar-more = Tout savoir, et t'inscrire : { $address }
calendar-page = Tout savoir : { $address }
calendar-join = Pour participer : { $address }
calendar-waiting = { $stop } – tu es sur la liste d'attente
