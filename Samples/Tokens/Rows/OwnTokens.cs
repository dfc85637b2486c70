using Rx.Sockets;

namespace Tokens.Rows;

/// <summary>A token as the default of a socket, and one that the library does not have.</summary>
internal static class OwnTokens
{
    public static IEnumerable<Row> All =>
    [
        new("Use.Task.AsTuple().AsDefaultOn(socket)", DefaultAsync),
        new("new Kibibytes()", OwnAsync),
        new("new Kibibytes().CancelAfter(...).Append(...)", OwnAdaptedAsync),
    ];

    private static async Task<Answer> DefaultAsync(Desk desk)
    {
        var socket = Use.Task.AsTuple().AsDefaultOn(desk.Socket);
        var task = socket.AsyncWrite(desk.Message);
        return Answer.Of(task, await task);
    }

    private static async Task<Answer> OwnAsync(Desk desk)
    {
        var task = desk.Socket.AsyncWrite(desk.Message, new Kibibytes());
        var size = await task;
        return Answer.Of<Task<double>>($"{size:N1} KiB", (long)(size * 1024));
    }

    private static async Task<Answer> OwnAdaptedAsync(Desk desk)
    {
        var token = new Kibibytes().CancelAfter(TimeSpan.FromHours(1), CancellationLevel.Terminal).Append("frame 7");
        var (size, name) = await desk.Socket.AsyncWrite(desk.Message, token);
        return Answer.Of<Task<(double, string)>>($"{size:N1} KiB, {name}", (long)(size * 1024));
    }
}
