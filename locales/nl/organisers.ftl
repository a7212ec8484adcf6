# Signing in.
sign-in-title = Voor organisatoren
sign-in-hint = Daarheen sturen we een link waarmee je binnenkomt. Een wachtwoord heb je niet nodig.
sign-in-send = Stuur me een link
sign-in-sent = Kijk even in je mailbox. Als je adres bij ons bekend is, ligt daar een link. Hij werkt een kwartier.
sign-in-almost = Nog één tik en je bent binnen.
sign-in-button = Meld me aan
sign-in-too-late = Deze link werkt niet meer: hij is gebruikt, ouder dan een kwartier, of er werd te vaak een foute code getypt.
sign-in-elsewhere = Dit is niet de browser waarin je de link vroeg. Typ de code uit je mail, dan ben je binnen.
sign-in-code = Code uit de mail
sign-in-code-hint = Zes cijfers. Ze staan in de mail, onder de knop.
sign-in-wrong-code = Die code klopt niet, of werkt niet meer. Na vijf foute pogingen vraag je best een nieuwe link.
sign-in-again = Vraag een nieuwe
sign-out = Meld me af
desk-title = Overzicht
desk-greeting = Dag { $name }.
desk-mine = Mijn samenkomsten
desk-empty = Er staat nu niets op het programma.
desk-event = Samenkomst
desk-when = Wanneer
desk-state = Status
desk-registered = Ingeschreven
desk-open = Open
desk-draft = Concept
desk-past = Voorbij
desk-cancelled = Gaat niet door
desk-seats = { $n } van de { $of }
desk-people = { $n ->
    [one] { $n } persoon
   *[other] { $n } mensen
}
desk-waiting = { $n } op de wachtlijst

# The bar above an organiser’s pages, and the tabs of an event.
desk-nav = Organisator
desk-figures = Cijfers
desk-network = Netwerk
desk-account = Account
desk-site = Site
desk-event-pages = Bij deze samenkomst
tab-event = De samenkomst
tab-attendees = Deelnemers
tab-door = Aan de deur
tab-messages = Berichten
tab-figures = Cijfers

# One’s own account.
account-title = Mijn account
account-me = Wie je bent
account-language = Taal van de pagina’s en je mails
account-roles = Wat je mag
account-sessions = Waar je aangemeld bent
account-tokens = Sleutels voor programma’s
account-done-saved = Bewaard.
account-done-session-ended = Die browser is afgemeld.
account-done-sessions-ended = Alle andere browsers zijn afgemeld.
account-done-token-revoked = Die sleutel werkt niet meer.
session-unknown = Onbekend toestel
session-this = Hier
session-since = Sinds { $when }.
session-seen = Laatst gezien op { $when }.
session-end = Meld af
session-end-others = Meld alle andere af
token-hint = Met een sleutel doet een programma wat jij mag, bijvoorbeeld je website die samenkomsten toont. Geef elk programma een eigen sleutel.
token-name = Naam van het programma
token-make = Maak een sleutel
token-made = Dit is je sleutel. Kopieer hem nu: je ziet hem maar één keer.
token-never-used = Nog niet gebruikt.
token-used = Laatst gebruikt op { $when }.
token-revoke = Trek in
token-revoke-sure = Trek je deze sleutel in?
token-revoke-what = wie of wat hem gebruikt, komt er dan niet meer in. Terugdraaien kan niet.

# Errors at the desk (src/organisers/pages/errors.rs); the others are said as to any visitor.
to-desk = Naar het overzicht
desk-error-400-text = Er klopt iets niet in wat je vroeg. Begin opnieuw in het overzicht.
desk-error-404-text = Deze pagina bestaat niet meer, of er sloop een tikfout in het adres. Begin opnieuw in het overzicht.
desk-error-405-text = Deze deur werkt anders. Begin opnieuw in het overzicht.
