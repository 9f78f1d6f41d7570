namespace Twin.Geo.Demo.Wards;

/// <summary>Invented names that sound like places; none is taken from a register.</summary>
internal sealed class Names
{
    private static readonly string[] First =
    [
        "霁", "望", "临", "锦", "澄", "鹭", "桐", "枫", "荷", "兰", "竹", "柏", "芦", "棠", "栖", "云", "澜", "晴", "岚", "汀",
        "溪", "沐", "沁", "鸣", "翠", "霞", "皓", "朗", "瑞", "嘉", "景", "泽", "谷", "芷", "蓼", "杏", "梧", "雁", "鹤", "砚",
    ];

    private static readonly string[] Second =
    [
        "湾", "浦", "塘", "桥", "埠", "坞", "岭", "渡", "洲", "亭", "园", "里", "坪", "畈", "堰", "潭", "浜", "屿", "墩", "坊",
        "泉", "荫", "台", "陌",
    ];

    private static readonly string[] RoadFirst =
    [
        "霁光", "望江", "临溪", "锦绣", "澄明", "鹭鸣", "桐荫", "枫林", "荷风", "兰亭", "竹海", "柏松", "芦花", "海棠", "栖霞", "云帆",
        "澜清", "晴川", "岚光", "汀兰", "沐阳", "沁园", "翠微", "霞飞", "朗月", "瑞雪", "嘉禾", "景行", "泽惠", "谷雨", "芷香", "蓼溪",
        "杏雨", "梧桐", "雁行", "鹤声", "砚池", "文汇", "星河", "长虹", "新安", "永宁", "和畅", "春晖", "明德", "崇文", "广济", "同心",
    ];

    private static readonly string[] Tails = ["", "东", "西", "南", "北", "中", "一", "二", "三", "新", "后", "前"];

    private static readonly string[] CompoundTails = ["苑", "庭", "府", "花园", "家园", "名邸", "新村", "雅居"];

    private readonly Chance chance;
    private readonly string[] places;
    private readonly string[] roads;
    private readonly string[] lanes;
    private readonly HashSet<string> used = [];
    private int nextPlace;
    private int nextRoad;
    private int nextLane;

    public Names(Chance chance)
    {
        this.chance = chance;
        places = [.. First.SelectMany(first => Second.Select(second => first + second)).Where(name => name != "望江")];
        chance.Shuffle(places);
        lanes = [.. places];
        chance.Shuffle(lanes);
        roads = [.. RoadFirst];
        chance.Shuffle(roads);
    }

    public static string City => "云浦市";

    public static string River => "云浦江";

    public static string Creek => "青萝溪";

    public static string[] Districts { get; } = ["霁川区", "澄湾区", "鹭鸣区"];

    public string Place() => places[nextPlace++ % places.Length];

    /// <summary>A name for a wide road that no other road has.</summary>
    public string Road(string tail)
    {
        for (; nextRoad < roads.Length * Tails.Length; nextRoad++)
        {
            var name = roads[nextRoad % roads.Length] + Tails[nextRoad / roads.Length] + tail;
            if (used.Add(name))
            {
                nextRoad++;
                return name;
            }
        }

        return Lane(tail);
    }

    /// <summary>A name for a small road; numbered when the pairs run out.</summary>
    public string Lane(string tail)
    {
        var round = nextLane / lanes.Length;
        var name = lanes[nextLane++ % lanes.Length] + (round == 0 ? "" : Tails[round % Tails.Length]) + tail;
        return used.Add(name) ? name : Lane(tail);
    }

    public string Compound() => chance.Of(First) + chance.Of(Second) + chance.Of(CompoundTails);
}
