using Twin.City.Cases;

namespace Twin.City.Obligations;

/// <summary>What the System does with obligations by itself: steps that whistle.csv calls "at once".</summary>
public static class ObligationFlow
{
    /// <summary>The next such step; null = somebody is awaited.</summary>
    internal static CaseCommand? Next(CaseState state)
    {
        foreach (var one in state.Obligations)
        {
            if (StepOf(state, one) is { } step) return step;
        }

        return null;
    }

    /// <summary>The stage that follows without waiting; null when it waits.</summary>
    internal static ObligationStage? GoingOn(CaseState state, ObligationState one) => one.Stage switch
    {
        ObligationStage.Raised when one.Part is { } part => IsFree(state, one, part) ? ObligationStage.Called : null,
        // An emergency skips the community; who raises it from higher up has agreed already.
        ObligationStage.Raised when one.Kind == ObligationKind.Emergency || one.By >= CaseLevel.Community =>
            ObligationStage.CommunityOK,
        ObligationStage.CommunityOK when one.By >= CaseLevel.Street => ObligationStage.StreetOK,
        ObligationStage.StreetOK => ObligationStage.Called,
        ObligationStage.Redirected when !one.IsPart => ObligationStage.Called,
        ObligationStage.Accepted when one.IsPart => ObligationStage.Working,
        ObligationStage.Arrived => ObligationStage.Working,
        ObligationStage.GridRated => ObligationStage.Closed,
        _ => null,
    };

    private static CaseCommand? StepOf(CaseState state, ObligationState one)
    {
        if (GoingOn(state, one) is not null) return new CaseCommand.Oblige(one.Id, new ObligationCommand.GoOn());
        if (one.Part is not { } part || state.Stage != CaseStage.JointHandling) return null;
        var way = state.Parts.FirstOrDefault(known => known.Part.Case == part.Case)?.Way;
        if (way != PartWay.Open) return null;
        return one.Stage switch
        {
            ObligationStage.Redirected => new CaseCommand.ReturnPart(part.Case),
            ObligationStage.Done or ObligationStage.GridRated or ObligationStage.Closed when MayEnd(state, part) =>
                new CaseCommand.HandlePart(part.Case),
            ObligationStage.Rejected or ObligationStage.Cancelled when MayEnd(state, part) =>
                new CaseCommand.DropPart(part.Case),
            _ => null,
        };
    }

    /// <summary>The last part ends the joint handling: not while a whistle is owed.</summary>
    private static bool MayEnd(CaseState state, CasePart part) => !OwesWhistle(state)
        || state.Parts.Any(one => one.Part.Case != part.Case && one.Part.Required
            && one.Way is not (PartWay.Dropped or PartWay.Handled));

    /// <summary>The case cannot be handled: a department that was called has not done its part.</summary>
    internal static bool OwesWhistle(CaseState state) =>
        state.Obligations.Any(one => one.IsOwed && !one.IsPart)
        && !ObligationMutants.Has(ObligationMutants.HandleWhileOwed);

    /// <summary>Every part that must come before it is done, or is owed no more.</summary>
    private static bool IsFree(CaseState state, ObligationState one, CasePart part)
    {
        var version = one.Id.Value[..one.Id.Value.IndexOf('.', StringComparison.Ordinal)];
        foreach (var number in (part.After ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var before = new ObligationId($"{version}.{number}");
            if (state.Obligations.Any(other => other.Id == before && other.IsOwed)) return false;
        }

        return true;
    }
}
