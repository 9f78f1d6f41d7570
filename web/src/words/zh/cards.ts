/** Cards of a case, a building, a household and a key site. */
export default {
  chain: {
    title: '因果链',
    all: '全部 {count} 步',
    main: '只看要点',
    onTime: '各环节均未超时',
    late: '{count} 处迟延，最久 {by}：{who}（{clock}）',
    lateBy: '{who} {clock}迟 {by}',
    still: '{who} {clock}已迟 {by}，仍在等',
    waits: '等 {who} {clock}，限 {due}',
    from: '因「{fact}」',
    to: '→ {who}',
    other: '案件 {id}',
    elsewhere: '由日志位置 {position} 的事件引起',
  },
};
