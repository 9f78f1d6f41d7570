using System.Globalization;

namespace Twin.Client;

/// <summary>What the list of cases is asked for; empty fields ask for everything.</summary>
/// <param name="AtLeast">Answer only when the list is true up to this log position.</param>
public sealed record CaseQuestion(
    string? Area = null, string? Stage = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    int Page = 1, int PageSize = 100, long? AtLeast = null)
{
    internal string Path()
    {
        var parts = new List<string>
        {
            $"page={Page.ToString(CultureInfo.InvariantCulture)}",
            $"pageSize={PageSize.ToString(CultureInfo.InvariantCulture)}",
        };
        Add(parts, "area", Area);
        Add(parts, "stage", Stage);
        Add(parts, "from", From?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add(parts, "to", To?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add(parts, "atLeast", AtLeast?.ToString(CultureInfo.InvariantCulture));
        return $"cases?{string.Join('&', parts)}";
    }

    private static void Add(List<string> parts, string field, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{field}={Uri.EscapeDataString(value)}");
        }
    }
}
