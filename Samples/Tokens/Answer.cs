using Rx.Sockets;

namespace Tokens;

/// <summary>What a token gave back.</summary>
/// <param name="Returned">The type that the call returned.</param>
/// <param name="Came">The outcome, as the program got it.</param>
/// <param name="Bytes">The count.</param>
internal sealed record Answer(string Returned, string Came, long Bytes)
{
    /// <summary>An outcome.</summary>
    /// <param name="returned">What the call returned; only its type counts.</param>
    /// <param name="result">The outcome.</param>
    /// <param name="note">What else there is to say.</param>
    public static Answer Of<TReturn>(TReturn returned, SendResult result, string note = "") => Of<TReturn>($"{Outcome(result)}{note}", result.BytesTransferred);

    /// <summary>What came, in words of the row's.</summary>
    public static Answer Of<TReturn>(string came, long bytes) => new(NameOf(typeof(TReturn)), came, bytes);

    // As a program writes it.
    private static string NameOf(Type type)
    {
        if (!type.IsGenericType) return type == typeof(string) ? "string" : type == typeof(double) ? "double" : type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(NameOf));
        return type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)) ? $"({arguments})" : $"{type.Name.Split('`')[0]}<{arguments}>";
    }

    private static string Outcome(SendResult result) =>
        result.Cancelled == CancellationLevel.None ? $"{result.Error}" : $"cancelled, {result.Cancelled}";
}
