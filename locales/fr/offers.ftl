# A seat that came free and is offered for some hours (src/registrations/offers.rs).
offer-hours = { $n ->
    [1] une heure
   *[other] { $n } heures
}
offer-days = { $n ->
    [1] un jour
   *[other] { $n } jours
}

# My registration
mine-offer-title = Il y a une place pour toi
mine-offer-until = Elle t’est réservée, encore jusqu’au { $until }.
mine-offer-else = Sans réponse, elle passe à la personne suivante et tu repars en fin de liste.
mine-offer-else-again = Tu as déjà laissé passer une offre. Sans réponse cette fois, nous te retirons de la liste d’attente.
mine-offer-take = Prendre la place
mine-offer-no = Non, merci
mine-offer-no-hint = Si tu dis non, tu quittes la liste d’attente et la place va à quelqu’un d’autre.
mine-offer-taken = La place est à toi. La confirmation arrive tout de suite par e-mail.
mine-refused-offer-over = La place est passée à la personne suivante : le délai pour choisir était écoulé.
mine-refused-left = Ton inscription est déjà annulée. La place est passée à la personne suivante.
mine-refused-cancelled = Cette rencontre n’a pas lieu.
mine-refused-closed = Cette rencontre est passée.

# The event's page
waiting-2-offer = Une place se libère ? Tu choisis
waiting-2-offer-text = Si quelqu’un se désiste, nous gardons sa chaise pendant { $time } pour la première personne de la file. Nous t’écrivons aussitôt.

# The desk
attendee-offered = Place proposée jusqu’au { $until }
history-seat-to-take = S’est vu proposer une place
history-offer-ran-out = N’a pas répondu à temps à l’offre
letter-about-seat-to-take = Place proposée
letter-about-offer-ran-out = Offre expirée
plan-offer-hours = Quand une place se libère
plan-offer-hours-hint = La personne à qui elle est proposée dit oui ou non. Sans réponse, la place passe à la suivante. Dans la dernière demi-heure avant le début, elle est toujours donnée tout de suite.
plan-offer-at-once = Tout de suite à qui attend
plan-offer-for = Proposée { $time } à qui attend
plan-get-offer = { $n ->
    [1] Une personne de la liste d’attente se voit aussitôt proposer une place.
   *[other] { $n } personnes de la liste d’attente se voient aussitôt proposer une place.
}
plan-offers-given = { $n ->
    [1] Une personne a une offre en cours et reçoit cette place tout de suite.
   *[other] { $n } personnes ont une offre en cours et reçoivent cette place tout de suite.
}
fault-offer-hours = Choisis un nombre d’heures de 1 à 168
