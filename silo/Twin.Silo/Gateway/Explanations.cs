using Twin.City;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Names the rule by which somebody may do or see something.</summary>
internal sealed class Explanations(AccountBook accounts, CaseDoor cases, Places places, Rights rights)
{
    private const string Auditing = "auditTrail";

    /// <param name="subject">Null = the one who asks.</param>
    /// <param name="resource">Null = the whole city.</param>
    public async Task<ExplainView> Of(
        Caller asker, string? subject, string? resource, string action, CancellationToken cancel)
    {
        var caller = SubjectOf(asker, subject);
        var (kind, id) = (resource ?? $"area:{places.Root}").Split(':', 2) is [var left, var right]
            ? (left, right)
            : ("", "");
        var verdict = kind switch
        {
            "case" => await OfCase(asker, caller, new CaseId(id), action, cancel),
            "area" when places.Knows(id) => Seen(caller, action, new Resource(new HomeId(id))),
            "post" when places.Post(id) is { } post => Seen(
                caller, action, new Resource(new HomeId(post.AreaId), Seats: [new PostId(id)])),
            _ => throw new ProblemException(Problem.Field(
                "resource", resource, new Say("case:ID, area:ID or post:ID", "case:编号、area:编号或 post:编号"))),
        };
        return new ExplainView(
            caller.Name, $"{kind}:{id}", action, verdict.Allowed, verdict.Rule.ToString(), verdict.Row.Zh,
            verdict.Row.En, verdict.Role?.Role, verdict.Role?.Home?.Value, verdict.Role?.Department?.Value);
    }

    /// <summary>What others may is told to auditors; to all others an account that is not theirs is unknown.</summary>
    private Caller SubjectOf(Caller asker, string? subject)
    {
        if (subject is null || subject == asker.Name)
        {
            return asker;
        }

        if (!asker.Sees(Auditing))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        return subject == Caller.Anonymous.Name
            ? Caller.Anonymous
            : accounts.Find(subject) is { } account
                ? new Caller(account, null)
                : throw new ProblemException(Problem.Field("subject", subject, new Say("an account", "账号")));
    }

    private async Task<RightVerdict> OfCase(
        Caller asker, Caller subject, CaseId id, string action, CancellationToken cancel)
    {
        var sight = await cases.See(id, cancel);
        rights.MustReach(asker, sight);
        if (!CityTables.CommandOf.ContainsKey(action))
        {
            return Seen(subject, action, Rights.ResourceOf(sight!));
        }

        var nearest = new RightVerdict(RightRule.NoRole);
        foreach (var actor in subject.ActorsFor(action))
        {
            nearest = await cases.Explain(id, action, actor, cancel) ?? nearest;
            if (nearest.Allowed)
            {
                break;
            }
        }

        return nearest;
    }

    private RightVerdict Seen(Caller subject, string action, Resource what)
    {
        var scopes = action.Split('.') is [var view, var field]
            && RightTables.FieldOf.TryGetValue((view, field), out var sees)
            ? sees
            : ScopeSet.Words.Contains(action)
                ? ScopeSet.Of(action)
                : throw new ProblemException(Problem.Field(
                    "action", action,
                    new Say("a command, a scope of roles.csv or a field such as CaseView.lng", "操作、权限或字段")));
        var nearest = new RightVerdict(RightRule.NoRole);
        foreach (var word in ScopeSet.Words.Where(scopes.Has))
        {
            var verdict = word == ScopeSet.Asker
                ? new RightVerdict(RightRule.Asker)
                : rights.Explain(subject, word, what);
            if (verdict.Allowed)
            {
                return verdict;
            }

            // Where a role comes near, that says more than that other scopes have no role at all.
            nearest = verdict.Rule == RightRule.NoRole ? nearest : verdict;
        }

        return nearest;
    }
}
