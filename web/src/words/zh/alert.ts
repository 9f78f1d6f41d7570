/** What a device's alert waits for: words that the desk and the map share. */
export default {
  alertState: {
    waiting: '待签收',
    acked: '已签收 {time}',
    silenced: '静默至 {time}',
    silencedFor: '静默至 {time}（{reason}）',
  },
  alertReason: { Maintenance: '检修', Test: '测试', Fault: '设备故障', Blocked: '遮挡或污染' },
};
