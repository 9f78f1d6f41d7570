namespace Twin.City.Areas;

/// <summary>Why the map stays as it is: what was found, what was expected, what to do.</summary>
public static class AreaRefusals
{
    public static Refusal Unknown(HomeId area, string field) => new(
        "AreaUnknown", $"没有编号为“{area}”的区域。请先查询区域列表。",
        $"Found '{area}' in '{field}'; expected the id of a grid or an area. Ask GET /areas for those that exist.",
        field);

    public static Refusal Over(AreaRow row, string field) => new(
        "AreaOver", $"区域“{row.Id}”已于 {row.Until:u} 撤销。请改用其继承区域。",
        $"Found '{row.Id}' in '{field}', which ended {row.Until:u}; expected an area that lives. Use its heirs: "
        + $"{string.Join(", ", row.Heirs.IsDefault ? [] : row.Heirs)}.", field);

    public static Refusal CodeTaken(string code, HomeId by) => new(
        "CodeTaken", $"代码 {code} 已被区域“{by}”使用。请核对代码。",
        $"Found code {code}, which '{by}' has; expected one that no living area has. Correct it, or recode that one.",
        "code");

    public static Refusal NotUnder(AreaRow row, AreaRow parent) => new(
        "ParentUnfit", $"“{parent.Name}”不能作为“{row.Name}”的上级。请选择级别更高的区域。",
        $"Found '{parent.Id}' ({Level(parent)}) as parent of '{row.Id}' ({Level(row)}); expected an area of a higher "
        + "level that does not lie in it. Choose another one.", "parent");

    public static Refusal IsCity { get; } = new(
        "AreaIsCity", "不能对整个城市做此操作。请选择下级区域。",
        "Found the city itself; expected an area or grid below it. Choose one.", "area");

    public static Refusal PartsUnfit(string found, string expected) => new(
        "PartsUnfit", "划分后的各部分与原区域不符。请核对边界或下级名单。",
        $"Found {found}; expected {expected}. Correct the parts and look at the preview again.", "parts");

    public static Refusal GroundTaken(HomeId by) => new(
        "GroundTaken", $"该范围与网格“{by}”重叠。请修改边界，或先拆分、合并该网格。",
        $"Found an outline that overlaps grid '{by}'; expected ground that no grid has. Change the outline, or split "
        + "or merge that grid.", "outline");

    public static Refusal HasChildren(AreaRow row, int count) => new(
        "AreaNotEmpty", $"“{row.Name}”下还有 {count} 个区域。请先移走、合并或撤销它们。",
        $"Found {count} areas or grids in '{row.Id}'; expected none. Move, merge or close them first.", "area");

    public static Refusal Unlike { get; } = new(
        "AreasUnlike", "只能合并两个以上同级区域，且须有共同上级或指定上级。",
        "Found areas of different levels or parents, or fewer than two; expected two or more of one level. Name their "
        + "parent where they have different ones.", "areas");

    public static Refusal Stale(string seen, string now) => new(
        "PreviewStale", "预览之后区划已变化。请重新预览并确认。",
        $"Found preview {seen}; expected {now}, since the map has changed or the command is another. Look at the "
        + "preview again and send its hash.", "preview");

    public static Refusal Field(string field, string found, string expected) => new(
        "FieldInvalid", $"“{field}”填写有误。请改正后重新提交。",
        $"Found {found} in '{field}'; expected {expected}. Correct it and send again.", field);

    private static string Level(AreaRow row) => row.Level?.ToString() ?? "Grid";
}
