export default {
  mode: {
    title: 'Modes',
    drill: 'Drill {tag}',
    since: 'since {time}',
    until: 'planned to {time}',
    missed: '{count} reviews missed, raised to {area}',
    endPassed: 'planned end has passed',
    proposed: 'step down to {mode} proposed, a second office has to agree',
    more: '{count} more',
  },
};
