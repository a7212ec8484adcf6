-- Visitors who look round while others register: the agenda, a region, feeds.
local paths = { "/", "/calendar/all.ics", "/regions/leuven", "/calendar/leuven.ics", "/?lang=fr", "/feeds/all.atom" }
local turn = 0

function request()
   turn = turn + 1
   return wrk.format("GET", paths[turn % #paths + 1])
end
