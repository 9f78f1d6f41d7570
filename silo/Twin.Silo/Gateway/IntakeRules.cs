using Twin.City.Cases;
using Twin.Contracts;
using Twin.Geo;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>What a report may hold, and from whom. Null, or the first thing that is wrong.</summary>
internal static class IntakeRules
{
    /// <summary>Sources that anyone may claim; the others say who speaks.</summary>
    private static readonly CaseSource[] PublicSources =
        [CaseSource.App, CaseSource.Hotline, CaseSource.Petition, CaseSource.Media];

    private const int ContactCharactersMost = 64;

    /// <summary>How far ahead a source's limit may lie; Boston writes 2060 where it means never.</summary>
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(36_600);

    /// <summary>Clocks of sources may be a little ahead of ours.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    public static ProblemView? Check(
        ReportRequest request, string? key, Caller caller, Places places, DateTimeOffset now, out ReadReport read)
    {
        var wrong = Checks.OneOf("source", request.Source, out var source, CaseSource.App);
        wrong = Checks.Severity("severity", request.Severity, out var severity) ?? wrong;
        wrong = Checks.Place(request.Lng, request.Lat, out var at) ?? wrong;
        read = new ReadReport(source, severity, at, request.History is true || request.DueAt is not null)
        {
            Tell = TellOf(request.Tell),
        };
        return wrong
            ?? Key(key)
            ?? Checks.Class("class", request.Class)
            ?? Home("home", request.Home, places)
            ?? Building(request.Building, places)
            ?? Site(request.Site, places)
            ?? Checks.Text("text", request.Text)
            ?? Checks.Word("drill", request.Drill)
            ?? Checks.Word("sourceRef", request.SourceRef)
            ?? Relay(request.Relay)
            ?? Contact(request)
            ?? Tell(request)
            ?? Checks.Moment("occurredAt", request.OccurredAt, now + ClockSlack)
            ?? Checks.Moment("dueAt", request.DueAt, now + LongestLimit)
            ?? Source(source, caller)
            ?? OnlyIntegration(request, caller);
    }

    public static ProblemView? Check(
        OnSpotRequest request, string? key, Caller caller, Places places, out LngLat? at) =>
        Checks.Place(request.Lng, request.Lat, out at)
        ?? Key(key)
        ?? Checks.Class("class", request.Class)
        ?? Building(request.Building, places)
        ?? Site(request.Site, places)
        ?? Checks.Text("result", request.Result)
        ?? caller.Unseated
        ?? (caller.Post is null ? SeatMissing() : null);

    /// <summary>What is made of digits is a number of somebody, and has no place in a fact.</summary>
    private static ProblemView? Relay(string? relay) => Checks.Word("relay", relay)
        ?? (relay is not null && !relay.Any(char.IsAsciiLetter)
            ? Problem.Field("relay", "digits", new Say(
                "an id of the relay, with letters; never a number", "转接编号（含字母），不能是电话号码"))
            : null);

    /// <summary>Never shown in a problem.</summary>
    private static ProblemView? Contact(ReportRequest request) => request switch
    {
        { Contact: null } => null,
        { Relay: not null } => Problem.Field("contact", "a relay beside it", new Say(
            "a contact or a relay id, not both", "联系方式和转接编号只填一个")),
        { Contact: var contact } => Checks.Word("contact", contact, ContactCharactersMost) is null
            ? null
            : Problem.Field("contact", "signs that are none", new Say(
                $"1 to {ContactCharactersMost} visible characters", $"1 到 {ContactCharactersMost} 个可见字符")),
    };

    /// <summary>Only two ways are told by themselves; whoever wants to be told must be reachable.</summary>
    private static ProblemView? Tell(ReportRequest request) => request switch
    {
        { Tell: null } => null,
        { Tell: var word } when TellOf(word) is null => Problem.Field(
            "tell", word, new Say("Message or Letter", "Message（短信）或 Letter（信函）")),
        { Contact: null } => Problem.Field("tell", request.Tell, new Say("a contact beside it", "同时填写联系方式")),
        _ => null,
    };

    private static Channel? TellOf(string? word) => word switch
    {
        "Message" => Channel.Message,
        "Letter" => Channel.Letter,
        _ => null,
    };

    public static ProblemView? Key(string? key) => Checks.Word("Idempotency-Key", key);

    public static ProblemView? Home(string field, string? home, Places places) => home is null || places.Knows(home)
        ? null
        : Problem.Field(field, home, new Say("the id of a grid or an area", "网格或区域的编号"), new Say(
            "GET /api/v1/areas lists them.", "可用 GET /api/v1/areas 查询。"));

    public static ProblemView SeatMissing() => Problem.Of(
        StatusCodes.Status403Forbidden,
        "NotSeated",
        new Say(
            $"Found no post; expected the seat that you signed on to in '{TokenHandler.PostHeader}'. "
            + "Sign on with POST /api/v1/posts/{id}/sign-on.",
            "您还没有签到岗位。请先签到。"),
        TokenHandler.PostHeader);

    public static ProblemView? Building(string? building, Places places) =>
        building is null || places.Building(building) is not null
            ? null
            : Problem.Field("building", building, new Say("the id of a building of this city", "本市楼栋的编号"));

    public static ProblemView? Site(string? site, Places places) => site is null || places.Site(site) is not null
        ? null
        : Problem.Field("site", site, new Say("the id of a key site of this city", "本市重点场所的编号"));

    private static ProblemView? Source(CaseSource source, Caller caller)
    {
        var may = caller.IsIntegration || PublicSources.Contains(source) || source switch
        {
            CaseSource.GridWorker or CaseSource.Patrol => caller.Has("Worker"),
            CaseSource.Leader => caller.Has("Leader"),
            _ => caller.Has("Receiver"),
        };
        return may
            ? null
            : Problem.Of(
                StatusCodes.Status403Forbidden,
                "NotAllowed",
                new Say(
                    $"Found source {source}; expected one of {string.Join(", ", PublicSources)} from this account. "
                    + "Sign in with an account that may speak for it.",
                    "您的账号不能以这个来源上报。请用相应账号登录。"),
                "source");
    }

    private static ProblemView? OnlyIntegration(ReportRequest request, Caller caller)
    {
        var field = request switch
        {
            _ when caller.IsIntegration => null,
            { OccurredAt: not null } => "occurredAt",
            { DueAt: not null } => "dueAt",
            { History: true } => "history",
            { SourceRef: not null } => "sourceRef",
            _ => null,
        };
        return field is null
            ? null
            : Problem.Of(
                StatusCodes.Status403Forbidden,
                "NotAllowed",
                new Say(
                    $"Found '{field}'; expected it from an integration only. Leave it out, or sign in as one.",
                    $"只有接入系统可以填写“{field}”。请去掉该项或以接入系统登录。"),
                field);
    }
}

/// <summary>The fields of a report that were words on the wire.</summary>
internal readonly record struct ReadReport(CaseSource Source, Severity Severity, LngLat? At, bool IsHistory)
{
    /// <summary>How the reporter wants to be told; null = not at all.</summary>
    public Channel? Tell { get; init; }
}
