using Rx.Sockets;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;
using Rx.Sockets.Marbles.Recording;

namespace Quickstart;

/// <summary>The recordings of a tour, one for each connection.</summary>
internal sealed class Tape
{
    private readonly List<SocketRecording> _recordings = [];

    public void Record(RxSocket socket, string name) => _recordings.Add(socket.Record(new RecordingOptions { Name = name }));

    /// <summary>Writes the file and prints what is in it.</summary>
    public void Save(string path)
    {
        var file = new MarbleFile(path, "What the quickstart did", [.. _recordings.Select(recording => recording.Stop())]);
        var text = MarblePrinter.Print(file);
        File.WriteAllText(path, text);
        Console.WriteLine($"\nRecorded in {path}:\n");
        Console.Write(text);
    }
}
