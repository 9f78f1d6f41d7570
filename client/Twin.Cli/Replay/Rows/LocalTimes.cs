using System.Globalization;

namespace Twin.Cli.Replay.Rows;

/// <summary>What a local time turned out to be.</summary>
public enum Reading { Empty, Unreadable, Plain, Twice, Skipped }

/// <summary>Turns a city's local times, written without a zone, into instants.</summary>
public sealed class LocalTimes(string zone, IReadOnlyList<string> formats, bool laterWhenTwice)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
    private readonly string[] _formats = [.. formats];

    /// <summary>Reads one time.</summary>
    /// <param name="notBefore">Of two readings the one that is not before this is taken, if only one is.</param>
    public (Reading Reading, DateTimeOffset At) Read(string text, DateTimeOffset? notBefore = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (Reading.Empty, default);
        }

        if (!DateTime.TryParseExact(
            text.Trim(), _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return (Reading.Unreadable, default);
        }

        if (_zone.IsInvalidTime(local))
        {
            // The clock jumped over it: the offset before the jump puts it as long after the jump.
            var before = _zone.GetUtcOffset(local.AddHours(-3));
            return (Reading.Skipped, new DateTimeOffset(local, before).ToUniversalTime());
        }

        if (!_zone.IsAmbiguousTime(local))
        {
            return (Reading.Plain, new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime());
        }

        var offsets = _zone.GetAmbiguousTimeOffsets(local);
        var earlier = new DateTimeOffset(local, offsets.Max()).ToUniversalTime();
        var later = new DateTimeOffset(local, offsets.Min()).ToUniversalTime();
        return (Reading.Twice, laterWhenTwice || earlier < notBefore ? later : earlier);
    }
}
