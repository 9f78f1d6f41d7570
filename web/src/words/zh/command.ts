export default {
  mode: {
    title: '平战状态',
    drill: '演练 {tag}',
    since: '{time} 起',
    until: '计划至 {time}',
    missed: '复核逾期 {count} 次，已提请{area}',
    endPassed: '已到计划结束时间',
    proposed: '已提出降为{mode}，待另一单位确认',
    more: '另有 {count} 项',
  },
};
