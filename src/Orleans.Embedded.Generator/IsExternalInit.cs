#pragma warning disable IDE0130 // the compiler looks for it here
namespace System.Runtime.CompilerServices;

/// <summary>Lets records compile for netstandard2.0.</summary>
internal static class IsExternalInit;
