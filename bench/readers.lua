-- Visitors who look round while others register, the agenda and a feed in turn: wrk -s bench/readers.lua URL -- PATHS
local paths, turn = {}, 0

function init(args)
   for _, path in ipairs(args) do paths[#paths + 1] = path end
end

function request()
   turn = turn + 1
   return wrk.format("GET", paths[turn % #paths + 1])
end
