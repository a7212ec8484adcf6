# Aanwezigheidsattesten (src/registrations/certificates).
plan-certificates = Geef een aanwezigheidsattest
plan-certificates-hint = Wie als aanwezig genoteerd is, kan het na afloop downloaden. De bedanking zegt het.
plan-training-hours = Hoeveel uur vorming staat erop?
plan-training-hours-hint = Tot op een kwartier, zoals 2,5. Leeg: er staan geen uren op.
fault-training-hours = Geef een aantal uren van 0,25 tot 100, tot op een kwartier
training-hours = { $hours } uur vorming
fact-certificate = Attest
certificate-title = Aanwezigheidsattest
certificate-file = aanwezigheidsattest
certificate-ready = Je was erbij. Je attest staat klaar, om te bewaren of aan je werkgever te geven.
certificate-take = Download mijn attest
certificate-too-early = Was je erbij, dan vind je hier na afloop je attest.
certificate-not-seen = We noteerden niet dat je erbij was. Daarom staat hier geen attest. Was je er wel? Laat het ons weten, dan zetten we het recht.
certificate-nameless = Je naam staat bij ons zonder letters die we kunnen afdrukken. Daarom staat hier geen attest. Laat ons weten hoe je heet, dan zetten we het recht.
certificate-of-another = Download het attest
certificate-nameless-of-another = In deze naam staat geen letter die we kunnen afdrukken. Verbeter de naam, dan is er een attest.

# Wat op het papier staat.
certificate-document = Aanwezigheidsattest: { $name }, { $title }
certificate-confirms = Hiermee bevestigen we dat
certificate-was-at = aanwezig was op
certificate-when = Wanneer
certificate-where = Waar
certificate-training = Telt voor
certificate-stop = Halte
certificate-issued = Uitgereikt op { $date } door
certificate-ask = Kijk na of dit attest klopt:

# De pagina voor wie een attest krijgt.
certificate-known-title = Dit attest klopt
certificate-known-tag = Door ons uitgereikt
certificate-known-lede = Vergelijk wat op het attest staat met wat wij weten:
certificate-who = Wie
certificate-what = Was aanwezig op
certificate-known-by = Uitgereikt door { $region }. Heb je een vraag over dit attest? Mail naar
certificate-unknown-title = Dit attest kennen we niet
certificate-unknown-lede = Kijk na of het adres letter voor letter klopt, met de hoofdletters.
certificate-unknown-more = Klopt het, dan is het attest niet of niet meer geldig. Een jaar na een samenkomst vergeten we wie er was, en kunnen we een attest niet meer bevestigen.
