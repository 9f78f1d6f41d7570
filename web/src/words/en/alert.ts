/** What a device's alert waits for: words that the desk and the map share. */
export default {
  alertState: {
    waiting: 'To acknowledge',
    acked: 'Acknowledged {time}',
    silenced: 'Silent until {time}',
    silencedFor: 'Silent until {time} ({reason})',
  },
  alertReason: { Maintenance: 'Maintenance', Test: 'Test', Fault: 'Device fault', Blocked: 'Blocked or dirty' },
};
