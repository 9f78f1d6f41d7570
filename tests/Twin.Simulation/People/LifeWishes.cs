using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Simulation.Ground;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.People;

/// <summary>Draws commands of the whole life: whoever wants one looks at the case first, as people do.</summary>
/// <remarks>
/// What is wished follows from the tables: the stage says which words lead on, commands.csv who may give them. Now and
/// then somebody wants what may not be, or leaves out what it needs.
/// </remarks>
internal sealed class LifeWishes(Random dice, Desk desk)
{
    private static readonly string[] Words = [.. CityTables.Commands.Select(row => row.Command)];

    private static readonly string[] Ends = ["Void", "Withdraw", "ReferOut", "NotAccept", "CloseByFinding"];

    private static readonly Dictionary<CaseStage, string[]> Onward = Enum.GetValues<CaseStage>().ToDictionary(
        stage => stage,
        stage => CityTables.Transitions.Where(row => row.Stage == stage && row.Next is { } next && next != stage)
            .Select(row => row.Command).Distinct().Intersect(Words).Except(Ends).ToArray());

    private readonly Dictionary<(CaseStage, string), int> _tried = [];

    public Wish Draw(Desk.KnownCase known, string commandId)
    {
        var own = new Random(dice.Next());
        Errand? errand = null;
        Wish? wish = null;
        wish = new Wish($"Look {known.Id}", $"case/{known.Id}", commandId, async silo =>
        {
            // Said again, it is the same wish, whatever has become of the case.
            if (errand is null)
            {
                var sight = await silo.Cases.See(new CaseId(known.Id), CancellationToken.None);
                errand ??= Make(own, silo, known, sight, commandId);
                wish!.What = $"{errand.Word} {known.Id} by {errand.By}";
            }

            return await errand.Say(silo, known);
        });
        return wish;
    }

    private Errand Make(Random own, VirtualSilo silo, Desk.KnownCase known, CaseSight? sight, string commandId)
    {
        if (own.Next(3) > 0 && OweWishes.Of(own, sight, commandId) is { } owed) return owed;
        var stage = sight?.Stage ?? CaseStage.Absent;
        var word = Word(own, stage);
        _tried[(stage, word)] = _tried.GetValueOrDefault((stage, word)) + 1;
        var who = CityTables.CommandOf[word].Who;
        var role = own.Next(10) == 0 ? CityTables.Roles[own.Next(CityTables.Roles.Length)].Role
            : who[own.Next(who.Length)];
        if (SystemWords.Of(word, own, known, sight, silo.Realm.Time.GetUtcNow()) is { } command)
        {
            var isCity = role == "System" || (who is ["System"] && own.Next(8) > 0);
            var actor = isCity ? Actor.System : Callers.Of(own, role, sight).Actor;
            return new Errand(word, role, command, commandId, actor with { Home = actor.Home ?? SmallTown.Tree.Root });
        }

        var needs = own.Next(12) == 0
            ? new Contracts.CommandRequest()
            : new LifeNeeds(own, desk, known, sight, silo.Realm.Time.GetUtcNow()).Of(word);
        if (role is "Reporter") needs = needs with { Receipt = Callers.ReceiptOf(known.Id) };
        return new Errand(word, role, needs, commandId, Callers.Of(own, role, sight));
    }

    /// <summary>Any word, the one that was wanted least in this stage, or one that leads on to another.</summary>
    private string Word(Random own, CaseStage stage) => own.Next(5) switch
    {
        0 => Words[own.Next(Words.Length)],
        1 => Words.MinBy(word => _tried.GetValueOrDefault((stage, word)))!,
        _ when Onward[stage] is { Length: > 0 } onward => onward[own.Next(onward.Length)],
        _ => Words[own.Next(Words.Length)],
    };
}
