using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Model;

/// <content>What each command does when the table lets it through.</content>
internal sealed partial class ModelCase
{
    /// <summary>Everything but clocks; stage and version last.</summary>
    public void Apply(
        CaseCommand command, ModelRow row, Actor by, DateTimeOffset now, string offer, bool open, bool wasOpen)
    {
        var before = Stage;

        // An end ends the supervision; whatever leads out of it climbs anew.
        if (!wasOpen && open) Supervision = 0;
        _ = Began(command, by, now) || Reviewed(command, by, now, offer) || Owned(command, by, offer)
            || Worked(command, by, now) || Ended(command);
        Version++;
        Stage = row.Next!.Value;
        if (Stage == CaseStage.Handled && before != CaseStage.Handled) Handled(command, by, now);
        if (row.Effects.Contains("deleteRelay")) Reachable = false;
        if (Stage == CaseStage.Reopened && before != CaseStage.Reopened) Reopened();
        if (open || Stage == CaseStage.Archived || Stage == before) return;
        EndedAt = now;
        EndAll();
    }

    private bool Began(CaseCommand command, Actor by, DateTimeOffset now)
    {
        switch (command)
        {
            case CaseCommand.Report e:
                (Home, At, DefaultPlace, Source) = (e.Home, e.At, e.DefaultPlace, e.Source);
                (Class, Severity, LifeDanger, ReportedAt) = (e.Class, e.Severity, e.LifeDanger, now);
                (Reachable, Following) = (e.Relay is not null, true);
                return true;
            case CaseCommand.HandleOnSpot e:
                (Home, At, Source, Class, Severity) = (e.Home, e.At, CaseSource.GridWorker, e.Class, Severity.S4);
                (OnSpot, Sampled, ObjectionUntil) = (true, CaseDecisions.IsDrawn(Id), now.AddHours(24));
                (OwnerPost, HandledByPost, HandledAt, ReportedAt, Following) = (by.Post, by.Post, now, now, true);
                return true;
            default:
                return false;
        }
    }

    private bool Reviewed(CaseCommand command, Actor by, DateTimeOffset now, string offer)
    {
        switch (command)
        {
            case CaseCommand.AddDuplicate e:
                Add(e.Duplicate, now);
                return true;
            case CaseCommand.RemoveDuplicate e:
                Duplicates.RemoveAll(one => one.Case == e.Duplicate);
                return true;
            case CaseCommand.NotAccept:
                NothingFound = false;
                return true;
            case CaseCommand.FindNothing:
                NothingFound = true;
                return true;
            case CaseCommand.Appeal e:
                (Appealed, NothingFound) = (true, false);
                Place(e.Place);
                return true;
            case CaseCommand.OrderSpotCheck e:
                (SpotConfirmed, Expired) = (false, 0);
                Offer(offer, e.Post ?? Town.Rules.SeatFor(Home), null, TaskKind.SpotCheck);
                return true;
            case CaseCommand.ConfirmSpot e:
                SpotConfirmed = true;
                Place(e.Place);
                End(TaskKind.SpotCheck);
                return true;
            case CaseCommand.File e:
                Class = e.Class ?? Class;
                Severity = e.Severity != Severity.Unset ? e.Severity : Severity != Severity.Unset ? Severity
                    : Row!.Severity;
                Home = e.Home ?? Home;
                End(TaskKind.SpotCheck);
                return true;
            case CaseCommand.Correct e:
                Class = e.Class ?? Class;
                Severity = e.Severity == Severity.Unset ? Severity : e.Severity;
                Place(e.Place);
                return true;
            default:
                return false;
        }
    }

    private bool Owned(CaseCommand command, Actor by, string offer)
    {
        switch (command)
        {
            case CaseCommand.Dispatch e:
                (OwnerPost, OwnerDepartment, Expired) = (e.Post, e.Department, 0);
                First ??= (e.Post, e.Department);
                Tasks.Add(new ModelTask(offer, e.Post, e.Department, TaskKind.Handle));
                return true;
            case CaseCommand.Offer e:
                Offer(offer, e.Post, null, e.Task);
                return true;
            case CaseCommand.ExpireOffer e:
                Tasks.Single(task => task.Offer == e.OfferId).Over = true;
                Expired++;
                return true;
            case CaseCommand.Accept e:
                Accept(e, by);
                return true;
            case CaseCommand.DisputeOwnership:
                (Disputed, (OwnerPost, OwnerDepartment)) = (true, First ?? (null, null));
                return true;
            case CaseCommand.RuleOwner e when Stage == CaseStage.JointHandling:
                Parts[e.Part!.Value] = PartWay.Open;
                return true;
            case CaseCommand.RuleOwner e:
                (Disputed, Ruled, OwnerPost, OwnerDepartment) = (false, true, e.Post, e.Department);
                return true;
            case CaseCommand.Return:
                Return(by);
                return true;
            case CaseCommand.Recall:
                (OwnerPost, OwnerDepartment, EscalationOpen) = (null, null, false);
                End(TaskKind.Handle);
                return true;
            case CaseCommand.Escalate:
                Escalated = Level + 1;
                EscalationOpen = true;
                (OwnerPost, OwnerDepartment) = (null, Above(Escalated));
                return true;
            case CaseCommand.Reassign e:
                (OwnerPost, OwnerDepartment, EscalationOpen) = (e.Post, e.Department, false);
                return true;
            default:
                return false;
        }
    }

    private bool Worked(CaseCommand command, Actor by, DateTimeOffset now)
    {
        switch (command)
        {
            case CaseCommand.AskExtension e:
                (Asked, Wanted, Engineering) = (Asked + 1, e.DueAt, e.Engineering);
                return true;
            case CaseCommand.GrantExtension:
                Granted++;
                return true;
            case CaseCommand.Pend:
                Renewals = 0;
                return true;
            case CaseCommand.RenewPending:
                Renewals++;
                return true;
            case CaseCommand.OpenOneThing e:
                Parts.Clear();
                var named = e.Departments.Items.Distinct().Count();
                var count = named > 0 ? named : CityTables.OneThing(e.Template)!.Parts.Length;
                for (var i = 1; i <= count; i++) Parts[new CaseId($"{Id}.{Version + 1}.{i}")] = PartWay.Open;
                return true;
            case CaseCommand.HandlePart e:
                Parts[e.Part] = PartWay.Handled;
                return true;
            case CaseCommand.ReturnPart e:
                Parts[e.Part] = PartWay.Returned;
                return true;
            case CaseCommand.DropPart e:
                Parts[e.Part] = PartWay.Dropped;
                return true;
            default:
                return false;
        }
    }

    private bool Ended(CaseCommand command)
    {
        switch (command)
        {
            case CaseCommand.FailCheck:
                (Reworks, HandledAt) = (Reworks + 1, null);
                End(TaskKind.Check);
                return true;
            case CaseCommand.PassCheck or CaseCommand.LapseCheck:
                EndAll();
                return true;
            case CaseCommand.FollowUp:
                Attempts++;
                return true;
            case CaseCommand.Rate:
                Rated = true;
                return true;
            case CaseCommand.Unfollow:
                (Following, Reachable) = (false, false);
                return true;
            case CaseCommand.Supervise e:
                Supervision = e.Level;
                return true;
            default:
                return false;
        }
    }

    private void Handled(CaseCommand command, Actor by, DateTimeOffset now)
    {
        if (command is CaseCommand.HandleOnSpot) return;
        var own = command is CaseCommand.Handle
            ? Tasks.FirstOrDefault(task => task is { Kind: TaskKind.Handle, Taken: true } && task.IsFor(by))
            : null;
        (HandledByPost, HandledByDepartment, HandledAt) = (own?.Post ?? OwnerPost, OwnerDepartment, now);
        (OnSpot, Attempts, Rated) = (false, 0, false);
        End(TaskKind.Handle);
    }

    /// <summary>It begins anew.</summary>
    private void Reopened()
    {
        (Reopenings, HandledAt, Attempts, Rated) = (Reopenings + 1, null, 0, false);
    }

    private void Accept(CaseCommand.Accept e, Actor by)
    {
        if (Stage == CaseStage.Handling && EscalationOpen && IsOwner(by))
        {
            EscalationOpen = false;
            OwnerPost = by.Post ?? OwnerPost;
            return;
        }

        var task = OpenTask(by, e.OfferId)!;
        if (Stage == CaseStage.AwaitAccept)
        {
            OwnerPost = by.Post ?? task.Post;
            OwnerDepartment = task.Department;
        }

        task.Taken = true;
        foreach (var other in Tasks.Where(one => one is { Taken: false } && one.Kind == task.Kind)) other.Over = true;
    }

    private void Return(Actor by)
    {
        var second = Returns.Count > 0 && !HasReturned(by);
        Returns.Add((by.Post ?? OwnerPost, OwnerDepartment ?? by.Department));
        Disputed |= second;
        (OwnerPost, OwnerDepartment) = second ? First!.Value : (null, null);
        End(TaskKind.Handle);
    }

    private void Add(CaseId twin, DateTimeOffset now)
    {
        var since = Duplicates.LastOrDefault(one => one.Raised).At;
        var fresh = Duplicates.Count(one => one.Case != twin && one.At > since && one.At > now.AddHours(-1));
        var present = Severity != Severity.Unset ? Severity : Row?.Severity ?? Severity.Unset;
        var rises = fresh >= 9 && present > Severity.S1;
        if (rises) Severity = present - 1;
        Duplicates.RemoveAll(one => one.Case == twin);
        Duplicates.Add((twin, now, rises));
    }

    private void Place(CaseSpot? place)
    {
        if (place is null) return;
        (Home, At, DefaultPlace) = (place.Home, place.At, false);
    }

    private void Offer(string offer, PostId? post, DepartmentId? department, TaskKind kind)
    {
        if (post is null && department is null) return;
        foreach (var old in Tasks.Where(one => !one.Taken && one.Post == post && one.Kind == kind)) old.Over = true;
        Tasks.Add(new ModelTask(offer, post, department, kind));
    }

    public static DepartmentId Above(CaseLevel level) => new(level switch
    {
        CaseLevel.Community => "Community",
        CaseLevel.Street => "StreetOffice",
        CaseLevel.District => "DistrictGovernment",
        _ => "CommandCentre",
    });
}
