using FsCheck;
using FsCheck.Fluent;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Forecasts;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Tests.ReadModel;

public sealed class ShelfTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CaseStage[] Stages = [CaseStage.Reported, CaseStage.Handling, CaseStage.Closed];

    [Fact]
    public void Any_question_is_answered_as_by_looking_at_every_case()
    {
        var cases = Gen.ListOf(Gen.Choose(0, 50)).Select(minutes => minutes.Take(60).ToArray());
        var question = Gen.Choose(-1, 50).SelectMany(from => Gen.Choose(-1, 60).SelectMany(to =>
            Gen.Choose(0, 3).SelectMany(stage => Gen.Choose(0, 9).Select(skip => (from, to, stage, skip)))));
        Prop.ForAll(cases.ToArbitrary(), question.ToArbitrary(), (minutes, asked) =>
        {
            var entries = minutes.Select((minute, at) => Entry($"c-{at}", minute, Stages[at % 3])).ToArray();
            var shelf = new Shelf(new HomeId("g"));
            foreach (var entry in entries)
            {
                shelf.Add(entry);
            }

            CaseStage? stage = asked.stage < 3 ? Stages[asked.stage] : null;
            DateTimeOffset? from = asked.from < 0 ? null : Start.AddMinutes(asked.from);
            DateTimeOffset? to = asked.to < 0 ? null : Start.AddMinutes(asked.to);
            var fits = entries
                .Where(entry => stage is null || entry.Stage == stage)
                .Where(entry => !(entry.ReportedAt < from) && !(entry.ReportedAt >= to))
                .OrderByDescending(entry => entry.ReportedAt)
                .ThenByDescending(entry => entry.Id.Value, StringComparer.Ordinal)
                .ToArray();

            var (rows, total) = shelf.Page(stage, from, to, asked.skip, 7);

            return total == fits.Length && rows.SequenceEqual(fits.Skip(asked.skip).Take(7));
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void A_case_that_leaves_is_counted_no_more()
    {
        var shelf = new Shelf(new HomeId("g"));
        CaseEntry Reported(string id, int minute) => Entry(id, minute, CaseStage.Reported);
        CaseEntry[] entries = [Reported("c-1", 5), Reported("c-2", 5), Reported("c-3", 1)];
        foreach (var entry in entries)
        {
            shelf.Add(entry);
        }

        shelf.Remove(entries[1], CaseStage.Reported);
        Take(entries[0], "c-1", 2, Start);
        shelf.Move(entries[0], CaseStage.Reported);

        Assert.Equal((2, 1, 1), (shelf.Count, shelf.CountOf(CaseStage.Reported), shelf.CountOf(CaseStage.Handling)));
        Assert.Equal(["c-1", "c-3"], shelf.Open.Select(entry => entry.Id.Value).Order());
        Assert.Equal(["c-1", "c-3"], shelf.Page(null, null, null, 0, 9).Rows.Select(row => row.Id.Value));
    }

    [Fact]
    public void Hours_are_counted_apart_and_old_ones_are_forgotten()
    {
        var shelf = new Shelf(new HomeId("g"));
        shelf.NoteReported(Start);
        shelf.NoteReported(Start.AddMinutes(59));
        shelf.NoteClosed(Start.AddHours(1));
        var hour = HourWeek.HourAt(Start);
        Assert.Equal(((2, 0), (0, 1)), (shelf.InHour(hour), shelf.InHour(hour + 1)));

        shelf.NoteReported(Start.AddHours(26));
        shelf.NoteReported(Start);

        Assert.Equal(((0, 0), (1, 0)), (shelf.InHour(hour), shelf.InHour(hour + 26)));
    }

    private static CaseEntry Entry(string id, int minute, CaseStage stage)
    {
        var at = Start.AddMinutes(minute);
        var entry = CaseEntry.Begin(Fact(id, 1, at, new CaseEvent.Reported(
            CaseSource.App, new HomeId("g"), null, false, null, null, null, "E0104", Severity.S4, id, LimitBy.Class,
            null, null, null)))!;
        if (stage is CaseStage.Handling or CaseStage.Closed)
        {
            Take(entry, id, 2, at);
        }

        if (stage == CaseStage.Closed)
        {
            entry.After(Fact(id, 4, at, new CaseEvent.Closed()));
        }

        return entry;
    }

    private static void Take(CaseEntry entry, string id, long version, DateTimeOffset at)
    {
        entry.After(Fact(id, version, at, new CaseEvent.Dispatched(new PostId("p"), null, "o", null)));
        entry.After(Fact(id, version + 1, at, new CaseEvent.Accepted(new PostId("p"), null, "o", null)));
    }

    private static Committed Fact(string id, long version, DateTimeOffset at, CaseEvent happened) =>
        new(new CaseId(id), version, version, [], at, null, happened);
}
