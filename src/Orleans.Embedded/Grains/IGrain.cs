using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks a grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is text: one activation for each key and grain class.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain whose key is a number.</summary>
public interface IGrainWithIntegerKey : IGrain;
