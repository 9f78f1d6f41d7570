using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;

namespace Twin.Client;

/// <summary>JSON of the wire, generated at build: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(AccountView[]))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(ReportLineAnswer))]
[JsonSerializable(typeof(ProgressView))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(CommandLine))]
[JsonSerializable(typeof(CommandLineAnswer))]
[JsonSerializable(typeof(CaseView))]
[JsonSerializable(typeof(CasePage))]
[JsonSerializable(typeof(AreaView[]))]
[JsonSerializable(typeof(AreaBoardView))]
[JsonSerializable(typeof(AreaCommandRequest))]
[JsonSerializable(typeof(AreaChangeView))]
[JsonSerializable(typeof(AreaHistoryView))]
[JsonSerializable(typeof(AreaCasesView))]
[JsonSerializable(typeof(BoardsView))]
[JsonSerializable(typeof(CityView))]
[JsonSerializable(typeof(ClassView[]))]
[JsonSerializable(typeof(PostView[]))]
[JsonSerializable(typeof(FrameView))]
[JsonSerializable(typeof(CalendarView))]
[JsonSerializable(typeof(MetricsView))]
[JsonSerializable(typeof(FiguresView))]
[JsonSerializable(typeof(DevicesView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(ReadyView))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>How the types of the wire are written and read.</summary>
public static class Wire
{
    // The relaxed encoder leaves Chinese text readable and a third shorter.
    private static readonly WireJson Json = new(new JsonSerializerOptions(WireJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The generated JSON of one type of the wire.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)(Json.GetTypeInfo(typeof(T))
        ?? throw new NotSupportedException($"Found type {typeof(T).Name}; expected one listed on WireJson."));
}
