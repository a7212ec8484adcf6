# Les attestations de présence (src/registrations/certificates).
plan-certificates = Donner une attestation de présence
plan-certificates-hint = Toute personne notée comme présente peut la télécharger ensuite
plan-training-hours = Combien d’heures de formation mentionne-t-elle ?
plan-training-hours-hint = Au quart d’heure près, par exemple 2,5. Vide : elle ne mentionne pas d’heures.
fault-training-hours = Indique un nombre d’heures de 0,25 à 100, au quart d’heure près
training-hours = { $n ->
    [one] { $hours } heure de formation
   *[other] { $hours } heures de formation
}
