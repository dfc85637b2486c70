using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>Cuts memory into random slices, empty ones among them.</summary>
public static class Slicing
{
    public static BufferSequence Cut(ReadOnlyMemory<byte> memory, int slices, Random random)
    {
        if (slices <= 1) return memory;
        var cuts = new int[slices - 1];
        for (var i = 0; i < cuts.Length; i++)
            cuts[i] = random.Next(memory.Length + 1);
        Array.Sort(cuts);
        var list = new List<ReadOnlyMemory<byte>>(slices + 2);
        var start = 0;
        foreach (var cut in cuts.Append(memory.Length))
        {
            list.Add(memory[start..cut]);
            if (random.Next(8) == 0) list.Add(default);
            start = cut;
        }

        return BufferSequence.Of(list);
    }
}
