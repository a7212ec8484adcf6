# Les attestations de présence (src/registrations/certificates).
plan-certificates = Donner une attestation de présence
plan-certificates-hint = Toute personne notée comme présente peut la télécharger ensuite. L’e-mail de remerciement le dit.
plan-training-hours = Combien d’heures de formation mentionne-t-elle ?
plan-training-hours-hint = Au quart d’heure près, par exemple 2,5. Vide : elle ne mentionne pas d’heures.
fault-training-hours = Indique un nombre d’heures de 0,25 à 100, au quart d’heure près
training-hours = { $n ->
    [one] { $hours } heure de formation
   *[other] { $hours } heures de formation
}
fact-certificate = Attestation
certificate-title = Attestation de présence
certificate-file = attestation-de-presence
certificate-ready = Tu étais là. Ton attestation est prête, à garder ou à remettre à ton employeur.
certificate-take = Télécharger mon attestation
certificate-too-early = Si tu étais là, tu trouveras ici ton attestation après la rencontre.
certificate-not-seen = Nous n’avons pas noté ta présence. C’est pourquoi il n’y a pas d’attestation ici. Tu étais là ? Écris-nous, et nous corrigerons.
certificate-nameless = Ton nom est écrit chez nous sans lettres que nous puissions imprimer. C’est pourquoi il n’y a pas d’attestation ici. Écris-nous comment tu t’appelles, et nous corrigerons.
certificate-of-another = Télécharger l’attestation
certificate-nameless-of-another = Ce nom n’a aucune lettre que nous puissions imprimer. Corrige le nom, et il y aura une attestation.

# Ce qui est sur le papier.
certificate-document = Attestation de présence : { $name }, { $title }
certificate-confirms = Nous attestons que
certificate-was-at = a participé à
certificate-when = Quand
certificate-where = Où
certificate-training = Compte pour
certificate-stop = Étape
certificate-issued = Délivrée le { $date } par
certificate-ask = Vérifie cette attestation :

# La page pour qui reçoit une attestation.
certificate-known-title = Cette attestation est authentique
certificate-known-tag = Délivrée par nous
certificate-known-lede = Compare ce qui est écrit sur l’attestation avec ce que nous savons :
certificate-who = Qui
certificate-what = A participé à
certificate-known-by = Délivrée par { $region }. Une question sur cette attestation ? Écris à
certificate-unknown-title = Nous ne connaissons pas cette attestation
certificate-unknown-lede = Vérifie que l’adresse est exacte, lettre par lettre, majuscules comprises.
certificate-unknown-more = Si elle l’est, l’attestation n’est pas valable, ou ne l’est plus. Un an après une rencontre, nous oublions qui y était et ne pouvons plus confirmer d’attestation.
