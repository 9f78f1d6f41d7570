using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Scenarios;

/// <summary>What people report in a scenario: a class, how often, and in which words.</summary>
public sealed record Matter(string Class, double Weight, ImmutableArray<string> Texts);

/// <summary>The matters of each scenario, read from the table that lies beside this file.</summary>
public static class Matters
{
    private static readonly Lazy<ImmutableDictionary<string, ImmutableArray<Matter>>> Table = new(Read);

    public static ImmutableArray<Matter> Everyday => Table.Value["everyday"];

    public static ImmutableArray<Matter> Storm => Table.Value["storm"];

    /// <summary>One of the matters, as often as its weight says.</summary>
    public static Matter Draw(this ImmutableArray<Matter> matters, Random random)
    {
        var left = random.NextDouble() * matters.Sum(matter => matter.Weight);
        foreach (var matter in matters)
        {
            left -= matter.Weight;
            if (left < 0)
            {
                return matter;
            }
        }

        return matters[^1];
    }

    public static string DrawText(this Matter matter, Random random) => matter.Texts[random.Next(matter.Texts.Length)];

    // Columns: scenario, class, weight, then one text a row; rows of a class without a weight add a text to it.
    private static ImmutableDictionary<string, ImmutableArray<Matter>> Read()
    {
        using var stream = typeof(Matters).Assembly.GetManifestResourceStream("matters.csv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','));
        return rows.GroupBy(cells => cells[0]).ToImmutableDictionary(
            scenario => scenario.Key,
            scenario => scenario.GroupBy(cells => cells[1]).Select(MatterOf).ToImmutableArray());
    }

    private static Matter MatterOf(IGrouping<string, string[]> rows) => new(
        rows.Key,
        rows.Where(cells => cells[2].Length > 0).Sum(cells => double.Parse(cells[2], CultureInfo.InvariantCulture)),
        [.. rows.Select(cells => cells[3].Trim())]);
}
