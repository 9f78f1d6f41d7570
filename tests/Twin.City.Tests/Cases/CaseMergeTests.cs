using System.Security.Cryptography;
using System.Text;
using Twin.City.Cases;
using Twin.City.Triage;

namespace Twin.City.Tests.Cases;

public class CaseMergeTests
{
    private static readonly CaseCommand.Report Second =
        Town.Flood with { ReceiptHash = "second", Relay = "relay-2", Words = new Words("text-2", "sha-2") };

    [Fact]
    public void A_merge_that_is_undone_leaves_the_reporters_of_both_as_they_were()
    {
        var parent = new CaseWalk("parent-1").Do(Town.Flood with { Relay = "relay-1" }, Actor.Anonymous).BySystem();
        var merged = new CaseWalk("twin-1").Do(Second, Actor.Anonymous);
        var (before, its) = (ReportersOf(parent.State), ReportersOf(merged.State));

        merged.Do(new CaseCommand.Merge(KinOf(parent.State), 0.95, Confirmed: false), Actor.System);
        parent.Do(new CaseCommand.AddDuplicate(merged.State.Id), Actor.System);

        Assert.Equal(CaseStage.Merged, merged.State.Stage);
        Assert.NotEqual(before, ReportersOf(parent.State));
        Assert.Equal([merged.State.Id], parent.State.Sight()!.MergedFrom);
        Assert.Equal(("second", true), (merged.State.ReceiptHash, merged.State.Following));

        merged.Do(new CaseCommand.Unmerge(Town.Text), Town.Receiver);
        parent.Do(new CaseCommand.RemoveDuplicate(merged.State.Id), Actor.System);

        Assert.Equal(before, ReportersOf(parent.State));
        Assert.Equal(its, ReportersOf(merged.State));
        Assert.Equal(CaseStage.UnderReview, merged.State.Stage);
    }

    [Fact]
    public void A_word_of_a_merge_that_comes_after_its_undoing_is_stale()
    {
        var parent = new CaseWalk("parent-1").Do(Town.Flood, Actor.Anonymous).BySystem();
        var (merged, undone, again) = (Word(3, true), Word(4, false), Word(7, true));

        parent.Do(undone.Order.Command, Actor.System);

        Assert.Equal("StaleVersion", parent.Try(merged.Order.Command, Actor.System).Refusal?.Code);
        parent.Do(again.Order.Command, Actor.System);
        Assert.Equal([again.Child], parent.State.Duplicates.Select(one => one.Case));
        Assert.Equal("StaleVersion", parent.Try(undone.Order.Command, Actor.System).Refusal?.Code);
    }

    [Fact]
    public void A_merge_that_older_facts_have_counted_is_undone_by_a_newer_word()
    {
        var parent = new CaseWalk("parent-1").Do(Town.Flood, Actor.Anonymous).BySystem();
        parent.Do(new CaseCommand.AddDuplicate(new CaseId("twin-1")), Actor.System);

        parent.Do(Word(4, false).Order.Command, Actor.System);

        Assert.Empty(parent.State.Duplicates);
    }

    [Fact]
    public void What_a_parent_must_hear_is_the_newest_merge_or_its_undoing()
    {
        var parent = new CaseWalk("parent-1").Do(Town.Flood, Actor.Anonymous).BySystem();
        var merged = new CaseWalk("twin-1").Do(Second, Actor.Anonymous);
        Assert.Null(MergeWord.Of(merged.State.Sight()));

        merged.Do(new CaseCommand.Merge(KinOf(parent.State), 0.95, Confirmed: false), Actor.System);
        Assert.Equal(Word(merged.State.Version, true), MergeWord.Of(merged.State.Sight()));

        merged.Do(new CaseCommand.Unmerge(Town.Text), Town.Receiver);
        var undone = merged.State.Version;
        merged.BySystem();
        Assert.True(merged.State.Version > undone);
        Assert.Equal(Word(undone, false), MergeWord.Of(merged.State.Sight()));
    }

    [Fact]
    public void The_tenth_report_in_an_hour_raises_one_level_by_the_rule_of_the_table()
    {
        var parent = new CaseWalk("parent-1").Do(Town.Flood, Actor.Anonymous).BySystem();
        var before = parent.State.Severity;
        for (var i = 0; i < 9; i++) Add(parent, i, minutes: 5);
        Assert.Equal(before, parent.State.Severity);

        Add(parent, 9, minutes: 5);

        Assert.Equal(before - 1, parent.State.Severity);
        var raising = Assert.IsType<CaseEvent.DuplicateAdded>(parent.Happened[^1]);
        Assert.Equal((before - 1, RaisingRules.Duplicates), (raising.Severity, raising.Rule));
        Assert.All(
            parent.Happened.OfType<CaseEvent.DuplicateAdded>().SkipLast(1), fact => Assert.Null(fact.Rule));
    }

    [Fact]
    public void Ten_reports_in_more_than_an_hour_raise_nothing()
    {
        var parent = new CaseWalk("parent-1").Do(Town.Flood, Actor.Anonymous).BySystem();
        var before = parent.State.Severity;

        for (var i = 0; i < 20; i++) Add(parent, i, minutes: 7);

        Assert.Equal(before, parent.State.Severity);
    }

    private static void Add(CaseWalk parent, int number, int minutes)
    {
        parent.Now = parent.Now.AddMinutes(minutes);
        parent.Do(new CaseCommand.AddDuplicate(new CaseId($"twin-{number}")), Actor.System);
    }

    private static MergeWord Word(long link, bool isMerged) =>
        new(new CaseId("twin-1"), new CaseId("parent-1"), link, isMerged);

    private static CaseKin KinOf(CaseState state) => CaseKin.Of(state.Id, state.Sight());

    /// <summary>All of a case that concerns who reported it: reach, receipt, words, followers, review clocks.</summary>
    private static string ReportersOf(CaseState state)
    {
        var clocks = state.Clocks.Where(clock => clock.Id.Name is "T1" or "T2" or "ReplyCap")
            .Select(clock => $"{clock.Id.Name} {clock.DueAt:O}").Order(StringComparer.Ordinal);
        var all = string.Join(
            '|', state.ReceiptHash, state.ReporterReachable, state.Following, state.Source, $"{state.ReportedAt:O}",
            state.Words, string.Join(',', state.Duplicates.Select(one => one.Case)), state.Parent,
            string.Join(',', clocks));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}
