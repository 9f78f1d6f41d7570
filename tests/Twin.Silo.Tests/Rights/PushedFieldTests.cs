using System.Text.Json;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Live;

namespace Twin.Silo.Tests.Rights;

/// <summary>What is pushed to random subjects is part of what they may see.</summary>
public sealed class PushedFieldTests(ITestOutputHelper output)
{
    private const int Subjects = 60;

    private static readonly string[] Watching =
        ["publicCounts", "areaCounts", "areaCases", "areaPosts", "sealedDisputes"];

    [Fact]
    public async Task Frames_hold_only_what_their_watcher_may_see()
    {
        var cancel = TestContext.Current.CancellationToken;
        const int Seed = 20_261_122;
        var dice = new Random(Seed);
        await using var city = await RightCity.Start();
        var leaks = new Leaks(city.Spots);
        var (watched, refused, tasks) = (0, 0, 0);
        for (var at = 0; at < Subjects; at++)
        {
            var subject = Draw(dice, city);
            using var hub = await HubClient.Open(city.City.Url, city.Token($"random-{at}", subject), cancel);
            foreach (var home in new[] { TinyCity.Root, TinyCity.WestCommunity, TinyCity.WestGrid, "g-3" })
            {
                var may = Oracle.Sees(subject, Watching, city.Spots[home] with { Sealed = true })
                    || Oracle.Sees(subject, Watching, city.Spots[home]);
                var frame = await First(hub, $"{at}-{home}", home, cancel);
                if (frame is null != !may)
                {
                    leaks.Found.Add($"seed={Seed} {home}: refused={frame is null}, but may={may}: {Say(subject)}");
                }

                if (frame is null)
                {
                    refused++;
                    continue;
                }

                watched++;
                using (frame)
                {
                    var item = frame.RootElement.GetProperty("item");
                    leaks.Look(subject, city.Spots[home], typeof(FrameView), item, $"seed={Seed} {home}");
                    CountMarks(city, subject, home, item, leaks);
                }
            }

            await Events(city, subject, $"random-{at}", leaks, cancel);
            tasks += await Tasks(city, hub, subject, at, leaks, cancel);
            await PushedErrors.Look(city, subject, $"random-{at}", leaks);
        }

        var live = await Live(city, dice, leaks, cancel);

        output.WriteLine(
            $"seed={Seed} subjects={Subjects} watched={watched} refused={refused} tasks={tasks} live={live} "
            + $"cells={leaks.Cells} leaks={leaks.Found.Count}");
        output.WriteLine(string.Join('\n', leaks.Found.Take(50)));
        Assert.Empty(leaks.Found);
        Assert.True(watched > 20 && refused > 20, "The subjects are all alike.");
    }

    /// <summary>The same home as server-sent events: the same fields, and refused to the same.</summary>
    private static async Task Events(
        RightCity city, Bound[] subject, string id, Leaks leaks, CancellationToken cancel)
    {
        using var http = city.As(id, subject);
        foreach (var home in new[] { TinyCity.WestGrid, "g-3" })
        {
            var may = Oracle.Sees(subject, Watching, city.Spots[home] with { Sealed = true })
                || Oracle.Sees(subject, Watching, city.Spots[home]);
            using var answer = await http.GetAsync(
                new Uri($"/api/v1/areas/{home}/frames", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead,
                cancel);
            if (answer.IsSuccessStatusCode != may)
            {
                leaks.Found.Add($"events of {home}: {answer.StatusCode}, but may={may}: {Say(subject)}");
            }

            if (!answer.IsSuccessStatusCode)
            {
                continue;
            }

            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
            var line = "";
            while (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                line = await reader.ReadLineAsync(cancel) ?? throw new EndOfStreamException("No event came.");
            }

            using var frame = JsonDocument.Parse(line["data: ".Length..]);
            leaks.Look(subject, city.Spots[home], typeof(FrameView), frame.RootElement, $"event {home}");
            CountMarks(city, subject, home, frame.RootElement, leaks);
        }
    }

    /// <summary>Tasks as they are pushed: to whoever may see the seat, disputes without their place.</summary>
    private static async Task<int> Tasks(
        RightCity city, HubClient hub, Bound[] subject, int at, Leaks leaks, CancellationToken cancel)
    {
        var seen = 0;
        foreach (var post in new[] { TinyCity.WestPost, TinyCity.EastPost })
        {
            var may = Oracle.Sees(subject, ["areaPosts", "areaCases"], city.Spots[post]);
            using var frame = await First(hub, $"{at}-{post}", post, cancel, "WatchPost");
            if (frame is null != !may)
            {
                leaks.Found.Add($"tasks of {post}: refused={frame is null}, but may={may}: {Say(subject)}");
            }

            if (frame?.RootElement.GetProperty("item") is { } item)
            {
                leaks.Look(subject, city.Spots[post], typeof(PostFrameView), item, $"tasks {post}");
                seen += item.GetProperty("post").GetProperty("tasks").GetArrayLength();
            }
        }

        return seen;
    }

    /// <summary>Frames that follow a change, to subjects that watch while it happens.</summary>
    private static async Task<int> Live(RightCity city, Random dice, Leaks leaks, CancellationToken cancel)
    {
        var watchers = new List<(HubClient Hub, Bound[] Subject, string Id)>();
        for (var at = 0; at < Subjects; at++)
        {
            var subject = Draw(dice, city);
            var hub = await HubClient.Open(city.City.Url, city.Token($"live-{at}", subject), cancel);
            using var first = await First(hub, $"live-{at}", TinyCity.WestGrid, cancel);
            if (first is null)
            {
                hub.Dispose();
                continue;
            }

            watchers.Add((hub, subject, $"live-{at}"));
        }

        var position = (await city.City.Report(0)).Position;
        foreach (var (hub, subject, id) in watchers)
        {
            using (hub)
            {
                for (var reached = 0L; reached < position;)
                {
                    using var message = await hub.Receive(cancel);
                    if (message!.RootElement.GetProperty("type").GetInt32() == 2)
                    {
                        var item = message.RootElement.GetProperty("item");
                        leaks.Look(subject, city.Spots[TinyCity.WestGrid], typeof(FrameView), item, $"live {id}");
                        reached = item.GetProperty("position").GetInt64();
                    }
                }
            }
        }

        return watchers.Count;
    }

    private static void CountMarks(RightCity city, Bound[] subject, string home, JsonElement frame, Leaks leaks)
    {
        string[] cases = [city.OfSeat, city.OfDepartment, city.OfDispute];
        var may = home == TinyCity.WestGrid
            ? cases.Count(one => Oracle.Sees(subject, ["areaCases", "sealedDisputes"], city.Spots[one]))
            : 0;
        var found = frame.GetProperty("cases").GetArrayLength();
        if (found != may)
        {
            leaks.Found.Add($"{home}: {found} marks, {may} may be seen by {Say(subject)}");
        }
    }

    /// <summary>The first frame of a home; null when the stream is refused.</summary>
    private static async Task<JsonDocument?> First(
        HubClient hub, string id, string home, CancellationToken cancel, string method = "Watch")
    {
        var arguments = method == "Watch" ? $"[{JsonSerializer.Serialize(home)},null]" : $"[\"{home}\"]";
        await hub.Invoke(id, method, arguments, cancel);
        while (await hub.Receive(cancel) is { } message)
        {
            var type = message.RootElement.GetProperty("type").GetInt32();
            var isOurs = message.RootElement.TryGetProperty("invocationId", out var mine) && mine.GetString() == id;
            if (isOurs && type is 2 or 3)
            {
                if (type == 2)
                {
                    return message;
                }

                message.Dispose();
                return null;
            }

            message.Dispose();
        }

        return null;
    }

    private static Bound[] Draw(Random dice, RightCity city)
    {
        var roles = CityTables.Roles.Where(role => role.Role != "System").ToArray();
        string?[] homes = [null, TinyCity.WestCommunity, TinyCity.EastCommunity, TinyCity.WestGrid, "g-3", "g-4"];
        return
        [
            .. Enumerable.Range(0, dice.Next(1, 4)).Select(_ =>
            {
                var role = roles[dice.Next(roles.Length)];
                var unit = role.BoundTo != RoleBound.Department ? null
                    : dice.Next(2) == 0 ? city.Department : "Power";
                return new Bound(role.Role, homes[dice.Next(homes.Length)], unit);
            }),
        ];
    }

    private static string Say(IEnumerable<Bound> subject) => string.Join(" + ", subject);
}
