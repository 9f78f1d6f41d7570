using System.Collections.Frozen;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Geo;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Turns a command of the wire into an order to its case.</summary>
internal sealed class Commands(
    CaseDoor cases, Intake intake, Places places, CommandIds ids, TimeProvider time)
{
    /// <summary>Commands that people and systems give; the System's ride along, two have doors of their own.</summary>
    private static readonly string[] Given =
    [
        .. CityTables.Commands.Where(row => row.Who.Any(who => who != "System")).Select(row => row.Command)
            .Except(["Report", "HandleOnSpot"]).Append("Close"),
    ];

    private static readonly FrozenDictionary<string, string> Words = Given
        .SelectMany(word => new[] { word, char.ToLowerInvariant(word[0]) + word[1..], Kebab(word) }
            .Distinct().Select(spelling => KeyValuePair.Create(spelling, word)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Known => Given;

    /// <param name="key">The sender's identity of the command, when the body has none.</param>
    public async ValueTask<Outcome<CommandAnswer>> Do(
        string caseId, string command, CommandRequest body, string? key, Caller caller, string client,
        CancellationToken cancel)
    {
        if (WordOf(command, out var word) is { } unknown)
        {
            return unknown;
        }

        if (caller.Unseated is { } unseated)
        {
            return unseated;
        }

        if ((CommandRules.Check(caseId, body, key, places, time.GetUtcNow(), out var read)
            ?? CommandRules.Missing(word, body)) is { } wrong)
        {
            return wrong;
        }

        if (body.OccurredAt is not null && !caller.IsIntegration)
        {
            return Problem.Of(Refusals.NotAllowed with { Field = "occurredAt" });
        }

        var id = new CaseId(caseId);
        var commandId = ids.Of(
            body.CommandId ?? key, word, body with { CommandId = null }, WireJson.Relaxed.CommandRequest);
        var (by, known) = await ActorOf(id, word, caller, body, cancel);
        if (!by.Roles.Any(CityTables.CommandOf[word].Who.Contains))
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        // What is refused keeps no words; it still goes to the case, which knows what it has carried out before.
        var may = (body.Text ?? body.Interim) is not null
            && (known || await cases.Explain(id, word, by, cancel) is { Allowed: true });
        var words = CommandKey.IdOf(commandId);
        var made = read with
        {
            Words = may && CommandRules.TakesWords(word) ? await intake.Keep(id, words, body.Text, cancel) : null,
            Interim = may ? await intake.Keep(id, $"{words}/interim", body.Interim, cancel) : null,
            Place = PlaceOf(body, read.At),
        };
        var kin = word is "Merge" ? await KinOf(new CaseId(body.MergeInto!), cancel) : null;
        var order = new CaseOrder(
            made.CommandOf(word, kin), commandId, by, client, body.OccurredAt,
            body.ExpectedVersion);
        var answer = await cases.Do(id, order, cancel);
        if (answer.Refusal is null && word is "Merge" or "Unmerge")
        {
            await cases.TellParent(id);
        }

        return answer.Refusal is { } no
            ? await cases.Told(no, id, caller, known || may || await Holds(no), cancel)
            : ViewOf.Command(answer);

        // Who shows a receipt need not see the case to be told that the id is taken.
        async ValueTask<bool> Holds(Refusal told) => told.Code == CommandKey.Taken.Code
            && await cases.Explain(id, word, by, cancel) is { Allowed: true };
    }

    /// <summary>
    /// Who shows the receipt of a case may do with it what its reporter may; otherwise the roles that hold there.
    /// </summary>
    /// <returns>The actor, and whether the case has said already that it may.</returns>
    private async ValueTask<(Actor By, bool May)> ActorOf(
        CaseId id, string word, Caller caller, CommandRequest body, CancellationToken cancel)
    {
        if (body.Receipt is { } typed && Receipts.Read(typed) is { } receipt)
        {
            return (caller.Reporter with { ReceiptHash = Receipts.HashOf(receipt) }, May: false);
        }

        var actors = caller.ActorsFor(word);
        if (actors.Length > 1)
        {
            foreach (var actor in actors)
            {
                if (await cases.Explain(id, word, actor, cancel) is { Allowed: true })
                {
                    return (actor, May: true);
                }
            }
        }

        return (actors.Length > 0 ? actors[0] : caller.Actor, May: false);
    }

    private CaseSpot? PlaceOf(CommandRequest body, LngLat? at)
    {
        if (at is null && body.Building is null && body.Site is null && body.Home is null)
        {
            return null;
        }

        var (home, building) = intake.Find(
            new ReportRequest(Building: body.Building, Site: body.Site, Home: body.Home), at);
        return new CaseSpot(home, at, building, body.Site is { } site ? new KeySiteId(site) : null);
    }

    /// <summary>The parent as it is right now.</summary>
    private async Task<CaseKin> KinOf(CaseId parent, CancellationToken cancel) =>
        CaseKin.Of(parent, await cases.See(parent, cancel));

    /// <summary>PascalCase, camelCase or kebab-case; null when it is a command that may be given.</summary>
    private static ProblemView? WordOf(string command, out string word)
    {
        if (Words.TryGetValue(command, out var known))
        {
            word = known;
            return null;
        }

        word = "";
        return Problem.NoCommand(command, Given);
    }

    private static string Kebab(string word) => string.Concat(word.Select((sign, at) =>
        char.IsUpper(sign) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(sign) : sign.ToString()));
}
