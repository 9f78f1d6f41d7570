using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.City.Admissions;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Campaigns;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Devices;
using Twin.City.Duty;
using Twin.City.Handovers;
using Twin.City.Households;
using Twin.City.Modes;
using Twin.City.Obligations;
using Twin.City.Points;
using Twin.City.Posts;
using Twin.City.Ratings;
using Twin.City.Resources;
using Twin.City.SourceFixes;
using Twin.City.Topics;

namespace Twin.City.Json;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    Converters =
    [
        typeof(CaseIdConverter), typeof(HomeIdConverter), typeof(BuildingIdConverter), typeof(HouseholdIdConverter),
        typeof(KeySiteIdConverter), typeof(PostIdConverter), typeof(DepartmentIdConverter), typeof(LngLatConverter),
        typeof(ClockIdConverter), typeof(LimitConverter), typeof(ClockStartsConverter), typeof(CaseClocksConverter),
        typeof(OutlineConverter), typeof(ObligationIdConverter),
        typeof(ResourceIdConverter), typeof(DeviceIdConverter), typeof(ResourceIdsConverter),
        typeof(ShiftsConverter), typeof(PromisesConverter), typeof(CaseIdsConverter),
        typeof(CalendarDaysConverter), typeof(CasePartsConverter),
        typeof(PlanTasksConverter), typeof(PlanResourcesConverter), typeof(IncidentTasksConverter),
        typeof(ModeReasonsConverter), typeof(BallotMarksConverter),
    ])]
[JsonSerializable(typeof(CaseEvent.Reported))]
[JsonSerializable(typeof(CaseEvent.ReviewOpened))]
[JsonSerializable(typeof(CaseEvent.Filed))]
[JsonSerializable(typeof(CaseEvent.DispatchOpened))]
[JsonSerializable(typeof(CaseEvent.Dispatched))]
[JsonSerializable(typeof(CaseEvent.Offered))]
[JsonSerializable(typeof(CaseEvent.OfferExpired))]
[JsonSerializable(typeof(CaseEvent.Accepted))]
[JsonSerializable(typeof(CaseEvent.Arrived))]
[JsonSerializable(typeof(CaseEvent.Handled))]
[JsonSerializable(typeof(CaseEvent.CheckOpened))]
[JsonSerializable(typeof(CaseEvent.CheckPassed))]
[JsonSerializable(typeof(CaseEvent.Closed))]
[JsonSerializable(typeof(CaseEvent.HandledOnSpot))]
[JsonSerializable(typeof(CaseEvent.Voided))]
[JsonSerializable(typeof(CaseEvent.DeadlinePassed))]
[JsonSerializable(typeof(CaseEvent.DeadlineMoved))]
[JsonSerializable(typeof(CaseEvent.Supervised))]
[JsonSerializable(typeof(CaseEvent.Rehomed))]
[JsonSerializable(typeof(CaseEvent.Merged))]
[JsonSerializable(typeof(CaseEvent.Unmerged))]
[JsonSerializable(typeof(CaseEvent.DuplicateAdded))]
[JsonSerializable(typeof(CaseEvent.DuplicateRemoved))]
[JsonSerializable(typeof(CaseEvent.NotAccepted))]
[JsonSerializable(typeof(CaseEvent.Appealed))]
[JsonSerializable(typeof(CaseEvent.SpotCheckOrdered))]
[JsonSerializable(typeof(CaseEvent.SpotConfirmed))]
[JsonSerializable(typeof(CaseEvent.NothingFound))]
[JsonSerializable(typeof(CaseEvent.OwnershipDisputed))]
[JsonSerializable(typeof(CaseEvent.OwnerRuled))]
[JsonSerializable(typeof(CaseEvent.Returned))]
[JsonSerializable(typeof(CaseEvent.Recalled))]
[JsonSerializable(typeof(CaseEvent.Contacted))]
[JsonSerializable(typeof(CaseEvent.ProgressNoted))]
[JsonSerializable(typeof(CaseEvent.ExtensionAsked))]
[JsonSerializable(typeof(CaseEvent.ExtensionGranted))]
[JsonSerializable(typeof(CaseEvent.ExtensionDenied))]
[JsonSerializable(typeof(CaseEvent.ExtensionLapsed))]
[JsonSerializable(typeof(CaseEvent.Pended))]
[JsonSerializable(typeof(CaseEvent.PendingRenewed))]
[JsonSerializable(typeof(CaseEvent.Resumed))]
[JsonSerializable(typeof(CaseEvent.ReferredOut))]
[JsonSerializable(typeof(CaseEvent.ReferralReturned))]
[JsonSerializable(typeof(CaseEvent.OneThingOpened))]
[JsonSerializable(typeof(CaseEvent.PartHandled))]
[JsonSerializable(typeof(CaseEvent.PartReturned))]
[JsonSerializable(typeof(CaseEvent.PartDropped))]
[JsonSerializable(typeof(CaseEvent.Rejoined))]
[JsonSerializable(typeof(CaseEvent.Escalated))]
[JsonSerializable(typeof(CaseEvent.WhistleRaised))]
[JsonSerializable(typeof(CaseEvent.Objected))]
[JsonSerializable(typeof(CaseEvent.CheckFailed))]
[JsonSerializable(typeof(CaseEvent.CheckLapsed))]
[JsonSerializable(typeof(CaseEvent.FollowedUp))]
[JsonSerializable(typeof(CaseEvent.Rated))]
[JsonSerializable(typeof(CaseEvent.ReportedAgain))]
[JsonSerializable(typeof(CaseEvent.Reassigned))]
[JsonSerializable(typeof(CaseEvent.ClosedByFinding))]
[JsonSerializable(typeof(CaseEvent.Withdrawn))]
[JsonSerializable(typeof(CaseEvent.Unfollowed))]
[JsonSerializable(typeof(CaseEvent.Corrected))]
[JsonSerializable(typeof(CaseEvent.LeaderNoticeSent))]
[JsonSerializable(typeof(CaseEvent.Archived))]
[JsonSerializable(typeof(CaseEvent.ReopenedByOrder))]
[JsonSerializable(typeof(CaseEvent.ObligationMoved))]
[JsonSerializable(typeof(CaseEvent.ObligationNoted))]
[JsonSerializable(typeof(CaseEvent.ObligationRated))]
[JsonSerializable(typeof(CaseEvent.ObligationSupervised))]
[JsonSerializable(typeof(CaseEvent.OfferSeen))]
[JsonSerializable(typeof(CaseEvent.BellAnswered))]
[JsonSerializable(typeof(CaseEvent.DisputeRouted))]
[JsonSerializable(typeof(CaseEvent.AgreementMade))]
[JsonSerializable(typeof(CaseEvent.AgreementBroken))]
[JsonSerializable(typeof(ObligationMemory))]
[JsonSerializable(typeof(NumberEvent.NumbersReserved))]
[JsonSerializable(typeof(PostEvent.SignedOn))]
[JsonSerializable(typeof(PostEvent.SignedOff))]
[JsonSerializable(typeof(HouseholdEvent.OccupancyDeclared))]
[JsonSerializable(typeof(CityEvent.Imported))]
[JsonSerializable(typeof(AreaEvent.AreaDrawn))]
[JsonSerializable(typeof(AreaEvent.AreaRecoded))]
[JsonSerializable(typeof(AreaEvent.AreaMoved))]
[JsonSerializable(typeof(AreaEvent.AreaSplit))]
[JsonSerializable(typeof(AreaEvent.AreaMerged))]
[JsonSerializable(typeof(AreaEvent.AreaClosed))]
[JsonSerializable(typeof(AreaEvent.PostRehomed))]
[JsonSerializable(typeof(AreaEvent.PostOpened))]
[JsonSerializable(typeof(AreaEvent.HouseholdsRehomed))]
[JsonSerializable(typeof(AreaEvent.AreasImported))]
[JsonSerializable(typeof(CityEvent.CalendarChanged))]
[JsonSerializable(typeof(CityEvent.ClassChanged))]
[JsonSerializable(typeof(RosterEvent.ShiftsPlanned))]
[JsonSerializable(typeof(RosterEvent.ShiftsDropped))]
[JsonSerializable(typeof(ImmutableArray<Shift>))]
[JsonSerializable(typeof(AdmissionEvent.DutyAsked))]
[JsonSerializable(typeof(AdmissionEvent.DutyAdmitted))]
[JsonSerializable(typeof(AdmissionEvent.DutyRefused))]
[JsonSerializable(typeof(AdmissionEvent.DutyEnded))]
[JsonSerializable(typeof(SourceFixEvent.FixOpened))]
[JsonSerializable(typeof(SourceFixEvent.FixDone))]
[JsonSerializable(typeof(SourceFixEvent.FixDropped))]
[JsonSerializable(typeof(CampaignEvent.CampaignStarted))]
[JsonSerializable(typeof(CampaignEvent.CampaignEnded))]
[JsonSerializable(typeof(RatingEvent.RatingAppealed))]
[JsonSerializable(typeof(RatingEvent.AppealSettled))]
[JsonSerializable(typeof(TopicEvent.TopicProposed))]
[JsonSerializable(typeof(TopicEvent.TopicSeconded))]
[JsonSerializable(typeof(TopicEvent.TopicOpened))]
[JsonSerializable(typeof(TopicEvent.DeliberationHeld))]
[JsonSerializable(typeof(TopicEvent.BallotOpened))]
[JsonSerializable(typeof(TopicEvent.SlipsPrinted))]
[JsonSerializable(typeof(TopicEvent.BallotCast))]
[JsonSerializable(typeof(TopicEvent.BallotCounted))]
[JsonSerializable(typeof(TopicEvent.ExecutionBegun))]
[JsonSerializable(typeof(TopicEvent.TopicReported))]
[JsonSerializable(typeof(PointsEvent.CardOpened))]
[JsonSerializable(typeof(PointsEvent.Earned))]
[JsonSerializable(typeof(PointsEvent.Redeemed))]
[JsonSerializable(typeof(HandoverEvent.HandedOver))]
[JsonSerializable(typeof(HandoverEvent.TakenOver))]
[JsonSerializable(typeof(ImmutableArray<Promise>))]
[JsonSerializable(typeof(ImmutableArray<CaseId>))]
[JsonSerializable(typeof(StockEvent.Added))]
[JsonSerializable(typeof(StockEvent.Retired))]
[JsonSerializable(typeof(StockEvent.Reserved))]
[JsonSerializable(typeof(StockEvent.Committed))]
[JsonSerializable(typeof(StockEvent.Released))]
[JsonSerializable(typeof(ModeEvent.SteppedUp))]
[JsonSerializable(typeof(ModeEvent.StepDownProposed))]
[JsonSerializable(typeof(ModeEvent.StepDownDeclined))]
[JsonSerializable(typeof(ModeEvent.SteppedDown))]
[JsonSerializable(typeof(ModeEvent.Reviewed))]
[JsonSerializable(typeof(ModeEvent.ReviewMissed))]
[JsonSerializable(typeof(ModeEvent.EndPassed))]
[JsonSerializable(typeof(ModeEvent.PlanOpened))]
[JsonSerializable(typeof(ModeEvent.TaskGiven))]
[JsonSerializable(typeof(ModeEvent.ResourceKept))]
[JsonSerializable(typeof(ModeEvent.PlanClosed))]
[JsonSerializable(typeof(ModeEvent.ResourceFreed))]
[JsonSerializable(typeof(ModeEvent.NoticePublished))]
[JsonSerializable(typeof(ModeEvent.NoticeWithdrawn))]
[JsonSerializable(typeof(CityEvent.PlanWritten))]
[JsonSerializable(typeof(AlertEvent.AlertRaised))]
[JsonSerializable(typeof(AlertEvent.AlertConfirmed))]
[JsonSerializable(typeof(AlertEvent.AlertCleared))]
[JsonSerializable(typeof(AlertEvent.WentOffline))]
[JsonSerializable(typeof(AlertEvent.CameOnline))]
[JsonSerializable(typeof(AlertEvent.CaseOpened))]
[JsonSerializable(typeof(ImmutableArray<PlanTask>))]
[JsonSerializable(typeof(ImmutableArray<PlanResource>))]
[JsonSerializable(typeof(ImmutableArray<IncidentTask>))]
[JsonSerializable(typeof(ImmutableArray<ModeReason>))]
[JsonSerializable(typeof(ImmutableArray<BallotMark>))]
[JsonSerializable(typeof(ImmutableArray<ResourceId>))]
[JsonSerializable(typeof(ImmutableArray<CalendarDay>))]
[JsonSerializable(typeof(ImmutableArray<CasePart>))]
[JsonSerializable(typeof(BoardMemory))]
[JsonSerializable(typeof(ClockMemory))]
[JsonSerializable(typeof(ImmutableArray<ClockStart>))]
[JsonSerializable(typeof(ImmutableArray<CaseClock>))]
internal sealed partial class FactContext : JsonSerializerContext;
