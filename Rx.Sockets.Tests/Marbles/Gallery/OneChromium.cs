namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>One browser for all tests of the gallery, one after the other: to start it takes longer than any of them.</summary>
[CollectionDefinition]
public sealed class OneChromium : ICollectionFixture<Chromium>;
