# How was it? (src/feedback, src/figures/pages/feedback.rs)
feedback-title = How was it?
feedback-nameless = Tell us, without your name. It takes a minute.
feedback-tell = Tell us how it was
feedback-lede = One answer is enough. Your name is not on it.
feedback-score = How was it?
feedback-score-1 = Not good
feedback-score-2 = Could be better
feedback-score-3 = All right
feedback-score-4 = Good
feedback-score-5 = Very good
feedback-take-along = What are you taking away from it?
feedback-to-improve = What could be better?
feedback-send = Send
feedback-how-nameless = We keep your answer without a name and without a time. On your registration we only note that you answered. The organisers read what you write as it is, so leave out anything they would recognise you by, unless you want them to. After a year we delete the texts.
feedback-thanks-title = Thank you!
feedback-thanks = Your answer has arrived, without your name. It makes the next ones better.
feedback-given = You answered already. We keep that answer, and it stays as it was.
feedback-called-off = This gathering did not take place.
feedback-no-seat = We only ask those who had a seat.
feedback-too-early = The gathering is not over yet. Come back afterwards.
feedback-over = Here we do not ask, or no longer ask, how it was. Is there something you want to tell us all the same? Reply to one of our emails.
fault-feedback-empty = Choose how it was, or write something
fault-feedback-score = Choose one of the five, or none

# For organisers
tab-feedback = How was it?
feedback-asked = Asked
feedback-asked-hint = { $n ->
    [0] We have asked nobody yet.
    [one] We asked 1 person.
   *[other] We asked { $n } people.
}
feedback-answered = Answered
feedback-answered-of = { $n } of { $of } answered.
feedback-average = On average
feedback-average-of = Out of 5, from { $n ->
    [one] 1 person who chose
   *[other] { $n } people who chose
}.
feedback-few = We show them from three choices on. Any earlier, you would know who chose what.
feedback-off = For this gathering we do not ask how it was. You turn it on in the form, under “Emails”.
feedback-cancelled = This gathering is cancelled, so we ask nobody how it was.
feedback-untold = The thank-you is switched off, so whoever was there finds the question only on the page of their registration. You turn it on in the form, under “Emails”.
feedback-scores = What people chose
feedback-choice = Choice
feedback-people = People
feedback-own = Your own question
feedback-unlinked = The texts are in alphabetical order. We do not know who wrote what, nor which texts are by the same person.
feedback-take-away = Download the answers (CSV)
feedback-file = how-was-it
feedback-sheet-question = Question
feedback-sheet-answer = Answer
feedback-sheet-count = Number
