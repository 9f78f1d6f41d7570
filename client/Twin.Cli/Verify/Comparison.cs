using System.Globalization;

namespace Twin.Cli.Verify;

/// <summary>Live figures beside those that were counted from the log; what differs is named.</summary>
internal sealed class Comparison
{
    private readonly List<string> _differing = [];

    /// <summary>Pairs of figures looked at.</summary>
    public long Figures { get; private set; }

    public long Equal => Figures - _differing.Count;

    /// <summary>One sentence for each figure that differs.</summary>
    public IReadOnlyList<string> Differing => _differing;

    /// <param name="how">By the fold, or by the count.</param>
    /// <param name="heatTolerance">How far heat of a home may be apart; 0 = not at all.</param>
    public void Add(
        LiveBoards live, IReadOnlyDictionary<string, long[]> counted, string how, Func<string, long> heatTolerance)
    {
        foreach (var (home, expected) in counted.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            for (var i = 0; i < expected.Length; i++)
            {
                Figures++;
                var tolerance = i == Verify.Figures.Heat ? heatTolerance(home) : 0;
                if (!live.Homes.TryGetValue(home, out var found))
                {
                    _differing.Add($"{home}/{Verify.Figures.Names[i]}: the live answer lacks this home.");
                }
                else if (Math.Abs(found.Figures[i] - expected[i]) > tolerance)
                {
                    _differing.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{home}/{Verify.Figures.Names[i]}: live {found.Figures[i]}, by the {how} {expected[i]}, "
                        + $"at position {live.Position}."));
                }
            }
        }

        foreach (var home in live.Homes.Keys.Where(home => !counted.ContainsKey(home)))
        {
            Figures++;
            _differing.Add($"{home}: the live answer has a home that the areas lack.");
        }
    }
}
