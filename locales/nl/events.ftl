# The agenda (src/events/pages/agenda.rs).
agenda-title = Agenda
agenda-description = Webinars, praktijksafari’s en bijeenkomsten voor sociale professionals in Vlaanderen en Brussel.
agenda-welcome = Kom erbij.
agenda-lede = Webinars, praktijksafari’s en bijeenkomsten voor wie met mensen werkt. In je buurt of op je scherm.
agenda-past-title = Vorige samenkomsten
agenda-past-welcome = Dit was er al.
agenda-past-lede = Wat voorbij is, het recentste eerst. Soms kan je iets herbekijken of nalezen.
period-remove = Toon wat nog komt
agenda-found = { $n ->
    [one] 1 samenkomst
   *[other] { $n } samenkomsten
}
agenda-further = Verder met { $day }
agenda-start = Naar het begin
agenda-aside = Meer van de agenda
ring-label = Ga naar je regio
ring-you = jij
ring-and-you = en jij
ring-regions = { $n ->
    [one] Eén regio
    [7] Zeven regio’s
   *[other] { $n } regio’s
}
filter-region = Regio
filter-any-region = Alle regio’s
filter-kind = Soort
filter-any-kind = Elke soort
filter-theme = Thema
filter-any-theme = Elk thema
filter-core-themes = Krachtlijnen
filter-themes = Thema’s
filter-period = Kies een periode
filter-from = Vanaf
filter-to = Tot en met
filter-from-day = Vanaf { $day }
filter-to-day = Tot en met { $day }
filter-remove = haal weg
filter-show = Toon
umbrella-online = { $region }, online
umbrella-cancelled = gaat niet door
empty-kind-region = Geen { $kind } in { region-named }. Nog niet.
empty-kind = Geen { $kind } te zien. Nog niet.
empty-region = Niets in { region-named }. Nog niet.
empty-filter = Niets gevonden. Nog niet.
empty-agenda = De agenda is nog leeg. Kom gauw eens terug.
empty-in-region = { $n ->
    [one] Er staat wel één andere samenkomst in { region-named }.
   *[other] Er staan wel { $n } andere samenkomsten in { region-named }.
}
empty-elsewhere = { $n ->
    [one] Elders is er wel één van deze soort.
   *[other] Elders zijn er wel { $n } van deze soort.
}
empty-show-region = Toon alles in { region-named }
empty-show-kind = Toon alle { $kinds }
empty-show-all = Toon de hele agenda
missed-title = Iets gemist?
missed-text = Van webinars en safari’s maken we meestal een opname.
missed-link = Bekijk de opnames

# Seats in a list (src/events/views.rs).
seats-left = { $n ->
    [one] 1 plaats vrij
   *[other] { $n } plaatsen vrij
}
seats-few = { $n ->
    [one] Nog 1 plaats
   *[other] Nog { $n } plaatsen
}
seats-of = van de { $n }
seats-plenty = Plaats genoeg
seats-full = Volzet
seats-waiting-list = Wachtlijst open
seats-not-open = Inschrijven vanaf { $day }
seats-closed = Inschrijven is voorbij
seats-past = Voorbij
seats-recorded = Terugkijken
seats-cancelled = Gaat niet door

# The event (src/events/pages/show.rs).
fact-when = Wanneer
fact-where = Waar
fact-price = Prijs
fact-free = Gratis
fact-language = Voertaal
fact-accessible = Toegankelijk
where-online = Online
where-link-by-mail = Je krijgt de link per mail
where-or-online = Of online: de link krijg je per mail
where-later = De plaats volgt nog
about = Waarover het gaat
programme = Programma
programme-stops = { $n ->
    [one] Eén halte
    [2] Twee haltes
    [3] Drie haltes
    [4] Vier haltes
    [5] Vijf haltes
    [6] Zes haltes
   *[other] { $n } haltes
}
programme-stop = Halte { $n }:
speakers = Wie je ontmoet
more = Thema’s en organisatie
invited-by = Je bent te gast bij
part-of-series = Deel van:
take-along = Zet in je agenda
watch = Terugkijken
watch-recording = De opname
watch-material = Om na te lezen.
similar = Hier is er wel plek
similar-series = In dezelfde reeks is er wel plek
waiting = Zo werkt de wachtlijst
waiting-1 = Je gaat in de rij staan
waiting-1-text = Wie eerst komt, staat eerst. Je kan er altijd weer uit.
waiting-2 = Komt er plek, dan schuif je op
waiting-2-text = Zegt iemand af, dan krijgt de eerste in de rij die stoel. We mailen je meteen.
waiting-3 = Kan je toch niet?
waiting-3-text = Met de link in je mail geef je je plek terug. Zo maak je iemand anders blij.

# The seat card (src/events/pages/seat_card.rs).
card-open = Neem je plek
card-open-hint = Klaar in twintig seconden.
card-open-until = Inschrijven kan tot { $moment }.
card-open-button = Schrijf me in
card-plenty = Er is plaats genoeg.
card-waiting = Volzet. Wacht je mee?
card-waiting-text = { $n ->
    [0] Er staat nog niemand in de rij.
    [one] Er staat één persoon in de rij.
   *[other] Er staan { $n } mensen in de rij.
}
card-waiting-place = Jij wordt nummer { $n }.
card-waiting-button = Zet me op de wachtlijst
card-full = Volzet.
card-full-text = Alle plaatsen zijn ingenomen en er is geen wachtlijst.
card-full-begun = Alle plaatsen zijn ingenomen. De samenkomst is begonnen, dus de wachtlijst is dicht.
card-closed = Inschrijven is voorbij.
card-closed-text = De deur is dicht, de samenkomst komt nog. Ben je ingeschreven? Dan vind je alles in je mail.
card-not-open = Nog even geduld.
card-not-open-text = Inschrijven kan vanaf { $moment }.
card-not-open-hint = Kom dan terug, of zet de agenda van je regio in de jouwe.
card-past = Deze samenkomst is voorbij.
card-past-watch = Je kan ze wel nog herbekijken of nalezen.
card-past-text = In de agenda vind je wat er nog komt.
card-past-came = { $n ->
    [one] Er was 1 inschrijving.
   *[other] Er waren { $n } inschrijvingen.
}
card-cancelled = Deze samenkomst gaat niet door.
card-cancelled-text = We mailen iedereen die ingeschreven was.
hall-free = { $n ->
    [one] plaats vrij
   *[other] plaatsen vrij
}
hall-seats = { $n ->
    [one] plaats
   *[other] plaatsen
}
hall-taken = { $n ->
   *[other] ingeschreven
}
hall-words = { $taken ->
    [0] Nog geen enkele plaats is ingenomen.
    [one] 1 van de { $capacity } plaatsen is ingenomen.
   *[other] { $taken } van de { $capacity } plaatsen zijn ingenomen.
} { $left ->
    [one] Er is nog 1 plaats vrij.
   *[other] Er zijn nog { $left } plaatsen vrij.
}
hall-full-words = { $n ->
    [0] Er zijn geen plaatsen.
    [one] De enige plaats is ingenomen.
   *[other] Alle { $n } plaatsen zijn ingenomen.
}
bar-left = Nog { $n } vrij
bar-open = Schrijf je in
bar-wait = Wacht mee
bar-waiting = { $n ->
    [0] nog niemand wacht
    [one] 1 persoon wacht
   *[other] { $n } mensen wachten
}

# The form (src/events/seat_form.rs).
form-name = Naam
form-email = E-mail
form-email-hint = Hierheen sturen we je bevestiging. Eén plek per adres.
form-email-hint-online = Hierheen sturen we de link. Eén plek per adres.
form-organisation = Organisatie
form-language = Taal van de mails
form-role = Rol
form-role-choose = Kies een rol
form-optional = (mag je overslaan)
form-at-least-one = (kies er minstens één)
form-slot = Waar wil je bij zijn? { $hours }
form-no-stop = Ik sla dit over
form-stop-seats = { $n ->
    [one] Nog 1 plaats
   *[other] Nog { $n } plaatsen
}
form-stop-waiting = Volzet. Je wordt nummer { $n } op de wachtlijst.
form-stop-full = Volzet.
form-stops-best-effort = Is een halte volzet, dan wacht je enkel voor die halte. De rest van je inschrijving gaat door.
form-stops-all-or-nothing = Je krijgt al je haltes samen. Is er één volzet, dan wacht je hele inschrijving.
form-stops-no-line = Kies enkel haltes waar nog plek is. Is er één volzet, dan lukt inschrijven niet.
form-yes = Ja
form-no = Nee
form-no-answer = Geen antwoord
form-consent = Je mag mijn gegevens gebruiken voor deze samenkomst.
form-consent-forget = Na een jaar wissen we ze.
form-consent-how = Lees hoe
form-trap = Laat dit veld leeg
form-errors = { $n ->
    [one] Nog één ding
    [2] Nog twee dingen
    [3] Nog drie dingen
   *[other] Nog { $n } dingen
}
preview-note = Zo zien bezoekers het. Inschrijven kan hier niet.
preview-back = Terug
