using Twin.City.Clocks;

namespace Twin.City.Cases;

/// <content>While it is handled.</content>
public static partial class CaseGuards
{
    private const int RenewalsMost = 2;

    private static readonly TimeSpan AskAtLeastBefore = TimeSpan.FromHours(2);

    private static Dictionary<string, Func<CaseAsk, bool>> OfHandling => new(StringComparer.Ordinal)
    {
        ["extensionTooLate"] = ask => T5(ask) is { } clock
            && (clock.Passed || LeftOf(clock, ask) < AskAtLeastBefore || LeftOf(clock, ask) * 10 < LengthOf(clock)),
        ["extensionWithoutReason"] = ask => ask.Command is CaseCommand.AskExtension e
            && (e.Interim is null || (e.Reason is null && ask.State.ExtensionsAsked > 0)),
        ["aboveOwnLimit"] = AboveOwnLimit,
        ["decisionTimeLeft"] = ask => IsTimeLeft(ask, "ExtensionDecision"),
        ["causeNotAllowed"] = ask => ask.Command is CaseCommand.Pend e
            && !CaseCodes.PendingCauses.Contains(e.Cause ?? ""),
        ["interimMissing"] = ask => ask.Command is CaseCommand.Pend e && (e.Interim is null || e.ReviewAt is null),
        ["renewedTwice"] = ask => ask.State.PendingRenewals >= RenewalsMost && !ask.By.Roles.Contains("LeadOffice"),
        ["oneDepartmentOnly"] = ask => ask.Command is CaseCommand.OpenOneThing { Template: null } e
            && e.Departments.Items.Distinct().Count() < 2,
        ["partUnknown"] = ask => PartOf(ask) is not { Way: not PartWay.Dropped },
        ["requiredPartsOpen"] = RequiredPartsOpen,
        ["remainingPartsHandled"] = RemainingPartsHandled,
        ["partsRemain"] = ask => ask.State.Parts.Any(one => one.Way != PartWay.Dropped),
        ["alreadyTopLevel"] = ask => ask.Level == CaseLevel.City,
        ["severityNotS1"] = ask => ask.Severity != Severity.S1,
        ["lateCorrection"] = LateCorrection,
        ["raisedToS1"] = ask => ask is { Command: CaseCommand.Correct { Severity: Severity.S1 } }
            && ask.State.Severity != Severity.S1,
    };

    /// <summary>The level that was asked takes it over; a helper with a task of its own only takes that.</summary>
    internal static bool EscalationOpen(CaseAsk ask) => ask.State.EscalationOpen
        && new CaseUnit(ask.State.OwnerPost, ask.State.OwnerDepartment).IsOf(ask.By);

    internal static bool RequiredPartsOpen(CaseAsk ask) => Others(ask).Any(IsAwaited);

    internal static bool RemainingPartsHandled(CaseAsk ask) =>
        Others(ask) is var rest && rest.Any() && !rest.Any(IsAwaited);

    /// <summary>Half of T5 is measured on the wall: from its start to its end.</summary>
    private static bool AboveOwnLimit(CaseAsk ask)
    {
        if (ask.By.Roles.Contains("CentreHead")) return false;
        if (ask.State.ExtensionIsEngineering || ask.State.ExtensionsGranted > 0) return true;
        var wanted = (ask.Command as CaseCommand.GrantExtension)?.DueAt ?? ask.State.ExtensionDueAt;
        return T5(ask) is { } clock && (wanted - clock.DueAt) * 2 > LengthOf(clock);
    }

    /// <summary>The last fifth of T5, on the wall; what makes it graver is never too late.</summary>
    private static bool LateCorrection(CaseAsk ask)
    {
        var rises = ask.Command is CaseCommand.Correct { Severity: not Severity.Unset and var wanted }
            && (ask.State.Severity == Severity.Unset || wanted < ask.State.Severity);
        return !rises && T5(ask) is { } clock && (clock.Passed || LeftOf(clock, ask) * 5 < LengthOf(clock));
    }

    private static PartState? PartOf(CaseAsk ask) => WantedPart(ask) is { } part
        ? ask.State.Parts.FirstOrDefault(one => one.Part.Case == part)
        : null;

    private static IEnumerable<PartState> Others(CaseAsk ask) =>
        ask.State.Parts.Where(one => one.Way != PartWay.Dropped && one.Part.Case != WantedPart(ask));

    private static bool IsAwaited(PartState one) => one.Part.Required && one.Way != PartWay.Handled;

    private static CaseId? WantedPart(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.HandlePart e => e.Part,
        CaseCommand.ReturnPart e => e.Part,
        CaseCommand.DropPart e => e.Part,
        _ => null,
    };

    internal static CaseClock? T5(CaseAsk ask) => ask.State.Clocks.FirstOrDefault(clock => clock.Id.IsHandling);

    private static TimeSpan LeftOf(CaseClock clock, CaseAsk ask) => clock.DueAt - ask.Now;

    private static TimeSpan LengthOf(CaseClock clock) => clock.DueAt - clock.StartedAt;

    /// <summary>A limit that nobody has started does not end.</summary>
    private static bool IsTimeLeft(CaseAsk ask, string name) =>
        ClockNamed(ask, name) is not { } clock || clock.DueAt > ask.Now;

    private static CaseClock? ClockNamed(CaseAsk ask, string name) =>
        ask.State.Clocks.FirstOrDefault(clock => clock.Id.Name == name);
}
