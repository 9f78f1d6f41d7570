using System.Globalization;
using Twin.City.Tables;

namespace Twin.City.Modes;

/// <summary>A sentence for each fact, in both languages; of an account only the role is told.</summary>
public static class ModeWords
{
    /// <param name="nameOf">The name of an area.</param>
    public static (string Zh, string En) Of(ModeEvent happened, Func<HomeId, string> nameOf) => happened switch
    {
        ModeEvent.SteppedUp e => ($"进入{Zh(e.To)}（{Reason(e.Reason).Zh}）", $"Up to {En(e.To)} ({Reason(e.Reason).En})"),
        ModeEvent.StepDownProposed e => (
            $"提出降为{Zh(e.To)}（{Reason(e.Reason).Zh}），待另一单位确认",
            $"Step down to {En(e.To)} proposed ({Reason(e.Reason).En}); a second office has to agree"),
        ModeEvent.StepDownDeclined => ("不同意降级", "Step down declined"),
        ModeEvent.SteppedDown e => ($"两个单位同意，降为{Zh(e.To)}", $"Two offices agreed: down to {En(e.To)}"),
        ModeEvent.Reviewed => ("复核：继续保持", "Reviewed: it goes on"),
        ModeEvent.ReviewMissed e => (
            Text($"第{e.Missed}次复核逾期，提请{nameOf(e.RaisedTo)}"),
            Text($"Review {e.Missed} was missed; raised to {nameOf(e.RaisedTo)}")),
        ModeEvent.EndPassed e => (
            $"已到计划结束时间仍未降级，提请{nameOf(e.RaisedTo)}",
            $"The planned end has passed; raised to {nameOf(e.RaisedTo)}"),
        ModeEvent.PlanOpened e => (
            Text($"启动预案“{e.Plan.Zh}”第{e.Version}版"), Text($"Plan \"{e.Plan.En}\" opened, version {e.Version}")),
        ModeEvent.TaskGiven { Refusal: null } e => ($"任务 {e.Task} 已派到单位", $"Task {e.Task} is with its department"),
        ModeEvent.TaskGiven e => (
            $"任务 {e.Task} 未能派出：{Why(e.Refusal!).Zh}", $"Task {e.Task} was not given: {Why(e.Refusal!).En}"),
        ModeEvent.ResourceKept { Refusal: null } e => (
            Text($"第{e.Line + 1}项资源已预留"), Text($"Resources of line {e.Line + 1} are reserved")),
        ModeEvent.ResourceKept e => (
            Text($"第{e.Line + 1}项资源未能预留：{Why(e.Refusal!).Zh}"),
            Text($"Resources of line {e.Line + 1} could not be reserved: {Why(e.Refusal!).En}")),
        ModeEvent.PlanClosed e => ($"关闭预案（{Reason(e.Reason).Zh}）", $"Plan closed ({Reason(e.Reason).En})"),
        ModeEvent.ResourceFreed e => (
            Text($"第{e.Line + 1}项资源已归还"), Text($"Resources of line {e.Line + 1} are given back")),
        ModeEvent.NoticePublished e => (
            Text($"发布公告第{e.Version}版：{e.Zh}"), Text($"Notice, version {e.Version}: {e.En}")),
        ModeEvent.NoticeWithdrawn e => (
            Text($"撤回公告第{e.Version}版"), Text($"Notice, version {e.Version}, withdrawn")),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of ModeEvent."),
    };

    public static (string Zh, string En) Reason(ModeReason reason) => reason switch
    {
        ModeReason.Forecast => ("预报预警", "forecast"),
        ModeReason.Heat => ("热力异常", "heat of grids"),
        ModeReason.Warning => ("发布预警", "warning"),
        ModeReason.Streets => ("多街镇出现S1", "S1 in several streets"),
        ModeReason.Order => ("上级命令", "order"),
        ModeReason.Drill => ("演练", "drill"),
        _ => ("形势平稳", "calm"),
    };

    /// <summary>The sentence of a code that stood in the way.</summary>
    private static (string Zh, string En) Why(string code) =>
        CityTables.Refusals.FirstOrDefault(row => row.Code == code) is { } row ? (row.Zh, row.En)
        : code == "ResourceGone" ? ("库存不足。", "too few are free.")
        : (code, code);

    private static string Zh(Mode mode) => CityTables.Of(mode).Zh;

    private static string En(Mode mode) => CityTables.Of(mode).En;

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
