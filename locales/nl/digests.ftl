# The weekly digest of a region (src/digests/).
digest-everywhere = alle regio’s
digest-title = Elke maandag in je mailbox
digest-lede = Wat er in { region-named } op de agenda staat. Eén klik en je bent weer weg.
digest-hint = We bewaren je adres zolang je meeleest.
digest-button = Stuur het me
digest-asked-title = Kijk in je mailbox
digest-asked-text = Daar ligt een mail van ons. Klik op de knop erin, dan lees je mee.
digest-asked-nothing = Niets gezien? Kijk ook bij je ongewenste mail, of vraag het over een uur nog eens.
digest-confirm-title = Nog één klik
digest-confirm-ask = Elke maandag om 7 uur, in het Nederlands: wat er in { region-named } op de agenda staat.
digest-confirm-button = Ja, stuur het me
digest-reads-title = Je leest mee
digest-next = Op { $day } vertrekt de volgende mail over { region-named }. Is er die week niets te melden, dan krijg je er geen.
digest-leave-later = Genoeg gelezen? In elke mail staat een link om je af te melden.
digest-gone-title = Deze link werkt niet meer
digest-gone-text = Hij was een week geldig. Vraag de mail gerust opnieuw aan.
digest-leave-title = Geen weekmail meer
digest-leave-ask = Wil je de weekmail over { region-named } niet meer krijgen?
digest-leave-button = Meld me af
digest-left = In orde. Je krijgt deze weekmail niet meer en we hebben je adres gewist.
digest-slip = Was het een vergissing?
digest-return = Toch weer meelezen
digest-returned = Je leest weer mee over { region-named }.
digest-of = Weekmail: { $region }
digest-readers = { $n ->
    [0] Nog niemand leest mee.
    [one] 1 lezer.
   *[other] { $n } lezers.
}
digest-leaves = De volgende vertrekt op { $day } om 7 uur. Zo zou hij nu zijn:
digest-subject = Onderwerp:
digest-language = Taal van de weekmail
digest-nothing = Er is niets te melden. Blijft dat zo, dan vertrekt er geen weekmail.
digest-list = Weekmails
digest-look = Bekijk de volgende
