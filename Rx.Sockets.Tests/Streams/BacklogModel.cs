using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>A log, a backlog on it, and beside them what they should hold: lists of frames. Every step is taken by both and compared.</summary>
internal sealed class BacklogModel
{
    private const int CopyUpTo = 100;

    private readonly MessageLog _log;
    private readonly Backlog _backlog;
    private readonly Framing? _framing;
    private readonly bool _hasKeys;
    private readonly List<int> _released = [];
    private readonly List<int> _lent = [];
    private readonly Dictionary<int, byte[]> _frames = [];
    private List<int> _queue = [];
    private List<int> _underWay = [];
    private SendProgress _counts;
    private int _next;

    /// <param name="framing">null: none.</param>
    /// <param name="keys">How many keys there are; 0: messages have none, and long ones are lent.</param>
    public BacklogModel(Framing? framing, int keys = 0)
    {
        (_framing, _hasKeys) = (framing, keys > 0);
        var conflation = keys > 0 ? new Conflation<int>(message => IndexOf(message) % keys, comparer: null) : null;
        _log = new MessageLog(new SendToOptions { Framing = framing, CopyUpTo = CopyUpTo }, conflation, message => _released.Add(IndexOf(message)));
        _backlog = new Backlog(_log.Start, conflation?.NewSieve());
        Keys = keys;
    }

    private int Keys { get; }

    private long QueuedBytes => _queue.Concat(_underWay).Sum(index => (long)_frames[index].Length);

    public void Step(int kind, int value)
    {
        switch (kind)
        {
            case < 4:
                Append(value);
                break;
            case 4 or 5 when _underWay.Count == 0:
                Take();
                break;
            case 4 or 5:
                Settle(value);
                break;
            case 6:
                MakeRoom(value);
                break;
            default:
                _backlog.DropOne();
                _counts += new SendProgress(0, 0, Dropped: 1);
                break;
        }

        Compare();
    }

    /// <summary>Settles what is under way, and ends.</summary>
    public void End(int value)
    {
        if (_underWay.Count > 0) Settle(value);
        _backlog.Close();
        Drop(_queue.Count);

        Compare();
        Assert.Equal(_counts, _backlog.Progress);
        Assert.Equal(_lent.Order(), _released.Order());
    }

    /// <summary>Messages begin with their number, cut off if they are shorter; those that are lent are longer.</summary>
    private static int IndexOf(BufferSequence message) => BitConverter.ToInt32([.. message.First(4).ToArray(), 0, 0, 0, 0], 0);

    private void Append(int value)
    {
        var length = value % 3 == 0 ? value % 8 : value % 5 == 0 ? value * 40 : value % 700;
        if (_hasKeys) length = Math.Max(length, 4);
        var index = _next++;
        byte[] content = [.. BitConverter.GetBytes(index), .. Pattern.Bytes(length, start: index)];
        var message = Cut(content[..length], value % 4);

        var frame = _log.Measure(message);
        _log.Append(message, frame);

        _frames[index] = _framing?.Frame(message).ToArray() ?? content[..length];
        Assert.Equal(_frames[index].Length, frame);
        if (length > CopyUpTo && !_hasKeys) _lent.Add(index);
        _queue.Add(index);
    }

    private void Take()
    {
        Conflate();
        Assert.Equal(_queue.Count > 0, _backlog.TryTake());
        if (_queue.Count == 0) return;
        var batch = _backlog.Batch;
        Assert.InRange(batch.Messages, 1, _queue.Count);
        _underWay = _queue[..(int)batch.Messages];
        _queue = _queue[(int)batch.Messages..];
        Assert.Equal(_underWay.SelectMany(index => _frames[index]), batch.Buffers.ToArray());
        Assert.Equal(QueuedBytes - _queue.Sum(index => (long)_frames[index].Length), batch.Bytes);
    }

    private void Settle(int value)
    {
        var batch = _backlog.Batch;
        var bytes = value % 4 == 0 ? batch.Bytes : value * 7919L % (batch.Bytes + 1);
        var (whole, end) = (0, 0L);
        while (end < bytes)
            end += _frames[_underWay[whole++]].Length;
        var rest = end - bytes;
        if (rest > 0) whole--;
        if (bytes == batch.Bytes) (whole, rest) = (_underWay.Count, 0);
        var sent = _underWay.SelectMany(index => _frames[index]).Skip((int)bytes).Take((int)rest);
        Assert.Equal(sent, batch.RestAfter(bytes).ToArray());

        _backlog.Settle(bytes);

        _counts += new SendProgress(whole, bytes, _underWay.Count - whole);
        _underWay = [];
    }

    private void MakeRoom(int value)
    {
        var (length, capacity) = (value % 300, value % 7 * 500);
        _backlog.MakeRoom(_log.Place.After(length), capacity);

        Conflate();
        while ((QueuedBytes + length > capacity || _queue.Count + _underWay.Count >= capacity) && _queue.Count > 0)
            Drop(1);
    }

    private void Drop(int count)
    {
        _queue = _queue[count..];
        _counts += new SendProgress(0, 0, Dropped: count);
    }

    private void Conflate()
    {
        if (!_hasKeys) return;
        var newest = _queue.GroupBy(index => index % Keys).Select(group => group.Last()).Order().ToList();
        _counts += new SendProgress(0, 0, Conflated: _queue.Count - newest.Count);
        _queue = newest;
    }

    private void Compare()
    {
        var queued = _queue.Concat(_underWay).ToList();
        Assert.Equal(_counts with { QueuedMessages = queued.Count, QueuedBytes = QueuedBytes }, _backlog.Progress);
        Assert.Equal(new LogPlace(_log.End - QueuedBytes, _log.Place.Messages - queued.Count), _backlog.Gone);
        Assert.Equal(_lent.Except(queued).Order(), _released.Order());
        Assert.Equal(_underWay.Count, _backlog.Batch.Messages);
    }

    private static BufferSequence Cut(byte[] content, int slices)
    {
        if (slices < 2) return content;
        var at = content.Length / slices;
        return BufferSequence.Of([content.AsMemory(0, at), ReadOnlyMemory<byte>.Empty, content.AsMemory(at)]);
    }
}
