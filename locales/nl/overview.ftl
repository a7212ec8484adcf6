# The overview.
desk-greeting-people = Dag { $name }, { $n ->
    [one] er komt 1 persoon
   *[other] er komen { $n } mensen
}.
desk-new = Nieuwe samenkomst
desk-shelves = Welke samenkomsten
shelf-upcoming = Op komst
shelf-drafts = Concepten
shelf-past = Voorbij
desk-search = Zoek een samenkomst
desk-region = Regio
desk-every-region = Elke regio
desk-filter = Filter
desk-nothing-found = Niets gevonden. Probeer een ander woord.
desk-actions = Verder
desk-not-yet = nog dicht
desk-finish = Werk af
desk-pages = Pagina’s
desk-shown = { $from } tot { $to } van de { $of }
desk-before = Vorige
desk-after = Volgende
todo-title = Nog te doen
todo-today = Wie is er al bij “{ $title }”?
todo-today-why = Het begint om { $time }. Naar de deur.
todo-now-why = Het is bezig. Naar de deur.
todo-tomorrow = Morgen: “{ $title }”
todo-tomorrow-why = Het begint morgen om { $time }. Naar de deur.
todo-linkless = “{ $title }” heeft nog geen link
todo-linkless-why = Het begint op { $date }. Zonder link kan niemand online deelnemen.
todo-full = “{ $title }” is volzet
todo-full-why = { $n ->
    [one] Er wacht 1 persoon. Kan er nog een stoel bij?
   *[other] Er wachten { $n } mensen. Kunnen er nog stoelen bij?
}
todo-stop-full = Een halte van “{ $title }” is volzet
todo-draft = Maak “{ $title }” af
todo-draft-why = Het begint op { $date } en staat nog niet online.
todo-recording = Zet de opname van “{ $title }” online
todo-recording-why = Wie erbij was, krijgt dan een bedankje met de link.
todo-recording-missed = Wie het miste, kan dan nog kijken.
figure-days = Inschrijvingen in 14 dagen
figure-days-words = { $n ->
    [one] 1 stip is 1 inschrijving.
   *[other] 1 stip is { $n } inschrijvingen.
}
figure-times = { $n ->
    [one] Opkomst, laatste keer
   *[other] Opkomst, laatste { $n } keer
}
figure-seats = Plaatsen bezet, op komst
figure-seats-words = { $n } van de { $of } { $of ->
    [one] stoel
   *[other] stoelen
}{ $waiting ->
    [0] .
    [one] , 1 persoon wacht.
   *[other] , { $waiting } mensen wachten.
}
desk-deleted = De samenkomst is weg. Haar geschiedenis blijft bewaard.
desk-trouble = { $n ->
    [one] Eén mail kwam niet aan
   *[other] { $n } mails kwamen niet aan
}
desk-trouble-more = { $n ->
    [one] En nog één mail. Bekijk alles per samenkomst
   *[other] En nog { $n } mails. Bekijk alles per samenkomst
}
desk-trouble-letters = { $n ->
    [one] één mail
   *[other] { $n } mails
}
desk-held-up = { $n ->
    [one] Eén mail kan even niet weg. We blijven proberen.
   *[other] { $n } mails kunnen even niet weg. We blijven proberen.
}
