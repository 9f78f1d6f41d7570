using System.Globalization;
using Twin.Cli.Replay.Sending;
using Twin.Client;
using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Watchers;

/// <summary>Whole lives of cases at a steady number of commands a second, in all grids of the city.</summary>
/// <remarks>
/// Paced by the clock alone: an answer that is late holds up its own life and no other. Commands that are due in one
/// tick go out in one post for each account, so that this client leaves the machine to the server.
/// </remarks>
internal sealed class LifeLoad : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>One event in so many is marked, in a grid that is watched.</summary>
    private const int MarkEvery = 200;

    private static readonly string[] Classes =
        ["E0202", "E0203", "E0204", "E0503", "E0504", "E0506", "E0507", "E0201"];

    /// <summary>Open cases in each grid to which nothing more happens, so that maps are not empty.</summary>
    private const int StandingPerGrid = 8;

    /// <summary>A case rests that long between two commands: from, to.</summary>
    private static readonly (double Least, double Most) RestSeconds = (0.1, 0.9);

    /// <summary>Lives under way at once, for each command a second; a half is the least that can give them.</summary>
    private const double LivesPerCommand = 0.65;

    /// <summary>Before what the city had no room for is sent again.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(100);

    private readonly Crowd _crowd;
    private readonly AreaView[] _grids;
    private readonly int _perSecond;
    private readonly int _notes;
    private readonly TimeProvider _time;
    private readonly TwinClient _anyone;
    private readonly Dictionary<string, TwinClient> _accounts = [];
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Life, long> _resting = new();
    private readonly Random _chance = new(1);
    private readonly List<Task> _posts = [];
    private long _number;
    private long _marks;
    private long _sent;
    private long _stored;
    private long _closed;
    private long _begun;
    private long _busy;
    private string? _refused;

    private LifeLoad(
        SiloProcess silo, Crowd crowd, AreaView[] areas, (int PerSecond, int Notes) load, TimeProvider time)
    {
        (_crowd, _time) = (crowd, time);
        (_perSecond, _notes) = load;
        _grids = [.. areas.Where(area => area.Level == "Grid")];
        _anyone = silo.Client();
    }

    /// <summary>Commands that were sent so far, again or for the first time.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Commands that the city has stored.</summary>
    public long Stored => Volatile.Read(ref _stored);

    public long Closed => Volatile.Read(ref _closed);

    /// <summary>Commands that the city had no room for, each sent again.</summary>
    public long Busy => Volatile.Read(ref _busy);

    /// <summary>What the first refused command was told; null when none was.</summary>
    public string? Refused => Volatile.Read(ref _refused);

    public static async Task<LifeLoad> Open(
        SiloProcess silo, Crowd crowd, AreaView[] areas, (int PerSecond, int Notes) load, TimeProvider time,
        CancellationToken cancel)
    {
        var lives = new LifeLoad(silo, crowd, areas, load, time);
        foreach (var account in Life.Accounts)
        {
            var client = silo.Client();
            lives._accounts.Add(account, client);
            await client.SignIn(account, cancel);
        }

        return lives;
    }

    /// <summary>Keeps the rate for a while; latencies of marked events go to the stretch.</summary>
    /// <returns>Events stored a second, over the time until the last answer of this stretch.</returns>
    public async Task<double> Run(TimeSpan lasts, Stretch stretch, CancellationToken cancel)
    {
        var (begun, before) = (_time.GetTimestamp(), Stored);
        for (var tick = 1; tick * Tick <= lasts; tick++)
        {
            var dueAt = begun + (long)((tick - 1) * Tick.TotalSeconds * _time.TimestampFrequency);
            Send((int)(PerTick * tick) - (int)(PerTick * (tick - 1)), dueAt, stretch, cancel);
            if ((tick * Tick) - _time.GetElapsedTime(begun) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, _time, cancel);
            }
        }

        await Task.WhenAll(_posts);
        _posts.Clear();
        return (Stored - before) / _time.GetElapsedTime(begun).TotalSeconds;
    }

    public void Dispose()
    {
        _anyone.Dispose();
        foreach (var client in _accounts.Values)
        {
            client.Dispose();
        }
    }

    private double PerTick => _perSecond * Tick.TotalSeconds;

    private void Send(int events, long dueAt, Stretch stretch, CancellationToken cancel)
    {
        var reports = new List<ReportLine>();
        var commands = Life.Accounts.ToDictionary(account => account, _ => new List<(Life, CommandLine)>());
        lock (_gate)
        {
            for (var i = 0; i < events; i++)
            {
                var sent = Interlocked.Increment(ref _sent);
                var key = (++_number).ToString(CultureInfo.InvariantCulture);
                if (sent % MarkEvery == 0)
                {
                    var grid = _crowd.Grids[(int)(_marks++ % _crowd.Grids.Length)];
                    _crowd.Expect(grid, dueAt, stretch);
                    reports.Add(Report(key, grid, isMark: true));
                }
                else if (_resting.TryPeek(out var life, out var until) && until <= dueAt)
                {
                    _resting.Dequeue();
                    var (account, line) = life.Next(key);
                    commands[account].Add((life, line));
                }
                else
                {
                    reports.Add(Report(key, _grids[_chance.Next(_grids.Length)], isMark: false));
                }
            }
        }

        _posts.RemoveAll(post => post.IsCompletedSuccessfully);
        _posts.Add(Post(reports, dueAt, stretch, cancel));
        _posts.AddRange(commands.Where(one => one.Value.Count > 0).Select(one => Post(one.Key, one.Value, cancel)));
    }

    private ReportLine Report(string key, AreaView grid, bool isMark) => new(key, new ReportRequest(
        Class: Classes[_chance.Next(Classes.Length)],
        Lng: grid.Centre.Lng + ((_chance.NextDouble() - 0.5) * 1e-4),
        Lat: grid.Centre.Lat + ((_chance.NextDouble() - 0.5) * 1e-4),
        Drill: isMark ? "watchers" : null));

    private async Task Post(List<ReportLine> reports, long dueAt, Stretch stretch, CancellationToken cancel)
    {
        if (reports.Count == 0)
        {
            return;
        }

        var again = new List<ReportLine>();
        var answers = await _anyone.ReportBatch(reports, cancel);
        stretch.Add(Stretch.Stored, _time.GetElapsedTime(dueAt).TotalMilliseconds);
        foreach (var (report, answer) in reports.Zip(answers))
        {
            if (IsBusy(answer.Status))
            {
                again.Add(report);
            }
            else if (Count("Report", answer.Problem))
            {
                Begin(answer.Answer!.CaseId);
            }
        }

        if (again.Count > 0)
        {
            await Task.Delay(BusyPause, _time, cancel);
            Interlocked.Add(ref _sent, again.Count);
            await Post(again, dueAt, stretch, cancel);
        }
    }

    /// <summary>The first cases stand; of the next ones each is somewhere in its life, so that not all end at once.
    /// </summary>
    private void Begin(string caseId)
    {
        var standing = (long)StandingPerGrid * _grids.Length;
        var begun = Interlocked.Increment(ref _begun) - standing;
        if (begun > 0)
        {
            var first = (long)(LivesPerCommand * _perSecond);
            Rest(new Life(caseId, begun <= first ? 1 + (int)(begun * _notes / first) : _notes));
        }
    }

    private async Task Post(string account, List<(Life Life, CommandLine Line)> commands, CancellationToken cancel)
    {
        var answers = await _accounts[account].CommandBatch([.. commands.Select(one => one.Line)], cancel);
        foreach (var ((life, line), answer) in commands.Zip(answers))
        {
            if (IsBusy(answer.Status))
            {
                Rest(life);
                continue;
            }

            if (!Count(line.Command, answer.Problem))
            {
                continue;
            }

            life.GoOn();
            if (life.IsOver)
            {
                Interlocked.Increment(ref _closed);
            }
            else
            {
                Rest(life);
            }
        }
    }

    private bool IsBusy(int status)
    {
        if (!Persistence.IsPassing(status))
        {
            return false;
        }

        Interlocked.Increment(ref _busy);
        return true;
    }

    /// <summary>True when it was stored.</summary>
    private bool Count(string command, ProblemView? problem)
    {
        if (problem is null)
        {
            Interlocked.Increment(ref _stored);
            return true;
        }

        Interlocked.CompareExchange(ref _refused, $"{command}: {problem.Code}: {problem.Detail}", null);
        return false;
    }

    private void Rest(Life life)
    {
        lock (_gate)
        {
            var seconds = RestSeconds.Least + (_chance.NextDouble() * (RestSeconds.Most - RestSeconds.Least));
            _resting.Enqueue(life, _time.GetTimestamp() + (long)(seconds * _time.TimestampFrequency));
        }
    }
}
