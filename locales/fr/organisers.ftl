# Signing in.
sign-in-title = Pour les organisateurs
sign-in-hint = Nous y envoyons un lien pour entrer. Pas besoin de mot de passe.
sign-in-send = Envoie-moi un lien
sign-in-sent = Regarde ta boîte mail. Si nous connaissons ton adresse, un lien t’y attend. Il marche un quart d’heure.
sign-in-almost = Encore un clic et tu y es.
sign-in-button = J’entre
sign-in-too-late = Ce lien ne marche plus : il a été utilisé, ou il a plus d’un quart d’heure.
sign-in-again = Demande un nouveau lien
sign-out = Me déconnecter
desk-title = Aperçu
desk-greeting = Bonjour { $name }.
desk-mine = Mes rencontres
desk-empty = Rien n’est prévu pour le moment.
desk-event = Rencontre
desk-when = Quand
desk-state = Statut
desk-registered = Inscriptions
desk-open = Ouvert
desk-draft = Brouillon
desk-past = Passé
desk-cancelled = N’a pas lieu
desk-seats = { $n } sur { $of }
desk-people = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
desk-waiting = { $n } en liste d’attente

# The bar above an organiser’s pages, and the tabs of an event.
desk-nav = Organisation
desk-figures = Chiffres
desk-network = Réseau
desk-account = Compte
desk-site = Site
desk-event-pages = Autour de cette rencontre
tab-event = La rencontre
tab-attendees = Participants
tab-door = À l’entrée
tab-messages = Messages
tab-figures = Chiffres
