using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Twin.EventLog.Tests.Stores;

/// <summary>A PostgreSQL server of our own, on loopback and a free port, gone afterwards.</summary>
/// <remarks>The server refuses to run as root, so under root it runs as the system's user <c>postgres</c>.</remarks>
public sealed class PostgresServer : IDisposable
{
    private static readonly string? Binaries = FindBinaries();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-pg-");
    private readonly bool _durable;
    private bool _hangs;

    private PostgresServer(bool durable) => (_durable, Port) = (durable, FreePort());

    public int Port { get; }

    private string Cluster => Path.Combine(_folder.FullName, "cluster");

    /// <summary>Null when this machine has no PostgreSQL.</summary>
    /// <param name="durable">Whether commits are synced; tests of durability and figures need it.</param>
    public static PostgresServer? Start(bool durable)
    {
        if (Binaries is null)
        {
            return null;
        }

        var server = new PostgresServer(durable);
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres", server._folder.FullName);
        }

        Tool("initdb", "-D", server.Cluster, "-U", "twin", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
        server.Start();
        return server;
    }

    /// <summary>The place of one city's log.</summary>
    public string Place(string schema) => string.Create(
        CultureInfo.InvariantCulture, $"postgres://twin@127.0.0.1:{Port}/postgres?schema={schema}");

    public void Start()
    {
        var settings = $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + (_durable ? "" : " -c fsync=off -c full_page_writes=off");
        Tool("pg_ctl", "-D", Cluster, "-w", "-s", "-l", Path.Combine(_folder.FullName, "log"), "-o", settings, "start");
    }

    /// <summary>Everything of the server on the disk: tables, write-ahead log, its own words.</summary>
    public string Folder => _folder.FullName;

    /// <summary>A backup as an operator makes it.</summary>
    public string Dump()
    {
        var file = Path.Combine(_folder.FullName, "backup.sql");
        Tool(
            "pg_dump", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "twin", "-f", file,
            "postgres");
        return file;
    }

    /// <summary>Processor time that the server has used, with its sessions.</summary>
    public TimeSpan CpuTime()
    {
        const int TicksPerSecond = 100;
        var first = File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First();
        var ticks = Children(first).Select(child => Path.Combine("/proc", child)).Sum(folder => Ticks(folder, 11, 12))
            + Ticks(Path.Combine("/proc", first), 11, 12, 13, 14);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    /// <summary>Ends the server as an operator does, or as a crash does.</summary>
    public void Stop(bool crash = false) =>
        Tool("pg_ctl", "-D", Cluster, "-w", "-s", "-m", crash ? "immediate" : "fast", "stop");

    /// <summary>Stops all its processes where they stand: connections stay and nothing answers.</summary>
    public void Hang()
    {
        _hangs = true;
        Signal("-STOP");
    }

    public void Resume()
    {
        Signal("-CONT");
        _hangs = false;
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            // Its processes come and go by themselves: only those that were stopped are looked for.
            if (_hangs)
            {
                Resume();
            }

            Stop(crash: true);
        }

        _folder.Delete(recursive: true);
    }

    private void Signal(string signal)
    {
        var first = File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First();
        string[] all = [first, .. Children(first)];
        foreach (var process in all)
        {
            // A session may end between the look and the signal.
            Start("kill", signal, process);
        }
    }

    private static IEnumerable<string> Children(string parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where char.IsAsciiDigit(Path.GetFileName(folder)[0]) && ParentOf(folder) == parent
        select Path.GetFileName(folder);

    private static string? ParentOf(string process) => Stat(process) is { } stat ? stat[1] : null;

    private static long Ticks(string process, params int[] fields) => Stat(process) is { } stat
        ? fields.Sum(field => long.Parse(stat[field], CultureInfo.InvariantCulture))
        : 0;

    /// <summary>What the system says of a process, behind its name; null when it is gone.</summary>
    private static string[]? Stat(string process)
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

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private static void Tool(string name, params string[] arguments)
    {
        string[] tool = [Path.Combine(Binaries!, name), .. arguments];
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", .. tool]);
        }
        else
        {
            Run(tool[0], tool[1..]);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        if (Start(program, arguments) is { } said)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {said}");
        }
    }

    /// <summary>Null when it ended well; else what it said.</summary>
    private static string? Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : said.Result;
    }
}
