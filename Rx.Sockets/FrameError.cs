namespace Rx.Sockets;

/// <summary>Why a message cannot be framed.</summary>
public enum FrameError
{
    /// <summary>Longer than <see cref="Framing.Maximum"/>.</summary>
    TooLong = 0,

    /// <summary>Not of the one length that <see cref="Framing.Fixed"/> allows.</summary>
    WrongLength = 1,

    /// <summary>The delimiter would be found before the end of the message: in it, or begun by its last bytes.</summary>
    ContainsDelimiter = 2,
}
