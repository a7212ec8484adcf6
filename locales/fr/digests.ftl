# The weekly digest of a region (src/digests/).
digest-everywhere = toutes les régions
digest-title = Chaque lundi dans ta boîte mail
digest-lede = Ce qui est à l’agenda : { $region }. Un clic, et tu n’en reçois plus.
digest-hint = Nous gardons ton adresse tant que tu nous lis.
digest-button = Recevoir l’e-mail
digest-asked-title = Regarde ta boîte mail
digest-asked-text = Un e-mail de notre part t’y attend. Clique sur le bouton, et tu nous liras.
digest-asked-nothing = Rien reçu ? Regarde aussi dans les indésirables, ou redemande-le dans une heure.
digest-confirm-title = Encore un clic
digest-confirm-ask = Chaque lundi à 7 h, en français, ce qui est à l’agenda : { $region }.
digest-confirm-button = Oui, envoie-le-moi
digest-reads-title = Tu nous lis
digest-next = Le prochain e-mail part le { $day } : { $region }. S’il n’y a rien à dire cette semaine-là, tu n’en reçois pas.
digest-leave-later = Tu en as assez ? Chaque e-mail contient un lien pour te désabonner.
digest-gone-title = Ce lien ne fonctionne plus
digest-gone-text = Il était valable une semaine. Tu peux redemander l’e-mail.
digest-leave-title = Plus d’e-mail du lundi
digest-leave-ask = Tu ne veux plus recevoir l’e-mail du lundi ({ $region }) ?
digest-leave-button = Me désabonner
digest-left = C’est fait. Tu ne recevras plus cet e-mail, et nous avons effacé ton adresse.
digest-slip = C’était une erreur ?
digest-return = Me réabonner
digest-returned = Tu recevras de nouveau l’e-mail du lundi ({ $region }).
digest-of = E-mail du lundi : { $region }
digest-readers = { $n ->
    [0] Personne ne le lit encore.
    [one] { $n } personne le lit.
   *[other] { $n } personnes le lisent.
}
digest-leaves = Le prochain part le { $day } à 7 h. Voici ce qu’il dirait maintenant :
digest-subject = Objet :
digest-language = Langue de l’e-mail
digest-nothing = Il n’y a rien à dire. Si cela reste ainsi, aucun e-mail ne partira.
digest-list = E-mails du lundi
digest-look = Voir le prochain
