using System.Collections.Immutable;

namespace Twin.City.Triage;

/// <summary>What is known around a matter, by the words that raising-rules.csv uses.</summary>
/// <remarks>What is not known makes no rule fire. A fact about people comes as a count or a tag, never as a person.
/// </remarks>
public sealed record Circumstances
{
    private ImmutableDictionary<string, string> Known { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public static Circumstances None { get; } = new();

    /// <summary>The value of a word; null when nobody knows.</summary>
    public string? this[string word] => Known.GetValueOrDefault(word);

    public Circumstances With(string word, string value) => this with { Known = Known.SetItem(word, value) };

    public Circumstances With(string word, bool holds) => With(word, holds ? "yes" : "no");

    public Circumstances With(string word, double figure) =>
        With(word, figure.ToString("R", System.Globalization.CultureInfo.InvariantCulture));

    public Circumstances At(TimeOnly local) =>
        With("localTime", local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
}
