# Signing in.
sign-in-title = Voor organisatoren
sign-in-hint = Daarheen sturen we een link waarmee je binnenkomt. Een wachtwoord heb je niet nodig.
sign-in-send = Stuur me een link
sign-in-sent = Kijk even in je mailbox. Als je adres bij ons bekend is, ligt daar een link. Hij werkt een kwartier.
sign-in-almost = Nog één tik en je bent binnen.
sign-in-button = Meld me aan
sign-in-too-late = Deze link werkt niet meer: hij is gebruikt, of ouder dan een kwartier.
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
