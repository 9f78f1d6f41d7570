using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Obligations;

namespace Twin.City.Chains;

/// <summary>Who is awaited while a deadline runs: a role, and the department where one has it.</summary>
internal static class ChainParties
{
    private const string Handler = "Handler";

    public static (string Role, DepartmentId? Department) Awaited(ClockId clock, CaseState state)
    {
        if (clock.Obligation is { } own)
        {
            return OfObligation(clock.Row, state.Obligations.FirstOrDefault(one => one.Id == own)?.Department);
        }

        return clock.Row switch
        {
            "T1" => ("Receiver", null),
            "T2" or "ReplyCap" when state.OwnerPost is null && state.OwnerDepartment is null => ("Receiver", null),
            "SpotCheck" => ("SpotChecker", null),
            "Dispatch" => ("Dispatcher", null),
            "Ruling" => ("Ruler", null),
            "T6" => ("Checker", null),
            "T7" => ("Caller", null),
            "ReferDanger" => ("ShiftLead", null),
            "LeaderNotice" or "PendingReview" => ("CentreHead", null),
            _ => (Handler, state.OwnerDepartment),
        };
    }

    private static (string Role, DepartmentId? Department) OfObligation(string row, DepartmentId? department) =>
        row switch
        {
            "WhistleCommunity" => ("CommunitySecretary", null),
            "WhistleStreet" => ("StreetOffice", null),
            ObligationClocks.Rate => ("GridHead", null),
            _ => (Handler, department),
        };
}
