namespace Twin.Silo.Tests.BadInput;

/// <summary>What no field of this name may be, as JSON for bodies and as text for paths, queries and headers.</summary>
/// <remarks>A field that is not here is untested, and the test fails: add its line with the field.</remarks>
internal static class BadValues
{
    private static readonly string Long = $"\"{new string('x', 300)}\"";

    private static readonly string[] NoText =
        ["5", "true", "{}", "[]", "[\"x\"]", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\u0007\"", "\"\\ud83d\\ud83d\""];

    private static readonly string[] NoNumber = ["\"5\"", "true", "{}", "[1]", "1e999", "NaN", "-1e400", "01", "\"\""];
    private static readonly string[] NoYesOrNo = ["\"true\"", "1", "0", "{}", "[]", "\"\""];
    private static readonly string[] NoWord = [.. NoText, "\"\"", "\" \"", "\" x\"", Long];

    private static readonly string[] NoMoment =
        ["5", "\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "\"1800-01-01T00:00:00Z\"",
            "\"9999-01-01T00:00:00Z\"", "{}"];

    private static readonly Dictionary<string, string[]> OfBodies = new(StringComparer.Ordinal)
    {
        ["source"] = [.. NoWord, "\"app\"", "\"0\"", "\"App,Hotline\"", "\"Nobody\""],
        ["class"] = [.. NoWord, "\"E9999\"", "\"e0406\""],
        ["severity"] = [.. NoWord, "\"S5\"", "\"s1\"", "\"Unset\"", "\"1\""],
        ["lng"] = [.. NoNumber, "180.1", "-181", "1e300"],
        ["lat"] = [.. NoNumber, "90.1", "-91", "1e300"],
        ["home"] = [.. NoWord, "\"no-such-home\""],
        ["defaultPlace"] = NoYesOrNo,
        ["building"] = [.. NoWord, "\"no-such-building\""],
        ["site"] = [.. NoWord, "\"no-such-site\""],
        ["text"] = [.. NoText, $"\"{new string('很', 2_001)}\""],
        ["result"] = [.. NoText, $"\"{new string('很', 2_001)}\""],
        ["drill"] = NoWord,
        ["device"] = [.. NoWord, "null", "\"no-such-device\""],
        ["at"] = [.. NoMoment, "null"],
        ["value"] = [.. NoNumber, "null", "-1", "1001"],
        ["validFrom"] = [.. NoMoment, "\"2001-01-01T00:00:00Z\""],
        ["handleSteps"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[]", "[\"fix\"]", "[\"fix=P5D/Q\"]", "[\"=P1D/D\"]"],
        ["occurredAt"] = NoMoment,
        ["dueAt"] = NoMoment,
        ["history"] = NoYesOrNo,
        ["sourceRef"] = NoWord,
        ["beforePhoto"] = NoYesOrNo,
        ["afterPhoto"] = NoYesOrNo,
        ["commandId"] = NoWord,
        ["expectedVersion"] = [.. NoNumber, "1.5", "-1", "99999999999999999999"],
        ["post"] = [.. NoWord, "\"no-such-post\""],
        ["preview"] = [.. NoWord, "\"no-such-preview\""],
        ["name"] = NoWord,
        ["code"] = [.. NoText, "\"12 34\"", Long],
        ["parent"] = [.. NoWord, "\"no-such-area\""],
        ["level"] = [.. NoWord, "\"City\"", "\"grid\"", "\"0\""],
        ["kind"] = NoWord,
        ["outline"] = ["5", "true", "{}", "[]", "[[]]", "[[[]]]", "[[[[1,2],[3,4],[5,6]]]]", "[[[[1]]]]", "[null]",
            "[[[[1,200],[3,4],[5,6],[1,200]]]]", "\"x\""],
        ["line"] = ["5", "{}", "[]", "[[1,2]]", "[[1,2],[3]]", "[[1,2],[3,200]]", "[null,null]"],
        ["areas"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[\"\"]", "[\"no-such-area\"]", "[]"],
        ["parts"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[{}]", "[{\"name\":5}]", "[]", "[{\"name\":\"x\"}]"],
        ["days"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[{}]", "[]", "[{\"day\":\"x\",\"works\":true}]", "null"],
        ["owner"] = [.. NoWord, "null", "\"NoSuchDepartment\""],
        ["area"] = [.. NoWord, "\"no-such-area\""],
        ["minutes"] = [.. NoNumber, "0", "301", "1.5", "null"],
        ["basis"] = [.. NoWord, "null"],
        ["family"] = [.. NoWord, "null", "\"E0101\"", "\"D-01\""],
        ["from"] = NoMoment,
        ["date"] = [.. NoMoment, "\"2026-1-1\"", "\"8999-01-01\""],
        ["cases"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[\"\"]", "[\"no-such-case\"]", "[]"],
        ["upheld"] = NoYesOrNo,
        ["title"] = [.. NoWord, "null"],
        ["rule"] = [.. NoWord, "null", "\"owners\"", "\"0\""],
        ["households"] = [.. NoNumber, "0", "10001", "1.5"],
        ["attended"] = [.. NoNumber, "0", "10001", "1.5"],
        ["eligible"] = [.. NoNumber, "0", "10001", "1.5"],
        ["slip"] = [.. NoWord, "null", "\"UUUUUUUUUUUUUUUU\""],
        ["choice"] = [.. NoWord, "null", "\"agree\"", "\"0\""],
        ["measure"] = NoWord,
        ["service"] = [.. NoWord, "\"hazardReport\"", "\"0\"", "\"Nothing\""],
        ["points"] = [.. NoNumber, "0", "-1", "1.5"],
        ["tell"] = [.. NoWord, "\"message\"", "\"0\"", "\"Call\""],
        ["route"] = [.. NoWord, "\"court\"", "\"0\"", "\"Nowhere\""],
        ["shifts"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[]", "[{}]", "[{\"post\":\"g-9\"}]", "null",
            "[{\"post\":\"g-1-1\",\"kind\":\"Long\",\"from\":\"2026-12-01T00:00Z\",\"to\":\"2026-12-01T08:00Z\"}]",
            "[{\"post\":\"g-1-1\",\"kind\":\"Day\",\"from\":\"1800-12-01T00:00Z\",\"to\":\"2026-12-01T08:00Z\"}]"],
        ["promises"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[{}]", "[{\"caseId\":\"no-such\",\"text\":\"x\"}]",
            "[{\"caseId\":\"c\",\"text\":\" \"}]",
            "[{\"caseId\":\"c\",\"text\":\"x\",\"until\":\"1800-01-01T00:00:00Z\"}]"],
        ["department"] = [.. NoWord, "\"NoSuchDepartment\""],
        ["task"] = [.. NoWord, "\"Nothing\"", "\"0\""],
        ["offer"] = NoWord,
        ["bell"] = [.. NoWord, "\"OfferSeen\"", "\"OfferSeen/x\"", "\"T5/1\""],
        ["mergeInto"] = NoWord,
        ["similarity"] = [.. NoNumber, "1.1", "-0.1"],
        ["confirmed"] = NoYesOrNo,
        ["referTo"] = [.. NoWord, "\"Mayor\"", "\"court\""],
        ["reference"] = NoWord,
        ["channel"] = [.. NoWord, "\"Pigeon\"", "\"0\""],
        ["step"] = NoWord,
        ["interim"] = [.. NoText, $"\"{new string('很', 2_001)}\""],
        ["cause"] = [.. NoWord, "\"Rain\"", "\"season\""],
        ["reviewAt"] = NoMoment,
        ["template"] = [.. NoWord, "\"NOSUCH\"", "\"muck\""],
        ["departments"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[\"\"]", "[\"NoSuchDepartment\"]"],
        ["part"] = NoWord,
        ["whistle"] = [.. NoWord, "\"Loud\"", "\"0\""],
        ["answered"] = NoYesOrNo,
        ["solved"] = NoYesOrNo,
        ["arrivedOnTime"] = NoYesOrNo,
        ["attitude"] = [.. NoNumber, "0", "6", "1.5"],
        ["supervision"] = [.. NoNumber, "0", "5", "2.5"],
        ["receipt"] = [.. NoWord, "\"0000\"", "\"UUUUUUUUUUUUUUUU\""],
        ["contact"] = [.. NoWord, $"\"{new string('1', 65)}\""],
        ["relay"] = [.. NoWord, "\"13800138000\"", "\"138-0013-8000\""],
        ["photo"] = NoYesOrNo,
        ["reason"] = NoWord,
        ["secondSignature"] = NoYesOrNo,
        ["account"] = [.. NoWord, "null", "\"nobody\"", "\"Cockpit\""],
        ["secret"] = [.. NoText, "null", "\"\"", "\"wrong\""],
        ["key"] = [.. NoWord, "null"],
        ["count"] = [.. NoNumber, "0", "1001", "1.5", "-1"],
        ["until"] = NoMoment,
        ["hazard"] = [.. NoWord, "\"Flood\"", "\"rain\"", "\"0\""],
        ["to"] = [.. NoWord, "\"war1\"", "\"0\"", "\"War5\""],
        ["plan"] = NoWord,
        ["incident"] = NoWord,
        ["zh"] = [.. NoText, "\"\"", $"\"{new string('很', 501)}\"", "\"请打13800138000\""],
        ["en"] = [.. NoText, "\" \"", $"\"{new string('x', 501)}\"", "\"call 13800138000\""],
        ["opens"] = [.. NoWord, "\"Peace\"", "\"Recovery\"", "\"war4\"", "null"],
        ["orders"] = [.. NoWord, "\"War1\"", "\"watch\""],
        ["triggers"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[\"\"]", "[\"warning\"]"],
        ["lead"] = [.. NoWord, "\"NoSuchDepartment\"", "null"],
        ["endsAfterHours"] = [.. NoNumber, "0", "337", "1.5", "-1", "null"],
        ["tasks"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[{}]", "[]", "[{\"task\":\"x\"}]", "null"],
        ["resources"] = ["5", "{}", "\"x\"", "[5]", "[null]", "[{}]", "[{\"task\":\"x\"}]"],
        ["report"] = ["null", "5", "\"x\"", "[]"],
        ["body"] = ["null", "5", "\"x\"", "[]"],
        ["caseId"] = [.. NoWord, "null", "\"no-such-case\""],
        ["command"] = [.. NoWord, "null", "\"Report\"", "\"file!\"", "\"FILE\""],
    };

    private static readonly string[] NoId =
        [new('x', 300), "%20x", "%01", "%F0%9F%98%80%00", "no-such", "..%2F..%2Fetc"];

    private static readonly string[] NoWhole = ["x", "-1", "1.5", "99999999999999999999", "%20", "1e3", "０", "%00"];

    private static readonly Dictionary<string, string[]> OfOthers = new(StringComparer.Ordinal)
    {
        ["path:receipt"] = [.. NoId, "0000000000000000", "UUUUUUUUUUUUUUUU"],
        ["path:caseId"] = NoId,
        ["path:command"] = [.. NoId, "FILE", "open-review", "file%20"],
        ["path:id"] = NoId,
        ["path:holder"] = NoId,
        ["path:device"] = NoId,
        ["path:alertAct"] = [.. NoId, "ACK", "falseAlarm", "ack%20"],
        ["path:resourceCommand"] = [.. NoId, "COMMIT", "commit%20"],
        ["path:modeCommand"] = [.. NoId, "STEP-UP", "stepUp", "review%20"],
        ["path:incident"] = NoId,
        ["query:lang"] = ["", "ZH", "zh,en", "fr", "%20"],
        ["path:obligation"] = [.. NoId, "1.", ".1", "1.2.3", "-1", "24x", new('1', 21)],
        ["path:act"] = [.. NoId, "ACCEPT", "handle", "accept%20"],
        ["path:department"] = [.. NoId, "drainage"],
        ["path:areaCommand"] = [.. NoId, "SPLIT", "split%20"],
        ["query:preview"] = ["x", "1", "TRUE", "%20"],
        ["query:drawn"] = ["x", "1", "TRUE", "%20"],
        ["query:mine"] = ["x", "1", "TRUE", "%20"],
        ["path:disputeMove"] = [.. NoId, "ROUTE", "agree%20"],
        ["path:duty"] = [.. NoWhole, "0"],
        ["path:admission"] = [.. NoId, "ADMIT", "admit%20"],
        ["path:fix"] = [.. NoWhole, "0"],
        ["path:fixAct"] = [.. NoId, "DONE", "drop%20"],
        ["path:campaign"] = [.. NoWhole, "0"],
        ["path:quarter"] = [.. NoId, "2026q1", "2026Q5", "20261"],
        ["query:quarter"] = ["", "2026q1", "2026Q0", "9000Q1", "%20"],
        ["path:ratingAct"] = [.. NoId, "APPEAL", "settle%20"],
        ["path:topic"] = NoId,
        ["path:topicStep"] = [.. NoId, "SECOND", "open%20"],
        ["path:card"] = [.. NoId, "UUUUUUUUUUUUUUUU"],
        ["path:cardAct"] = [.. NoId, "EARN", "earn%20"],
        ["path:handover"] = [.. NoWhole, "0"],
        ["path:reviewKind"] = [.. NoId, "Day", "week%20"],
        ["query:date"] = ["", "yesterday", "2026-13-01", "2026-1-1", "1800-01-01", "8999-01-01", "2026-01-01T00:00"],
        ["query:figure"] = ["", "%20", new('x', 300), "nothing", "class", "home:%00", "stage:0", "time:99"],
        ["path:number"] = [.. NoWhole, "0", "17"],
        ["path:z"] = [.. NoWhole, "23"],
        ["path:x"] = [.. NoWhole, "4194304"],
        ["path:y"] = [.. NoWhole, "4194304"],
        ["query:area"] = NoId,
        ["query:stage"] = ["", "handling", "5", "Handling,Closed", "nothing"],
        ["query:from"] = ["", "yesterday", "2026-13-01", "5x"],
        ["query:to"] = ["", "yesterday", "2026-13-01", "5x"],
        ["path:code"] = [.. NoId, "m01a", "M99", "M25"],
        ["query:window"] = ["", "Live", "8d", "live,today", "%20"],
        ["query:at"] = ["", "yesterday", "2026-13-01", "5x", "1800-01-01", "9999-01-01"],
        ["query:department"] = [.. NoId, "drainage"],
        ["query:counts"] = ["x", "1", "TRUE", "%20"],
        ["query:q"] = ["", "%20", "%20x", new('水', 101), "%00", "a%0Ab"],
        ["query:page"] = [.. NoWhole, "0", "100001"],
        ["query:pageSize"] = [.. NoWhole, "0", "1001"],
        ["query:map"] = ["", "Then", "1", "then,now", "%20"],
        ["query:v"] = NoWhole,
        ["query:position"] = [.. NoWhole, "4000000000000"],
        ["query:atLeast"] = [.. NoWhole, "4000000000000"],
        ["query:subject"] = ["", "%20", new('x', 300), "no-such-account"],
        ["query:resource"] = ["", "x", "case:no-such", "area:no-such", "post:no-such", new('x', 300)],
        ["query:action"] = ["", "x", "CaseView.x", new('x', 300)],
        ["query:purpose"] = ["", "%20", new('x', 300), "%00"],
        ["header:Idempotency-Key"] = ["", new('x', 300), "a\tb"],
        ["header:X-Twin-Client"] = ["", new('x', 300), "a\tb"],
        ["header:X-Twin-Post"] = ["", new('x', 300), "no-such-post", TestPosts.NotSeated],
        ["header:Last-Event-ID"] = ["", "x", "-1", "1.5", "99999999999999999999"],
    };

    /// <summary>Bad values of a field such as <c>body:report.lng</c>; empty when nobody thought of it.</summary>
    public static IReadOnlyList<string> Of(string field)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        return field.StartsWith("body:", StringComparison.Ordinal)
            ? OfBodies.GetValueOrDefault(field[(colon + 1)..].Split('.')[^1], [])
            : OfOthers.GetValueOrDefault(field, []);
    }

    /// <summary>Bodies that are wrong as a whole.</summary>
    public static IReadOnlyList<string> WholeBodies { get; } =
    [
        "", " ", "null", "[]", "5", "\"x\"", "{", "{}}", "{\"lng\":}", "{\"text\":\"a\",\"text\":\"b\"}", "\ufeff{",
        "'x'",
        "{\"a\":" + new string('[', 100) + new string(']', 100) + "}", "<xml/>", "{\"text\":\"a\"} {\"text\":\"b\"}",
    ];
}

internal static class TestPosts
{
    public const string NotSeated = "g-4-2";
}
