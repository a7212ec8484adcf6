# Certificates of attendance (src/registrations/certificates).
plan-certificates = Give a certificate of attendance
plan-certificates-hint = Whoever is noted as present can download it afterwards. The thank-you email says so.
plan-training-hours = How many hours of training does it state?
plan-training-hours-hint = To the nearest quarter of an hour, such as 2.5. Empty: it states no hours.
fault-training-hours = Give a number of hours from 0.25 to 100, to the nearest quarter of an hour
training-hours = { $n ->
    [one] { $hours } hour of training
   *[other] { $hours } hours of training
}
fact-certificate = Certificate
certificate-title = Certificate of attendance
certificate-file = certificate-of-attendance
certificate-ready = You were there. Your certificate is ready, to keep or to give to your employer.
certificate-take = Download my certificate
certificate-too-early = If you were there, you will find your certificate here afterwards.
certificate-not-seen = We did not note that you were there. That is why there is no certificate here. Were you there after all? Let us know, and we will put it right.
certificate-nameless = We have your name without letters that we can print. That is why there is no certificate here. Let us know what you are called, and we will put it right.
certificate-of-another = Download the certificate
certificate-nameless-of-another = This name has no letter that we can print. Correct the name, and there will be a certificate.

# What stands on the paper.
certificate-document = Certificate of attendance: { $name }, { $title }
certificate-confirms = We hereby confirm that
certificate-was-at = attended
certificate-when = When
certificate-where = Where
certificate-training = Counts for
certificate-stop = Stop
certificate-issued = Issued on { $date } by
certificate-ask = Check that this certificate is genuine:

# The page for whoever was handed a certificate.
certificate-known-title = This certificate is genuine
certificate-known-tag = Issued by us
certificate-known-lede = Compare what the certificate says with what we know:
certificate-who = Who
certificate-what = Attended
certificate-known-by = Issued by { $region }. A question about this certificate? Write to
certificate-unknown-title = We do not know this certificate
certificate-unknown-lede = Check that the address is right, letter by letter, with its capitals.
certificate-unknown-more = If it is, the certificate is not valid, or not any more. A year after a gathering we forget who was there, and can no longer confirm a certificate.
