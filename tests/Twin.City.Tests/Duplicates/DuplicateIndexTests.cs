using Twin.City.Duplicates;

namespace Twin.City.Tests.Duplicates;

public class DuplicateIndexTests
{
    private const double Sure = 0.9;

    private readonly DuplicateIndex _index = new(DuplicateBands.Longest);

    [Fact]
    public void A_second_report_at_the_same_address_names_the_first_and_says_why()
    {
        _index.Add(Reports.Seen("a", building: "b1", text: "楼道里堆了很多垃圾，臭"));

        var found = Find(Reports.Seen("b", 30, building: "b1", text: "楼道里堆了很多垃圾"));

        Assert.Equal(new CaseId("a"), found.Case);
        Assert.InRange(found.Confidence, Sure, 1);
        Assert.Equal("同一地址，1小时内上报且前件未结，类别相同，文字相近", found.Zh);
        Assert.Equal(
            "same address, reported within 1 hour and the earlier one open, same class, texts alike", found.En);
    }

    [Theory]
    [InlineData(60, 30, "E0102")]
    [InlineData(0, 6_000, "E0102")]
    [InlineData(0, 30, "E0403")]
    public void Another_place_time_or_family_is_another_matter(double metres, double minutes, string code)
    {
        _index.Add(Reports.Seen("a"));

        Assert.Empty(_index.Find(Reports.Seen("b", minutes, metres, code: code), Reports.Morning.AddDays(9), 0));
    }

    [Fact]
    public void Nearer_sooner_and_alike_is_likelier()
    {
        double Of(double minutes = 30, double metres = 5, string? text = "路灯不亮", bool ends = false)
        {
            var index = new DuplicateIndex(DuplicateBands.Longest);
            index.Add(Reports.Seen("a", text: "路灯不亮了"));
            if (ends) index.End(new CaseId("a"), Reports.Morning.AddMinutes(1));
            var later = Reports.Seen("b", minutes, metres, text: text);
            return index.Find(later, later.ReportedAt, 0)[0].Confidence;
        }

        var near = Of();
        Assert.True(near > Of(metres: 40));
        Assert.True(near > Of(minutes: 5_000));
        Assert.True(near > Of(text: "河面漂浮物"));
        Assert.True(near > Of(ends: true));
    }

    [Fact]
    public void What_ended_after_the_review_counts_as_open()
    {
        _index.Add(Reports.Seen("a") with { EndedAt = Reports.Morning.AddMinutes(60) });
        var later = Reports.Seen("b", 30);

        var then = _index.Find(later, later.ReportedAt, 0)[0];
        var afterwards = _index.Find(later, later.ReportedAt.AddHours(1), 0)[0];

        Assert.Contains(DuplicateBand.OpenHour, then.Bands);
        Assert.Contains(DuplicateBand.EndedHour, afterwards.Bands);
    }

    [Fact]
    public void Only_earlier_reports_are_named_and_never_the_report_itself()
    {
        var first = Reports.Seen("a");
        var second = Reports.Seen("b", 5);
        _index.Add(first);
        _index.Add(second);

        Assert.Empty(_index.Find(first, second.ReportedAt, 0));
        Assert.Equal(["a"], _index.Find(second, second.ReportedAt, 0).Select(match => match.Case.Value));
    }

    [Fact]
    public void Memory_is_bounded_by_time_and_by_number()
    {
        for (var i = 0; i < 500; i++) _index.Add(Reports.Seen($"{i:D3}", i * 60, i % 40));
        Assert.Equal(97, _index.Count);

        var few = new DuplicateIndex(DuplicateBands.Longest, most: 10);
        for (var i = 0; i < 500; i++) few.Add(Reports.Seen($"{i:D3}", i, i % 40));
        Assert.Equal(10, few.Count);
        Assert.Equal("499", few.Find(Reports.Seen("x", 500), Reports.Morning.AddDays(1), 0)[0].Case.Value);
    }

    [Fact]
    public void A_report_that_is_told_again_counts_once_and_one_that_is_removed_not_at_all()
    {
        _index.Add(Reports.Seen("a"));
        _index.Add(Reports.Seen("a", code: null));
        Assert.Equal(1, _index.Count);

        _index.Remove(new CaseId("a"));
        _index.Remove(new CaseId("a"));

        Assert.Equal(0, _index.Count);
        Assert.Empty(_index.Find(Reports.Seen("b", 5), Reports.Morning.AddDays(1), 0));
    }

    [Fact]
    public void The_same_stream_gives_the_same_answers()
    {
        static string Answers()
        {
            var index = new DuplicateIndex(DuplicateBands.Longest);
            var said = new List<string>();
            var random = new Random(7);
            for (var i = 0; i < 300; i++)
            {
                var seen = Reports.Seen($"{i}", i * random.Next(20), random.Next(80), $"b{random.Next(4)}");
                said.AddRange(index.Find(seen, seen.ReportedAt, 0).Select(match => $"{match.Case} {match.Confidence}"));
                index.Add(seen);
            }

            return string.Join('\n', said);
        }

        Assert.Equal(Answers(), Answers());
    }

    [Fact]
    public void Every_band_has_its_row_with_both_languages_or_none()
    {
        Assert.All(Enum.GetValues<DuplicateBand>(), band =>
        {
            var row = DuplicateWeights.RowOf(band);
            Assert.Equal(row.Zh.Length == 0, row.En.Length == 0);
            Assert.True(row.Mark is "FIT" or "DEF");
        });
    }

    private DuplicateMatch Find(Sighting later) => _index.Find(later, later.ReportedAt, 0)[0];
}
