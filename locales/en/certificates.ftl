# Certificates of attendance (src/registrations/certificates).
plan-certificates = Give a certificate of attendance
plan-certificates-hint = Whoever is noted as present can download it afterwards
plan-training-hours = How many hours of training does it name?
plan-training-hours-hint = To the quarter of an hour, such as 2.5. Empty: it names no hours.
fault-training-hours = Give a number of hours from 0.25 to 100, to the quarter of an hour
training-hours = { $n ->
    [one] { $hours } hour of training
   *[other] { $hours } hours of training
}
