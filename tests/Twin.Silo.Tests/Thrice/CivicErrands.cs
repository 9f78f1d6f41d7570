using Twin.Contracts;
using Twin.Silo.Gateway;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>Errands for what people and departments do together.</summary>
internal static class CivicErrands
{
    private static readonly DateTimeOffset Until = new(2026, 7, 15, 9, 0, 0, TimeSpan.FromHours(8));

    public static async Task<IEnumerable<Errand>> Of(Play play) =>
        [.. await SourceFixes(play), .. await Campaigns(play), .. await Topics(play), Outcome()];

    private static async Task<Errand[]> SourceFixes(Play play)
    {
        var lead = Play.By("CentreHead");
        var (mended, opened) = (await Repeats(play, 1, "E0104"), await Repeats(play, 1, "E0106"));
        await Play.Give(play.Of(lead, 0), "source-fixes", new SourceFixRequest(mended, Until: Until), "before");
        return
        [
            Errand(
                lead, "POST /api/v1/source-fixes", "source-fixes", "source",
                new SourceFixRequest(opened, Until: Until)),
            Errand(
                lead, "POST /api/v1/source-fixes/{fix}/{fixAct}", "source-fixes/1/done", "source",
                new SourceFixActRequest("Rebuilt")),
        ];
    }

    private static async Task<Errand[]> Campaigns(Play play)
    {
        var lead = Play.By("CentreHead");
        var wish = new CampaignRequest("清洁月", "E01", TinyCity.WestCommunity, null, Until);
        await Play.Give(play.Of(lead, 0), "campaigns", wish, "before");
        return
        [
            Errand(
                lead, "POST /api/v1/campaigns", "campaigns", "campaign", wish with { Area = TinyCity.EastCommunity }),
            Errand(
                lead, "POST /api/v1/campaigns/{campaign}/end", "campaigns/1/end", "campaign",
                new CampaignEndRequest("GoalReached")),
        ];
    }

    private static async Task<Errand[]> Topics(Play play)
    {
        var keeper = Play.By("CommunitySecretary");
        var wish = new TopicRequest(TinyCity.WestCommunity, "三幢加装电梯", "Owners");
        var raised = await Play.Give(play.Of(keeper, 0), "topics", wish, "before");
        var topic = raised.GetProperty("topics")[0].GetProperty("topic").GetString()!;
        var other = Receipts.CaseOf(keeper.Account, "topic", $"{keeper.Account}/topics").Value;
        return
        [
            Errand(keeper, "POST /api/v1/topics", "topics", $"topic/{other}", wish with { Title = "另一议题" }),
            Errand(
                keeper, "POST /api/v1/topics/{topic}/{topicStep}", $"topics/{topic}/second", $"topic/{topic}",
                new TopicStepRequest(Households: 5)),
        ];
    }

    /// <summary>It is reported and filed under its own id, and dispatched by the city.</summary>
    private static Errand Outcome()
    {
        var (head, path) = (Play.By("CentreHead"), $"areas/{TinyCity.Root}/reviews/day/outcomes");
        var id = Receipts.CaseOf(head.Account, "review", path.Replace('/', '-')).Value;
        var wish = new ReviewOutcomeRequest("2026-06-14", "清理河道", "E0104", "Sanitation", Until, TinyCity.EastGrid);
        return new Errand(
            "POST /api/v1/areas/{id}/reviews/{reviewKind}/outcomes", $"case/{id}", $"system/dispatch/{id}",
            async (play, connection) =>
            {
                var told = await Play.Give(play.Of(head, connection), path, wish, path.Replace('/', '-'));
                var stage = told.GetProperty("outcomes")[0].GetProperty("case").GetProperty("stage");
                return new Told($"\"stage\":{stage.GetRawText()}", null);
            });
    }

    private static async Task<string> Repeats(Play play, int grid, string code)
    {
        var last = "";
        for (var i = 0; i < 3; i++) last = (await play.City.Report(grid, code: code)).CaseId;
        await play.City.Services.Settle();
        return last;
    }

    private static Errand Errand(Player player, string name, string path, string stream, object body)
    {
        var id = path.Replace('/', '-');
        return new Errand(name, stream, $"{player.Account}/{id}", async (play, connection) =>
        {
            // The answer lists what others did meanwhile, too; what this one did stands in the log.
            await Play.Give(play.Of(player, connection), path, body, id);
            return new Told("", null);
        });
    }
}
