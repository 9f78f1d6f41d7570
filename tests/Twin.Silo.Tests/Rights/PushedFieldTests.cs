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
        var (watched, refused) = (0, 0);
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
        }

        output.WriteLine(
            $"seed={Seed} subjects={Subjects} watched={watched} refused={refused} cells={leaks.Cells} "
            + $"leaks={leaks.Found.Count}");
        Assert.Empty(leaks.Found);
        Assert.True(watched > 20 && refused > 20, "The subjects are all alike.");
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
    private static async Task<JsonDocument?> First(HubClient hub, string id, string home, CancellationToken cancel)
    {
        await hub.Invoke(id, "Watch", $"[{JsonSerializer.Serialize(home)},null]", cancel);
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
