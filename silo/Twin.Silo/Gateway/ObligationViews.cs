using System.Collections.Immutable;
using Twin.City;
using Twin.City.Obligations;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>What departments owe, as the wire has it.</summary>
internal static class ObligationViews
{
    public static ObligationView Of(CaseId id, ObligationMemory memory)
    {
        var (one, clocks) = (memory.Obligation, memory.Clocks.Items);
        var department = CityTables.DepartmentOf[one.Department];
        var part = CityTables.OneThingPart(one.Part?.Word);
        return new ObligationView(
            id.Value, one.Id.Value, one.Kind.ToString(), one.Department.Value, department.Zh, department.En,
            one.Stage.ToString(), CityTables.Whistle(one.Stage).Zh, one.IsOwed, one.Part?.Required ?? true, one.Since,
            DueAt(memory), one.Supervision, one.NoShows, one.Redirects, one.Result is not null,
            one.Rating?.ArrivedOnTime, one.Rating?.Solved, one.Rating?.Attitude, part?.Zh, part?.En, part?.DoneWhen,
            [.. clocks.Select(clock => new ObligationClockView(
                clock.Id.Name, clock.StartedAt, clock.DueAt, clock.Within?.ToString(), clock.Passed))],
            [.. one.Steps.Select(step => new ObligationStepView(step.Version, step.At, step.Kind, step.Why))],
            memory.Hash());
    }

    public static ObligationView[] Of(CaseId id, ImmutableArray<ObligationMemory> all) =>
        [.. all.Select(memory => Of(id, memory))];

    /// <summary>Reminders come before what they remind of, and are no due time of their own.</summary>
    public static DateTimeOffset? DueAt(ObligationMemory memory) => memory.Clocks.Items
        .Where(clock => !clock.Passed && !clock.Id.Name.EndsWith(ObligationClocks.Reminds, StringComparison.Ordinal))
        .Select(clock => (DateTimeOffset?)clock.DueAt).Min();

    public static OneThingView Of(OneThingRow row) => new(
        row.Template, row.Lead.Value,
        [.. row.Parts.Select(part => new OneThingPartView(
            part.Part, part.Zh, part.En, part.Department.Value, part.Within.ToString(), part.Required,
            [.. part.After.Select(number => row.Parts[number - 1].Part)], part.DoneWhen))]);
}
