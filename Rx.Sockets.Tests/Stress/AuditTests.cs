using HonestCancel.Torture;

namespace Rx.Sockets.Tests.Stress;

/// <summary>The torture would notice.</summary>
public sealed class AuditTests
{
    private static readonly (long Number, int Bytes)[] Reported = [(1, 300), (2, 0), (3, 500)];

    private static byte[] Stream => [.. Content.Of(1, 300), .. Content.Of(3, 500)];

    [Fact]
    public void A_stream_that_is_as_reported_passes()
    {
        var audit = Audit.Of(Reported, Stream, isCutOff: false);

        Assert.Null(audit.Complaint);
        Assert.Equal([300, 0, 500], audit.Read);
        Assert.Equal(0, audit.Stray);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(300)]
    [InlineData(799)]
    public void A_lost_byte_is_noticed(int position) =>
        Assert.NotNull(Audit.Of(Reported, [.. Stream[..position], .. Stream[(position + 1)..]], isCutOff: false).Complaint);

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(300)]
    [InlineData(799)]
    public void A_repeated_byte_is_noticed(int position)
    {
        var audit = Audit.Of(Reported, [.. Stream[..(position + 1)], .. Stream[position..]], isCutOff: false);

        Assert.NotNull(audit.Complaint);
        Assert.True(audit.Stray > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(799)]
    public void A_changed_byte_is_noticed_also_when_the_stream_was_cut_off(int position)
    {
        var stream = Stream;
        stream[position] ^= 1;

        Assert.Contains($"wrong byte {position} ", Audit.Of(Reported, stream, isCutOff: true).Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_was_cut_off_may_be_any_beginning_and_is_not_a_loss()
    {
        for (var length = 0; length <= 800; length += 100)
        {
            var audit = Audit.Of(Reported, Stream.AsSpan(0, length), isCutOff: true);
            Assert.Null(audit.Complaint);
            Assert.Equal(length, audit.Read.Sum());
        }
    }

    [Fact]
    public void Sends_in_another_order_are_noticed() =>
        Assert.NotNull(Audit.Of(Reported, [.. Content.Of(3, 500), .. Content.Of(1, 300)], isCutOff: false).Complaint);

    [Fact]
    public void More_than_was_reported_is_noticed_also_when_the_stream_was_cut_off()
    {
        var audit = Audit.Of(Reported, [.. Stream, 7], isCutOff: true);

        Assert.NotNull(audit.Complaint);
        Assert.Equal(1, audit.Stray);
    }
}
