# Writing to those who registered (src/messages/).
messages-written = Geschreven berichten
messages-none = Er is nog niets geschreven. Stuur gerust een bericht: met een wegbeschrijving, een vraag of een voorbereiding.
messages-by-itself = Gaat vanzelf
message-new = Schrijf een bericht
message-what = Wat
message-subject = Onderwerp
message-body = Bericht
message-when = Wanneer
message-figures = Verstuurd
message-to = Voor wie
message-to-hint = Wie dat precies is, kijken we na op het moment van versturen. Wie tot dan een plek krijgt of zich uitschrijft, telt dus juist mee.
message-text = Wat je schrijft
message-languages-hint = Schrijf in één taal of in meer. Wie een andere taal leest, krijgt de eerste taal die je invulde.
message-marks = Je kan **vet** en *schuin* schrijven, een lijst maken met streepjes, en links zetten met [woorden](https://…). Waar je {"{naam}"} schrijft, komt de voornaam.
message-look = Bekijk het bericht
message-look-hint = Er vertrekt nog niets. Je ziet eerst hoe het eruitziet en naar hoeveel mensen het gaat.
message-back = Terug
message-edit = Bewerk
message-discard = Gooi weg
message-discard-sure = Gooi je dit bericht weg?
message-discard-what = Wat je schreef, is dan weg. Terugdraaien kan niet.
message-copy = Gebruik opnieuw
message-withdraw = Trek terug
message-send = Versturen
message-now = Nu meteen
message-later = Later
message-send-at = Dag en uur
message-zone = In de tijd van de samenkomst ({ $zone }).
message-clock = Intussen verspringt de klok: het uur is dat van de klok op die dag
message-send-button = Verstuur
message-preview = Zo ziet het eruit
message-plain = Zonder opmaak
message-prove = Stuur een proef naar mezelf
message-prove-hint = De proef gaat naar { $address } en naar niemand anders.
message-draft = Concept
message-planned = Gepland
message-leaving = Vertrekt nu
message-sent = Verstuurd
message-withdrawn = Teruggetrokken
message-readers = { $n ->
    [one] Gaat nu naar { $n } persoon:
   *[other] Gaat nu naar { $n } mensen:
}
message-readers-of = { $n ->
    [one] { $n } leest { $language }
   *[other] { $n } lezen { $language }
}
message-readers-none = Op dit moment is dat niemand.
message-substitute = { $n ->
    [one] { $n } persoon leest { $own } en krijgt de tekst in het { $other }.
   *[other] { $n } mensen lezen { $own } en krijgen de tekst in het { $other }.
}
message-done-sent = Je bericht vertrekt nu. Hieronder zie je hoe het aankomt.
message-done-planned = Je bericht vertrekt op het uur dat je koos. Tot dan kan je het terugtrekken.
message-done-planned-for-nobody = Je bericht vertrekt op het uur dat je koos, naar wie er dan voor in aanmerking komt. Op dit moment is dat niemand.
message-done-withdrawn = Teruggetrokken. Wat nog niet vertrokken was, blijft hier.
message-done-proved = De proef is onderweg naar { $address }.
message-done-too-late = Dit bericht was al verstuurd. Er is niets veranderd.
message-done-discarded = Het concept is weg.
message-done-resent = We proberen het opnieuw. Over een paar minuten weet je meer.
message-fault-empty = Schrijf een onderwerp en een bericht, in minstens één taal
message-fault-subject = Geef het bericht een onderwerp
message-fault-subject-long = Maak het onderwerp korter: hoogstens 120 tekens
message-fault-body = Schrijf ook het bericht zelf
message-fault-long = Maak het bericht korter: hoogstens 10.000 tekens
message-fault-link = Laat elke link beginnen met https://, http:// of mailto:
message-fault-placeholder = Tussen accolades kennen we alleen {"{naam}"}
message-fault-nobody = Op dit moment is er niemand die dit bericht krijgt. Kies iemand anders, of plan het voor later.
message-fault-changed = Iemand anders veranderde dit bericht terwijl je keek. Kijk het na en verstuur het dan
message-fault-changed-edit = Iemand anders veranderde dit bericht intussen. Wat jij typte, staat er nog; hoe het bericht nu is, staat eronder. Ga je verder, dan geldt wat jij typte.
message-fault-time = Kies een dag en een uur
message-fault-time-twice = Dat uur komt die nacht twee keer voor. Kies een ander uur
message-fault-past = Kies een uur dat nog komt, binnen het jaar

# For whom.
audience-status = Status
audience-confirmed = Wie een plek heeft
audience-waitlisted = Wie op de wachtlijst staat
audience-cancelled = Wie zich uitschreef
audience-all = Iedereen die zich ooit inschreef
audience-any = Maakt niet uit
audience-stop = Halte
audience-present = Aanwezig
audience-was-there = Was erbij
audience-was-not-there = Was er niet bij
audience-role = Rol
audience-role-unsaid = Zei geen rol
audience-language = Taal
audience-words = Alleen wie past bij “{ $words }”.
audience-answer = Alleen wie op “{ $question }” antwoordde: { $answer }.
audience-chosen = { $n ->
    [one] Alleen de { $n } persoon die je aanduidde.
   *[other] Alleen de { $n } mensen die je aanduidde.
}

# Reminders and thanks.
reminder-today = Vandaag
reminder-tomorrow = Morgen
reminder-see-you-today = Tot straks
reminder-see-you-tomorrow = Tot morgen
reminder-see-you-soon = Tot binnenkort
reminder-name = Herinnering, { $before } vooraf
reminder-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
reminder-hours = { $n } uur
reminder-minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
reminder-passed = Niet verstuurd
reminder-off = Staat uit
thanks-name = Bedanking met opname en materiaal
thanks-at-the-end = Zodra de samenkomst voorbij is
thanks-when-there-is-something = Zodra er na afloop een opname of materiaal is
thanks-at-the-latest = Zodra er na afloop een opname of materiaal is, en anders { $when }, voor wie een attest krijgt
thanks-a-day-after = Een dag na de samenkomst, of zodra er een opname is
thanks-again-recording = Opname, achteraf nagestuurd
thanks-again-materials = Materiaal, achteraf nagestuurd
thanks-again-question = De vraag “Hoe was het?”
thanks-again-waits = { $when }, of samen met de opname

# How letters fared.
delivery-none = Nog geen enkele mail
delivery-sent = { $n } verstuurd
delivery-waiting = { $n ->
    [one] { $n } wacht nog
   *[other] { $n } wachten nog
}
delivery-failed = { $n ->
    [one] { $n } kwam niet aan
   *[other] { $n } kwamen niet aan
}
delivery-superseded = { $n } niet meer nodig
trouble-title = { $n ->
    [one] { $n } mail kwam niet aan
   *[other] { $n } mails kwamen niet aan
}
trouble-caption = Mails die niet aankwamen
trouble-who = Voor wie
trouble-letter = Mail
trouble-why = Waarom, en wat helpt
trouble-resend = Verstuur opnieuw
trouble-resend-all = Verstuur ze allemaal opnieuw
reason-address-unknown = Dit adres bestaat niet.
advice-address-unknown = Kijk het na, verbeter het op de pagina van de persoon en verstuur opnieuw.
reason-address-unwritable = Dit adres bevat tekens die mailservers niet kennen.
advice-address-unwritable = Vraag een ander adres, verbeter het op de pagina van de persoon en verstuur opnieuw.
reason-mailbox-full = De mailbox is vol.
advice-mailbox-full = Verstuur later opnieuw, of vraag een ander adres.
reason-refused = De mailserver van de ontvanger weigert de mail.
advice-refused = Bel even, of vraag een ander adres. Gebeurt het bij veel mensen tegelijk, verwittig dan wie dit systeem beheert.
reason-stopped = Een eerdere mail naar dit adres kwam terug, daarom ging deze niet de deur uit.
advice-stopped = Verbeter het adres op de pagina van de persoon, of probeer opnieuw als het toch juist is.
reason-patience = De mailserver was dagenlang niet bereikbaar.
advice-patience = Verstuur opnieuw. Lukt het weer niet, verwittig dan wie dit systeem beheert.
reason-unwritten = De mail kon niet gemaakt worden.
advice-unwritten = Dat ligt aan ons. Verwittig wie dit systeem beheert.
letter-kind-registration_confirmed = Bevestiging
letter-kind-registration_waitlisted = Wachtlijst
letter-kind-seat_became_free = Vrijgekomen plek
letter-kind-registration_cancelled = Uitschrijving
letter-kind-event_cancelled = Gaat niet door
letter-kind-event_changed = Wijziging
letter-kind-seat_offered = Aanbod aan een collega
letter-kind-seat_handed_over = Doorgegeven plek
letter-kind-seat_declined = Afgewezen aanbod
letter-kind-message = Bericht
letter-kind-reminder = Herinnering
letter-kind-thanks = Bedanking
letter-kind-seat_to_take = Aangeboden plek
letter-kind-offer_ran_out = Voorbij aanbod
letter-kind-declined_in_calendar = Geweigerd in de agenda
letter-kind-stop_declined_in_calendar = Halte geweigerd in de agenda
letter-kind-stop_given_back = Halte vrijgegeven
letter-kind-stop_chosen = Halte gekozen
letter-kind-registration_moved = Ander adres

# No more messages.
quiet-title = Minder mails
quiet-ask = Wil je geen berichten of herinneringen meer over { $event }?
quiet-still = Je inschrijving blijft. Verandert het uur of de plaats, dan laten we je dat nog weten.
quiet-button = Stuur me er geen meer
quiet-done = In orde. Over { $event } krijg je geen berichten of herinneringen meer.
quiet-undo = Toch weer wel
