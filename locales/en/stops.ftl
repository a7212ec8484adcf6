# One stop more, or one instead of another, after one registered (src/registrations/choosing.rs).

# My registration
mine-stops = Change my stops
mine-stops-hint = Add one, or swap
mine-stop-choose = Choose this stop
mine-stop-choose-line = Wait for this stop
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
choice-full-whole = Full. At this gathering nobody waits for one stop.
choice-overlaps = At the same time as { $stops }. Give those back first.
