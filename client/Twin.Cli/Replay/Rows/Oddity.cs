namespace Twin.Cli.Replay.Rows;

/// <summary>What can be odd about a row. A row that cannot be used is named, never dropped silently.</summary>
public enum Oddity
{
    /// <summary>Not usable: fewer or more cells than the header.</summary>
    CellsDiffer,

    /// <summary>Not usable: no id.</summary>
    IdMissing,

    /// <summary>Not sent again: this id came before in the file.</summary>
    IdAgain,

    /// <summary>Not usable: no opening time that can be read.</summary>
    OpenedUnreadable,

    /// <summary>Not usable: neither an open nor a closed state.</summary>
    StateUnknown,

    /// <summary>Sent without the limit: it cannot be read.</summary>
    DueUnreadable,

    /// <summary>Sent as open: the closing time is missing or cannot be read.</summary>
    ClosedUnreadable,

    /// <summary>Sent as open: it has a closing time all the same.</summary>
    OpenYetClosed,

    /// <summary>Sent as it is: closed before it was opened.</summary>
    ClosedBeforeOpened,

    /// <summary>Sent as it is: the limit lies before the opening.</summary>
    DueBeforeOpened,

    /// <summary>Sent with one of two readings: the autumn clock shows the opening time twice.</summary>
    OpenedAmbiguous,

    /// <summary>Sent with one of two readings: the autumn clock shows the closing time twice.</summary>
    ClosedAmbiguous,

    /// <summary>Sent with one of two readings: the autumn clock shows the limit twice.</summary>
    DueAmbiguous,

    /// <summary>Sent an hour later: the spring clock never shows this time.</summary>
    TimeSkipped,

    /// <summary>Sent to the city as a whole: no position that can be read.</summary>
    PlaceMissing,

    /// <summary>Closed, and the source's own verdict is empty.</summary>
    VerdictEmpty,

    /// <summary>The source's own verdict says otherwise than its times.</summary>
    VerdictDiffers,
}

/// <summary>An odd row by its id, or by its line when it has none.</summary>
public sealed record OddRow(Oddity What, string Id, long Line, string Found);
