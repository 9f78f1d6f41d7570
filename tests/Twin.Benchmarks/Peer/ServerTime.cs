using Npgsql;

namespace Twin.Benchmarks.Peer;

/// <summary>Processor time of a PostgreSQL server: its first process and all that it has started.</summary>
internal sealed class ServerTime
{
    /// <summary>Ticks a second in <c>/proc</c>; the same on every Linux that runs .NET.</summary>
    private const double TicksPerSecond = 100;

    private const int ParentField = 1;
    private const int UserField = 11;
    private readonly string _first;

    private ServerTime(string first) => _first = first;

    public static async Task<ServerTime> Of(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var ask = source.CreateCommand("SELECT pg_backend_pid()");
        var session = (int)(await ask.ExecuteScalarAsync(cancel))!;
        return new ServerTime(Fields($"/proc/{session}")![ParentField]);
    }

    public TimeSpan Now() => TimeSpan.FromSeconds(
        Directory.EnumerateDirectories("/proc")
            .Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Sum(TicksOf) / TicksPerSecond);

    /// <summary>Those of the server's own, with what its ended sessions used.</summary>
    private long TicksOf(string process)
    {
        if (Fields(process) is not { } fields)
        {
            return 0;
        }

        var counted = Path.GetFileName(process) == _first ? 4 : fields[ParentField] == _first ? 2 : 0;
        return fields.Skip(UserField).Take(counted).Sum(long.Parse);
    }

    /// <summary>From the state on; null when the process has ended.</summary>
    private static string[]? Fields(string process)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
