namespace Twin.City.Duplicates;

/// <summary>What two reports have in common, each in steps; every pair has one band of each kind.</summary>
public enum DuplicateBand
{
    Base,
    SameAddress, OtherAddress, Within10Metres, Within30Metres, Within50Metres,
    OpenTenMinutes, OpenHour, OpenSixHours, OpenDay, OpenTwoDays, OpenThreeDays, OpenFourDays,
    EndedTenMinutes, EndedHour, EndedSixHours, EndedDay, EndedTwoDays, EndedThreeDays, EndedFourDays,
    SameClass, SameFamily, ClassUnknown,
    TextAlike, TextPartlyAlike, TextUnlike, TextUnknown,
    AloneHere, TwoHere, ManyHere,
}
