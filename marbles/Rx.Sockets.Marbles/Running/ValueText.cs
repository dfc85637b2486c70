using System.Collections;
using System.Globalization;
using System.Net.Sockets;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Running;

/// <summary>What was received, as <c>where</c> writes it.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        SendResult { IsSuccess: true } result => Number(result.BytesTransferred),
        SendResult result => $"({Failure(result)})",
        SendProgress progress => $"({Counts(progress)})",
        MemberOutcome member => $"({ResultText.Of(member.Name, member.Result)})",
        string text => QuotedText.Quote(text),
        bool truth => truth ? "true" : "false",
        CancellationLevel level => LevelText.Of(level),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        IConvertible number when number.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.UInt64 && value is not Enum => Number(number.ToInt64(CultureInfo.InvariantCulture)),
        _ => Plain(value.ToString() ?? "null"),
    };

    public static string Of(Exception error) => $"# {NameOf(error)}";

    private static string NameOf(Exception error) => error switch
    {
        SendException send => Failure(send.Result) + (send.InnerException is { } cause ? $" because {NameOf(cause)}" : ""),
        NamedException named => named.Name,
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ when error.GetType().Name is var name && name.EndsWith("Exception", StringComparison.Ordinal) && name.Length > 9 => name[..^9],
        _ => error.GetType().Name,
    };

    // A count of 0 and no level go without saying.
    private static string Failure(SendResult result)
    {
        var text = result.Error.ToString();
        if (result.BytesTransferred != 0) text += $" {Number(result.BytesTransferred)}";
        return result.Cancelled == CancellationLevel.None ? text : $"{text} {LevelText.Of(result.Cancelled)}";
    }

    // What is 0 goes without saying, but for the first two.
    private static string Counts(SendProgress progress)
    {
        var text = $"{Number(progress.Messages)} sent {Number(progress.Bytes)} bytes";
        if (progress.Dropped != 0) text += $" {Number(progress.Dropped)} dropped";
        if (progress.Conflated != 0) text += $" {Number(progress.Conflated)} conflated";
        if (progress.QueuedMessages != 0) text += $" {Number(progress.QueuedMessages)} queued {Number(progress.QueuedBytes)} bytes";
        return progress.Waits == 0 ? text : $"{text} {Number(progress.Waits)} waits";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string text) =>
        text == "()" || (text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) ? text : QuotedText.Quote(text);
}
