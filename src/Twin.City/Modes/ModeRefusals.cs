using Twin.City.Tables;

namespace Twin.City.Modes;

/// <summary>Why the command of an area says no.</summary>
internal static class ModeRefusals
{
    public static Refusal SameOffice { get; } = new(
        "SecondOffice", "降级须由另一个单位的另一账号确认。", "Another office, by another account, has to agree to a step down.");

    public static Refusal NothingProposed { get; } = new(
        "NothingProposed", "没有待确认的降级，或已过期；请先提出。", "No step down waits for a second office; propose one first.");

    public static Refusal InPeace { get; } = new(
        "InPeace", "这个区域没有因此进入战时或关注状态。", "The area is in peace as far as this hazard goes.");

    public static Refusal SevereCases { get; } = new(
        "SevereCases", "最近6小时内还有新的S1或S2案件，不能转入恢复。",
        "A case of S1 or S2 came in the last 6 h; recovery has to wait.");

    public static Refusal PlanStillOpen { get; } = new(
        "PlanStillOpen", "预案还没有关闭，请先关闭预案。", "A plan is still open here; close it first.");

    public static Refusal PlanOpenAlready { get; } = new(
        "PlanOpenAlready", "这个预案在本区域已经启动。", "This plan is open here already.");

    public static Refusal PlanNotOpen { get; } = new(
        "PlanNotOpen", "这个预案没有启动，或已经关闭。", "No such plan is open here.");

    public static Refusal NoNotice { get; } = new(
        "NoNotice", "没有可撤回的公告。", "There is no notice to withdraw.");

    public static Refusal NotNext(Mode from, Mode to) => new(
        "ModeNotNext", $"不能从{Zh(from)}转为{Zh(to)}。", $"There is no way from {En(from)} to {En(to)}.");

    public static Refusal NotUp(Mode from, Mode to) => new(
        "TwoOffices", $"从{Zh(from)}转为{Zh(to)}是降级，须两个单位同意：请提出降级。",
        $"From {En(from)} to {En(to)} is a step down: two offices have to agree; propose it.");

    public static Refusal NotDown(Mode from, Mode to) => new(
        "OneOffice", $"从{Zh(from)}转为{Zh(to)}是升级，一个单位即可：请直接升级。",
        $"From {En(from)} to {En(to)} is a step up: one office is enough; step up.");

    public static Refusal BelowOrder(Mode ordered) => new(
        "BelowOrder", $"上级预案要求不低于{Zh(ordered)}。", $"A plan of an area above orders {En(ordered)} or higher.");

    private static string Zh(Mode mode) => CityTables.Of(mode).Zh;

    private static string En(Mode mode) => CityTables.Of(mode).En;
}
