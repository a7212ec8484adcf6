-- Every request is another person: wrk -s bench/form.lua URL -- ROUND [form|json] [EVENTS]
-- With EVENTS they come to so many events in turn: bench-many-1, bench-many-2, …
local threads = 0
function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

local round, kind, events, people = "0", "form", 0, 0
local bodies = {
   form = "name=An+Peeters&email=p%s-%d-%d%%40example.org&organisation=CAW&role=practitioner&consent=true",
   json = '{"name":"An Peeters","email":"p%s-%d-%d@example.org","organisation":"CAW","role":"practitioner","consent":true}',
}

function init(args)
   round, kind, events = args[1] or "0", args[2] or "form", tonumber(args[3] or "0")
   wrk.method = "POST"
   wrk.headers["Content-Type"] = kind == "json" and "application/json" or "application/x-www-form-urlencoded"
end

function request()
   people = people + 1
   local path = nil
   if events > 0 then path = string.format("/events/bench-many-%d/registrations", people % events + 1) end
   return wrk.format(nil, path, nil, string.format(bodies[kind], round, number, people))
end

dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "bench/") .. "load.lua")
