namespace Rx.Sockets.Streams;

/// <summary>Where the messages of an inlet go: to one socket, or to many.</summary>
internal interface IOutlet
{
    /// <summary>To here the stream does not count against the capacity any more.</summary>
    LogPlace Gone { get; }

    /// <summary>Whether room can come while the calling thread waits for it.</summary>
    bool GoesOnWhileWaiting { get; }

    /// <summary>A message has been appended.</summary>
    void Signal();

    /// <summary>There is enough for a write, or somebody is about to wait: what waits for a thread may use this one.</summary>
    void Help();

    /// <summary>Drops what is oldest and has not begun, until the stream may go to this place.</summary>
    void MakeRoom(in LogPlace end, long capacity);

    /// <summary>Counts a message that was not appended.</summary>
    void DropOne();

    /// <summary>The source is held up, which is counted.</summary>
    void Held();

    /// <summary>Nothing more will be appended; the source is to be left.</summary>
    void Finish();

    /// <summary>A policy ends the stream; the source is to be left.</summary>
    void Overflowed(SendOverflowException error, bool disconnect);
}
