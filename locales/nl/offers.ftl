# A seat that came free and is offered for some hours (src/registrations/offers.rs).
offer-hours = { $n ->
    [one] een uur
   *[other] { $n } uur
}
offer-days = { $n ->
    [one] een dag
   *[other] { $n } dagen
}

# My registration
mine-offer-title = Er is een plek voor je
mine-offer-until = Ze is voor jou vrij, nog tot { $until }.
mine-offer-else = Zeg je niets, dan gaat ze naar de volgende in de rij en sta jij achteraan.
mine-offer-else-again = Je liet al een aanbod voorbijgaan. Zeg je ook nu niets, dan halen we je van de wachtlijst.
mine-offer-take = Neem de plek
mine-offer-no = Nee, bedankt
mine-offer-no-hint = Zeg je nee, dan verlaat je de wachtlijst en is er plek voor iemand anders.
mine-offer-taken = De plek is van jou. De bevestiging komt meteen per mail.
mine-refused-offer-over = De plek ging naar de volgende: de tijd om te kiezen was voorbij.
mine-refused-left = Je bent al uitgeschreven. De plek ging naar de volgende.
mine-refused-cancelled = Deze samenkomst gaat niet door.
mine-refused-closed = Deze samenkomst is voorbij.

# The event's page
waiting-2-offer = Komt er plek, dan kies jij
waiting-2-offer-text = Zegt iemand af, dan houden we die stoel { $time } vrij voor de eerste in de rij. We mailen je meteen.

# The desk
attendee-offered = Aangeboden tot { $until }
history-seat-to-take = Kreeg een plek aangeboden
history-offer-ran-out = Antwoordde niet op tijd op het aanbod
letter-about-seat-to-take = Plek aangeboden
letter-about-offer-ran-out = Aanbod voorbij
plan-offer-hours = Als er een plek vrijkomt
plan-offer-hours-hint = Wie ze aangeboden krijgt, zegt ja of nee. Zonder antwoord gaat ze naar de volgende. In het laatste halfuur voor het begin krijgt wie wacht ze altijd meteen.
plan-offer-at-once = Meteen voor wie wacht
plan-offer-for = { $time } aangeboden aan wie wacht
plan-get-offer = { $n ->
    [one] Eén persoon op de wachtlijst krijgt meteen een plek aangeboden.
   *[other] { $n } mensen op de wachtlijst krijgen meteen een plek aangeboden.
}
plan-offers-given = { $n ->
    [one] Eén persoon heeft een aanbod openstaan en krijgt die plek meteen.
   *[other] { $n } mensen hebben een aanbod openstaan en krijgen die plek meteen.
}
fault-offer-hours = Kies een aantal uren van 1 tot 168
