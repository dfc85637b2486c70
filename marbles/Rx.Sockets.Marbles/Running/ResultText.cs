using System.Globalization;

namespace Rx.Sockets.Marbles.Running;

/// <summary>How a send ended, as the lanes settled and callback write it.</summary>
internal static class ResultText
{
    public static string Of(string name, SendResult result)
    {
        var count = result.BytesTransferred.ToString(CultureInfo.InvariantCulture);
        if (result.IsSuccess) return $"{name} sent {count}";
        return result.Cancelled != CancellationLevel.None ? $"{name} cancelled {count}" : $"{name} failed {result.Error} {count}";
    }
}
