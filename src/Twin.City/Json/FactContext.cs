using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Households;
using Twin.City.Posts;

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
        typeof(OutlineConverter),
        typeof(CalendarDaysConverter),
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
[JsonSerializable(typeof(ImmutableArray<CalendarDay>))]
[JsonSerializable(typeof(BoardMemory))]
[JsonSerializable(typeof(ClockMemory))]
[JsonSerializable(typeof(ImmutableArray<ClockStart>))]
[JsonSerializable(typeof(ImmutableArray<CaseClock>))]
internal sealed partial class FactContext : JsonSerializerContext;
