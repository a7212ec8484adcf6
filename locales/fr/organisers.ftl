# Signing in.
sign-in-title = Pour qui organise
sign-in-hint = Nous y envoyons un lien pour entrer. Pas besoin de mot de passe.
sign-in-send = Recevoir un lien
sign-in-sent = Regarde ta boîte mail. Si nous connaissons ton adresse, un lien t’y attend. Il marche un quart d’heure.
sign-in-almost = Encore un clic et tu y es.
sign-in-button = J’entre
sign-in-too-late = Ce lien ne marche plus : il a été utilisé, il a plus d’un quart d’heure, ou un mauvais code a été tapé trop souvent.
sign-in-elsewhere = Ce n’est pas le navigateur où tu as demandé le lien. Tape le code de l’e-mail et tu y es.
sign-in-code = Code de l’e-mail
sign-in-code-hint = Six chiffres. Ils sont dans l’e-mail, sous le bouton.
sign-in-wrong-code = Ce code n’est pas bon, ou ne marche plus. Après cinq essais ratés, demande plutôt un nouveau lien.
sign-in-again = Demander un nouveau lien
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
tab-attendees = Participant·es
tab-door = À l’entrée
tab-messages = Messages
tab-figures = Chiffres

# One’s own account.
account-title = Mon compte
account-me = Qui tu es
account-language = Langue des pages et de tes e-mails
account-roles = Ce que tu peux faire
account-sessions = Où tu es connecté·e
account-tokens = Clés pour les programmes
account-done-saved = C’est enregistré.
account-done-session-ended = Ce navigateur est déconnecté.
account-done-sessions-ended = Tous les autres navigateurs sont déconnectés.
account-done-token-revoked = Cette clé ne marche plus.
session-unknown = Appareil inconnu
session-this = Ici
session-since = Depuis le { $when }.
session-seen = Vu pour la dernière fois le { $when }.
session-end = Déconnecter
session-end-others = Déconnecter tous les autres
token-hint = Avec une clé, un programme fait ce que tu peux faire, par exemple ton site qui montre les rencontres. Donne à chaque programme sa propre clé.
token-name = Nom du programme
token-make = Créer une clé
token-made = Voici ta clé. Copie-la maintenant : tu ne la verras qu’une fois.
token-never-used = Pas encore utilisée.
token-used = Utilisée pour la dernière fois le { $when }.
token-revoke = Retirer
token-revoke-sure = Retirer cette clé ?
token-revoke-what = ce qui l’utilise n’aura plus accès. On ne peut pas revenir en arrière.

# Errors at the desk (src/organisers/pages/errors.rs); the others are said as to any visitor.
to-desk = Vers l’aperçu
desk-error-400-text = Quelque chose ne va pas dans ta demande. Repars de l’aperçu.
desk-error-404-text = Cette page n’existe plus, ou une faute s’est glissée dans l’adresse. Repars de l’aperçu.
desk-error-405-text = Cette porte s’ouvre autrement. Repars de l’aperçu.
