# The network: regions, themes, and who organises (src/organisers/pages/, src/planning/themes.rs).
network-title = Netwerk
network-lede = De regio’s die jij beheert, en wie er organiseert.
network-organisers = Organisatoren
network-roles = Rollen
network-change = Wijzig
network-part-of = Deel van { $region }
network-done-organiser-added = Erbij. We stuurden een welkomstmail.
network-done-organiser-removed = Die organisator kan niet meer binnen. Wat die deed, blijft bewaard.

# What somebody is, and where.
authority-admin = Beheerder
authority-organiser = Organisator
authority-viewer = Meelezer
authority-none = Geen rol
authority-everywhere = Overal
authority-at = { $role }, { $place }
authority-at-all = { $role }, overal

# One organiser.
organiser-new = Nieuwe organisator
organiser-new-lede = We sturen een mail met uitleg over hoe je binnenkomt.
organiser-add = Voeg toe
organiser-language = Taal van de mails
organiser-role = Rol
organiser-places = Waar
organiser-trail = Wat deed deze persoon?
organiser-remove = Verwijder als organisator
organiser-remove-text = Alle rollen in jouw regio’s stoppen meteen. Zijn er geen rollen meer over, dan stoppen ook de aanmeldingen en de sleutels. Wat deze persoon deed, blijft bewaard.
organiser-remove-button = Verwijder
organiser-done-saved = Bewaard.
organiser-done-token-revoked = Die sleutel werkt niet meer.

# One region.
region-new = Nieuwe regio
region-add = Voeg toe
region-names = Naam
region-name-nl = Naam in het Nederlands
region-name-fr = Naam in het Frans
region-name-en = Naam in het Engels
region-in-nl = In het Nederlands
region-in-fr = In het Frans
region-in-en = In het Engels
region-parent = Ligt in
region-at-table = Nergens: een eigen plek aan tafel
region-slug = Naam in adressen
region-slug-hint = Kleine letters, cijfers en streepjes, zoals oost-vlaanderen. Laat je dit leeg, dan maken we er een. Daarna verandert hij niet meer.
region-place = Plaats en kleur
region-accent = Kleur
region-order = Volgorde
region-first = Eerst
region-after = Na { $region }
region-intro = Welkom
region-intro-hint = Een zin of twee over de regio. Je kan **vet**, lijstjes en links gebruiken (Markdown).
region-contacts-hint = Wie je kan aanspreken. Een regel zonder naam valt weg.
region-contact-number = Persoon { $n }
region-role-nl = Functie in het Nederlands
region-role-fr = Functie in het Frans
region-role-en = Functie in het Engels
region-letters = Mails
region-sender = Naam van de afzender
region-reply-to = Antwoorden komen aan op
region-public = Bekijk als bezoeker
region-done-added = De regio is er. Vul haar hieronder aan.
region-done-saved = Bewaard. Iedereen ziet het meteen.
accent-vl = Paars
accent-ant = Baksteenrood
accent-bru = Irisblauw
accent-lim = Heideroze
accent-ovl = Leiegroen
accent-vbr = Hopgroen
accent-wvl = Noordzeeblauw

# Themes.
themes-title = Thema’s
themes-text = Waarover samenkomsten gaan. Ze zijn in elke regio dezelfde, en wie de agenda filtert of volgt, kan op thema kiezen.
themes-all = Alle thema’s
themes-done-added = Het thema is er. Je kan het meteen kiezen bij een samenkomst.
themes-done-saved = Bewaard. Iedereen ziet het meteen.
themes-done-removed = Het thema is weg.
theme-new = Nieuw thema
theme-change = Wijzig het thema
theme-core = Krachtlijn
theme-core-hint = Staat bovenaan in de filter
theme-uses = { $n ->
    [0] Nog in geen samenkomst
    [one] In 1 samenkomst
   *[other] In { $n } samenkomsten
}
theme-remove = Verwijder dit thema
theme-remove-text = Geen samenkomst gaat erover. Wie een agenda met dit thema volgt, vindt die daarna niet meer.
theme-remove-button = Verwijder
theme-stays = { $n ->
    [one] Eén samenkomst gaat hierover.
   *[other] { $n } samenkomsten gaan hierover.
} Haal het thema daar eerst weg, ook bij wat voorbij is, of geef het een andere naam.

# What can be wrong.
fault-region-slug = Gebruik kleine letters, cijfers en streepjes, zoals oost-vlaanderen
fault-region-reserved = Die naam staat al in vaste adressen van deze site: kies een andere
fault-region-taken = Er is al een regio met die naam in haar adres
fault-region-name = Geef de regio een naam
fault-region-sender = Geef de afzender een naam
fault-token-name = Geef het programma een naam
fault-region-accent = Kies een kleur uit de lijst
fault-region-below-itself = Een regio kan niet in zichzelf liggen
fault-region-contacts = Dat zijn te veel mensen: kies er hoogstens twintig
fault-theme-name = Geef het thema een naam
fault-theme-taken = Er is al een thema met die naam in zijn adres
fault-theme-used = Er gaan nog samenkomsten over dit thema
fault-authority = Kies een rol uit de lijst
fault-authority-place = Kies minstens één plek
fault-last-admin = Dit is de laatste beheerder van alles. Maak eerst iemand anders beheerder, overal.

# The audit trail.
audit-title = Logboek
audit-lede = Wie wat deed, en wanneer.
audit-when = Wanneer
audit-who = Wie
audit-what = Wat
audit-about = Waarover
audit-anybody = Iedereen
audit-anything = Alles
audit-nothing = Hier staat niets.
audit-operator = Op de server
fact-role = Rol
fact-name = Naam
fact-device = Toestel
fact-status = Status
fact-from = Van
fact-to = Naar
fact-stop = Halte
fact-stop-given-back = Teruggegeven
fact-overbooked-by = Meer plaatsen dan stoelen
fact-over-capacity = Boven op het aantal plaatsen
fact-anyway = Zonder plek toch binnen
fact-of = Kopie van
fact-kind = Soort mail
fact-format = Formaat
fact-count = Aantal
fact-people = Gelukt voor
fact-refused = Niet gelukt voor
fact-seats = Kregen een plek
fact-waits = Op de wachtlijst
fact-there = Al ingeschreven
fact-left = Overgeslagen, want uitgeschreven
fact-unfit = Regels die niet lukten
fact-told = Kregen bericht
fact-moved-up = Schoven op van de wachtlijst
fact-registrations = Inschrijvingen
fact-send-at = Vertrekt
fact-letter = Zonder mail
fact-letters = Zonder mails
fact-reason = Reden
fact-fields = Veranderd
fact-columns = Kolommen
act-event-created = Samenkomst gemaakt
act-event-copied = Samenkomst gekopieerd
act-event-changed = Samenkomst gewijzigd
act-event-published = Samenkomst online gezet
act-event-unpublished = Samenkomst offline gehaald
act-event-called-off = Samenkomst afgeblazen
act-event-reason-changed = Reden van afblazen gewijzigd
act-event-deleted = Samenkomst verwijderd
act-capacity-changed = Aantal plaatsen gewijzigd
act-registration-added = Inschrijving toegevoegd
act-registration-changed = Inschrijving gewijzigd
act-registration-confirmed = Inschrijving bevestigd
act-registration-waitlisted = Op de wachtlijst gezet
act-registration-moved = Wachtlijst herschikt
act-registration-cancelled = Inschrijving geannuleerd
act-registration-forgotten = Gegevens gewist
act-stop-chosen = Halte gekozen
act-stop-left = Halte teruggegeven
act-letter-resent = Mail opnieuw gestuurd
act-list-imported = Lijst ingebracht
act-list-exported = Lijst geëxporteerd
act-checked-in = Aan de deur aangevinkt
act-check-in-undone = Vinkje aan de deur weggehaald
act-message-sent = Bericht gestuurd
act-message-withdrawn = Bericht teruggetrokken
act-region-added = Regio toegevoegd
act-series-added = Reeks toegevoegd
act-series-changed = Reeks gewijzigd
act-theme-added = Thema toegevoegd
act-theme-changed = Thema gewijzigd
act-theme-removed = Thema verwijderd
act-region-changed = Regio gewijzigd
act-organiser-added = Organisator toegevoegd
act-organiser-changed = Rol gewijzigd
act-organiser-removed = Organisator verwijderd
act-token-created = Sleutel gemaakt
act-token-revoked = Sleutel ingetrokken
act-session-ended = Browser afgemeld
