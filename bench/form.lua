-- Every request is another person: wrk -s bench/form.lua URL -- ROUND
local threads = 0
function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

local round, people = "0", 0
function init(args)
   round = args[1] or "0"
   wrk.method = "POST"
   wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
   people = people + 1
   local body = string.format("name=An+Peeters&email=p%s-%d-%d%%40example.org&organisation=CAW&role=practitioner&consent=true",
      round, number, people)
   return wrk.format(nil, nil, nil, body)
end

dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "bench/") .. "load.lua")
