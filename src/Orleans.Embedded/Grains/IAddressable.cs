namespace Orleans.Runtime;

/// <summary>Marks what may be addressed: a grain or a reference to one.</summary>
public interface IAddressable;
