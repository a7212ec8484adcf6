# One stop more, or one instead of another, after one registered (src/registrations/choosing.rs).

# My registration
mine-stops = Change my stops
mine-stops-hint = Add one, or swap
mine-stop-choose = Choose this stop
mine-stop-choose-line = Wait for a seat
mine-stop-swap = Choose instead of { $stop }
mine-stop-swap-text = Your seat at { $stop } goes to whoever waits. The rest of your registration stays.
mine-stop-swap-line-text = You leave the line for { $stop }. The rest of your registration stays.
mine-stop-swap-button = Yes, swap
mine-stop-chosen = This stop is now part of your registration. The confirmation comes by email.
mine-stop-queued = You are in line for this stop. When a seat becomes free, we write to you at once.
stop-refused-full = That stop has just filled up. Nothing changed: you keep what you had.
stop-refused-overlap = You have another stop at that time. Give that one back first.
stop-refused-not-open = Stops cannot be chosen yet.
stop-refused-closed = Stops can no longer be chosen.
stop-refused-cancelled = This gathering is cancelled.
stop-refused-draft = This gathering is not online.
stop-refused-left = Your registration is cancelled.

# Beside a stop
choice-line = Full. Waiting list, place { $n }
choice-full-first = Full. To wait here, give { $stop } back first.
choice-full-whole = Full. This gathering has no waiting list for each stop.
choice-overlaps = At the same time as { $stops }, to be given back first.

# The desk
attendee-stops = Change the stops
attendee-stops-hint = Add one, swap, or give one back
attendee-stops-which = What would you like to do?
attendee-stop-choose = Add { $stop }
attendee-stop-swap = { $stop } instead of { $other }
attendee-stop-leave = Give back { $stop }
attendee-stops-button = Change the stops
attendee-stop-there = There since { $when }
attendee-done-stop = Done: the stops are changed.
arrange-refused-stop-full = That stop is full. Nothing changed.
arrange-refused-overlap = This person has another stop at that time. Give that one back first.
arrange-refused-no-stop = Choose what to do with which stop.
arrange-refused-stop-gone = A chosen stop is no longer there. Choose again.
history-stop-chosen = Chose a stop
history-by-stop-chosen = { $who } chose a stop: { $stop }
history-by-stop-swapped = { $who } chose { $stop } instead of { $other }
history-by-stop-left = { $who } gave back a stop: { $stop }
