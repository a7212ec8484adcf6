# One stop more, or one instead of another, after one registered (src/registrations/choosing.rs).

# My registration
mine-stops = Mijn haltes aanpassen
mine-stops-hint = Neem er een bij, of ruil
mine-stop-choose = Kies deze halte
mine-stop-choose-line = Wacht op een plek
mine-stop-swap = Kies in plaats van { $stop }
mine-stop-swap-text = Je plek bij { $stop } gaat naar wie wacht. De rest van je inschrijving blijft.
mine-stop-swap-line-text = Je verlaat de rij van { $stop }. De rest van je inschrijving blijft.
mine-stop-swap-button = Ja, ruil
mine-stop-chosen = Deze halte hoort nu bij je inschrijving. De bevestiging komt per mail.
mine-stop-queued = Je staat in de rij voor deze halte. Komt er plek, dan mailen we je meteen.
stop-refused-full = Die halte is net volzet. Er veranderde niets: je houdt wat je had.
stop-refused-overlap = Op dat uur heb je al een halte. Geef die eerst terug.
stop-refused-not-open = Een halte kiezen kan nog niet.
stop-refused-closed = Een halte kiezen kan niet meer.
stop-refused-cancelled = Deze samenkomst gaat niet door.
stop-refused-draft = Deze samenkomst staat niet online.
stop-refused-left = Je bent uitgeschreven.

# Beside a stop
choice-line = Volzet. Wachtlijst, plaats { $n }
choice-full-first = Volzet. Wie hier wil wachten, geeft eerst { $stop } terug.
choice-full-whole = Volzet. Deze samenkomst heeft geen wachtlijst per halte.
choice-overlaps = Op hetzelfde uur als { $stops }. Geef die eerst terug.

# The desk
attendee-stops = Pas de haltes aan
attendee-stops-hint = Eén erbij, ruilen of teruggeven
attendee-stops-which = Wat wil je doen?
attendee-stop-choose = { $stop } erbij
attendee-stop-swap = { $stop } in plaats van { $other }
attendee-stop-leave = { $stop } teruggeven
attendee-stops-button = Pas de haltes aan
attendee-stop-there = Aanwezig sinds { $when }
attendee-done-stop = Gebeurd: de haltes zijn aangepast.
arrange-refused-stop-full = Die halte is volzet. Er veranderde niets.
arrange-refused-overlap = Op dat uur heeft deze persoon al een halte. Geef die eerst terug.
arrange-refused-no-stop = Kies wat je met welke halte wil doen.
arrange-refused-stop-gone = Een gekozen halte is er niet meer. Kies opnieuw.
history-stop-chosen = Koos een halte
history-by-stop-chosen = { $who } koos een halte: { $stop }
history-by-stop-swapped = { $who } koos { $stop } in plaats van { $other }
history-by-stop-left = { $who } gaf een halte terug: { $stop }
