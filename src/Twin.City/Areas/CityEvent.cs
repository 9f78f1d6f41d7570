using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Modes;

namespace Twin.City.Areas;

/// <summary>A fact about the city as a whole. Stored for ever.</summary>
/// <remarks>Kind words: <c>city/Imported</c>, <c>city/CalendarChanged</c>,
/// <c>city/ClassChanged</c>, <c>city/PlanWritten</c>.</remarks>
public abstract record CityEvent
{
    private CityEvent() { }

    /// <summary>A set of areas, buildings or addresses entered; its rows lie in the reference store.</summary>
    /// <param name="Set">Which rows: <c>areas</c>, <c>grids</c>, <c>buildings</c> ….</param>
    /// <param name="Hash">SHA-256 of the set: the key of its rows.</param>
    /// <param name="City">Hash of the whole reference city that the set was part of.</param>
    /// <param name="Kept">Rows of the set, drawn ones too.</param>
    /// <param name="Rows">Rows of the source = Entered + Repaired + Refused.</param>
    public sealed record Imported(
        string Set, string Hash, string City, int Kept, int Rows, int Entered, int Repaired, int Refused) : CityEvent;

    /// <summary>Holidays and make-up days were announced; a day named again is as named last.</summary>
    /// <param name="Source">Whose word it is, such as the number of the notice.</param>
    public sealed record CalendarChanged(FactList<CalendarDay> Days, string Source) : CityEvent;

    /// <summary>A class has other rules from a day on; cases that were reported before keep theirs.</summary>
    /// <param name="Departments">Who answers for it, lead first.</param>
    /// <param name="HandleSteps">As classes.csv writes them, such as <c>fix=P5D/D</c>; the last one is T5.</param>
    /// <param name="Source">Whose word it is, such as the number of the notice.</param>
    public sealed record ClassChanged(
        string Class, DateTimeOffset ValidFrom, Severity Severity, FactList<DepartmentId> Departments,
        FactList<string> HandleSteps, string Source) : CityEvent;

    /// <summary>A plan was written or written anew; what is open goes on by the plan that it was opened with.</summary>
    public sealed record PlanWritten(Plan Plan) : CityEvent;
}
