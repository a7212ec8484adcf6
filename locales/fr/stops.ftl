# One stop more, or one instead of another, after one registered (src/registrations/choosing.rs).

# My registration
mine-stops = Changer mes étapes
mine-stops-hint = En ajouter une, ou échanger
mine-stop-choose = Choisir cette étape
mine-stop-choose-line = Attendre une place
mine-stop-swap = Choisir à la place de { $stop }
mine-stop-swap-text = Ta place à l’étape { $stop } va à qui attend. Le reste de ton inscription ne change pas.
mine-stop-swap-line-text = Tu quittes la file pour { $stop }. Le reste de ton inscription ne change pas.
mine-stop-swap-button = Oui, échanger
mine-stop-chosen = Cette étape fait maintenant partie de ton inscription. La confirmation arrive par e-mail.
mine-stop-queued = Tu es dans la file pour cette étape. Dès qu’une place se libère, nous t’écrivons.
stop-refused-full = Cette étape vient de se remplir. Rien n’a changé : tu gardes ce que tu avais.
stop-refused-overlap = Tu as déjà une étape à cette heure-là. Libère-la d’abord.
stop-refused-not-open = Le choix d’une étape n’est pas encore ouvert.
stop-refused-closed = Il n’est plus possible de choisir une étape.
stop-refused-cancelled = Cette rencontre n’a pas lieu.
stop-refused-draft = Cette rencontre n’est pas en ligne.
stop-refused-left = Ton inscription est annulée.

# Beside a stop
choice-line = Complet. Liste d’attente, place { $n }
choice-full-first = Complet. Pour attendre ici, il faut d’abord libérer { $stop }.
choice-full-whole = Complet. Cette rencontre n’a pas de liste d’attente par étape.
choice-overlaps = À la même heure que { $stops }. À libérer d’abord.

# The desk
attendee-stops = Changer les étapes
attendee-stops-hint = En ajouter une, échanger ou libérer
attendee-stops-which = Que veux-tu faire ?
attendee-stop-choose = Ajouter { $stop }
attendee-stop-swap = { $stop } à la place de { $other }
attendee-stop-leave = Libérer { $stop }
attendee-stops-button = Changer les étapes
attendee-stop-there = Présent·e depuis { $when }
attendee-done-stop = C’est fait : les étapes ont changé.
arrange-refused-stop-full = Cette étape est complète. Rien n’a changé.
arrange-refused-overlap = Cette personne a déjà une étape à cette heure-là. Libère-la d’abord.
arrange-refused-no-stop = Choisis que faire, et avec quelle étape.
arrange-refused-stop-gone = Une étape choisie n’existe plus. Choisis de nouveau.
history-stop-chosen = A choisi une étape
history-by-stop-chosen = { $who } a choisi une étape : { $stop }
history-by-stop-swapped = { $who } a choisi { $stop } à la place de { $other }
history-by-stop-left = { $who } a libéré une étape : { $stop }
