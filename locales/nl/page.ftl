# Round every page (src/page.rs, templates/layout.html).
skip = Naar de inhoud
nav-main = Hoofdmenu
nav-language = Taal
nav-agenda = Agenda
nav-regions = Regio’s
nav-recordings = Opnames
foot-title = Er is nog plek.
foot-text = Samenkomst is de gedeelde agenda van de regionale platformen Sterk Sociaal Werk. Gemaakt door en voor wie met mensen werkt.
foot-privacy = Privacy
foot-accessibility = Toegankelijkheid
foot-contact = Contact
foot-organise = Voor organisatoren
card-alt = Acht stoelen rond een tafel; één is nog vrij.
to-agenda = Naar de agenda
close = Sluit
and = en
search-label = Zoek in de agenda
search-hint = Titel, spreker of plaats
search-button = Zoek
pager = Bladeren
pager-newer = Nieuwer
pager-older = Ouder

# Errors: title and text by status; 400 stands for any other mistake of the visitor, 500 for any of ours.
error-400-title = Dat begrepen we niet.
error-400-text = Er klopt iets niet in wat je vroeg. In de agenda is er wel plek.
error-401-title = Meld je eerst aan.
error-401-text = Deze pagina is voor wie aangemeld is. Vraag een nieuwe link om je aan te melden.
error-403-title = Deze stoel is van iemand anders.
error-403-text = Je mag hier niet bij. Denk je van wel? Vraag het aan wie je uitnodigde.
error-404-title = Hier staat geen stoel.
error-404-text = Deze pagina bestaat niet meer, of er sloop een tikfout in het adres. In de agenda is er wel plek.
error-405-title = Langs hier kom je niet binnen.
error-405-text = Deze deur werkt anders. Begin opnieuw in de agenda.
error-410-title = Deze stoel is weggehaald.
error-410-text = Deze link werkte ooit, nu niet meer. Kijk in je mailbox of er een nieuwere is.
error-413-title = Dat is te veel tegelijk.
error-413-text = Wat je stuurde, is te groot. Maak het korter en probeer opnieuw.
error-422-title = Er ontbreekt iets.
error-422-text = Niet alles was ingevuld zoals het moest. Ga een stap terug en kijk het nog eens na.
error-429-title = Even op adem komen.
error-429-text = Er kwam te veel tegelijk van jouw kant. Wacht een minuut en probeer opnieuw.
error-500-title = Dat lukte niet.
error-500-text = Het ligt aan ons, niet aan jou. Probeer zo meteen opnieuw.
error-503-title = Even geduld.
error-503-text = Er is iets niet bereikbaar. Over enkele seconden kan je opnieuw proberen.

# A form that could not be taken comes back with what was typed in it (src/unsent.rs).
unsent-signed-out = Je bent afgemeld, maar wat je typte, is er nog: meld je aan in een ander tabblad en druk daarna hier op “Verstuur opnieuw”.
unsent-too-many = { $n ->
    [one] Er kwam te veel tegelijk van jouw kant. Wat je typte, is er nog: druk over een seconde op “Verstuur opnieuw”.
   *[other] Er kwam te veel tegelijk van jouw kant. Wat je typte, is er nog: druk over { $n } seconden op “Verstuur opnieuw”.
}
unsent-failed = Het ligt aan ons, niet aan jou. Wat je typte, is er nog: druk zo meteen op “Verstuur opnieuw”.
unsent-away = Er is iets niet bereikbaar. Wat je typte, is er nog: druk over enkele seconden op “Verstuur opnieuw”.
unsent-file = Het bestand dat je koos, konden we niet voor je bewaren. Kies het straks opnieuw.
unsent-send = Verstuur opnieuw
unsent-choose = Kies het bestand opnieuw
sign-in-beside = Meld je opnieuw aan in een nieuw tabblad
