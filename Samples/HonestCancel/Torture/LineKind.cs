namespace HonestCancel.Torture;

/// <summary>What connects the two ends.</summary>
public enum LineKind
{
    Tcp,
    Unix,
}
