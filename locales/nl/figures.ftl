# How it went (src/figures).
figures-title = Cijfers
figures-title-of = Cijfers van { $what }
figures-glance = In één oogopslag
figures-count = { $n ->
    [one] 1 samenkomst
   *[other] { $n } samenkomsten
}
figures-region = Regio
figures-any-region = Al mijn regio’s
figures-series = Reeks
figures-any-series = Elke reeks
figures-kind = Soort
figures-any-kind = Elke soort
figures-period = Wanneer
figures-period-recent = Voorbije jaar en wat komt
figures-period-ahead = Wat nog komt
figures-period-all = Van het begin af
figures-show = Toon
figures-empty = In die tijd stond er niets op het programma. Kies een andere tijd of regio.
figures-events = Samenkomsten
figures-registered = Ingeschreven
figures-filled = Plaatsen bezet
figures-seated = Met een plek
figures-seats = Plaatsen
figures-waiting = Op de wachtlijst
figures-cancelled = Uitgeschreven
figures-came = Gekomen
figures-expected = Verwacht
figures-show-up = Opkomst
figures-percent = { $n }%
figures-unit = { $n ->
    [one] 1 stip is 1 inschrijving.
   *[other] 1 stip is { $n } inschrijvingen.
}
figures-nobody = Nog niemand schreef zich in.
figures-taken-of = { $n } van de { $of } { $of ->
    [one] plaats
   *[other] plaatsen
} { $n ->
    [one] is bezet
   *[other] zijn bezet
}.
figures-no-limit = Er is plaats voor iedereen.
figures-who-wait = { $n ->
    [one] 1 persoon wacht.
   *[other] { $n } mensen wachten.
}
figures-came-of = { $n } van de { $of } met een plek { $n ->
    [one] kwam
   *[other] kwamen
}.
figures-not-ticked = Aan de deur werd niemand aangevinkt.
figures-not-yet = Dat weten we na de samenkomst.
figures-cancelled-of = { $n } van de { $of } { $n ->
    [one] schreef zich uit
   *[other] schreven zich uit
}.
figures-average-of = Op 5, van { $n } mensen bij { $events ->
    [one] 1 samenkomst
   *[other] { $events } samenkomsten
}. Waar minder dan drie mensen kozen, tellen we niemand mee.
figures-n-of = { $n } van { $of } ({ $percent }%)
figures-over-time = Inschrijvingen in de tijd
figures-as-table = Als tabel
figures-when = Wanneer
figures-so-far = Samen tot dan
figures-week-of = week van { $date }
figures-by-events = Per samenkomst
figures-by-regions = Per regio
figures-by-kinds = Per soort
figures-by-roles = Wat mensen doen
figures-by-languages = Taal van de mails
figures-by-stops = Per halte
figures-of-events = Samenkomst
figures-of-regions = Regio
figures-of-kinds = Soort
figures-of-roles = Rol
figures-of-languages = Taal
figures-of-stops = Halte
figures-role-unsaid = Niet gezegd
figures-small = Samen geteld
figures-small-note = Een groep van minder dan drie mensen tellen we samen met een andere, zodat een cijfer nooit over één persoon gaat.
figures-regions-note = Wat regio’s samen organiseren, telt bij de regio die uitnodigt.
figures-take-away = Neem de cijfers mee (CSV)
figures-file = cijfers
figures-sheet-table = Tabel
figures-sheet-line = Regel
figures-sheet-average = Hoe was het? Gemiddeld, op 5
figures-sheet-scores = Hoe was het? Antwoorden
figures-all = Alles samen

# More seats than chairs.
figures-overbooking = Meer plaatsen dan stoelen
figures-given = Je geeft nu { $seats ->
    [one] { $seats } plaats
   *[other] { $seats } plaatsen
} voor { $chairs ->
    [one] { $chairs } stoel
   *[other] { $chairs } stoelen
}.
figures-no-past = Zodra er drie keer aan de deur is aangevinkt bij een samenkomst van deze soort, stellen we hier voor hoeveel plaatsen je kan geven.
figures-past = Van wie een plek had, kwam { $percent }% (van { $low }% tot { $high }%). Zo ging het in de voorbije twee jaar { $n } keer: { $kind }, { $place }.
figures-whole-network = het hele netwerk
figures-suggested = Geef je { $seats ->
    [one] { $seats } plaats
   *[other] { $seats } plaatsen
} voor { $chairs ->
    [one] { $chairs } stoel
   *[other] { $chairs } stoelen
}, dan heeft iedereen die komt minstens 19 keer op 20 een stoel.
figures-too-varied = Meer plaatsen geven dan { $n ->
    [one] de ene stoel die er is
   *[other] de { $n } stoelen die er zijn
}, is te onzeker. Hou het hierbij.
figures-give = { $n ->
    [one] Geef 1 plaats
   *[other] Geef { $n } plaatsen
}
figures-give-back = { $n ->
    [one] Terug naar 1 plaats
   *[other] Terug naar { $n } plaatsen
}
figures-done-given = Dat is gebeurd. Wie vooraan in de rij stond, kreeg een mail.
figures-done-back = Dat is gebeurd. Wie een plek heeft, houdt die.
figures-done-nothing = Er viel niets te veranderen.
figures-done-overtaken = Intussen veranderde er iets. Kijk nog eens en kies opnieuw.
