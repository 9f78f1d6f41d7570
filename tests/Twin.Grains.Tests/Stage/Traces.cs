using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.Grains.Tests.Stage;

/// <summary>What a home remembers of cases that tests make up.</summary>
internal static class Traces
{
    public static CaseTrace OnSpot(string id, DateTimeOffset at) => CaseTrace.Begin(
        new Committed(
            new CaseId(id), 1, 1, [], at, null,
            new CaseEvent.HandledOnSpot(
                Town.Seat(Town.East1), Town.East1, null, null, null, "E0102", "no", null, Sampled: false, "receipt",
                at.AddHours(24))),
        Town.East1)!;
}
