# Aanwezigheidsattesten (src/registrations/certificates).
plan-certificates = Geef een aanwezigheidsattest
plan-certificates-hint = Wie als aanwezig genoteerd is, kan het na afloop downloaden
plan-training-hours = Hoeveel uur vorming staat erop?
plan-training-hours-hint = Tot op een kwartier, zoals 2,5. Leeg: er staan geen uren op.
fault-training-hours = Geef een aantal uren van 0,25 tot 100, tot op een kwartier
training-hours = { $hours } uur vorming
