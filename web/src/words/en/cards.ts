/** Cards of a case, a building, a household and a key site. */
export default {
  chain: {
    title: 'What led to what',
    all: 'All {count} steps',
    main: 'Main steps',
    onTime: 'Nobody was late',
    late: '{count} late, the longest by {by}: {who} ({clock})',
    lateBy: '{who}: {clock} late by {by}',
    still: '{who}: {clock} late by {by} and still awaited',
    waits: 'Awaits {who}: {clock}, due {due}',
    from: 'after: {fact}',
    to: '→ {who}',
    other: 'case {id}',
    elsewhere: 'led to by the fact at log position {position}',
  },
};
