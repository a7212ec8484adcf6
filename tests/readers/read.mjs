// What two calendar libraries in JavaScript read in a stream: one line of JSON, an entry a record.
//
//     node read.mjs ical.js|node-ical FILE

import { readFileSync } from 'node:fs'

const readers = {
  async 'ical.js'(stream) {
    const { default: ICAL } = await import('ical.js')
    const calendar = new ICAL.Component(ICAL.parse(stream))
    for (const zone of calendar.getAllSubcomponents('vtimezone')) {
      ICAL.TimezoneService.register(new ICAL.Timezone(zone))
    }
    return calendar.getAllSubcomponents('vevent').map((entry) => {
      const { uid, summary, startDate, endDate } = new ICAL.Event(entry)
      const [start, end] = [startDate, endDate].map((time) => {
        if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${time} is in no zone`)
        return time.toUnixTime()
      })
      return { uid, start, end, summary, status: entry.getFirstPropertyValue('status') }
    })
  },

  async 'node-ical'(stream) {
    const { default: ical } = await import('node-ical')
    const entries = Object.values(ical.sync.parseICS(stream)).filter((each) => each.type === 'VEVENT')
    return entries.map(({ uid, start, end, summary, status }) => (
      { uid, start: start.getTime() / 1000, end: end.getTime() / 1000, summary, status }
    ))
  },
}

const [reader, file] = process.argv.slice(2)
console.log(JSON.stringify(await readers[reader](readFileSync(file, 'utf8'))))
