using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Obligations;

/// <summary>What obligations mean for the commands of their case.</summary>
internal static class ObligationRules
{
    /// <summary>A case is handled, and so can close, only when every department has done what it owes.</summary>
    /// <remarks>
    /// The table of cases does not know whistles; it is asked first, so its own refusals stand. Parts of one thing
    /// have their rows in it. Who takes the matter back, or voids it, ends what is owed with it.
    /// </remarks>
    public static Refusal? Refuses(CaseState state, TransitionRow row) =>
        row is { Next: CaseStage.Handled, Stage: not CaseStage.Absent } && !state.IsHistory
            && ObligationFlow.OwesWhistle(state)
            ? Refusals.Of("PartsDecide") with { Field = "obligations" }
            : null;

    /// <summary>How high a whistle is raised: the community and the street need not agree with themselves.</summary>
    public static CaseLevel LevelOf(CaseAsk ask) => ask.By.Roles.Contains("StreetOffice") ? CaseLevel.Street
        : ask.By.Roles.Contains("CommunitySecretary") ? CaseLevel.Community
        : CaseLevel.Grid;

    /// <summary>The named departments, else those of the template, else those of the class; one part each.</summary>
    public static ImmutableArray<CasePart> PartsOf(CaseAsk ask, CaseCommand.OpenOneThing e)
    {
        CaseId Id(int at) => new($"{ask.State.Id.Value}.{ObligationFold.PartId(ask.NextVersion, at + 1)}");
        var template = CityTables.OneThing(e.Template);
        if (e.Departments.Items.IsEmpty && template is not null)
        {
            return [.. template.Parts.Select((part, at) => new CasePart(
                Id(at), part.Department, part.Required, template.WordOf(part),
                part.After.IsEmpty ? null : string.Join(';', part.After), part.Within))];
        }

        var departments = e.Departments.Items.IsEmpty ? ask.Class!.Departments : e.Departments.Items;
        return [.. departments.Distinct().Select((department, at) =>
        {
            var known = template?.Parts.FirstOrDefault(part => part.Department == department);
            return new CasePart(
                Id(at), department, known?.Required ?? true, known is null ? null : template!.WordOf(known), null,
                known?.Within);
        })];
    }
}
