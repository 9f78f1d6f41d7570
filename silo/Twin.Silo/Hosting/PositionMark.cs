using System.Globalization;
using Twin.EventLog;

namespace Twin.Silo.Hosting;

/// <summary>How far the log was read for something, in a file of the city's data folder.</summary>
/// <remarks>A torn or lost mark only means that the log is read again; whoever reads it must bear that.</remarks>
internal sealed class PositionMark(string file)
{
    /// <summary>0 when there is none, or it is none of this log.</summary>
    public long Read(LogHead head) =>
        File.Exists(file) && long.TryParse(
            File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        && position <= head.Position
            ? position
            : 0;

    public Task Write(long position, CancellationToken cancel) =>
        File.WriteAllTextAsync(file, position.ToString(CultureInfo.InvariantCulture), cancel);
}
