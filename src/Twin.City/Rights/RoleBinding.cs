namespace Twin.City.Rights;

/// <summary>A role and where it holds.</summary>
/// <param name="Home">Area or grid that it is bound to; null = the whole city.</param>
/// <param name="Department">Department that a handler belongs to.</param>
public sealed record RoleBinding(string Role, HomeId? Home = null, DepartmentId? Department = null);
