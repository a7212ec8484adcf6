# Kinds of event (src/events/kind.rs).
kind-webinar = Webinar
kind-practice-safari = Praktijksafari
kind-world-social-work-day = World Social Work Day
kind-gathering = Bijeenkomst
kind-working-session = Werksessie
kind-practice-visit = Praktijkbezoek
kind-stakeholder-meeting = Stakeholdersoverleg
kind-steering-group = Stuurgroep
kind-conference = Conferentie

# All of one kind, within a sentence.
kinds-webinar = webinars
kinds-practice-safari = praktijksafari’s
kinds-world-social-work-day = samenkomsten van World Social Work Day
kinds-gathering = bijeenkomsten
kinds-working-session = werksessies
kinds-practice-visit = praktijkbezoeken
kinds-stakeholder-meeting = stakeholdersoverleggen
kinds-steering-group = stuurgroepen
kinds-conference = conferenties

# Where people meet.
format-online = Online
format-in-person = Ter plaatse
format-hybrid = Hybride
row-online = online
row-in-person = ter plaatse
row-hybrid = ter plaatse en online
row-and-online = { $place } en online
language-nl = Nederlands
language-fr = Frans
language-en = Engels
