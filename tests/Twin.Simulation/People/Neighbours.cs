using Twin.Contracts;
using Twin.Geo;
using Twin.Simulation.Ground;

namespace Twin.Simulation.People;

/// <summary>People who live side by side: one reports what another has, at times a dozen at once.</summary>
internal sealed class Neighbours(Random dice)
{
    /// <summary>About ten metres.</summary>
    private const double Step = 0.0001;

    /// <summary>Enough for the rule that raises a case by the tenth report in an hour.</summary>
    private const int Rush = 13;

    private static readonly string[] Texts =
    [
        "路口积水很深，车过不去", "垃圾桶满了没人清运", "井盖松动，晚上很响", "夜里施工噪音吵得睡不着", "路灯坏了三天还没修",
        "消防通道被私家车堵住", "自来水发黄有异味", "有人在楼道里给电动车充电", "有人被困在电梯里",
    ];

    private static readonly string[] Endings = ["", "，请尽快处理", "！", "，麻烦看一下"];

    private Desk.KnownCase? _rushing;
    private int _rushLeft;

    public string Text() => Texts[dice.Next(Texts.Length)];

    /// <summary>Mostly apart; at times in the house of the grid.</summary>
    public LngLat Somewhere(int grid)
    {
        var at = SmallTown.Place(grid);
        return dice.Next(12) == 0 ? at : new LngLat(
            at.Lng + (dice.Next(-40, 41) * Step), at.Lat + (dice.Next(-40, 41) * Step));
    }

    /// <summary>What somebody reports again; null when a report is of something new.</summary>
    public Desk.KnownCase? Again(Desk desk)
    {
        if (_rushLeft > 0)
        {
            _rushLeft--;
            return _rushing;
        }

        if (desk.Count == 0 || dice.Next(5) > 0) return null;
        var known = desk[dice.Next(Math.Max(0, desk.Count - 12), desk.Count)];
        if (known.Said is not { Lng: not null }) return null;
        (_rushing, _rushLeft) = (known, dice.Next(10) == 0 ? Rush : 0);
        return known;
    }

    /// <summary>The same from a few steps away, by another way, in almost the same words.</summary>
    public ReportRequest InOtherWords(ReportRequest said) => said with
    {
        Lng = said.Lng + (dice.Next(-1, 2) * Step * 0.5),
        Lat = said.Lat + (dice.Next(-1, 2) * Step * 0.5),
        Source = dice.Next(2) == 0 ? "App" : "Hotline",
        Severity = dice.Next(3) == 0 ? null : said.Severity,
        Text = said.Text + Endings[dice.Next(Endings.Length)],
    };
}
