using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Gives an order to its case; a conflict of two activations is tried once more.</summary>
internal sealed class CaseDoor(IGrainFactory grains, Rights rights)
{
    private const string Unknown = "CaseUnknown";

    /// <summary>What is refused before the table is asked, so also where there is no case.</summary>
    private static readonly string[] BeforeTheTable =
    [
        Unknown, "FieldInvalid", Refusals.NotAllowed.Code, Refusals.StaleVersion.Code, CommandKey.Taken.Code,
    ];

    public async ValueTask<CaseAnswer> Do(CaseId id, CaseOrder order, CancellationToken cancel)
    {
        var openCase = grains.GetGrain<ICaseGrain>(id.Value);
        try
        {
            return await openCase.Do(order, cancel);
        }
        catch (LogConflictException)
        {
            // Two activations lived at once; the one that lost has gone, and the next call wakes a fresh one.
            return await openCase.Do(order, cancel);
        }
    }

    /// <summary>The parent of a merge counts one report more, or one less.</summary>
    /// <remarks>Said at once; the city says it again where this word is lost (<see cref="MergeBook"/>).</remarks>
    public async Task TellParent(CaseId merged)
    {
        if (MergeWord.Of(await See(merged, CancellationToken.None)) is { } word)
        {
            await Do(word.Parent, word.Order, CancellationToken.None);
        }
    }

    public Task<RightVerdict?> Explain(CaseId id, string command, Actor by, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).Explain(by, command, cancel);

    /// <summary>Whether an actor may act on an obligation of the case.</summary>
    public Task<bool> May(CaseId id, CaseCommand.Oblige wish, Actor by, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).May(by, wish, cancel);

    /// <summary>A refusal as it may be told: a case that one may not see is answered like one that is none.</summary>
    /// <param name="may">The rights are known to hold.</param>
    public async ValueTask<ProblemView> Told(
        Refusal no, CaseId id, Caller caller, bool may, CancellationToken cancel)
    {
        if (!BeforeTheTable.Contains(no.Code))
        {
            return Problem.Of(no);
        }

        var isOfRights = no.Code == Refusals.NotAllowed.Code || no.Code == CommandKey.Taken.Code;
        return no.Code != Unknown && await See(id, cancel) is { } sight
            && (!isOfRights || may || rights.Of(caller, sight).Meets(SightPolicy.Reach))
            ? Problem.Of(no)
            : Rights.CaseUnknown();
    }

    public Task<CaseSight?> See(CaseId id, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).See(cancel);

    public Task<CaseDesk?> Desk(CaseId id, Actor by, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).Desk(by, cancel);
}
