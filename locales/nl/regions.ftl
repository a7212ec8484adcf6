# Regions, series and recordings (src/events/pages/).

# A region within a sentence: a landscape has an article, and whoever adds one gives it a line here.
region-named = { $region ->
    [Hageland] het Hageland
    [Houtland] het Houtland
    [Kempen] de Kempen
    [Maasland] het Maasland
    [Meetjesland] het Meetjesland
    [Pajottenland] het Pajottenland
    [Rand] de Rand
    [Waasland] het Waasland
    [Westhoek] de Westhoek
   *[other] { $region }
}

regions-title = Regio’s
regions-lede = Elke regio nodigt uit. Kies de jouwe en neem haar agenda mee.
regions-upcoming = { $n ->
    [0] Nog niets op komst.
    [one] 1 samenkomst op komst.
   *[other] { $n } samenkomsten op komst.
}
regions-with = Met
region-platform = Regionaal platform
sender-usual = Platform { $region } via Samenkomst
region-part-of = Deel van
region-subscribe = Zet in je agenda
region-join = Werk mee
region-upcoming = Op komst
region-nothing = Hier staat nog niets. Elders is er wel plek.
region-children = In de buurt
region-recordings = Terugkijken
region-past = { $n ->
    [one] De vorige samenkomst
   *[other] Alle { $n } vorige samenkomsten
}
region-contact = Wie je kan aanspreken
region-mail = Heb je een praktijk die we moeten zien? Of wil je mee aan tafel?
region-mail-link = Mail ons
region-work = Waar we aan werken
series-kind = Reeks
series-nothing = Er staat niets meer op komst in deze reeks.
series-past = Wat er was
recordings-title = Opnames
recordings-lede = Iets gemist? Kijk of lees na wanneer het jou past.
recordings-list = Alle opnames
recordings-none = Er zijn nog geen opnames.
recordings-page = Pagina { $page } van { $pages }
recording = Met opname.
recording-minutes = { $n ->
    [one] Opname van 1 minuut.
   *[other] Opname van { $n } minuten.
}
recording-hours = Opname van { $hours }{"\u00A0"}uur{ $minutes ->
    [0] .
   *[other] {"\u00A0"}{ $minutes }.
}
recording-materials = Om na te lezen.

# Taking a calendar along (templates/feed.html).
feed-title = Neem de agenda mee
feed-text = Eén keer toevoegen. Nieuwe samenkomsten en wijzigingen komen vanzelf in je eigen agenda.
feed-every-day = De agenda die je volgt, bevat elke dag, ook buiten deze periode.
feed-text-short = Eén keer toevoegen. Verandert een uur of een plaats, dan verandert je agenda mee.
feed-region-title = { $region } in je agenda
feed-google = Google Agenda
feed-outlook = Outlook
feed-apple = Apple Agenda
feed-copy = Of kopieer het adres
feed-copy-button = Kopieer het adres
feed-copied = Gekopieerd
feed-online = Alleen wat online is?
feed-online-link = Neem deze agenda

# The agenda on a website of others (templates/embed/).
embed-title = Op komst
embed-title-region = Op komst in { region-named }
embed-all = De hele agenda
embed-all-region = Alles uit { region-named }
frame-title = Op je eigen website
frame-text = Plak deze code op je website: daar staat dan altijd wat er op komst is. In WordPress kies je daarvoor een blok “Aangepaste HTML”.
frame-code = Code om te plakken
frame-copy = Kopieer de code
