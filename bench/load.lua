-- One line that bench/run can read: requests per second, p50 and p99 in milliseconds, answers that went wrong.
function done(summary, latency, requests)
   local wrong = summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.status + summary.errors.timeout
   io.write(string.format("RESULT %.0f %.2f %.2f %d\n", summary.requests / (summary.duration / 1e6),
      latency:percentile(50) / 1000, latency:percentile(99) / 1000, wrong))
end
