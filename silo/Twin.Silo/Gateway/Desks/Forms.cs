using System.Collections.Frozen;
using Twin.City.Cases;
using Twin.Contracts;
using static Twin.Silo.Gateway.Desks.Fields;

namespace Twin.Silo.Gateway.Desks;

/// <summary>What each command asks for at a desk; a test holds that the wire has each field.</summary>
internal static class Forms
{
    private static readonly FrozenDictionary<string, FormFieldView[]> ByCommand =
        new Dictionary<string, FormFieldView[]>(StringComparer.Ordinal)
        {
            ["Merge"] = [Case("mergeInto", "并入哪个案件", "Into which case"),
                Sure("confirmed", "已比对，确为同一事项", "Compared: it is the same matter")],
            ["Unmerge"] = [Text("拆分理由", "Why it is taken apart")],
            ["NotAccept"] = [Choice("reason", "不受理理由", "Why it is turned down", CaseCodes.NotAcceptedFor),
                Note("告知上报人的话", "Sentence for the reporter")],
            ["OrderSpotCheck"] = [Post("派哪个岗位去看", "Which post looks", No), Note("看什么", "What to look for")],
            ["ConfirmSpot"] = [Note("现场情况", "What is there"), Photo],
            ["FindNothing"] = [Note("现场情况", "What is there"), PhotoTaken],
            ["File"] = [Class(No), Severity(No), Home],
            ["Dispatch"] = [Department("派给哪个部门", "To which department", Either),
                Post("或派给哪个岗位", "or to which post", Either)],
            ["DisputeOwnership"] = [Note("争议情况", "What is at odds")],
            ["RuleOwner"] = [Department("归哪个部门", "Which department owns it", Either),
                Post("或归哪个岗位", "or which post", Either), Text("裁定理由", "Why")],
            ["Offer"] = [Post("派给哪个岗位", "To which post", Yes),
                Choice("task", "任务", "Task", Enum.GetNames<TaskKind>())],
            ["Accept"] = [],
            ["Return"] = [Choice("reason", "退回理由", "Why it is returned", CaseCodes.ReturnedFor),
                Text("退回依据", "Evidence")],
            ["Recall"] = [Text("撤回理由", "Why it is recalled")],
            ["Contact"] = [ByChannel, Note("联系情况", "What came of it")],
            ["Arrive"] = [],
            ["NoteProgress"] = [Text("进展", "Progress")],
            ["AskExtension"] = [Moment("dueAt", "申请延到", "Until when", Yes), Note("延期理由", "Why"),
                Interim],
            ["GrantExtension"] = [Moment("dueAt", "批准延到（空＝按申请）", "Until when (empty: as asked)", No)],
            ["DenyExtension"] = [Text("不批理由", "Why not")],
            ["Pend"] = [Choice("cause", "挂账原因", "Cause", CaseCodes.PendingCauses),
                Moment("reviewAt", "复查日期", "Review on", Yes), Interim],
            ["RenewPending"] = [Moment("reviewAt", "下次复查日期", "Next review on", Yes), Note("复查情况", "Finding")],
            ["Resume"] = [],
            ["ReferOut"] = [Choice("referTo", "转给", "To", CaseCodes.Bodies),
                Line("reference", "对方编号", "Their number", No), Text("转外理由", "Why")],
            ["ReturnReferral"] = [Line("reference", "对方编号", "Their number", Yes), Note("说明", "Note")],
            ["OpenOneThing"] = [Departments, Department("牵头部门", "Lead department", No)],
            ["Escalate"] = [Choice("reason", "升级理由", "Why it cannot be solved here", CaseCodes.EscalatedFor),
                Note("说明", "Note")],
            ["RaiseWhistle"] = [Choice("whistle", "哨型", "Kind of whistle", Enum.GetNames<WhistleKind>()),
                Department("吹哨给哪个部门", "Which department is called", Yes), Text("吹哨理由", "Why")],
            ["Handle"] = [Text("处置结果", "Result"), Photo],
            ["Object"] = [Note("异议理由", "Why")],
            ["PassCheck"] = [Note("核查说明", "What was seen"), Photo],
            ["FailCheck"] = [Choice("reason", "不通过理由", "Why it fails", CaseCodes.FailedFor),
                Note("核查说明", "What was seen"), Photo],
            ["FollowUp"] = [ByChannel, YesOrNo("answered", "已接通", "Somebody answered", Yes),
                YesOrNo("solved", "上报人说已解决（未接通则不填）", "The reporter says solved (empty: nobody answered)", No),
                Attitude, Note("回访情况", "What was said")],
            ["CloseByFinding"] = [Text("书面认定", "Written finding")],
            ["Void"] = [Choice("reason", "作废理由", "Why it is void", CaseCodes.VoidedFor),
                Sure("secondSignature", "立案员与值班长均已签字", "Filer and shift lead have both signed")],
            ["Correct"] = [Class(No), Severity(No), Text("更正理由", "Why it is corrected")],
            ["Supervise"] = [Supervision, Choice("reason", "督办理由", "Why", CaseCodes.SupervisedFor)],
            ["SendLeaderNotice"] = [Text("要情：情况、地点、在场人员", "Situation, place, who is on scene")],
            ["ReopenByOrder"] = [Text("书面决定", "Written order")],
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Has(string command) => ByCommand.ContainsKey(command);

    public static IReadOnlyList<FormFieldView> Of(string command) => ByCommand[command];
}
