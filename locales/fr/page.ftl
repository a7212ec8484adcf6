# Round every page (src/page.rs, templates/layout.html).
skip = Aller au contenu
nav-main = Menu principal
nav-language = Langue
nav-agenda = Agenda
nav-regions = Régions
nav-recordings = À revoir
foot-title = Il reste de la place.
foot-text = Samenkomst est l’agenda partagé des plateformes régionales Sterk Sociaal Werk. Fait par et pour celles et ceux qui travaillent avec les gens.
foot-privacy = Vie privée
foot-accessibility = Accessibilité
foot-contact = Contact
foot-organise = Pour qui organise
card-alt = Huit chaises autour d’une table ; une est encore libre.
to-agenda = Vers l’agenda
close = Fermer
and = et
search-label = Chercher dans l’agenda
search-hint = Titre, intervenant·e ou lieu
search-button = Chercher
pager = Pages
pager-newer = Plus récent
pager-older = Plus ancien

# Errors: title and text by status; 400 stands for any other mistake of the visitor, 500 for any of ours.
error-400-title = Nous n’avons pas compris.
error-400-text = Quelque chose ne va pas dans ta demande. Dans l’agenda, il y a de la place.
error-401-title = Connecte-toi d’abord.
error-401-text = Cette page est réservée aux personnes connectées. Demande un nouveau lien de connexion.
error-403-title = Cette chaise est à quelqu’un d’autre.
error-403-text = Tu n’as pas accès à cette page. Tu penses que si ? Demande à la personne qui t’a invité·e.
error-404-title = Pas de chaise ici.
error-404-text = Cette page n’existe plus, ou une faute s’est glissée dans l’adresse. Dans l’agenda, il y a de la place.
error-405-title = On n’entre pas par ici.
error-405-text = Cette porte s’ouvre autrement. Repars de l’agenda.
error-410-title = Cette chaise a été enlevée.
error-410-text = Ce lien a fonctionné, mais plus maintenant. Regarde si ta boîte mail en contient un plus récent.
error-413-title = C’est trop à la fois.
error-413-text = Ton envoi est trop grand. Raccourcis-le et réessaie.
error-422-title = Il manque quelque chose.
error-422-text = Tout n’était pas rempli comme il faut. Reviens en arrière et vérifie encore une fois.
error-429-title = On reprend son souffle.
error-429-text = Trop de demandes à la fois de ton côté. Attends une minute et réessaie.
error-500-title = Ça n’a pas marché.
error-500-text = C’est notre faute, pas la tienne. Réessaie dans un instant.
error-503-title = Un peu de patience.
error-503-text = Quelque chose ne répond pas. Réessaie dans quelques secondes.

# A form that could not be taken comes back with what was typed in it (src/unsent.rs).
unsent-signed-out = Tu n’es plus connecté·e, mais tout ce que tu as écrit est encore là : connecte-toi dans un autre onglet, puis appuie ici sur « Renvoyer ».
unsent-too-many = { $n ->
    [one] Trop de demandes à la fois de ton côté. Tout ce que tu as écrit est encore là : appuie sur « Renvoyer » dans une seconde.
   *[other] Trop de demandes à la fois de ton côté. Tout ce que tu as écrit est encore là : appuie sur « Renvoyer » dans { $n } secondes.
}
unsent-failed = C’est notre faute, pas la tienne. Tout ce que tu as écrit est encore là : appuie sur « Renvoyer » dans un instant.
unsent-away = Quelque chose ne répond pas. Tout ce que tu as écrit est encore là : appuie sur « Renvoyer » dans quelques secondes.
unsent-file = Nous n’avons pas pu garder le fichier que tu avais choisi. Choisis-le à nouveau tout à l’heure.
unsent-send = Renvoyer
unsent-choose = Choisir à nouveau le fichier
sign-in-beside = Reconnecte-toi dans un nouvel onglet
