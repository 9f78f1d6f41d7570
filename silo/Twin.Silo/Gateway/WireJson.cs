using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>JSON of the wire: camelCase, null left out, strict numbers, one meaning for each field.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(ReportLineAnswer))]
[JsonSerializable(typeof(OnSpotRequest))]
[JsonSerializable(typeof(ProgressView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(CommandLine))]
[JsonSerializable(typeof(CommandLineAnswer))]
[JsonSerializable(typeof(CaseView))]
[JsonSerializable(typeof(CaseChainView))]
[JsonSerializable(typeof(CasePage))]
[JsonSerializable(typeof(SiteMarkView[]))]
[JsonSerializable(typeof(SiteView))]
[JsonSerializable(typeof(HeldResourceView[]))]
[JsonSerializable(typeof(HouseholdView))]
[JsonSerializable(typeof(WordsView))]
[JsonSerializable(typeof(EraseAnswer))]
[JsonSerializable(typeof(ObligationRequest))]
[JsonSerializable(typeof(ObligationPage))]
[JsonSerializable(typeof(OneThingView[]))]
[JsonSerializable(typeof(ContactView))]
[JsonSerializable(typeof(CityView))]
[JsonSerializable(typeof(AreaView[]))]
[JsonSerializable(typeof(AreaBoardView))]
[JsonSerializable(typeof(AreaCommandRequest))]
[JsonSerializable(typeof(AreaChangeView))]
[JsonSerializable(typeof(AreaHistoryView))]
[JsonSerializable(typeof(AreaCasesView))]
[JsonSerializable(typeof(BoardsView))]
[JsonSerializable(typeof(MetricsView))]
[JsonSerializable(typeof(MetricRowsView))]
[JsonSerializable(typeof(FiguresView))]
[JsonSerializable(typeof(DevicesView))]
[JsonSerializable(typeof(AlertsView))]
[JsonSerializable(typeof(AlertActRequest))]
[JsonSerializable(typeof(AlertAnswer))]
[JsonSerializable(typeof(DeviceDayView))]
[JsonSerializable(typeof(ReadingLine))]
[JsonSerializable(typeof(ReadingLineAnswer))]
[JsonSerializable(typeof(CalendarRequest))]
[JsonSerializable(typeof(CalendarView))]
[JsonSerializable(typeof(ResourceRequest))]
[JsonSerializable(typeof(ResourcesView))]
[JsonSerializable(typeof(ModeRequest))]
[JsonSerializable(typeof(ModesView))]
[JsonSerializable(typeof(AreaModesView))]
[JsonSerializable(typeof(NoticesView))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(PlanView[]))]
[JsonSerializable(typeof(IncidentsView))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(AfterActionView))]
[JsonSerializable(typeof(PastSpanView))]
[JsonSerializable(typeof(HeatView))]
[JsonSerializable(typeof(RhythmView))]
[JsonSerializable(typeof(BuildingView))]
[JsonSerializable(typeof(ClassView))]
[JsonSerializable(typeof(ClassView[]))]
[JsonSerializable(typeof(ClassRequest))]
[JsonSerializable(typeof(PostView))]
[JsonSerializable(typeof(PostView[]))]
[JsonSerializable(typeof(PostFrameView))]
[JsonSerializable(typeof(FrameView))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(AccountView[]))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(ExplainView))]
[JsonSerializable(typeof(DemoAccountView[]))]
[JsonSerializable(typeof(DeskBookView))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(CaseDeskView))]
[JsonSerializable(typeof(SeenRequest))]
[JsonSerializable(typeof(BellRequest))]
[JsonSerializable(typeof(BellsView))]
[JsonSerializable(typeof(ShiftsRequest))]
[JsonSerializable(typeof(DutyView))]
[JsonSerializable(typeof(HandoverRequest))]
[JsonSerializable(typeof(HandoverBookView))]
[JsonSerializable(typeof(AdmissionRequest))]
[JsonSerializable(typeof(AdmissionAnswerRequest))]
[JsonSerializable(typeof(AdmissionsView))]
[JsonSerializable(typeof(CardRequest))]
[JsonSerializable(typeof(PointsRequest))]
[JsonSerializable(typeof(CardView))]
[JsonSerializable(typeof(SourceFixRequest))]
[JsonSerializable(typeof(SourceFixActRequest))]
[JsonSerializable(typeof(SourceFixesView))]
[JsonSerializable(typeof(ForecastView))]
[JsonSerializable(typeof(ComparisonView))]
[JsonSerializable(typeof(ReviewView))]
[JsonSerializable(typeof(ReviewRowsView))]
[JsonSerializable(typeof(ReviewOutcomeRequest))]
[JsonSerializable(typeof(ReviewOutcomesView))]
[JsonSerializable(typeof(CampaignRequest))]
[JsonSerializable(typeof(CampaignEndRequest))]
[JsonSerializable(typeof(CampaignsView))]
[JsonSerializable(typeof(RatingRequest))]
[JsonSerializable(typeof(RatingsView))]
[JsonSerializable(typeof(TopicRequest))]
[JsonSerializable(typeof(TopicStepRequest))]
[JsonSerializable(typeof(VoteRequest))]
[JsonSerializable(typeof(TopicsView))]
[JsonSerializable(typeof(SlipsView))]
[JsonSerializable(typeof(VoteAnswer))]
[JsonSerializable(typeof(DisputeRequest))]
[JsonSerializable(typeof(DisputeView))]
[JsonSerializable(typeof(ReadyView))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Chinese text stays readable and a third shorter; answers are JSON, never HTML.</summary>
    public static WireJson Relaxed => Holder.Json;

    // Apart, so that the generated Default is there before it is copied.
    private static class Holder
    {
        public static readonly WireJson Json = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
