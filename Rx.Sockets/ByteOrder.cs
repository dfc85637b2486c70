namespace Rx.Sockets;

/// <summary>Which byte of a number goes out first.</summary>
public enum ByteOrder
{
    /// <summary>The highest: network byte order.</summary>
    BigEndian = 0,

    /// <summary>The lowest.</summary>
    LittleEndian = 1,
}
