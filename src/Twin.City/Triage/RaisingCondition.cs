using System.Collections.Immutable;
using System.Globalization;

namespace Twin.City.Triage;

/// <summary>The <c>when</c> of a raising rule: terms that must all hold.</summary>
/// <remarks>A term is <c>word = value</c>, <c>word &gt;= figure</c>, <c>word in {a, b}</c>, <c>word in 22:00-06:00</c>,
/// or a word alone that must be yes.</remarks>
public sealed class RaisingCondition
{
    private readonly ImmutableArray<(string Word, string Sign, string Value)> _terms;

    private RaisingCondition(ImmutableArray<(string Word, string Sign, string Value)> terms) => _terms = terms;

    /// <exception cref="FormatException">A term cannot be read.</exception>
    public static RaisingCondition Parse(string text) =>
        new([.. text.Split(" and ", StringSplitOptions.TrimEntries).Select(TermOf)]);

    public bool Holds(Circumstances around) => _terms.All(term => Holds(term, around[term.Word]));

    /// <summary>The figure that a word must reach; null when the condition has no such term.</summary>
    public int? Least(string word)
    {
        foreach (var (own, sign, value) in _terms)
        {
            if (own == word && sign == ">=") return int.Parse(value, CultureInfo.InvariantCulture);
        }

        return null;
    }

    private static (string Word, string Sign, string Value) TermOf(string term)
    {
        foreach (var sign in (ReadOnlySpan<string>)[" in ", " >= ", " > ", " < ", " = "])
        {
            if (term.IndexOf(sign, StringComparison.Ordinal) is > 0 and var at)
            {
                var value = term[(at + sign.Length)..].Trim();
                if (sign is " >= " or " > " or " < ") _ = Figure(value);
                return (term[..at].Trim(), sign.Trim(), value);
            }
        }

        return term.Length > 0 && !term.AsSpan().ContainsAny("<>={}")
            ? (term, "=", "yes")
            : throw new FormatException($"Found the term '{term}'; expected 'word = value', or 'word in {{a, b}}'.");
    }

    private static bool Holds((string Word, string Sign, string Value) term, string? found) => found is not null
        && term.Sign switch
        {
            "=" => found == term.Value,
            "in" when term.Value.StartsWith('{') => term.Value[1..^1].Split(',', StringSplitOptions.TrimEntries)
                .Contains(found, StringComparer.Ordinal),
            "in" => IsWithin(TimeOnly.ParseExact(found, "HH:mm", CultureInfo.InvariantCulture), term.Value),
            ">=" => Figure(found) >= Figure(term.Value),
            ">" => Figure(found) > Figure(term.Value),
            _ => Figure(found) < Figure(term.Value),
        };

    /// <summary>From the first moment on, up to but without the last; over midnight too.</summary>
    private static bool IsWithin(TimeOnly moment, string span)
    {
        var ends = span.Split('-');
        return moment.IsBetween(
            TimeOnly.ParseExact(ends[0], "HH:mm", CultureInfo.InvariantCulture),
            TimeOnly.ParseExact(ends[1], "HH:mm", CultureInfo.InvariantCulture));
    }

    private static double Figure(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
