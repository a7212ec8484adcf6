# Signing in.
sign-in-title = Pour les organisateurs
sign-in-hint = Nous y envoyons un lien pour entrer. Pas besoin de mot de passe.
sign-in-send = Envoie-moi un lien
sign-in-sent = Regarde ta boîte mail. Si nous connaissons ton adresse, un lien t'y attend. Il marche un quart d'heure.
sign-in-almost = Encore un clic et tu y es.
sign-in-button = J'entre
sign-in-too-late = Ce lien ne marche plus : il a été utilisé, ou il a plus d'un quart d'heure.
sign-in-again = Demande un nouveau lien
