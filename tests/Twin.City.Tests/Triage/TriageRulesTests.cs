using Twin.City.Cases;
using Twin.City.Tables;
using Twin.City.Triage;

namespace Twin.City.Tests.Triage;

public class TriageRulesTests
{
    private static readonly TimeOnly Noon = new(12, 0);

    [Theory]
    [InlineData("西桥路路灯不亮，晚上很黑", "C0118")]
    [InlineData("小区门口违停，车停在人行道上", "E0505")]
    [InlineData("路口积水很深", "E0406")]
    [InlineData("电梯困人，快来", "X-LIFT")]
    [InlineData("楼道里有人给电瓶车充电", "X-EBIKE")]
    [InlineData("污水井盖破了", "C0102")]
    [InlineData("The street light at the corner is out", "C0118")]
    [InlineData("there is a pothole in the road", "E0110")]
    [InlineData("fallen tree blocks the lane", "C0402")]
    [InlineData("老板拖欠工资三个月", "D-03")]
    public void The_class_of_a_text_is_found_by_its_words(string text, string code)
    {
        var proposal = TriageRules.Propose(null, Severity.Unset, text, Circumstances.None)!;

        Assert.Equal(code, proposal.Class.Code);
        Assert.Equal(proposal.Class.Departments[0], proposal.Owner);
        Assert.True(proposal.Zh.Length > 0 && proposal.En.Length > 0);
    }

    [Fact]
    public void Two_classes_in_one_text_leave_it_to_a_person()
    {
        var mixed = TriageRules.Propose(null, Severity.Unset, "路灯不亮，还有垃圾堆", Circumstances.None)!;
        var clear = TriageRules.Propose(null, Severity.Unset, "路灯不亮", Circumstances.None)!;

        Assert.True(mixed is { MustConfirm: true, Confidence: < TriageRules.Sure });
        Assert.True(clear is { MustConfirm: false, Confidence: >= TriageRules.Sure });
    }

    [Theory]
    [InlineData(0.79, Severity.S4, true)]
    [InlineData(0.8, Severity.S4, false)]
    [InlineData(1, Severity.S3, false)]
    [InlineData(1, Severity.S2, true)]
    [InlineData(1, Severity.S1, true)]
    [InlineData(1, Severity.Unset, true)]
    public void A_person_confirms_below_four_fifths_and_always_what_is_grave(
        double confidence, Severity severity, bool needed)
    {
        Assert.Equal(needed, TriageRules.MustConfirm(confidence, severity));
    }

    [Fact]
    public void The_reason_names_what_was_heard_what_raised_it_and_who_owns_it()
    {
        var proposal = TriageRules.Propose(
            null, Severity.Unset, "路灯不亮", Circumstances.None.At(Noon).With("nearSite", "School"))!;

        Assert.Equal(Severity.S3, proposal.Severity);
        Assert.Equal("Rise.sensitiveSite", proposal.Raised.Cause);
        Assert.StartsWith("文字提到“", proposal.Zh, StringComparison.Ordinal);
        Assert.Contains("学校、医院、养老机构附近；主责", proposal.Zh, StringComparison.Ordinal);
        Assert.Contains("; owner ", proposal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chosen_class_is_believed_and_no_text_says_nothing()
    {
        var chosen = TriageRules.Propose("E0104", Severity.Unset, "路灯不亮", Circumstances.None)!;

        Assert.Equal(("E0104", 1.0), (chosen.Class.Code, chosen.Confidence));
        Assert.Null(TriageRules.Propose(null, Severity.Unset, "你好", Circumstances.None));
        Assert.Null(TriageRules.Propose(null, Severity.Unset, null, Circumstances.None));
    }

    [Fact]
    public void A_class_is_proposed_as_it_holds_when_the_report_comes()
    {
        var stricter = CaseClasses.All.Find("C0118")! with
        {
            Severity = Severity.S3,
            Departments = [new DepartmentId("Power")],
        };
        var proposal = TriageRules.Propose(
            null, Severity.Unset, "路灯不亮", Circumstances.None,
            code => code == "C0118" ? stricter : CaseClasses.All.Find(code))!;

        Assert.Equal((Severity.S3, "Power"), (proposal.Severity, proposal.Owner.Value));
    }

    [Fact]
    public void A_need_for_power_counts_where_the_supply_is_cut()
    {
        var around = Circumstances.None.With("householdNeed", "oxygen");

        Assert.Equal(Severity.S1, TriageRules.Propose("X-OUT", Severity.Unset, null, around)!.Severity);
        Assert.Equal(Severity.S4, TriageRules.Propose("E0104", Severity.Unset, null, around)!.Severity);
    }

    [Fact]
    public void Every_class_but_the_catch_alls_has_words_and_every_class_an_owner()
    {
        var words = Csv.Parse("class-words", CityTables.Text("class-words")).Rows;

        Assert.All(CityTables.Classes, kind => Assert.NotNull(CityTables.AuthorityOf(kind.Code)));
        Assert.All(CityTables.Authorities, row => Assert.True(CityTables.DepartmentOf.ContainsKey(row.Owner)));
        Assert.Equal(words.Length, words.Select(row => row["code"]).Distinct().Count());
        Assert.True(words.Length >= CityTables.Classes.Length - 8);
    }
}
