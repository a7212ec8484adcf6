# Kinds of event (src/events/kind.rs).
kind-webinar = Webinaire
kind-practice-safari = Safari de terrain
kind-world-social-work-day = World Social Work Day
kind-gathering = Rencontre
kind-working-session = Séance de travail
kind-practice-visit = Visite de terrain
kind-stakeholder-meeting = Concertation
kind-steering-group = Comité de pilotage
kind-conference = Conférence

# All of one kind, within a sentence.
kinds-webinar = webinaires
kinds-practice-safari = safaris de terrain
kinds-world-social-work-day = rencontres du World Social Work Day
kinds-gathering = rencontres
kinds-working-session = séances de travail
kinds-practice-visit = visites de terrain
kinds-stakeholder-meeting = concertations
kinds-steering-group = comités de pilotage
kinds-conference = conférences

# Where people meet.
format-online = En ligne
format-in-person = Sur place
format-hybrid = Hybride
row-online = en ligne
row-in-person = sur place
row-hybrid = sur place et en ligne
row-and-online = { $place } et en ligne
language-nl = néerlandais
language-fr = français
language-en = anglais
