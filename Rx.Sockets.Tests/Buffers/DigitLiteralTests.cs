namespace Rx.Sockets.Tests.Buffers;

/// <summary>The literals of Asio's <c>buffer.cpp</c>.</summary>
public sealed class DigitLiteralTests
{
    [Theory]
    [InlineData("", new byte[0])]
    [InlineData("0x", new byte[0])]
    [InlineData("0x01", new byte[] { 0x01 })]
    [InlineData("0X01", new byte[] { 0x01 })]
    [InlineData("0xaB", new byte[] { 0xab })]
    [InlineData("ab", new byte[] { 0xab })]
    [InlineData("0x0123456789abcdef", new byte[] { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef })]
    [InlineData("0xDEAD'BEEF", new byte[] { 0xde, 0xad, 0xbe, 0xef })]
    [InlineData("de_ad_be_ef", new byte[] { 0xde, 0xad, 0xbe, 0xef })]
    public void Hexadecimal_digits_are_bytes(string digits, byte[] bytes) => Assert.Equal(bytes, BufferSequence.FromHex(digits).ToArray());

    [Theory]
    [InlineData("", new byte[0])]
    [InlineData("0b", new byte[0])]
    [InlineData("0b00000001", new byte[] { 1 })]
    [InlineData("0B11111111", new byte[] { 255 })]
    [InlineData("0b0110'1001", new byte[] { 0x69 })]
    [InlineData("0110100100000010", new byte[] { 0x69, 2 })]
    public void Binary_digits_are_bytes(string digits, byte[] bytes) => Assert.Equal(bytes, BufferSequence.FromBinary(digits).ToArray());

    [Theory]
    [InlineData("0x1")]
    [InlineData("123")]
    [InlineData("0xg0")]
    [InlineData("12 34")]
    [InlineData("0x0x12")]
    public void Other_hexadecimal_text_is_refused(string digits) => Assert.Throws<FormatException>(() => BufferSequence.FromHex(digits));

    [Theory]
    [InlineData("0b1")]
    [InlineData("0000000")]
    [InlineData("000000001")]
    [InlineData("00000002")]
    [InlineData("0b0000000a")]
    public void Other_binary_text_is_refused(string digits) => Assert.Throws<FormatException>(() => BufferSequence.FromBinary(digits));
}
