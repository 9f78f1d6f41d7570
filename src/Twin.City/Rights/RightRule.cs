using System.Collections.Frozen;

namespace Twin.City.Rights;

/// <summary>The rule that decides a question of rights; the words of rights.csv.</summary>
public enum RightRule
{
    Anyone, SignedIn, Asker, OwnReport, AreaOfRole, DepartmentOfRole, TaskAtSeat, StepOfRole, WordsWithinReach,
    CityWide, OwnTask, NoOwnerYet, SourceItself, MayReport, NotSignedIn, NoRole, AreaElsewhere, DepartmentElsewhere,
    NoTask, ReceiptMissing, DisputeSealed, DisputesOnly, OtherOwner, SystemOnly, HandlingUnit,
}

/// <summary>The answer to a question of rights, with the rule that gave it.</summary>
/// <param name="Role">The role that allows it, or came nearest; null = no role was asked.</param>
public readonly record struct RightVerdict(RightRule Rule, RoleBinding? Role = null)
{
    private static readonly FrozenDictionary<RightRule, RightRow> Rows =
        RightTables.Rules.ToFrozenDictionary(row => row.Rule);

    public bool Allowed => Rows[Rule].Allows;

    public RightRow Row => Rows[Rule];
}
