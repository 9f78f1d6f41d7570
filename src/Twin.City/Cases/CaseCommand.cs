using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>What somebody wants to happen to a case; the imperatives of commands.csv.</summary>
/// <remarks>
/// Words of people come as <see cref="Words"/>: they lie in the vault. What people choose from a list comes as its
/// code. What the table asks for and did not come is null, and refused by the table's own sentence.
/// </remarks>
public abstract partial record CaseCommand
{
    private CaseCommand() { }

    /// <param name="Relay">Opaque id under which the reporter can be asked back; the vault knows whom.</param>
    /// <param name="Tell">The reporter wants to be told of progress that way; null = asks by the receipt.</param>
    /// <param name="Next">What triage found: the System's first step, in the same commit if the table lets it.</param>
    public sealed record Report(
        CaseSource Source, HomeId Home, LngLat? At, bool DefaultPlace, BuildingId? Building, KeySiteId? Site,
        Words? Words, string? Class, Severity Severity, string ReceiptHash, LimitBy LimitBy, DateTimeOffset? DueAt,
        string? SourceRef, bool LifeDanger = false, string? Relay = null,
        CaseAdvice? Next = null, Channel? Tell = null) : CaseCommand
    {
        /// <summary>What leaders decided, of no exact place: filed in the same commit, to be dispatched.</summary>
        public static Report Decided(
            HomeId home, Words? words, string code, string receiptHash, string decision) => new(
            CaseSource.Leader, home, At: null, DefaultPlace: true, Building: null, Site: null, words, code,
            Severity.Unset, receiptHash, LimitBy.Class, DueAt: null, SourceRef: decision,
            Next: new CaseAdvice(new File(null, Severity.Unset, null, ""), Holds: true));
    }

    public sealed record HandleOnSpot(
        HomeId Home, LngLat? At, BuildingId? Building, KeySiteId? Site, string Class, string CaseNo, Words? Result,
        bool BeforePhoto, bool AfterPhoto, string ReceiptHash) : CaseCommand;

    /// <summary>System only; rides in the commit of Reported.</summary>
    public sealed record OpenReview : CaseCommand;

    /// <summary>Class, severity and home that are not given stay as they are.</summary>
    /// <param name="CaseNo">For people and paper; the shell takes it from the numberer before it decides.</param>
    /// <param name="Rules">Raising rules that set class or severity; System only.</param>
    public sealed record File(string? Class, Severity Severity, HomeId? Home, string CaseNo, string? Rules = null)
        : CaseCommand;

    /// <summary>System only; rides in the commit of Filed.</summary>
    public sealed record OpenDispatch : CaseCommand;

    /// <summary>To a post, a department or both.</summary>
    public sealed record Dispatch(PostId? Post, DepartmentId? Department) : CaseCommand;

    public sealed record Offer(PostId Post, TaskKind Task) : CaseCommand;

    public sealed record ExpireOffer(string OfferId) : CaseCommand;

    /// <param name="OfferId">Null = the offer that is open to the acting post or department.</param>
    public sealed record Accept(string? OfferId) : CaseCommand;

    public sealed record Arrive : CaseCommand;

    public sealed record Handle(Words? Result, bool AfterPhoto) : CaseCommand;

    /// <summary>System only; rides in the commit of Handled.</summary>
    public sealed record OpenCheck : CaseCommand;

    public sealed record PassCheck(Words? Note, bool Photo) : CaseCommand;

    public sealed record Close : CaseCommand;

    public sealed record Void(string? Reason, bool SecondSignature) : CaseCommand;

    /// <param name="Level">1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
    public sealed record Supervise(int Level, string? Reason) : CaseCommand;

    /// <summary>System only; for a clock that runs and has not passed.</summary>
    /// <param name="Cause">Mode or Calendar.</param>
    public sealed record MoveDeadline(ClockId Clock, DateTimeOffset DueAt, string Cause) : CaseCommand;

    /// <summary>System only; a deadline's due time has passed.</summary>
    public sealed record PassDeadline(ClockId Clock, DateTimeOffset DueAt) : CaseCommand;
}

/// <summary>What triage makes of a report before it is a case; it is stored as the facts that follow from it.</summary>
/// <param name="Step">The System's step after the review opens: a Merge or a File; null = as the rule goes.</param>
/// <param name="Holds">A person looks first: nothing is filed by itself in this commit.</param>
public sealed record CaseAdvice(CaseCommand? Step, bool Holds);
