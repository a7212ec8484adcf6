# The weekly digest of a region (src/digests/).
digest-everywhere = all regions
digest-title = Every Monday in your inbox
digest-lede = What is coming up in { region-named }. One click and you are off the list.
digest-hint = We keep your address for as long as you are subscribed.
digest-button = Send it to me
digest-asked-title = Check your inbox
digest-asked-text = There is an email from us. Press the button in it and you are subscribed.
digest-asked-nothing = Nothing there? Have a look in your spam folder too, or ask again in an hour.
digest-confirm-title = One more click
digest-confirm-ask = Every Monday at 7 am, in English: what is coming up in { region-named }.
digest-confirm-button = Yes, send it to me
digest-reads-title = You are subscribed
digest-next = The next email about { region-named } goes out on { $day }. If there is nothing to report that week, you get none.
digest-leave-later = Had enough? Every email has a link to unsubscribe.
digest-gone-title = This link no longer works
digest-gone-text = It was good for a week. Feel free to ask for the email again.
digest-leave-title = No more weekly email
digest-leave-ask = Do you no longer want the weekly email about { region-named }?
digest-leave-button = Unsubscribe me
digest-left = Done. You will not get this weekly email any more, and we have deleted your address.
digest-slip = Was that a mistake?
digest-return = Subscribe again
digest-returned = You are subscribed again to the weekly email about { region-named }.
digest-of = Weekly email: { $region }
digest-readers = { $n ->
    [0] Nobody has subscribed yet.
    [one] 1 subscriber.
   *[other] { $n } subscribers.
}
digest-leaves = The next one goes out on { $day } at 7 am. This is what it would say now:
digest-subject = Subject:
digest-language = Language of the weekly email
digest-nothing = There is nothing to report. If that does not change, no weekly email will go out.
digest-list = Weekly emails
digest-look = See the next one
