namespace Twin.City.Obligations;

/// <summary>How a department came to owe: by one of the three whistles, or by a part of one thing.</summary>
public enum ObligationKind { Daily, Key, Emergency, Part }

/// <summary>The stages of whistle.csv, in its order; parts of one thing follow it from Called on.</summary>
public enum ObligationStage
{
    Raised, CommunityOK, StreetOK, Called, Accepted, Arrived, Working, Done, GridRated, Closed, Rejected,
    Redirected, NoShow, Reinforced, Cancelled,
}
