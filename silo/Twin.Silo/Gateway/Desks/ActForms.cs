using System.Collections.Frozen;
using Twin.Contracts;
using static Twin.Silo.Gateway.Desks.Fields;

namespace Twin.Silo.Gateway.Desks;

/// <summary>What each act on an obligation is called and asks for at a desk.</summary>
internal static class ActForms
{
    private static readonly FrozenDictionary<string, (string Zh, string En, FormFieldView[] Fields)> ByAct =
        new Dictionary<string, (string, string, FormFieldView[])>(StringComparer.Ordinal)
        {
            ["approve"] = ("同意派哨", "Approve", []),
            ["reject"] = ("不同意", "Reject", [Text("不同意的理由", "Why not")]),
            ["accept"] = ("签收", "Accept", []),
            ["redirect"] = ("转其他部门", "Redirect",
                [Department("转给哪个部门", "To which department", No), Text("转出理由", "Why")]),
            ["arrive"] = ("报到", "Arrive", []),
            ["note"] = ("记录进展", "Note progress", [Text("进展或方案", "Progress or plan")]),
            ["result"] = ("提交结果", "Give the result", [Text("本部门办理结果", "What came out of our part")]),
            ["sign-off"] = ("办结销号", "Sign off", []),
            ["rate"] = ("评价部门", "Rate the department",
                [YesOrNo("arrivedOnTime", "按时报到", "It came in time", Yes),
                    YesOrNo("solved", "问题已解决", "The matter is solved", Yes), Attitude, Note("评语", "Remark")]),
            ["reinforce"] = ("增派部门", "Call another department",
                [Department("增派哪个部门", "Which department", Yes), Text("增派理由", "Why")]),
            ["cancel"] = ("撤销", "Cancel", [Text("撤销理由", "Why")]),
            ["supervise"] = ("督办该部门", "Supervise the department", [Supervision]),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static CommandFormView Of(string act) =>
        new(act, ByAct[act].Zh, ByAct[act].En, [], [], Bulk: false, ByAct[act].Fields);
}
