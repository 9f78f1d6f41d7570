using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>Whether what came with a command can be meant; the first field that cannot is named.</summary>
internal static partial class CaseFields
{
    private const int IdLettersMax = 200;

    public static string? FirstInvalid(CaseAsk ask) => OfOrder(ask) ?? OfCommand(ask);

    private static string? OfOrder(CaseAsk ask)
    {
        var order = ask.Order;
        if (!IsId(CommandKey.IdOf(order.CommandId))) return "commandId";
        if (order.Tag is { } tag && !IsId(tag)) return "tag";
        if (order.OccurredAt is not { } moment) return null;
        return order.By.Roles.Contains("Integration") && moment <= ask.Now ? null : "occurredAt";
    }

    private static string? OfCommand(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Report e => OfReport(e, ask),
        CaseCommand.HandleOnSpot e => OfOnSpot(e, ask),
        CaseCommand.File e => OfFile(e, ask),
        CaseCommand.Dispatch e => OfOwner(e.Post, e.Department),
        CaseCommand.Offer e => OfOffer(e, ask.State),
        CaseCommand.ExpireOffer e => IsId(e.OfferId) ? null : "offer",
        CaseCommand.Accept { OfferId: { } offer } => IsId(offer) ? null : "offer",
        CaseCommand.Handle e => IsWords(e.Result) ? null : "result",
        CaseCommand.PassCheck e => IsWords(e.Note) ? null : "note",
        CaseCommand.Supervise e => e.Level is < 1 or > 4 ? "supervision"
            : IsCode(e.Reason, CaseCodes.SupervisedFor) || ask.By.Roles.Contains("System") ? null : "reason",
        CaseCommand.MoveDeadline e => e.Cause is "Mode" or "Calendar" ? null : "cause",
        CaseCommand.Void e => IsCode(e.Reason, CaseCodes.VoidedFor) ? null : "reason",
        _ => OfReview(ask) ?? OfHandling(ask) ?? OfEnd(ask),
    };

    /// <summary>The limit of a source comes only with its own older record.</summary>
    private static string? OfReport(CaseCommand.Report e, CaseAsk ask)
    {
        var isSource = ask.By.Roles.Contains("Integration");
        if (!Enum.IsDefined(e.Source)) return "source";
        if (!ask.Rules.Knows(e.Home)) return "home";
        if (!IsPlace(e.At)) return "at";
        if (e.Building is { } building && !IsId(building.Value)) return "building";
        if (e.Site is { } site && !IsId(site.Value)) return "site";
        if (!IsWords(e.Words)) return "words";
        if (e.Class is not null && ask.Rules.Classes.Find(e.Class) is null) return "class";
        if (!Enum.IsDefined(e.Severity)) return "severity";
        if (e.LimitBy == LimitBy.Source && !isSource) return "limitBy";
        if (e.DueAt is not null && e.LimitBy != LimitBy.Source) return "dueAt";
        if (e.Relay is { } relay && !IsId(relay)) return "relay";
        if (e.Tell is not (null or Channel.Message or Channel.Letter)) return "tell";
        return e.SourceRef is { } reference && !IsId(reference) ? "sourceRef" : null;
    }

    private static string? OfOnSpot(CaseCommand.HandleOnSpot e, CaseAsk ask)
    {
        if (!ask.Rules.Knows(e.Home)) return "home";
        if (!IsPlace(e.At)) return "at";
        if (e.Building is { } building && !IsId(building.Value)) return "building";
        if (e.Site is { } site && !IsId(site.Value)) return "site";
        if (ask.Rules.Classes.Find(e.Class) is null) return "class";
        if (!IsId(e.CaseNo)) return "caseNo";
        return IsWords(e.Result) ? null : "result";
    }

    private static string? OfFile(CaseCommand.File e, CaseAsk ask)
    {
        if (e.Class is not null && ask.Rules.Classes.Find(e.Class) is null) return "class";
        if (!Enum.IsDefined(e.Severity)) return "severity";
        if (e.Home is { } home && !ask.Rules.Knows(home)) return "home";
        return IsId(e.CaseNo) ? null : "caseNo";
    }

    /// <summary>The kind of a task fits its stage; the unit that handled is not asked to check.</summary>
    private static string? OfOffer(CaseCommand.Offer e, CaseState state)
    {
        if (!IsId(e.Post.Value)) return "post";
        if (state.Stage.TaskOf() is { } kind && kind != e.Task) return "task";
        return e.Task == TaskKind.Check && e.Post == state.HandledByPost ? "post" : null;
    }

    private static bool IsId(string? text) =>
        text is { Length: > 0 and <= IdLettersMax } && !text.AsSpan().ContainsAnyInRange('\0', '\u001F');

    private static bool IsWords(Words? words) => words is null || (IsId(words.TextId) && IsId(words.Sha256));

    private static bool IsPlace(LngLat? at) => at is not { } place || place.IsOnEarth;
}
